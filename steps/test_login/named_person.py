"""The account that Microsoft's page names: whether it is assigned, of another tenant, or not the one meant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..by_hand import portal
from ..login_report import way_in
from ..model.facts import Principal
from ..model.ports import World
from ..model.problems import Problem
from ..model.setup import Setup
from ..model.views import Finding
from ..model.words import say
from ..preflight import tester
from ..registration.application import find

NOT_ASSIGNED = "AADSTS50105"

_OTHER_TENANT = ("AADSTS50020", "AADSTS50034")


def findings(user: str, codes: Sequence[str], setup: Setup, world: World) -> Iterator[Finding]:
    """What is known of this account; nothing where it is the one that was meant to test."""
    name, domain = say("live_login.named_person"), user.rpartition("@")[2].lower()
    if not user:
        return
    if NOT_ASSIGNED in codes:
        yield _assigned(user, setup, world)
    elif {*codes} & {*_OTHER_TENANT} and setup.tenant and domain != setup.tenant.domain.lower():
        yield Finding(name, "fail", user, say("live_login.other_domain", domain=setup.tenant.domain))
    elif (wanted := tester(setup).name) and user.lower() != wanted.lower():
        yield Finding(name, "warn", user, say("live_login.other_person", who=wanted))


def may_test(user: str, codes: Sequence[str], setup: Setup, world: World) -> bool:
    """Whether to ask if this account makes the next test: it was not let in, and the tenant knows it."""
    if NOT_ASSIGNED not in codes or not user:
        return False
    if setup.by_hand("live_login"):
        return user.lower() != tester(setup).name.lower()
    try:
        found = _known(user, world)
    except Problem:
        return False
    return found is not None and found.name.lower() != tester(setup).name.lower()


def _assigned(user: str, setup: Setup, world: World) -> Finding:
    if not setup.by_hand("live_login") and world.sign_in.current():
        try:
            return _in_the_tenant(user, setup, world)
        except Problem:
            # The explanation of the error is worth more than an answer to this.
            return _as_noted(user, setup)
    return _as_noted(user, setup)


def _in_the_tenant(user: str, setup: Setup, world: World) -> Finding:
    """By object ID: Microsoft's page says the sign-in name, and an assignment the display name."""
    name, ask = say("live_login.named_person"), world.directory
    person = _known(user, world)
    if person is None:
        return Finding(name, "info", user, say("live_login.nobody_named"), link=portal.link("users", setup, world))
    app = find(setup, world)
    principal = ask.service_principal(app["appId"]) if app else None
    if principal is None:
        return _as_noted(user, setup)
    assigned = ask.assignments(principal["id"])
    ids = frozenset(one["principalId"] for one in assigned)
    found = way_in(person.object_id, ask.memberships(person.object_id), principal, ids)
    people = ", ".join(str(one.get("principalDisplayName") or one["principalId"]) for one in assigned) or "–"
    if found in ("person", "group"):
        return Finding(name, "warn", user, say("live_login.assigned_spreading"))
    if found == "everyone":
        return Finding(name, "warn", user, say("live_login.everyone_spreading"))
    if found == "nobody":
        return Finding(name, "fail", user, say("live_login.assigned_are", people=people), step="grant_access")
    return Finding(name, "warn", user, say("live_login.assigned_noted", people=people), step="grant_access")


def _known(user: str, world: World) -> Principal | None:
    """By sign-in name or email address: a guest's page names the address that they have at home."""
    found = [one for one in world.directory.find_principals(user) if one.kind == "User"]
    return found[0] if len(found) == 1 else None


def _as_noted(user: str, setup: Setup) -> Finding:
    """Against what was noted. Only where everybody was noted by sign-in name does another name say anything."""
    name, noted = say("live_login.named_person"), setup.access.assigned if setup.access else ()
    if user.lower() in (one.name.lower() for one in noted):
        return Finding(name, "warn", user, say("live_login.assigned_spreading"))
    people = ", ".join(one.name for one in noted) or "–"
    if all(one.kind == "User" and "@" in one.name for one in noted):
        return Finding(name, "fail", user, say("live_login.assigned_are", people=people), step="grant_access")
    return Finding(name, "warn", user, say("live_login.assigned_noted", people=people), step="grant_access")
