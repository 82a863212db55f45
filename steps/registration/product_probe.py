"""Ask the product itself what it sends to Microsoft, and hold that against the registration."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any
from urllib.parse import urlsplit

from ..model import login_report
from ..model.chosen import Chosen
from ..model.probe import Probe
from ..model.product_side import Asking, Led, Visit
from ..model.recipe import holds
from ..model.setup import Setup
from ..model.values import fill
from ..model.views import Ask, Card, Field, Finding, Report, Section, Wait
from ..model.words import say
from ..pasted import request
from .application import redirect_uris
from .product_report import findings, side_by_side, verdict

CHOICE = "product_probe"
MOST = 30
"""Addresses that are asked at once; each cluster of a product may have its own."""

_OTHER_DOOR = ("look-alike", "other-provider", "other-cloud", "personal", "not-https", "protocol", "user-info")
"""Ends that say what is wrong; all others only say that no more could be seen."""


def probes(picked: Chosen) -> tuple[Probe, ...]:
    """The ways to ask this product, for these answers."""
    return tuple(probe for probe in picked.recipe.probes if holds(probe.when, picked.values))


def card(picked: Chosen, first: bool = True) -> tuple[Card, ...]:
    """The offer to ask the product, `first` before the test login; none where the recipe does not say how."""
    title = say("probe.first" if first else "probe.card", product=picked.recipe.name)
    return (Card(CHOICE, title, ""),) if probes(picked) else ()


def typed(picked: Chosen) -> Field | None:
    """The address that only the person knows, where one is needed."""
    found = next((probe.typed for probe in probes(picked) if probe.typed), None)
    return Field("product_login", "url", found.label, found.help, found.example) if found else None


def visits(picked: Chosen, address: str = "") -> tuple[Visit, ...]:
    """Where to begin; `address` is the one that was typed. The hosts of the answers may be passed by every way."""
    uris = redirect_uris(picked).values()
    own = [urlsplit(uri).netloc for each in uris for uri in each if uri.startswith(("https:", "http:"))]
    made: list[Visit] = []
    for probe in probes(picked):
        hosts = tuple(dict.fromkeys((*probe.hosts, *own)))
        starts = picked.each((probe.login_start,)) if probe.login_start else (address,) if probe.typed else ()
        made += [Visit(start, hosts) for start in starts if start]
        if probe.settings:
            made.append(Visit(fill(probe.settings, picked.values), hosts, settings=True))
    return tuple(dict.fromkeys(made))[:MOST]


def waiting(asking: Asking, picked: Chosen) -> Wait:
    """The product is being asked."""
    return Wait(say("probe.asking", product=picked.recipe.name), asking.since, asking.until)


def kept(asking: Asking, picked: Chosen) -> str:
    """What is kept of the answers: what is compared, never state, nonce, challenge or anything of a session."""
    led = [_kept(one, picked) for one in asking.led or ()]
    return json.dumps({"led": led}, sort_keys=True)


def report(kept: str, setup: Setup, picked: Chosen) -> Report:
    """What the product sends, place by place, beside what is registered."""
    found: dict[str, Any] = json.loads(kept)
    sections = tuple(Section(one["start"], tuple(_shown(one, setup, picked))) for one in found["led"])
    judged = verdict(tuple(finding for section in sections for finding in section.findings))
    seen = {one["request"]["redirect_uri"] for one in found["led"] if one["request"]}
    if judged == "pass" and not any(one["request"] or one["read"] for one in found["led"]):
        judged = "warn"
    told = "partly" if judged == "warn" and not all(one["request"] or one["read"] for one in found["led"]) else judged
    return Report(
        judged,
        say(f"probe.{told}", product=picked.recipe.name),
        say(f"probe.{told}_text"),
        (*sections, *_unseen(seen, picked), login_report.known_failures(picked)),
        ask=Ask(submit=say("product_request.back"), cards=(Card(CHOICE, say("probe.again"), ""),)),
        kept={CHOICE: kept},
    )


def _kept(led: Led, picked: Chosen) -> dict[str, Any]:
    asked = asdict(request.of_address(led.sent)) if led.sent else None
    start = led.visit.address.partition("?")[0]
    read = {name: led.read.get(name, "") for name in _expected(start, picked)} if led.read else {}
    kept = {"start": start, "way": led.way, "end": led.end, "told": dict(led.told), "request": asked, "read": read}
    return {**kept, "stand_in": led.stand_in}


def _expected(start: str, picked: Chosen) -> dict[str, str]:
    """What the settings at this address should say."""
    return {
        name: fill(value, picked.values)
        for probe in probes(picked)
        if probe.settings and fill(probe.settings, picked.values).partition("?")[0] == start
        for name, value in probe.expects.items()
    }


def _shown(one: Mapping[str, Any], setup: Setup, picked: Chosen) -> Iterator[Finding]:
    if one["stand_in"]:
        yield Finding(say("probe.stand_in"), "info", "", say("probe.stand_in_do"))
    if one["end"]:
        yield _ended(one)
    elif one["request"]:
        asked = request.AuthorizationRequest(**one["request"])
        found = findings(asked, setup, picked)
        if verdict(found) == "pass":
            yield Finding(say("probe.same"), "pass", asked.redirect_uri)
        yield from found
    else:
        for name, wanted in _expected(one["start"], picked).items():
            if (there := one["read"].get(name, "")) == wanted:
                yield Finding(name, "pass", there)
            else:
                yield side_by_side(name, there, wanted, say("probe.settings_do"), say("product_request.expected"))


def _ended(one: Mapping[str, Any]) -> Finding:
    hard = one["end"] in _OTHER_DOOR
    judged = "fail" if hard else "info" if one["end"] == "practice-settings" else "warn"
    what, following = (say(f"probe.end.{one['end']}.{part}", **one["told"]) for part in ("what", "next"))
    return Finding(what, judged, " → ".join(one["way"]), following)


def _unseen(seen: set[str], picked: Chosen) -> tuple[Section, ...]:
    """Addresses that are registered and that no page of the product asked for."""
    ours = redirect_uris(picked)[picked.app.platform]
    left = [uri for uri in ours if uri not in seen] if seen & set(ours) else []
    shown = tuple(Finding(uri, "info", "", say("probe.unseen_do")) for uri in left)
    return (Section(say("probe.unseen"), shown),) if shown else ()
