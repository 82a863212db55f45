"""Where a product is asked what it sends to Microsoft, and every host that may be asked on the way."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from ..model.answers import LOOPBACK
from ..model.chosen import Chosen
from ..model.probe import Probe
from ..model.product_side import Visit, shown
from ..model.values import fill, fill_each
from ..model.views import Field
from ..model.when import holds
from ..model.words import Words, say
from .application import redirect_uris

MOST = 30
"""Addresses that are asked at once; each cluster of a product may have its own."""


def probes(picked: Chosen) -> tuple[Probe, ...]:
    """The ways to ask this product, for these answers."""
    return tuple(probe for probe in picked.recipe.probes if holds(probe.when, picked.values))


def typed(picked: Chosen) -> Field | None:
    """The address that only the person knows, where one is needed."""
    found = next((probe.typed for probe in probes(picked) if probe.typed), None)
    return Field("product_login", "url", found.label, found.help, found.example) if found else None


def visits(picked: Chosen, address: str = "") -> tuple[Visit, ...]:
    """Where to begin; `address` is the one that was typed. The hosts of the answers may be passed by every way."""
    return _every(picked, address)[:MOST]


def left_out(picked: Chosen) -> tuple[str, ...]:
    """The addresses that are too many to be asked."""
    return tuple(shown(visit.address) for visit in _every(picked, "")[MOST:])


def whom(picked: Chosen) -> Words:
    """Who is asked, before anybody asks: no request goes to any other host."""
    begun = [urlsplit(visit.address).netloc for visit in visits(picked)]
    hosts = dict.fromkeys((*begun, *(host for probe in probes(picked) for host in _passed(probe, picked))))
    if not typed(picked):
        return say("probe.asks", hosts=", ".join(hosts))
    return say("probe.asks_typed_and", hosts=", ".join(hosts)) if hosts else say("probe.asks_typed")


def _every(picked: Chosen, address: str) -> tuple[Visit, ...]:
    made: list[Visit] = []
    for probe in probes(picked):
        hosts = _passed(probe, picked)
        if probe.typed and address:
            made.append(Visit(address, hosts))
        made += [Visit(start, hosts, redirect=back) for start, back in _paired(probe, picked) if start]
        if probe.settings:
            made.append(Visit(fill(probe.settings, picked.values), hosts, settings=True))
    return tuple(dict.fromkeys(made))


def _paired(probe: Probe, picked: Chosen) -> Iterator[tuple[str, str]]:
    """Where each login begins, and the redirect URI that it must name, if the recipe says so."""
    starts = fill_each(probe.login_start, picked.values)
    backs = fill_each(probe.redirect, picked.values)
    # Of lists that do not fit each other nothing is expected: that would blame a product that is right.
    yield from zip(starts, backs if len(backs) == len(starts) else [""] * len(starts), strict=True)


def _passed(probe: Probe, picked: Chosen) -> tuple[str, ...]:
    uris = redirect_uris(picked).values()
    web = [urlsplit(uri) for each in uris for uri in each if uri.startswith(("https:", "http:"))]
    # People come back to their own machine; a product that stands on it is begun there anyway.
    own = (uri.netloc for uri in web if uri.hostname not in LOOPBACK)
    return tuple(dict.fromkeys((*probe.hosts, *own)))
