"""What the tenant lets an application prove itself with: read of its policy, or learned from a refused write.

Source: learn.microsoft.com/graph/api/resources/applicationauthenticationmethodpolicy.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..model.changes import Refused
from ..model.chosen import Chosen
from ..model.ports import World
from ..model.setup import Setup
from ..model.views import Ask, Card, Finding, Report, Section, Value
from ..model.words import say

LOOK_AGAIN = "credential_try_again"
"""The choice that names the refusal after which the person asked for another try."""

IN_PORTAL = "pasted_refusal"
"""The choice that says that the portal refused a new secret."""

CERTIFICATE = Card("certificate", say("certificate.instead"), say("certificate.instead_text"))


def refusal(setup: Setup, kind: str) -> Refused | None:
    """What became of the last try to make a `secret` or `certificate`, unless another try was asked for since."""
    found = setup.refused.get(kind)
    return None if found is None or setup.choices.get(LOOK_AGAIN) == found.at else found


def forbids_secrets(setup: Setup, world: World) -> bool:
    """Whether a new client secret is known to be refused: its policy says so, or it was tried."""
    if setup.choices.get(IN_PORTAL):
        return True
    refused = refusal(setup, "secret")
    return bool(_read(setup, world).get("forbidden") or (refused and refused.code == "secret-forbidden"))


def most_days(setup: Setup, kind: str, world: World) -> int | None:
    """The longest life that is known to be allowed to a `secret` or `certificate`; None without a known limit."""
    days = _read(setup, world).get("max_days" if kind == "secret" else "key_max_days")
    refused = refusal(setup, kind)
    if refused and refused.code == "secret-too-long":
        # One day less than what was refused is all that a refusal tells.
        tried = int(refused.values["days"]) - 1
        return min(tried, int(days)) if days else tried
    return int(days) if days else None


def must_be_typed(setup: Setup, kind: str, world: World) -> bool:
    """Whether only a refusal says that there is a limit, so that somebody must say which shorter life to try."""
    refused = refusal(setup, kind)
    if refused is None or refused.code != "secret-too-long":
        return False
    typed = setup.choices.get("secret_days")
    known = _read(setup, world).get("max_days" if kind == "secret" else "key_max_days")
    return not known and (not typed or int(str(typed)) >= int(refused.values["days"]))


def for_its_owner(setup: Setup, picked: Chosen, world: World) -> Report:
    """Nothing is left but an exemption: the exact sentence for whoever owns the policy, and a way to go on."""
    app = setup.registration
    name, client_id = (app.display_name, app.client_id) if app else (picked.name, "")
    sentence = say("certificate.sentence", name=name, client_id=client_id, product=picked.name)
    able = picked.app.certificate
    seen = "passwordAddition"
    do = say("certificate.forbidden_able" if able else "certificate.forbidden_do", product=picked.name)
    finding = Finding(say("certificate.forbidden"), "fail", seen, do)
    return Report(
        "fail",
        say("certificate.forbidden_title"),
        say("certificate.forbidden_text"),
        (Section(say("certificate.checked"), (finding,)),),
        ask=Ask(submit=say("certificate.look_again"), cards=(CERTIFICATE,) if able else ()),
        values=(Value(say("certificate.for_owner"), sentence, help=say("certificate.for_owner_help")),),
    )


def try_again(setup: Setup) -> Mapping[str, str]:
    """The choices after which the last refusal counts no more."""
    found = setup.refused.get("secret")
    return {IN_PORTAL: "", **({LOOK_AGAIN: found.at} if found else {})}


def _read(setup: Setup, world: World) -> Mapping[str, Any]:
    """The policy, empty where it cannot be read: without the right to it, or without anybody signed in."""
    if setup.all_by_hand or world.sign_in.current() is None:
        return {}
    return world.directory.secret_policy() or {}
