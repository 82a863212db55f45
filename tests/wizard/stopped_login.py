"""A test login of the practice tenant that is left alone, what Microsoft's page may say, and what is made of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from by_hand_setup import told
from product_answers import READY
from walked import Walked, begun

from steps.model.views import Done, Finding, Open, Report

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
NOT_ASSIGNED = (
    "AADSTS50105: Your administrator has configured the application Hugging Face ('{app}') to block users unless "
    "they are specifically granted ('assigned') access to the application. The signed in user '{user}' is blocked.\n"
    + TRACE
)


@contextmanager
def left_alone(folder: Path) -> Iterator[Walked]:
    """A test login that waits to be opened. Whatever was tried with it, in the end it is made, and passes."""
    with begun(folder) as made:
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
