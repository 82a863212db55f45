"""How a product may be asked: addresses of answers or written out, which take nothing else along, and settings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import SplitResult, urlsplit

from steps.model.answers import HOST, LOOPBACK
from steps.model.probe import Probe
from steps.model.recipe import Recipe, app_for
from steps.model.table import by_name
from steps.model.values import fill, fill_each, names
from steps.model.when import holds
from steps.model.words import Say, say

from .check_words import MICROSOFT_HOSTS
from .findings import Finding
from .lines import Path
from .source import Source


def probes(source: Source) -> Iterator[Finding]:
    """Every probe begins somewhere, with the answers of every rehearsal, and says where it may go."""
    seen: list[Finding] = []
    for position, probe in enumerate(source.recipe.probes):
        here: Path = ("probe", position)
        seen += [Finding((*here, key), said) for key, said in (*_alone(probe), *_taken_along(probe, source.recipe))]
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
        elif _is_nobody(name):
            yield "hosts", say("lint.probe_nobody", host=host)
    for key, template in _addresses(probe):
        if _is_nobody(_split(template).hostname or ""):
            yield key, say("lint.probe_nobody", host=_split(template).netloc)


def _addresses(probe: Probe) -> tuple[tuple[str, str], ...]:
    return ("login_start", probe.login_start), ("settings", probe.settings)


def _is_nobody(host: str) -> bool:
    """Whether a host that is written out is none of a product: a machine's number, this machine, or Microsoft."""
    host = host.lower().rstrip(".")
    # A name that ends in a number is read as an address: 2130706433 and 0x7f.1 are 127.0.0.1 as well.
    number = ":" in host or re.fullmatch(r"\d+|0x[0-9a-f]*", host.rpartition(".")[2])
    return bool(number) or host in MICROSOFT_HOSTS or f".{host}".endswith(".localhost")


def _taken_along(probe: Probe, recipe: Recipe) -> Iterator[tuple[str, Say]]:
    """What a recipe of somebody else would learn about the tenant and the person by an address of its own."""
    for key, template in _addresses(probe):
        for name in sorted(names(template) - {"client_id"}):
            asked = recipe.ask.get(recipe.derive[name].each if name in recipe.derive else name)
            # An answer that fills itself in is no answer of the person.
            if asked is None or names(asked.default):
                yield key, say("lint.probe_name", name=name)


def _filled(probe: Probe, values: dict[str, object], source: Source, walk: str) -> Iterator[tuple[str, Say]]:
    try:
        addresses = {"login_start": fill_each(probe.login_start, values), "settings": (fill(probe.settings, values),)}
        backs = fill_each(probe.redirect, values)
        addresses["expects"] = tuple(fill(text, values) for text in probe.expects.values())
    except KeyError as error:
        if (name := str(error.args[0])) in (*source.recipe.ask, *source.recipe.derive):
            yield "when", say("lint.not_asked", name=name, rehearsal=walk)
        return
    if probe.redirect and not _fits(probe, backs, values, source.recipe):
        yield "redirect", say("lint.probe_redirect")
    for key in ("login_start", "settings"):
        for address in filter(None, addresses[key]):
            parts = _split(address)
            written = "{" not in _split(getattr(probe, key)).netloc and "://" in getattr(probe, key)
            if parts.hostname and not written and parts.hostname not in _hosts(source.recipe, values):
                yield key, say("lint.probe_answer", host=parts.netloc)
            plain = parts.scheme == "http" and parts.hostname in LOOPBACK
            if not parts.hostname or parts.username or not (plain or parts.scheme == "https"):
                yield key, say("lint.probe_address", address=address)


def _fits(probe: Probe, backs: tuple[str, ...], values: dict[str, object], recipe: Recipe) -> bool:
    """Whether every login that is begun has a redirect URI of its own, made of the same rows, that is registered."""
    starts = fill_each(probe.login_start, values) if probe.login_start else ()
    registered = {uri for template in app_for(recipe, values).redirects for uri in fill_each(template, values)}
    rows = [_rows(template, values, recipe) for template in (probe.login_start, probe.redirect)]
    return len(starts) == len(backs) and rows[0] == rows[1] and registered.issuperset(backs)


def _rows(template: str, values: dict[str, object], recipe: Recipe) -> list[str]:
    """The questions whose lists a template runs through, outermost first."""
    lists = [name for name in sorted(names(template)) if isinstance(values[name], tuple)]
    return [recipe.derive[name].each if name in recipe.derive else name for name in lists]


def _hosts(recipe: Recipe, values: dict[str, object]) -> set[str | None]:
    """The hosts that were answered, each as a whole."""
    found: list[str] = []
    for name, question in recipe.ask.items():
        answer = values.get(name)
        for entry in answer if isinstance(answer, tuple) else (str(answer),):
            found += by_name(entry, question.columns).values() if question.columns else [entry]
    return {_split(one if "://" in one else f"//{one}").hostname for one in found}


def _split(address: str) -> SplitResult:
    try:
        return urlsplit(address)
    except ValueError:
        # Half a bracket in the host: an address without one.
        return SplitResult("", "", "", "", "")
