"""Whether the conditions of a Conditional Access policy hold for an application and a person: yes, no, or maybe.

Maybe is what cannot be told: who or what is named may not be read, or is told apart by something Graph does not show.
Shape: Graph v1.0 conditionalAccessUsers, conditionalAccessApplications, conditionalAccessGuestsOrExternalUsers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ..model.people import Memberships, Person

Policy = Mapping[str, Any]

YES, MAYBE, NO = "yes", "maybe", "no"

_OUTSIDERS = "GuestsOrExternalUsers"


def meets_browser(policy: Policy) -> bool:
    """Whether it is about browsers: the usual policy against old protocols names only "other" clients."""
    types = (policy.get("conditions") or {}).get("clientAppTypes") or ["all"]
    return bool({"all", "browser"} & set(types))


def meets_app(policy: Policy, client_id: str) -> str:
    """By its client ID; a filter goes by attributes of the application that few people may read."""
    apps = (policy.get("conditions") or {}).get("applications") or {}
    included, excluded = apps.get("includeApplications") or (), apps.get("excludeApplications") or ()
    by_filter = (apps.get("applicationFilter") or {}).get("mode")
    inside = _any("All" in included or (client_id and client_id in included), MAYBE if by_filter == "include" else NO)
    outside = _any(client_id and client_id in excluded, MAYBE if by_filter == "exclude" else NO)
    return _but_not(inside, outside)


def meets_person(policy: Policy, person: Person | None, member: Memberships | None) -> str:
    """By object ID, groups, roles, and as somebody from outside. An exclusion wins over an inclusion, as in Entra."""
    users = (policy.get("conditions") or {}).get("users") or {}
    return _but_not(_named(users, "include", person, member), _named(users, "exclude", person, member))


def _named(users: Mapping[str, Any], how: str, person: Person | None, member: Memberships | None) -> str:
    """Whether the person is among those that this half of the policy names."""
    ids = set(users.get(f"{how}Users") or ())
    groups, roles = set(users.get(f"{how}Groups") or ()), set(users.get(f"{how}Roles") or ())
    if "All" in ids:
        return YES
    outsiders = users.get(f"{how}GuestsOrExternalUsers") or {}
    if person is None:
        return MAYBE if (ids - {"None"}) | groups | roles or outsiders else NO
    known = member.groups if member else None
    held = member.role_ids if member and member.roles is not None else None
    return _any(
        person.object_id in ids,
        _among(groups, known),
        _among(roles, held),
        _legacy_outsider(person) if _OUTSIDERS in ids else NO,
        _outsider(outsiders, person) if outsiders else NO,
    )


def _among(wanted: set[str], known: Iterable[str] | None) -> str:
    if not wanted:
        return NO
    return MAYBE if known is None else YES if wanted & set(known) else NO


def _kind(person: Person) -> str | None:
    """As which of guestOrExternalUserTypes the account counts: "" for a member of this tenant, None if hidden.

    The sign-in name of an account that was invited holds #EXT#.
    """
    invited = "#EXT#" in person.user_name.upper()
    if person.guest is None:
        return None
    if person.guest:
        return "b2bCollaborationGuest" if invited else "internalGuest"
    return "b2bCollaborationMember" if invited else ""


def _legacy_outsider(person: Person) -> str:
    """The value that older policies have: everybody from outside."""
    kind = _kind(person)
    return MAYBE if kind is None else YES if kind else NO


def _outsider(outsiders: Mapping[str, Any], person: Person) -> str:
    kind = _kind(person)
    named = set(str(outsiders.get("guestOrExternalUserTypes") or "").replace(" ", "").split(","))
    if kind is None:
        return MAYBE
    if not kind or kind not in named:
        return NO
    # Of which home organization somebody is, is not read here.
    tenants = (outsiders.get("externalTenants") or {}).get("membershipKind") or "all"
    return YES if tenants == "all" or kind == "internalGuest" else MAYBE


def _any(*found: object) -> str:
    """The strongest of several answers; one that is no answer counts by its truth."""
    said = {one if one in (YES, MAYBE, NO) else YES if one else NO for one in found}
    return YES if YES in said else MAYBE if MAYBE in said else NO


def _but_not(inside: str, outside: str) -> str:
    if inside == NO or outside == YES:
        return NO
    return MAYBE if MAYBE in (inside, outside) else YES
