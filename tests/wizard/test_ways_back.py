"""From wherever a person can get to there is a way on: each dead end that was found is walked here to its end."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from walked import Walked, begun

from steps.model.problems import Problem
from steps.model.views import Ask, Done, Open, Propose

TO_THE_PLAN = ("choose_product", "sign_in", "check_tenant", "register_app")
TO_THE_HAND_OVER = (*TO_THE_PLAN, "grant_access", "collect_endpoints", "make_secret", "configure_product")
REST = ("configure_product", "live_login", "finish")


@pytest.fixture
def walked(tmp_path: Path) -> Iterator[Walked]:
    with begun(tmp_path) as made:
        yield made


def lose_the_secret(walked: Walked) -> None:
    """What a restart does to it."""
    walked.world.vault.drop(walked.setup.id)


def test_an_old_login_proves_nothing_about_changed_answers(walked: Walked) -> None:
    walked.walk(*TO_THE_HAND_OVER, "live_login")
    before = walked.setup.login
    walked.answer("choose_product", change="yes")
    walked.answer("choose_product", redirection_uri="https://huggingface.co/organizations/other/oidc/consume")
    assert walked.setup.login is None
    walked.confirm("register_app")
    walked.walk("configure_product")
    assert isinstance(walked.look("live_login"), Open)
    walked.walk("live_login", "finish")
    assert walked.setup.login != before
    # The address of the first answers was corrected: no sign-in may end there any more.
    assert walked.application["web"]["redirectUris"] == ["https://huggingface.co/organizations/other/oidc/consume"]


def test_a_wrong_secret_is_refused_at_its_field_and_the_right_one_goes_on(walked: Walked) -> None:
    walked.walk(*TO_THE_HAND_OVER)
    held = walked.engine.reveal(walked.setup.id)
    assert held is not None
    lose_the_secret(walked)
    assert isinstance(walked.look("live_login"), Ask)
    with pytest.raises(Problem, match="answer-secret-refused"):
        walked.answer("live_login", client_secret=held.reveal()[:3] + "x" * 37)
    assert walked.engine.reveal(walked.setup.id) is None
    walked.answer("live_login", client_secret=held.reveal())
    walked.walk("live_login", "finish")


def test_a_lost_secret_of_a_configured_product_is_made_anew(walked: Walked) -> None:
    walked.walk(*TO_THE_HAND_OVER)
    before = walked.setup.secret
    lose_the_secret(walked)
    walked.answer("live_login", card="renew")
    assert walked.engine.position(walked.setup) == "make_secret"
    walked.answer("make_secret", card="keep")
    assert walked.engine.position(walked.setup) == "live_login"
    walked.answer("live_login", card="renew")
    walked.confirm("make_secret")
    assert walked.setup.secret != before
    assert len(walked.application["passwordCredentials"]) == 1
    walked.walk(*REST)


def test_a_secret_that_may_not_live_so_long_is_made_shorter(walked: Walked) -> None:
    walked.tenant.scenarios.secret_max_days = 90
    walked.begin_reading_least()
    with pytest.raises(Problem, match="secret-too-long"):
        walked.confirm("register_app")
    walked.look("register_app")
    view = walked.look("make_secret")
    assert isinstance(view, Ask)
    walked.answer("make_secret", secret_days="60")
    walked.confirm("make_secret")
    walked.walk(*REST)


def test_a_deleted_application_is_said_and_made_again(walked: Walked) -> None:
    walked.walk(*TO_THE_HAND_OVER)
    walked.world.directory.delete_application(walked.application["id"])
    assert walked.problem("grant_access") == "registration-gone"
    walked.confirm("register_app")
    walked.walk(*REST)


def test_a_setup_is_not_finished_while_something_temporary_is_back(walked: Walked) -> None:
    walked.walk(*TO_THE_HAND_OVER, "live_login", "finish")
    walked.answer("live_login", change="yes")
    walked.confirm("live_login")
    assert walked.setup.finished is None
    assert isinstance(walked.look("finish"), Ask)
    walked.answer("finish", card="earlier")
    assert isinstance(walked.look("finish"), Done)
    assert walked.person.callback not in str(walked.application)
    assert walked.setup.finished is not None


def test_a_test_address_that_somebody_removed_is_proposed_again(walked: Walked) -> None:
    walked.walk(*TO_THE_HAND_OVER)
    walked.edit(lambda app: app["web"].update(redirectUris=app["web"]["redirectUris"][:1]))
    assert isinstance(walked.look("live_login"), Propose)
    walked.confirm("live_login")
    walked.walk("live_login", "finish")
    assert walked.person.callback not in str(walked.application)


def test_an_opened_test_login_can_be_started_again(walked: Walked) -> None:
    walked.walk(*TO_THE_HAND_OVER)
    first = walked.look("live_login")
    assert isinstance(first, Open)
    walked.person.open_link(first)
    opened = walked.look("live_login")
    assert isinstance(opened, Open)
    assert opened.link == ""
    walked.answer("live_login", card="again")
    second = walked.look("live_login")
    assert isinstance(second, Open)
    assert second.link not in ("", first.link)
    walked.walk("live_login", "finish")


def test_another_account_may_take_over_until_something_was_written(walked: Walked) -> None:
    walked.walk("choose_product", "sign_in")
    first = walked.setup.signed_in
    walked.person.user_name = walked.tenant.directory.user_name("gideon.hall")
    walked.answer("sign_in", change="yes")
    walked.walk("sign_in", "check_tenant", "register_app")
    assert walked.setup.signed_in != first
    walked.person.user_name = walked.tenant.directory.user_name("adele.vance")
    walked.answer("sign_in", change="yes")
    with pytest.raises(Problem, match="sign-in-other-person"):
        walked.walk("sign_in")
    # In the same tenant a colleague may take over, said in words and kept in the audit trail.
    walked.engine.look_again(walked.setup.id, "sign_in")
    walked.answer("sign_in", card="take_over")
    walked.walk("sign_in", "grant_access")
    assert walked.setup.signed_in is not None
    assert walked.setup.signed_in.user_name.startswith("adele.vance")
    walked.answer("grant_access", change="yes")
    walked.answer("grant_access", who="only", people="adele.vance@contoso-practice.example, Data team")
    walked.confirm("grant_access")
    walked.walk("configure_product", "live_login", "finish")


def test_a_public_client_can_become_confidential_after_all(tmp_path: Path) -> None:
    with begun(tmp_path, "openmetadata", rehearsal=1) as walked:
        walked.walk(*TO_THE_HAND_OVER)
        walked.answer("choose_product", change="yes")
        walked.answer(
            "choose_product",
            om_url="https://metadata.contoso.com",
            deployment="docker",
            client_type="confidential",
            server_version="2.0",
            own_tls="no",
            shipped_keys="yes",
            replicas="no",
            self_signup="yes",
            auto_redirect="no",
        )
        walked.confirm("register_app")
        walked.walk(*REST)
        assert walked.application["spa"]["redirectUris"] == []
        walked.answer("choose_product", change="yes")
        walked.answer(
            "choose_product",
            om_url="https://metadata.contoso.com",
            deployment="docker",
            client_type="public",
            server_version="2.0",
            own_tls="no",
            shipped_keys="yes",
            replicas="no",
            self_signup="yes",
            auto_redirect="no",
        )
        walked.confirm("register_app")
        walked.walk(*REST)
        assert walked.application["passwordCredentials"] == []


def test_a_stopped_plan_keeps_nobody_from_correcting_another_step(walked: Walked) -> None:
    walked.begin_reading_least()
    walked.tenant.scenarios.secrets_forbidden = True
    with pytest.raises(Problem, match="secret-forbidden"):
        walked.confirm("register_app")
    assert isinstance(walked.engine.seen(walked.setup.id, "choose_product", wait=5).view, Done)
    walked.tenant.scenarios.secrets_forbidden = False
    walked.look("register_app")
    # What was refused once is tried again only when somebody says so.
    walked.answer("make_secret")
    walked.confirm("make_secret")
    walked.walk(*REST)
