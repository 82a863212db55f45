"""A certificate in place of a client secret, from the plan to the passed login, in the practice tenant."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from walked import Walked, begun

from steps.model.problems import Problem
from steps.model.secret import PrivateKey
from steps.model.thumbprint import thumbprint
from steps.model.views import Ask, Propose, Report
from tests.wizard.by_hand_setup import told
from wizard.bundle.make import bundle_file
from wizard.practice.moments import seconds

ABLE, UNABLE = "apache_mod_auth_openidc", "hugging_face"
REST = ("configure_product", "live_login", "finish")
DAY = 86_400


@pytest.fixture
def able(tmp_path: Path) -> Iterator[Walked]:
    """A setup of a product that can use a key, up to the registration."""
    with begun(tmp_path, ABLE) as walked:
        walked.walk("choose_product", "sign_in", "check_tenant")
        yield walked


@pytest.fixture
def unable(tmp_path: Path) -> Iterator[Walked]:
    """One of a product that cannot."""
    with begun(tmp_path, UNABLE) as walked:
        walked.walk("choose_product", "sign_in", "check_tenant")
        yield walked


@contextmanager
def reading_least(folder: Path, product: str) -> Iterator[Walked]:
    """A setup whose sign-in may not read the policy, so that only a refusal tells what it says."""
    with begun(folder, product) as walked:
        walked.begin_reading_least()
        yield walked


def choose(walked: Walked, credential: str, days: str = "90") -> None:
    """Adjust the plan of the registration."""
    answers = {"application_name": "Intranet sign-in", "who": "only", "people": walked.person.user_name}
    walked.answer("register_app", **answers, secret_days=days, credential=credential)


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


def test_a_policy_that_is_read_makes_the_plan_take_a_certificate_at_once(able: Walked) -> None:
    able.tenant.scenarios.secrets_forbidden = True
    view = able.look("register_app")
    assert isinstance(view, Propose)
    assert "certificate" in [change.kind for change in view.changes]
    assert "forbids client secrets" in told(view.notes)
    able.walk("register_app", "grant_access", "collect_endpoints", "make_secret", *REST)
    assert able.setup.login


def test_a_refused_secret_becomes_a_certificate_where_the_product_can_use_one(tmp_path: Path) -> None:
    with reading_least(tmp_path, ABLE) as able:
        able.tenant.scenarios.secrets_forbidden = True
        refused_then_certificate(able)


def refused_then_certificate(able: Walked) -> None:
    with pytest.raises(Problem) as stopped:
        able.confirm("register_app")
    assert stopped.value.code == "secret-forbidden"
    able.look("register_app")
    able.walk("register_app", "grant_access", "collect_endpoints")
    view = able.look("make_secret")
    assert isinstance(view, Propose)
    assert [change.kind for change in view.changes] == ["certificate"]
    assert "forbids client secrets" in told(view.notes)
    able.walk("make_secret", *REST)
    assert able.setup.login


def test_without_a_key_the_policy_owner_gets_one_sentence_and_the_setup_goes_on_after_it(unable: Walked) -> None:
    unable.tenant.scenarios.secrets_forbidden = True
    assert "forbids client secrets" in told(unable.look("register_app"))
    unable.walk("register_app", "grant_access", "collect_endpoints")
    view = unable.look("make_secret")
    assert isinstance(view, Report)
    registration = unable.setup.registration
    assert registration
    assert registration.client_id in told(view.values)
    assert "passwordAddition" in told(view.values)
    unable.tenant.scenarios.secrets_forbidden = False
    unable.answer("make_secret")
    unable.walk("make_secret", *REST)
    assert unable.setup.login


def test_the_owner_is_asked_after_a_refusal_as_well_and_another_try_is_made_on_request(tmp_path: Path) -> None:
    with reading_least(tmp_path, UNABLE) as unable:
        unable.tenant.scenarios.secrets_forbidden = True
        with pytest.raises(Problem):
            unable.confirm("register_app")
        unable.look("register_app")
        unable.walk("register_app", "grant_access", "collect_endpoints")
        assert isinstance(unable.look("make_secret"), Report)
        unable.answer("make_secret")
        with pytest.raises(Problem):
            unable.confirm("make_secret")
        assert isinstance(unable.look("make_secret"), Report)
        unable.tenant.scenarios.secrets_forbidden = False
        unable.answer("make_secret")
        unable.walk("make_secret", *REST)
        assert unable.setup.login


@pytest.mark.parametrize(("product", "credential"), [(UNABLE, "secret"), (ABLE, "certificate")])
def test_a_limit_that_is_read_shortens_the_life_and_says_so(tmp_path: Path, product: str, credential: str) -> None:
    with begun(tmp_path, product) as walked:
        walked.walk("choose_product", "sign_in", "check_tenant")
        walked.tenant.scenarios.secrets_forbidden = credential == "certificate"
        walked.tenant.scenarios.secret_max_days = walked.tenant.scenarios.key_max_days = 30
        view = walked.look("register_app")
        assert isinstance(view, Propose)
        assert [change.values["days"] for change in view.changes if change.kind == credential] == ["30"]
        assert "allows 30 days" in told(view.notes)
        with pytest.raises(Problem) as refused:
            choose(walked, credential, days="31")
        assert (refused.value.code, refused.value.values["most"]) == ("answer-days", "30")
        walked.walk("register_app", "grant_access", "collect_endpoints", "make_secret")
        assert walked.setup.secret
        assert walked.setup.secret.proven


@pytest.mark.parametrize(("product", "credential"), [(UNABLE, "secret"), (ABLE, "certificate")])
def test_a_limit_that_only_a_refusal_tells_asks_for_a_shorter_life(
    tmp_path: Path, product: str, credential: str
) -> None:
    with reading_least(tmp_path, product) as walked:
        choose(walked, credential, days="180")
        walked.tenant.scenarios.secret_max_days = walked.tenant.scenarios.key_max_days = 60
        with pytest.raises(Problem) as refused:
            walked.confirm("register_app")
        assert refused.value.code == "secret-too-long"
        walked.look("register_app")
        walked.walk("register_app", "grant_access", "collect_endpoints")
        asked = walked.look("make_secret")
        assert isinstance(asked, Ask)
        assert "180 days" in told(asked.notes)
        assert asked.fields[0].shown == "90"
        walked.answer("make_secret", secret_days="45")
        walked.walk("make_secret")
        assert walked.setup.secret
        assert walked.setup.secret.proven


def test_a_lost_key_is_replaced_and_the_certificate_nobody_can_use_is_removed(able: Walked) -> None:
    choose(able, "certificate")
    able.walk("register_app", "grant_access", "collect_endpoints", "make_secret")
    (before,) = able.application["keyCredentials"]
    able.world.vault.drop(able.setup.id)
    view = able.look("make_secret")
    assert isinstance(view, Propose)
    assert [(row.before is None, row.after is None) for row in view.changes[0].rows] == [(False, True), (True, False)]
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
