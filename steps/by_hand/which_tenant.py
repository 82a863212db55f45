"""Which tenant, where nobody signs in to Microsoft Graph: typed or pasted, then looked up at Microsoft."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ..model.answers import check
from ..model.facts import SignedIn
from ..model.ports import World
from ..model.problems import NotYet, Problem
from ..model.setup import Setup
from ..model.step import Taken
from ..model.values import home_name
from ..model.views import Ask, Card, Done, Field, Guide, Report, Value, View
from ..model.words import Words, say
from ..pasted import tenant as pasted
from . import portal

WAY = "by_hand"
"""`SignedIn.way` of a setup that nobody signs in for."""

TENANT = Field("tenant", "long-text", say("by_hand.tenant"), say("by_hand.tenant_help"))
TESTER = Field(
    "tester", "sign-in-name", say("by_hand.tester"), say("by_hand.tester_help"), example="jane@example.com"
)


def look(setup: Setup, world: World) -> View:
    """Ask for the tenant and for the account of the test login; the tenant is looked up at Microsoft."""
    typed, tester = str(setup.choices.get("tenant") or ""), str(setup.choices.get("tester") or "")
    if not (typed and tester) or setup.choices.get("asking_tenant"):
        return _guide(setup, world, None)
    try:
        tenant_id = world.provider.find_tenant(typed)
    except NotYet:
        raise
    except Problem as wrong:
        return _guide(setup, world, wrong)
    fact = SignedIn(tenant_id, "", tester, tester, WAY, world.cloud, {"tenant_id": "checked", "user_name": "typed"})
    values = (
        Value(say("field.tenant_id"), tenant_id, help=say("how.checked")),
        Value(say("by_hand.tester"), tester, help=say("how.typed")),
    )
    notes = _stranger(tester, typed, tenant_id, world)
    return Done(fact, values=values, notes=notes, stay=bool(notes), change=say("by_hand.change_tenant"))


def take(answers: Mapping[str, str], setup: Setup, world: World) -> Taken:
    if "change" in answers:
        return Taken(choices={"asking_tenant": True})
    tester = check(TESTER, answers.get(TESTER.name, ""))
    found = pasted.read(answers.get(TENANT.name, ""), TENANT.name, world.hosts)
    named = {"tenant_label": found.organization, "tenant_domain": found.domain}
    return Taken(choices={"tenant": found.name, **named, "tester": tester, "asking_tenant": False})


def _stranger(tester: str, typed: str, tenant_id: str, world: World) -> tuple[Words, ...]:
    """What to know of a tester from elsewhere: a guest must be invited, and anybody else ends in AADSTS50020."""
    home = home_name(tester)
    domain = home.rpartition("@")[2].lower()
    if domain == typed.lower():
        return ()
    try:
        # The name of a guest says so itself, and its domain may be that of no tenant.
        found = "" if home != tester else world.provider.find_tenant(domain)
    except Problem as unknown:
        # The answer would only have been a hint: a network that fails now is no reason to stop.
        return (say("by_hand.tester_unknown", domain=domain),) if unknown.code == "tenant-unknown" else ()
    return () if found == tenant_id else (say("by_hand.tester_guest", tester=home),)


def _guide(setup: Setup, world: World, wrong: Problem | None) -> Guide:
    report = None
    if wrong:
        what, do = (say(f"problem.{wrong.code}.{part}", **wrong.values) for part in ("what", "next"))
        report = Report("fail", what, do, ())
    shown = tuple(replace(field, shown=str(setup.choices.get(field.name) or "")) for field in (TENANT, TESTER))
    listed = (portal.Action("tenant-overview", "copy_tenant"),)
    cards = (Card("sign_in", say("by_hand.sign_in.title"), say("by_hand.sign_in.text")),)
    ask = Ask(shown, say("by_hand.use_tenant"), cards=cards, title=say("by_hand.which_tenant"))
    return Guide(portal.tasks(listed, setup, world), ask, report, notes=(say("by_hand.no_rights"), portal.CHECKED))
