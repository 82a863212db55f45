"""A setup's own files: the upload stays in memory, the secret goes into the file and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.formparsers import MultiPartParser

from steps.model.problems import AskAgain, Problem
from steps.model.views import HandOver
from tests.wizard.walked import begun
from wizard.edits import LARGEST
from wizard.recipes import RecipeShelf
from wizard.server import config

TO_THE_HAND_OVER = ("choose_product", "sign_in", "check_tenant", "register_app", "grant_access", "collect_endpoints")
CANARY = "canary-of-the-persons-own"


def test_an_upload_never_leaves_memory() -> None:
    # The parser of uploads keeps that much in memory, and puts what is larger into a file.
    assert config(1)["server.maxUploadSize"] * 1024 * 1024 == LARGEST <= MultiPartParser.spool_max_size


def test_the_secret_and_the_upload_go_into_the_file_and_nowhere_else(tmp_path: Path) -> None:
    rehearsals = [one.answers for one in RecipeShelf().get("openmetadata").rehearsals]
    number = next(
        n for n, a in enumerate(rehearsals) if a["deployment"] == "docker" and a["client_type"] == "confidential"
    )
    with begun(tmp_path, "openmetadata", number) as walked:
        walked.walk(*TO_THE_HAND_OVER, "make_secret")
        view = walked.look("configure_product")
        assert isinstance(view, HandOver)
        name = next(file.name for file in view.files if file.own)
        secret = walked.engine.reveal(walked.setup.id)
        assert secret is not None
        raw = f"# mine\nDB_PASSWORD={CANARY}\nOIDC_CLIENT_SECRET=old\nOIDC_TENANT=common\n".encode()
        made = walked.engine.own_file(walked.setup.id, name, raw)
        assert f"OIDC_CLIENT_SECRET={secret.reveal()}\n" in made.content.decode()
        assert made.content.startswith(f"# mine\nDB_PASSWORD={CANARY}\n".encode())
        assert not any(one in repr(made) for one in (secret.reveal(), CANARY))
        assert walked.engine.own_file(walked.setup.id, name, made.content).changes == ()
        with pytest.raises(AskAgain):
            walked.engine.own_file(walked.setup.id, name, b"<xml/>")
        kept = b"".join(file.read_bytes() for file in tmp_path.glob("setups*"))
        assert kept
        assert not any(one.encode() in kept for one in (secret.reveal(), CANARY))
        walked.world.vault.drop(walked.setup.id)
        with pytest.raises(Problem) as stopped:
            walked.engine.own_file(walked.setup.id, name, raw)
        assert stopped.value.code == "secret-not-kept"
