"""Situations: what support staff and admins rehearse with, switched on and off; no page of the real portal."""

from __future__ import annotations

from dataclasses import fields

from steps.model.words import say

from ...text import text
from ..misbehaviour import MISBEHAVIOURS, TABLES, sentence
from ..mishaps import MISHAPS
from ..scenarios import Scenarios
from .page import Page, Values
from .visit import Visit, Wrong

NUMBERS = (
    "secret_max_days",
    "key_max_days",
    "lag_seconds",
    "throttled",
    "retry_after",
    "unavailable",
    "lost_answers",
)
SWITCHES = (
    *("registration_forbidden", "consent_blocked", "secrets_forbidden", "secret_expired", "device_code_blocked"),
    *("blocked_by_policy", "wrong_platform", "no_premium", "product_behind_proxy"),
)
MOST = 100_000
LONGEST = 36
"""Characters of a client ID."""

POLICY = "Require a managed device"
"""What the policy is called that the switch `blocked_by_policy` stands for."""


def _shown(visit: Visit) -> Values:
    now = visit.realm.scenarios
    return {
        "switches": [(name, bool(getattr(now, name))) for name in SWITCHES],
        "numbers": [(name, f"{getattr(now, name):g}") for name in NUMBERS],
        "tables": [(name, [(one, text(sentence(one))) for one in table]) for name, table in TABLES.items()],
        "chosen": now.misbehaviour,
        "exempt": now.exempt_application,
        "mishaps": list(MISHAPS),
    }


def _switch(visit: Visit) -> str:
    now = visit.realm.scenarios
    if mishap := MISHAPS.get(visit.typed.get("mishap", "")):
        mishap(visit.realm.directory)
    elif "off" in visit.typed:
        now.reset()
    else:
        numbers = {name: _number(name, visit.typed.get(name, "0")) for name in NUMBERS}
        for name, value in numbers.items():
            setattr(now, name, value)
        for name in SWITCHES:
            on = visit.typed.get(name) == "yes"
            setattr(now, name, (POLICY if on else "") if name == "blocked_by_policy" else on)
        now.exempt_application = visit.typed.get("exempt_application", "").strip()[:LONGEST]
        chosen = visit.typed.get("misbehaviour", "")
        now.misbehaviour = chosen if chosen in MISBEHAVIOURS else ""
    return "/situations"


def _number(name: str, typed: str) -> float | int:
    whole = {field.name: isinstance(field.default, int) for field in fields(Scenarios)}[name]
    try:
        found = int(typed or 0) if whole else float(typed or 0)
    except ValueError:
        found = -1
    if not 0 <= found <= MOST:
        raise Wrong(say("practice.situations.no_number"))
    return found


PAGES = (Page("/situations", "portal_situations.html", _shown, _switch),)
