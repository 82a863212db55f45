"""A test login that Microsoft stops on its own page: what the page says is read, compared, explained and mended."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from by_hand_setup import told
from product_answers import READY
from walked import Walked, begun

from steps.model.problems import AskAgain
from steps.model.setup import Setup
from steps.model.views import Done, Finding, Open, Propose, Report
from steps.test_login import opened
from wizard.practice import StaysOnPage
from wizard.practice.people import DOMAIN
from wizard.text import text

OTHER_ID = "1a2b3c4d-5e6f-4708-9192-a3b4c5d6e7f8"
TRACE = (
    "Request Id: 0a1b2c3d-0000-4000-8000-000000000001\nCorrelation Id: 0a1b2c3d-0000-4000-8000-000000000002\n"
    "Timestamp: 2026-11-21T10:00:00Z"
)
REGISTERED = "https://huggingface.co/organizations/contoso/oidc/consume"
MISMATCH = (
    "Sorry, but we’re having trouble signing you in.\n\n"
    "AADSTS50011: The redirect URI '{uri}' specified in the request "
    "does not match the redirect URIs configured for the application '{app}'. Make sure the redirect URI sent in the "
    "request matches one added to your application in the Azure portal.\n" + TRACE
)
UNKNOWN_APP = (
    "AADSTS700016: Application with identifier '{app}' was not found in the directory '{tenant}'. This can happen if "
    "the application has not been installed by the administrator of the tenant.\n" + TRACE
)
UNKNOWN_TENANT = (
    "AADSTS90002: Tenant '{tenant}' not found. Check to make sure you have the correct tenant ID.\n" + TRACE
)
OTHER_TENANT = (
    "AADSTS50020: User account '{user}' from identity provider 'https://sts.windows.net/x/' does not exist in tenant "
    "'Contoso practice' and cannot access the application '{app}'(Hugging Face) in that tenant.\n" + TRACE
)


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walked]:
    """A test login that waits to be opened. Whatever was tried with it, in the end it is made, and passes."""
    with begun(tmp_path_factory.mktemp("never")) as made:
        made.walk(*READY)
        yield made
        again(made)
        made.walk("live_login", "finish")
        assert made.setup.finished


def again(walked: Walked) -> Walked:
    """One click: the login is offered anew."""
    walked.answer("live_login")
    assert isinstance(walked.look("live_login"), Open)
    return walked


def offered(walked: Walked) -> Open:
    view = again(walked).look("live_login")
    assert isinstance(view, Open)
    return view


def leave(walked: Walked) -> Open:
    """Use the link, and never come back."""
    assert walked.person.open_link(offered(walked))
    waiting = walked.look("live_login")
    assert isinstance(waiting, Open)
    return waiting


def paste(walked: Walked, said: str, **named: str) -> Report:
    """Say what the page said; what the wizard makes of it."""
    registration, signed_in = walked.setup.registration, walked.setup.signed_in
    assert registration
    assert signed_in
    known = {"app": registration.client_id, "tenant": signed_in.tenant_id}
    walked.answer("live_login", page_says=said.format(**{**known, **named}))
    report = walked.look("live_login")
    assert isinstance(report, Report), report
    return report


def wrong(report: Report) -> list[Finding]:
    """What differs from the setup: the first section, if there is a difference."""
    assert told(report.sections[0].title) == "Where they differ"
    return list(report.sections[0].findings)


def test_an_address_that_differs_is_shown_beside_the_registered_one(walked: Walked) -> None:
    report = paste(walked, MISMATCH, uri=REGISTERED.replace("https", "http") + "?session=CANARY")
    (found,) = wrong(report)
    assert (found.verdict, found.seen, found.at) == ("fail", REGISTERED.replace("https", "http"), 4)
    assert found.beside
    assert text(found.beside.text) == REGISTERED
    assert text(found.beside.label) == "Registered under Web"
    assert found.step == "configure_product"
    assert "X-Forwarded-Proto" in told(found)
    assert "Correlation ID\ninfo\n0a1b2c3d-0000-4000-8000-000000000002" in told(report)
    assert told(report.ask).splitlines()[0] == "Test again"
    assert "CANARY" not in repr(walked.engine.events(walked.setup.id))


def test_an_address_under_another_platform_names_the_list_it_is_in(walked: Walked) -> None:
    walked.edit(
        lambda app: (app["web"]["redirectUris"].remove(REGISTERED), app["spa"]["redirectUris"].append(REGISTERED))
    )
    (found,) = wrong(paste(walked, MISMATCH, uri=REGISTERED))
    assert "Single-page application" in told(found)
    walked.edit(
        lambda app: (app["spa"]["redirectUris"].remove(REGISTERED), app["web"]["redirectUris"].append(REGISTERED))
    )


def test_the_tests_own_address_is_waited_for_or_added_again(walked: Walked) -> None:
    (found,) = wrong(paste(walked, MISMATCH, uri=walked.person.callback))
    assert (found.verdict, "waits until they know it" in told(found)) == ("warn", True)
    walked.answer("live_login")
    walked.edit(lambda app: app["web"]["redirectUris"].remove(walked.person.callback))
    (found,) = wrong(paste(walked, MISMATCH, uri=walked.person.callback))
    assert (found.verdict, "“Test again” adds it first" in told(found)) == ("fail", True)
    walked.answer("live_login")
    assert isinstance(walked.look("live_login"), Propose)
    walked.confirm("live_login")
    assert isinstance(walked.look("live_login"), Open)


IDS = {
    "another app": (OTHER_ID, "That is another app"),
    "the object ID": ("object_id", "That is the app's object ID"),
    "the enterprise application": ("service_principal_id", "object ID of the enterprise application"),
    "the secret's ID": ("key_id", "That is the ID of the secret"),
    "the tenant": ("tenant_id", "The product sends the tenant's ID as its client ID"),
}


@pytest.mark.parametrize("name", IDS)
def test_an_id_that_is_not_the_client_id_is_recognised(walked: Walked, name: str) -> None:
    setup = walked.setup
    sent = next(
        (
            str(getattr(fact, IDS[name][0]))
            for fact in (setup.registration, setup.secret, setup.signed_in)
            if hasattr(fact, IDS[name][0])
        ),
        OTHER_ID,
    )
    (found,) = wrong(paste(walked, UNKNOWN_APP, app=sent))
    assert (found.seen, found.step) == (sent, "configure_product")
    assert found.beside
    assert setup.registration
    assert text(found.beside.text) == setup.registration.client_id
    assert IDS[name][1] in told(found)


def test_another_tenant_is_shown_beside_ours(walked: Walked) -> None:
    (found,) = wrong(paste(walked, UNKNOWN_TENANT, tenant=OTHER_ID))
    assert found.seen == OTHER_ID
    assert walked.setup.registration
    (swapped,) = wrong(paste(walked, UNKNOWN_TENANT, tenant=walked.setup.registration.client_id))
    assert "swapped" in told(swapped)
    (named,) = wrong(paste(walked, UNKNOWN_APP, tenant="Fabrikam"))
    assert "another tenant" in told(named)
    report = paste(walked, UNKNOWN_APP, tenant="Contoso practice")
    assert told(report.sections[0].title) == "What it means"


def test_a_person_who_is_not_assigned_is_named_and_can_be_assigned_at_once(walked: Walked) -> None:
    address, _ = walked.person.open_link(offered(walked)) or ("", "")
    with pytest.raises(StaysOnPage) as stays:
        walked.tenant.sign_in(address, "omar.reyes")
    walked.answer("live_login", page_says=stays.value.said)
    report = walked.look("live_login")
    assert isinstance(report, Report)
    (found,) = wrong(report)
    assert (found.seen, found.step) == (f"omar.reyes@{DOMAIN}", "grant_access")
    assert "Adele Vance" in told(found) or "adele.vance" in told(found)
    # The log has the same login, by the correlation ID of the page.
    assert "AADSTS50105" in log_of(walked)
    walked.answer("live_login")
    proposed = walked.look("live_login")
    assert isinstance(proposed, Propose)
    assert [(one.step, one.kind) for one in proposed.changes] == [("grant_access", "assignment")]
    walked.answer("live_login", card="test_without")
    assert isinstance(walked.look("live_login"), Open)
    walked.answer("live_login", tester="")
    assert isinstance(walked.look("live_login"), Open)


def log_of(walked: Walked) -> str:
    """What the sign-in log says, once it was read."""
    for _ in range(200):
        view = walked.look("live_login")
        report = view.report if isinstance(view, Done) else view
        assert isinstance(report, Report)
        section = next(one for one in report.sections if told(one.title) == "What the sign-in log says")
        if "is being read" not in told(section):
            return told(section)
    raise TimeoutError


def test_an_account_of_another_tenant_is_told_from_ours(walked: Walked) -> None:
    (found,) = wrong(paste(walked, OTHER_TENANT, user="someone@fabrikam.example"))
    assert (found.seen, DOMAIN in told(found)) == ("someone@fabrikam.example", True)


def test_an_unknown_number_is_shown_whole_with_microsofts_own_page(walked: Walked) -> None:
    shown = told(paste(walked, "AADSTS9999991: Something new happened.\n" + TRACE))
    assert "9999991" in shown
    assert "login.microsoftonline.com/error?code=9999991" in shown


def test_a_bare_access_denied_has_both_readings(walked: Walked) -> None:
    report = paste(walked, f"{walked.person.callback}?error=access_denied&error_subcode=cancel&state=CANARY")
    meaning = next(one for one in report.sections if told(one.title) == "What it means")
    assert len([one for one in meaning.findings if one.verdict == "fail"]) == 2
    assert "CANARY" not in repr(walked.engine.events(walked.setup.id))


@pytest.mark.parametrize(
    "garbage", ["", "   ", "it does not work", "12", "<html></html>", "https://example.com/callback"]
)
def test_what_holds_no_error_is_refused_at_its_field(walked: Walked, garbage: str) -> None:
    leave(walked)
    with pytest.raises(AskAgain) as refused:
        walked.answer("live_login", page_says=garbage)
    assert refused.value.values["field"] == "page_says"
    assert isinstance(walked.look("live_login"), Open)


@pytest.mark.parametrize("garbage", ["A" * 150_000, "AADSTS" * 20_000, "AADSTS50011: '" + "https://" * 10_000])
def test_a_hostile_page_harms_nobody(walked: Walked, garbage: str) -> None:
    leave(walked)
    begun_at = datetime.now(UTC)
    try:
        walked.answer("live_login", page_says=garbage)
    except AskAgain as refused:
        assert refused.values["field"] == "page_says"
    walked.look("live_login")
    assert datetime.now(UTC) - begun_at < timedelta(seconds=5)


def test_nothing_of_a_session_is_kept_of_an_address_bar(walked: Walked) -> None:
    secret = "Ab18Q~CanaryCanary.Canary-Canary_Canary1"
    bar = f"{walked.person.callback}?error=invalid_client&error_description=AADSTS7000215%3A+wrong&code=CANARY1"
    paste(walked, f"{bar}&state=CANARY2&client_secret={secret}&id_token=eyJCANARY3.eyJCANARY4.x")
    kept = repr(walked.engine.events(walked.setup.id))
    assert [name for name in ("CANARY1", "CANARY2", "CANARY3", secret) if name in kept] == []


def test_a_pass_after_all_counts_more_than_what_was_pasted(walked: Walked) -> None:
    address, key = walked.person.open_link(offered(walked)) or ("", "")
    walked.answer("live_login", page_says="50105")
    assert isinstance(walked.look("live_login"), Report)
    from urllib.parse import parse_qsl, urlsplit

    back = walked.tenant.sign_in(address, walked.person.user_name)
    walked.person._hub.complete(parse_qsl(urlsplit(back).query), key)
    assert isinstance(walked.look("live_login"), Done)


@pytest.mark.parametrize(("seconds", "overdue"), [(0, False), (59, False), (61, True), (400, True)])
def test_after_a_minute_the_page_asks_by_itself(walked: Walked, seconds: int, overdue: bool) -> None:
    waiting = leave(walked)
    assert (waiting.opened != "", waiting.overdue) == (True, False)
    attempt = walked.world.logins.current(walked.setup)
    assert attempt
    later = datetime.fromisoformat(attempt.opened) + timedelta(seconds=seconds)
    world = SimpleNamespace(clock=SimpleNamespace(now=lambda: later))
    shown = opened.view(attempt, walked.setup, None, world)  # type: ignore[arg-type]
    assert (shown.overdue, shown.opened) == (overdue, attempt.opened)
    assert shown.ask
    assert ("What does the page say?" in told(shown.ask.title)) == overdue


def test_what_was_kept_is_harmless_and_small(walked: Walked) -> None:
    paste(walked, MISMATCH, uri=REGISTERED + "/")
    kept = json.loads(str(walked.setup.choices["page_named"]))
    assert set(kept) == {"correlation_id", "request_id", "timestamp", "redirect_uri", "client_id", "tenant", "user"}
    assert isinstance(walked.setup, Setup)
