"""A tenant that forbids secrets or limits their life: a certificate, a shorter life, or a sentence for the owner."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from credentials import ABLE, UNABLE, checked, choose, reading_least
from walked import Walked, begun

from steps.model.problems import Problem
from steps.model.views import Ask, Guide, Propose, Report
from tests.wizard.by_hand_setup import told

REST = ("configure_product", "live_login", "finish")


@pytest.fixture
def able(tmp_path: Path) -> Iterator[Walked]:
    with checked(tmp_path, ABLE) as walked:
        yield walked


@pytest.fixture
def unable(tmp_path: Path) -> Iterator[Walked]:
    with checked(tmp_path, UNABLE) as walked:
        yield walked


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


def test_an_exemption_of_this_application_alone_unlocks_the_setup(unable: Walked) -> None:
    unable.tenant.scenarios.secrets_forbidden = True
    unable.look("register_app")
    unable.walk("register_app", "grant_access", "collect_endpoints")
    assert isinstance(unable.look("make_secret"), Report)
    # Before the exemption another try is refused, and the default policy reads the same after it.
    unable.answer("make_secret")
    with pytest.raises(Problem, match="secret-forbidden"):
        unable.confirm("make_secret")
    assert isinstance(unable.look("make_secret"), Report)
    unable.tenant.scenarios.exempt_application = unable.application["appId"]
    unable.answer("make_secret")
    unable.walk("make_secret", *REST)
    assert unable.setup.login
    assert unable.setup.finished


def test_the_step_done_by_hand_goes_on_after_an_exemption_as_well(unable: Walked) -> None:
    unable.tenant.scenarios.secrets_forbidden = True
    unable.look("register_app")
    unable.walk("register_app", "grant_access", "collect_endpoints")
    unable.look("make_secret")
    unable.answer("make_secret", card="by_hand")
    assert isinstance(unable.look("make_secret"), Report)
    unable.answer("make_secret")
    assert isinstance(unable.look("make_secret"), Guide)
