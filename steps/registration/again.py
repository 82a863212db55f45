"""Opening an application again that is registered as planned: what can still be changed of it, and where."""

from __future__ import annotations

from ..model.chosen import Chosen
from ..model.setup import Setup
from ..model.views import Ask, Card, Field, Finding, Report, Section
from ..model.words import say
from . import application, who

AS_IT_IS = Card("as_it_is", say("register_app.as_it_is"), "")
"""The way out of a step that was opened again."""

EDITING = "editing_registration"
"""The choice that says that it is open."""

_CREDENTIAL = Finding(say("register_app.credential"), "info", step="make_secret")


def report(setup: Setup, picked: Chosen) -> Report:
    """The name can be changed here; everything else follows from another step's answers, or is made there."""
    everyone = not who.assignment_required(setup, picked)
    access = "" if everyone else ", ".join(person.name for person in who.people(setup))
    uris = application.redirect_uris(picked)
    found = (
        *(Finding(say(f"field.redirect_{p}"), "info", uri, step="choose_product") for p in uris for uri in uris[p]),
        Finding(say("grant_access.who"), "info", access, step="grant_access"),
        *((_CREDENTIAL,) if picked.app.client_auth != "none" else ()),
    )
    return Report(
        "pass",
        say("register_app.as_planned"),
        say("register_app.as_planned_text"),
        (Section(say("register_app.elsewhere"), found),),
        ask=Ask((name(setup, picked),), say("register_app.adjust"), (AS_IT_IS,), title=say("register_app.rename")),
    )


def name(setup: Setup, picked: Chosen) -> Field:
    """What the application is called."""
    shown = application.display_name(setup, picked)
    return Field("application_name", "text", say("register_app.name"), say("register_app.name_help"), shown=shown)
