"""Ask the product itself what it sends to Microsoft, and hold that against the registration."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from .. import login_report
from ..model.chosen import Chosen
from ..model.product_side import Asking, Led, shown
from ..model.setup import Setup
from ..model.values import fill
from ..model.views import Ask, Card, Finding, Report, Section, Wait
from ..model.words import say
from ..pasted import addresses, request
from .application import redirect_uris
from .product_report import findings, side_by_side, verdict
from .product_visits import MOST, left_out, probes, whom

CHOICE = "product_probe"
_OTHER_DOOR = ("look-alike", "other-provider", "other-cloud", "personal", "not-https", "protocol", "user-info")
"""Ends that say what is wrong; all others only say that no more could be seen."""


def card(picked: Chosen, first: bool = True) -> tuple[Card, ...]:
    """The offer to ask the product, `first` before the test login; none where the recipe does not say how.

    It names whom it asks.
    """
    title = say("probe.first" if first else "probe.card", product=picked.name)
    return (Card(CHOICE, title, whom(picked)),) if probes(picked) else ()


def waiting(asking: Asking, picked: Chosen) -> Wait:
    """The product is being asked."""
    return Wait(say("probe.asking", product=picked.name), asking.since, asking.until)


def kept(asking: Asking, picked: Chosen) -> str:
    """What is kept of the answers: what is compared, never state, nonce, challenge or anything of a session."""
    led = [_kept(one, picked) for one in asking.led or ()]
    return json.dumps({"led": led, "left": left_out(picked)}, sort_keys=True)


def report(kept: str, setup: Setup, picked: Chosen) -> Report:
    """What the product sends, place by place, beside what is registered."""
    found: dict[str, Any] = json.loads(kept)
    led, left = found["led"], found.get("left", ())
    sections = tuple(Section(one["start"], tuple(_shown(one, setup, picked))) for one in led)
    judged = verdict(tuple(finding for section in sections for finding in section.findings))
    seen = {one["request"]["redirect_uri"] for one in led if one["request"]}
    answered = [bool(one["request"] or one["read"]) for one in led]
    if judged == "pass" and (left or not any(answered)):
        judged = "warn"
    told = "partly" if judged == "warn" and (left or not all(answered)) else judged
    if led and all(one["stand_in"] or one["end"] == "practice-settings" for one in led):
        told = "rehearsed_fail" if judged == "fail" else "rehearsed"
        judged = "info" if judged == "pass" else judged
    return Report(
        judged,
        say(f"probe.{told}", product=picked.name),
        say(f"probe.{told}_text"),
        (*sections, *_left(left), *_unseen(seen, picked), login_report.known_failures(picked)),
        ask=Ask(submit=say("product_request.back"), cards=(Card(CHOICE, say("probe.again"), ""),)),
        kept={CHOICE: kept},
    )


def _kept(led: Led, picked: Chosen) -> dict[str, Any]:
    asked = asdict(request.of_address(led.sent)) if led.sent else None
    start = shown(led.visit.address)
    read = {name: led.read.get(name, "") for name in _expected(start, picked)} if led.read else {}
    kept = {"start": start, "way": led.way, "end": led.end, "told": dict(led.told), "request": asked, "read": read}
    return {**kept, "link": led.link, "stand_in": led.stand_in, "redirect": led.visit.redirect}


def _expected(start: str, picked: Chosen) -> dict[str, str]:
    """What the settings at this address should say."""
    return {
        name: fill(value, picked.values)
        for probe in probes(picked)
        if probe.settings and shown(fill(probe.settings, picked.values)) == start
        for name, value in probe.expects.items()
    }


def _shown(one: Mapping[str, Any], setup: Setup, picked: Chosen) -> Iterator[Finding]:
    if one["stand_in"]:
        yield Finding(say("probe.stand_in"), "info", "", say("probe.stand_in_do"))
    if one.get("link"):
        yield Finding(say("probe.link"), "info", "", say("probe.link_do"))
    if one["end"]:
        yield _ended(one)
    elif one["request"]:
        asked = request.AuthorizationRequest(**one["request"])
        found = (*findings(asked, setup, picked), *_elsewhere(asked.redirect_uri, one.get("redirect", ""), picked))
        if verdict(found) == "pass":
            yield Finding(say("probe.same"), "pass", asked.redirect_uri)
        yield from found
    else:
        for name, wanted in _expected(one["start"], picked).items():
            if (there := one["read"].get(name, "")) == wanted:
                yield Finding(name, "pass", there)
            else:
                yield side_by_side(name, there, wanted, say("probe.settings_do"), say("product_request.expected"))


def _elsewhere(sent: str, wanted: str, picked: Chosen) -> Iterator[Finding]:
    """A redirect URI that is registered, but for another page than the one that was asked."""
    known = any(addresses.same(sent, uri) for uri in redirect_uris(picked)[picked.app.platform])
    if known and wanted and not addresses.same(sent, wanted):
        name = say("product_request.sent", name="redirect_uri")
        yield side_by_side(name, sent, wanted, say("probe.other_page"), say("product_request.expected"))


def _ended(one: Mapping[str, Any]) -> Finding:
    hard = one["end"] in _OTHER_DOOR
    judged = "fail" if hard else "info" if one["end"] == "practice-settings" else "warn"
    what, following = (say(f"probe.end.{one['end']}.{part}", **one["told"]) for part in ("what", "next"))
    return Finding(what, judged, " → ".join(one["way"]), following)


def _left(left: Sequence[str]) -> tuple[Section, ...]:
    """The addresses that were not asked, because they are too many."""
    if not left:
        return ()
    told = say("probe.left", count=str(len(left)), most=str(MOST))
    return (Section(say("probe.left_title"), (Finding(told, "warn", ", ".join(left), say("probe.left_do")),)),)


def _unseen(seen: set[str], picked: Chosen) -> tuple[Section, ...]:
    """Addresses that are registered and that no page of the product asked for."""
    ours = redirect_uris(picked)[picked.app.platform]
    left = [uri for uri in ours if uri not in seen] if seen & set(ours) else []
    shown = tuple(Finding(uri, "info", "", say("probe.unseen_do")) for uri in left)
    return (Section(say("probe.unseen"), shown),) if shown else ()
