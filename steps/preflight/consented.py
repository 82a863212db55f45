"""Whether somebody consented to what the login asks for, and whether people could do so themselves."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.chosen import Chosen
from ..model.ports import World
from ..model.setup import Setup
from ..model.views import Finding
from ..model.words import say
from ..registration import consent, who
from .found import Found
from .reading import Reading


def findings(setup: Setup, picked: Chosen, read: Reading, world: World) -> Iterator[Found]:
    """What was asked for and not granted to the whole tenant; "assignment required" ends consent by people too.

    Source: entra-docs, restrict your app to a set of users.
    """
    if read.app is None or read.principal is None:
        return
    missing = consent.plan(picked, read.app, read.grants, world)
    if not missing:
        yield Found(Finding(say("preflight.consent"), "pass", " ".join(picked.app.scopes)))
        return
    blocked = read.policies.consent == () or who.assignment_required(setup, picked)
    seen = " ".join(change.values["scopes"] for change in missing)
    link = world.portal.link("enterprise-permissions", client_id=read.app["appId"], object_id=read.principal["id"])
    do = say("preflight.consent_blocked" if blocked else "preflight.consent_do")
    verdict = "fail" if blocked else "warn"
    yield Found(Finding(say("preflight.consent"), verdict, seen, do, step="register_app", link=link), missing)
