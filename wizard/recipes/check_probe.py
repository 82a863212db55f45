"""How a product may be asked: addresses that can be filled in, hosts written out, and settings with their values."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from steps.model.answers import HOST, LOOPBACK
from steps.model.probe import Probe
from steps.model.recipe import holds
from steps.model.values import fill, fill_each
from steps.model.words import Say, say

from .findings import Finding
from .lines import Path
from .source import Source


def probes(source: Source) -> Iterator[Finding]:
    """Every probe begins somewhere, with the answers of every rehearsal, and says where it may go."""
    seen: list[Finding] = []
    for position, probe in enumerate(source.recipe.probes):
        here: Path = ("probe", position)
        seen += [Finding((*here, key), said) for key, said in _alone(probe)]
        for rehearsal, values in source.walks:
            if holds(probe.when, values):
                found = (Finding((*here, key), said) for key, said in _filled(probe, values, source, rehearsal.name))
                seen += [one for one in found if one not in seen]
    yield from seen


def _alone(probe: Probe) -> Iterator[tuple[str, Say]]:
    if bool(probe.login_start) == bool(probe.typed) and (probe.login_start or not probe.settings):
        yield "login_start", say("lint.probe_begin")
    if bool(probe.settings) != bool(probe.expects):
        yield "expects", say("lint.probe_expects")
    for host in probe.hosts:
        # Not filled in: which hosts a probe may pass is read in the recipe, before anybody answers anything.
        name, colon, port = host.partition(":")
        if not HOST.fullmatch(name) or bool(colon) != port.isdigit():
            yield "hosts", say("lint.probe_host", host=host)


def _filled(probe: Probe, values: dict[str, object], source: Source, walk: str) -> Iterator[tuple[str, Say]]:
    try:
        addresses = {"login_start": fill_each(probe.login_start, values), "settings": (fill(probe.settings, values),)}
        addresses["expects"] = tuple(fill(text, values) for text in probe.expects.values())
    except KeyError as error:
        if (name := str(error.args[0])) in (*source.recipe.ask, *source.recipe.derive):
            yield "when", say("lint.not_asked", name=name, rehearsal=walk)
        return
    for key in ("login_start", "settings"):
        for address in filter(None, addresses[key]):
            parts = urlsplit(address)
            plain = parts.scheme == "http" and parts.hostname in LOOPBACK
            if not parts.hostname or parts.username or not (plain or parts.scheme == "https"):
                yield key, say("lint.probe_address", address=address)
