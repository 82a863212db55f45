"""A certificate in place of a client secret, from the plan to the passed login, in the practice tenant."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from credentials import ABLE, choose, reading_least
from walked import Walked, begun

from steps.model.problems import Problem
from steps.model.secret import PrivateKey
from steps.model.thumbprint import thumbprint
from steps.model.views import Propose
from wizard.bundle.make import bundle_file
from wizard.practice.moments import seconds

REST = ("configure_product", "live_login", "finish")
DAY = 86_400


@pytest.fixture
def able(tmp_path: Path) -> Iterator[Walked]:
    """A setup of a product that can use a key, up to the registration."""
    with begun(tmp_path, ABLE) as walked:
        walked.walk("choose_product", "sign_in", "check_tenant")
        yield walked


def test_a_person_may_choose_a_certificate_and_the_login_is_proven_by_its_key(able: Walked) -> None:
    choose(able, "certificate")
    able.walk("register_app", "grant_access", "collect_endpoints", "make_secret", *REST)
    assert able.setup.login
    assert able.setup.finished
    (credential,) = able.application["keyCredentials"]
    assert able.application["passwordCredentials"] == []
    held = able.setup.secret
    assert held
    assert held.proven
    assert credential["customKeyIdentifier"] == thumbprint(held.certificate)
    assert credential["displayName"] == f"SSO Wizard {able.setup.id}"
    assert round((seconds(credential["endDateTime"]) - seconds(credential["startDateTime"])) / DAY) == 90


def test_a_lost_key_is_replaced_and_the_certificate_nobody_can_use_is_removed(able: Walked) -> None:
    choose(able, "certificate")
    able.walk("register_app", "grant_access", "collect_endpoints", "make_secret")
    (before,) = able.application["keyCredentials"]
    able.world.vault.drop(able.setup.id)
    view = able.look("make_secret")
    assert isinstance(view, Propose)
    assert [(change.kind, change.rows[0].before is None) for change in view.changes] == [
        ("certificate", True),
        ("certificate_removed", False),
    ]
    able.walk("make_secret", *REST)
    (after,) = able.application["keyCredentials"]
    assert after["keyId"] != before["keyId"]
    assert able.setup.login


def test_somebody_elses_certificate_stays_whole(able: Walked) -> None:
    choose(able, "certificate")
    able.walk("register_app")
    foreign = able.world.vault.make_key("Somebody else", *life(able))
    able.world.directory.add_certificate(able.application["id"], "Backup job", foreign.certificate)
    before = able.application["keyCredentials"]
    able.walk("grant_access", "collect_endpoints", "make_secret")
    able.answer("make_secret", change="yes")
    able.confirm("make_secret")
    after = able.application["keyCredentials"]
    assert [c for c in after if c["displayName"] == "Backup job"] == [
        c for c in before if c["displayName"] == "Backup job"
    ]
    assert len(after) == 2


def life(walked: Walked) -> tuple[datetime, datetime]:
    now = walked.world.clock.now()
    return now, now + timedelta(days=10)


def test_a_secret_is_exchanged_for_a_certificate_and_back(able: Walked) -> None:
    able.walk("register_app", "grant_access", "collect_endpoints", "make_secret")
    for credential, other in (
        ("certificate", "passwordCredentials"),
        ("secret", "keyCredentials"),
    ):
        able.answer("make_secret", change="yes")
        able.look("make_secret")
        able.answer("make_secret", credential=credential, secret_days="90")
        able.walk("make_secret")
        assert able.application[other] == []
        assert bool(able.setup.secret and able.setup.secret.certificate) is (credential == "certificate")
    able.walk(*REST)
    assert able.setup.login


def test_the_private_key_is_in_nothing_that_is_kept_or_exported(able: Walked, tmp_path: Path) -> None:
    choose(able, "certificate")
    able.walk("register_app", "grant_access", "collect_endpoints", "make_secret")
    key = able.engine.reveal(able.setup.id)
    assert isinstance(key, PrivateKey)
    able.walk(*REST)
    able.look("finish")
    body = "".join(key.reveal().splitlines()[1:-1])
    # The first part is the modulus, which the certificate shows to everybody.
    needles = {body[place : place + 24] for place in range(len(body) // 2, len(body) - 24, 24)}
    source = able.engine.source(able.setup.id, look=5)
    masked = bundle_file(source, mask=True)[1].decode()
    held = able.setup.secret
    assert held
    assert [shown for shown in ("BEGIN CERTIFICATE", thumbprint(held.certificate)) if shown in masked] == []
    kept = [*able.person.outputs(), *(bundle_file(source, mask=mask)[1].decode() for mask in (True, False))]
    kept += [file.read_bytes().decode("latin-1") for file in tmp_path.rglob("*") if file.is_file()]
    assert [needle for needle in needles for text in kept if needle in text] == []
    assert f"{key!r} {key} {key:>20}".count("••••") == 3
    assert key.certificate.splitlines()[3] in " ".join(kept)


def test_a_renewal_that_is_refused_leaves_the_certificate_in_use(tmp_path: Path) -> None:
    with reading_least(tmp_path, ABLE) as able:
        choose(able, "certificate")
        able.walk("register_app", "grant_access", "collect_endpoints", "make_secret", "configure_product")
        before = able.application["keyCredentials"]
        able.tenant.scenarios.key_max_days = 5
        able.answer("make_secret", change="yes")
        with pytest.raises(Problem, match="secret-too-long"):
            able.confirm("make_secret")
        assert able.application["keyCredentials"] == before
        able.look("make_secret")
        able.answer("make_secret", card="keep")
        able.walk("live_login")
        assert able.setup.login
