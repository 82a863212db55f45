"""What the end of a setup says of the way back is what its own server, or its vendor, can do."""

from __future__ import annotations

from pathlib import Path

import pytest
from walked import begun

from steps.model.views import Done
from wizard.text import text

STEPS = ("choose_product", "sign_in", "check_tenant", "register_app", "grant_access", "collect_endpoints")
REST = ("configure_product", "live_login", "finish")


@pytest.mark.parametrize(
    ("rehearsal", "said", "silent"),
    [(1, "remove-security-config", "Collate team"), (2, "Collate team", "remove-security-config")],
    ids=["own server", "Collate"],
)
def test_the_finish_and_the_summary_tell_the_way_back_of_this_deployment(
    tmp_path: Path, rehearsal: int, said: str, silent: str
) -> None:
    with begun(tmp_path, "openmetadata", rehearsal) as made:
        made.walk(*STEPS, *REST)
        view = made.look("finish")
        assert isinstance(view, Done)
        summary = made.engine.summary(made.setup.id, "md")[1].decode()
        for told in ("\n".join(map(text, view.notes)), summary.rpartition("way back")[2]):
            assert said in told
            assert silent not in told.replace("OpenMetadata and Collate", "")
