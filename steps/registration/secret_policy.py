"""What the tenant lets an application prove itself with: read of its policy, or learned from a refused write.

Source: learn.microsoft.com/graph/api/resources/applicationauthenticationmethodpolicy.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..model.changes import Refused
from ..model.chosen import Chosen
from ..model.ports import World
from ..model.setup import Setup
from ..model.views import Ask, Card, Finding, Report, Section, Value
from ..model.words import say

LOOK_AGAIN = "credential_try_again"
"""The choice that names the refusal after which the person asked for another try, or says that there was none yet.

From then on only a refusal counts: an exemption stands in a policy of the application alone, or names whoever asks
(excludeActors), and the default policy reads as before.
"""

IN_PORTAL = "pasted_refusal"
"""The choice that says that the portal refused a new secret."""

CERTIFICATE = Card("certificate", say("certificate.instead"), say("certificate.instead_text"))


@dataclass(frozen=True)
class Terms:
    """What the application is to prove itself with: `secret`, `certificate` or `none`, and for how many days.

    `asked` are the days that were chosen or advised, `most` those that are known to be allowed, `forbidden` says that
    a new secret is known to be refused. Where `must_be_typed`, only a refusal says that there is a limit.
    """

    kind: str
    days: int = 0
    asked: int = 0
    most: int | None = None
    forbidden: bool = False
    must_be_typed: bool = False

    @property
    def refused(self) -> bool:
        """Whether what is wanted is known to be refused whatever its life."""
        return self.kind == "secret" and self.forbidden


def terms(setup: Setup, picked: Chosen, world: World, kind: str = "") -> Terms:
    """The terms as they stand, or those of a `kind`. The policy is read once, and not at all for a public client."""
    if picked.app.client_auth == "none":
        return Terms("none")
    policy = _read(setup, world)
    last = _refusal(setup, "secret")
    in_portal, tried = bool(setup.choices.get(IN_PORTAL)), last is not None and last.code == "secret-forbidden"
    said = bool(policy.get("forbidden")) and not setup.choices.get(LOOK_AGAIN)
    forbidden = said or in_portal or tried
    wanted = kind or _kind(setup, picked, world, forbidden)
    asked = int(str(setup.choices.get("secret_days") or picked.app.secret_days))
    known = policy.get("max_days" if wanted == "secret" else "key_max_days")
    limits, must_be_typed = [int(known)] if known else [], False
    if (refused := _refusal(setup, wanted)) and refused.code == "secret-too-long":
        # One day less than what was refused is all that a refusal tells.
        limits.append(int(refused.values["days"]) - 1)
        told, typed = limits[0] <= limits[-1], "secret_days" in setup.choices and asked <= limits[-1]
        must_be_typed = not (told and known) and not typed
    most = min(limits, default=None)
    return Terms(wanted, min(asked, most or asked), asked, most, forbidden, must_be_typed)


def for_its_owner(setup: Setup, picked: Chosen, others: tuple[Card, ...] = ()) -> Report:
    """Nothing is left but an exemption: the exact sentence for whoever owns the policy, and the ways to go on."""
    app = setup.registration
    name, client_id = (app.display_name, app.client_id) if app else (picked.name, "")
    sentence = say("certificate.sentence", name=name, client_id=client_id, product=picked.name)
    able = picked.app.certificate
    do = say("certificate.forbidden_able" if able else "certificate.forbidden_do", product=picked.name)
    finding = Finding(say("certificate.forbidden"), "fail", "passwordAddition", do)
    return Report(
        "fail",
        say("certificate.forbidden_title"),
        say("certificate.forbidden_text"),
        (Section(say("certificate.checked"), (finding,)),),
        ask=Ask(submit=say("certificate.look_again"), cards=((CERTIFICATE, *others) if able else others)),
        values=(Value(say("certificate.for_owner"), sentence, help=say("certificate.for_owner_help")),),
    )


def try_again(setup: Setup) -> Mapping[str, str]:
    """The choices after which the last refusal counts no more."""
    found = setup.refused.get("secret")
    return {IN_PORTAL: "", LOOK_AGAIN: found.at if found else "yes"}


def _kind(setup: Setup, picked: Chosen, world: World, forbidden: bool) -> str:
    """As chosen, else as there is, else what the tenant allows."""
    if not picked.app.certificate:
        return "secret"
    if wanted := setup.choices.get("credential"):
        return str(wanted)
    if setup.secret and setup.secret.certificate:
        return "certificate"
    return "certificate" if forbidden and not _has_secret(setup, world) else "secret"


def _has_secret(setup: Setup, world: World) -> bool:
    """Whether there is a secret in use, or one to be used: policies refuse new ones, and this one goes on working."""
    if setup.renewing_secret:
        return False
    if held := setup.secret:
        return held.key_id != "" and (setup.configured or world.vault.secret(setup.id, held.key_id)) is not None
    made = [one for one in setup.made if one.kind in ("secret", "certificate")]
    last, app = made[-1] if made else None, setup.registration
    if last is None or last.kind != "secret" or app is None or last.ids.get("object_id") != app.object_id:
        return False
    return world.vault.secret(setup.id, last.ids.get("key_id", "")) is not None


def _refusal(setup: Setup, kind: str) -> Refused | None:
    """What became of the last try to make one, unless another try was asked for since."""
    found = setup.refused.get(kind)
    return None if found is None or setup.choices.get(LOOK_AGAIN) == found.at else found


def _read(setup: Setup, world: World) -> Mapping[str, Any]:
    """The policy, empty where it cannot be read: without the right to it, or without anybody signed in."""
    if setup.all_by_hand or world.sign_in.current() is None:
        return {}
    return world.directory.secret_policy() or {}
