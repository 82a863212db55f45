"""What the tenant says of the tester and the application, read once when a test login has passed."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import Any, Literal, TypeVar

from ..model.chosen import Chosen
from ..model.directory import Json
from ..model.facts import LoginResult, Witness
from ..model.people import Memberships, Person
from ..model.ports import World
from ..model.problems import Problem
from ..model.roles import GLOBAL_ADMINISTRATOR
from ..model.setup import Setup
from ..preflight import tester
from ..registration.application import find
from . import needed

T = TypeVar("T")

_NAMES = ("preferred_username", "upn", "unique_name", "email")


def witnessed(result: LoginResult, setup: Setup, picked: Chosen, world: World) -> LoginResult:
    """The result with what the product misses and what the tenant said; what may not be read stays None.

    Nothing is asked of the tenant by hand or while nobody is signed in. Raises nothing: the login has passed.
    """
    missing = tuple(need.name for need in needed.needs(picked) if need.name not in result.claims)
    ask = not setup.by_hand("live_login") and world.sign_in.current() is not None
    witness = _asked(result, setup, world) if ask else None
    return replace(result, missing=missing, witness=witness, meant=_meant(result, setup))


def _meant(result: LoginResult, setup: Setup) -> str:
    """Who was to sign in, if that is not who came: by object ID, or by any name that the token has of them."""
    wanted = tester(setup)
    if wanted.object_id and result.object_id:
        return wanted.name if wanted.object_id.lower() != result.object_id.lower() else ""
    names = {result.claims.get(name, "").casefold() for name in _NAMES} | {result.user_name.casefold()}
    return "" if wanted.name.casefold() in names else wanted.name


def _asked(result: LoginResult, setup: Setup, world: World) -> Witness:
    app = _read(lambda: find(setup, world))
    person = _read(lambda: world.directory.user(result.object_id)) if result.object_id else None
    member = _read(lambda: world.directory.memberships(person.object_id)) if person else None
    principal = _read(lambda: world.directory.service_principal(app["appId"])) if app else None
    assigned = _read(lambda: world.directory.assignments(principal["id"])) if principal else None
    ids = None if assigned is None else frozenset(one["principalId"] for one in assigned)
    setting = None if app is None else str(app.get("groupMembershipClaims") or "")
    return Witness(
        guest=person.guest if person else None,
        role=_role(member),
        let_in=way_in(result.object_id, member, principal, ids),
        empty=_empty(person) if person else None,
        groups=_groups(setting, member, ids),
        claims=None if app is None else _claims(app),
        group_claims=setting,
    )


def _read(ask: Callable[[], T]) -> T | None:
    with suppress(Problem):
        return ask()
    return None


def _empty(person: Person) -> tuple[str, ...] | None:
    named = {"mail": person.mail, "givenName": person.given_name, "surname": person.family_name}
    return tuple(name for name, value in named.items() if not value) if person.mail_read else None


def _role(member: Memberships | None) -> Literal["global", "other", "none"] | None:
    if member is None or member.roles is None:
        return None
    return "global" if GLOBAL_ADMINISTRATOR in member.roles else "other" if member.roles else "none"


def way_in(
    tester: str, member: Memberships | None, principal: Json | None, assigned: frozenset[str] | None
) -> Literal["person", "group", "everyone", "nobody"] | None:
    """By what the person with this object ID is let in; None where what decides it may not be read."""
    if principal is None:
        return None
    if not principal.get("appRoleAssignmentRequired"):
        return "everyone"
    if assigned is None:
        return None
    if tester in assigned:
        return "person"
    # A group counts only by direct membership (AADSTS50105).
    return None if member is None else "group" if member.direct & assigned else "nobody"


def _groups(setting: str | None, member: Memberships | None, assigned: frozenset[str] | None) -> int | None:
    """How many groups this setting sends of the person; None where something of it was not read."""
    if member is None or setting is None:
        return None
    if "ApplicationGroup" in setting:
        return None if assigned is None else len(member.direct & assigned)
    return len(member.groups)


def _claims(app: Json) -> tuple[str, ...]:
    listed: list[dict[str, Any]] = (app.get("optionalClaims") or {}).get("idToken") or []
    return tuple(str(one.get("name", "")) for one in listed)
