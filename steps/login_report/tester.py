"""Who tested, and what it proves that they got in."""

from __future__ import annotations

from ..model.facts import LoginResult, Witness
from ..model.roles import GLOBAL_ADMINISTRATOR_ID
from ..model.setup import Setup
from ..model.views import Finding
from ..model.words import Words, say
from .absent import is_guest

_EVERYBODY = "b79fbf4d-3ef9-4689-8143-76b194e85509"
"""The role template that `wids` names for everybody, the same in every tenant."""


_ROLES = {
    "global": ("global", "warn"),
    "other": ("admin", "info"),
    "none": ("ordinary", "pass"),
    "": ("unread", "info"),
}
_WAYS = {"person": "pass", "group": "pass", "nobody": "warn"}


def findings(result: LoginResult, setup: Setup) -> tuple[Finding, ...]:
    """The role, whether a guest, by what they were let in, and whether it is who was meant."""
    (held, judged), way = _ROLES[role(result)], let_in(result, setup)
    kind, seen = ("guest", "info") if is_guest(result) else ("member", "pass")
    return (
        Finding(say(f"tested.{held}"), judged, "", say(f"tested.{held}_do")),
        Finding(say(f"tested.{kind}"), seen, "", say(f"tested.{kind}_do")),
        Finding(say(f"tested.by_{way}"), _WAYS.get(way, "info"), "", say(f"tested.by_{way}_do")),
        *_other(result),
    )


def _other(result: LoginResult) -> tuple[Finding, ...]:
    if not result.meant:
        return ()
    do = say("tested.other_do", who=result.user_name)
    return (Finding(say("tested.other", who=result.meant), "warn", "", do),)


def proof(result: LoginResult, setup: Setup, product: str) -> Words:
    """What this login proves for other people, and what it does not."""
    if result.missing:
        return say("tested.proves_missing", product=product)
    if role(result) == "global":
        return say("tested.proves_global")
    if is_guest(result):
        return say("tested.proves_guest")
    way = let_in(result, setup)
    return say(f"tested.proves_{way}") if way in ("person", "group", "everyone") else say("tested.proves_some")


def role(result: LoginResult) -> str:
    """`global`, `other` or `none`, by the token's own `wids` or as the tenant said; empty where neither tells."""
    ids = {part.strip() for part in result.claims.get("wids", "").split(",")} - {"", _EVERYBODY}
    if GLOBAL_ADMINISTRATOR_ID in ids:
        return "global"
    said = result.witness.role if result.witness else None
    return said or ("other" if ids else "none" if "wids" in result.claims else "")


def let_in(result: LoginResult, setup: Setup) -> str:
    """`person`, `group`, `everyone` or `nobody` (let in without an assignment); `unread` where it is not known."""
    seen = result.witness or Witness()
    if seen.let_in:
        return seen.let_in
    if setup.access and not setup.access.assignment_required:
        return "everyone"
    assigned = setup.access.assigned if setup.access else ()
    return "person" if result.object_id and result.object_id in {who.object_id for who in assigned} else "unread"
