"""Placeholders, the secret, and addresses of Microsoft: what a recipe's texts may name, and where."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

from steps.model.values import KNOWN, PLACEHOLDER, SECRETS, names
from steps.model.words import say

from .check_tables import placeholders_of
from .findings import Finding
from .lines import Path
from .source import Source

# The only texts that are ever filled in. Anywhere else a person would read the braces.
_FILLED: tuple[tuple[str, ...], ...] = (
    ("ask", "*", "default"),
    ("derive", "*", "text"),
    ("app", "redirects", "*"),
    ("app", "public_redirects", "*"),
    ("app", "logout"),
    ("app", "assigned", "*"),
    ("called",),
    ("sign_in",),
    ("variant", "*", "app", "redirects", "*"),
    ("variant", "*", "app", "public_redirects", "*"),
    ("variant", "*", "app", "logout"),
    ("variant", "*", "app", "assigned", "*"),
    ("product_step", "*", "do"),
    ("product_step", "*", "link"),
    ("product_step", "*", "waits"),
    ("product_step", "*", "message"),
    ("product_step", "*", "values", "*"),
    ("product_step", "*", "record", "name"),
    ("product_step", "*", "record", "value"),
    ("product_step", "*", "record", "mistaken", "*", "value"),
    ("product_step", "*", "record", "misplaced", "*"),
    ("probe", "*", "login_start"),
    ("probe", "*", "redirect"),
    ("probe", "*", "settings"),
    ("probe", "*", "expects", "*"),
)
_SECRET_PLACE = ("product_step", "*", "values", "*")
_FREE_BRACES = (("ask", "*", "pattern"), ("ask", "*", "columns", "*", "pattern"))

MICROSOFT_HOSTS = (
    "login.microsoftonline.com",
    "login.microsoftonline.us",
    "login.partner.microsoftonline.cn",
    "sts.windows.net",
    "graph.microsoft.com",
    "graph.microsoft.us",
    "microsoftgraph.chinacloudapi.cn",
    "entra.microsoft.com",
    "portal.azure.com",
    "learn.microsoft.com",
)
_HOST = re.compile(
    r"(?<![A-Za-z0-9.@-])[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.(?:com|us|cn|net|org|io)(?![A-Za-z0-9-]|\.[A-Za-z0-9])"
)
_AFTER_SCHEME = re.compile(r"://([^/\s\"'<>`?#:\\{}\[\],;()|]+)")


def placeholders(source: Source) -> Iterator[Finding]:
    """Only known names, only where they are filled in, and no other braces."""
    for path, string in source.strings:
        if any(is_at(path, place) for place in _FREE_BRACES):
            continue
        if "{" in (rest := PLACEHOLDER.sub("", string)) or "}" in rest:
            yield Finding(path, say("lint.braces"))
        if not names(string):
            continue
        if not any(is_at(path, place) for place in _FILLED):
            yield Finding(path, say("lint.not_filled_here"))
        for name in sorted(names(string) - _allowed(path, source)):
            near = difflib.get_close_matches(name, _allowed(path, source), 1)
            hint = near[0] if near else ", ".join(sorted(_allowed(path, source)))
            yield Finding(path, say("lint.unknown_placeholder", name=name, known=hint))


def secret(source: Source) -> Iterator[Finding]:
    """The secret goes into a value the screen fills in, never into a sentence, a link, a message or an address."""
    for path, string in source.strings:
        if SECRETS & names(string) and not is_at(path, _SECRET_PLACE):
            yield Finding(path, say("lint.secret_here"))


def microsoft_hosts(source: Source) -> Iterator[Finding]:
    """An address of Microsoft is exactly a known one: HCL's own page once sent secrets to a look-alike."""
    for path, string in source.strings:
        for host in _look_alikes(string):
            yield Finding(path, say("lint.not_microsoft", host=host))
    for name, template in source.templates.items():
        using = next((place for place, file in enumerate(source.recipe.files) if file.template == name), None)
        here: Path = ("file",) if using is None else ("file", using, "template")
        for line, written in enumerate(template.splitlines(), 1):
            for host in _look_alikes(written):
                yield Finding(here, say("lint.not_microsoft", host=host), name, line)


def _look_alikes(text: str) -> list[str]:
    # After :// stands a host whatever it ends in; what is before an @ there is a user name, not the host.
    named = [match[0] for match in _HOST.finditer(text)] + [match[1] for match in _AFTER_SCHEME.finditer(text)]
    return [
        host
        for host in dict.fromkeys(name.lower() for name in named)
        if host not in MICROSOFT_HOSTS
        and ("microsoft" in host or difflib.get_close_matches(host, MICROSOFT_HOSTS, 1, cutoff=0.87))
    ]


def _allowed(path: Path, source: Source) -> set[str]:
    if path[0] == "ask":
        return set(KNOWN)
    if path[0] == "derive":
        return set(placeholders_of(source, str(path[1])))
    if "redirects" in path or "public_redirects" in path or "logout" in path or path == ("called",):
        # The registration comes first: nothing of Entra's is known when it is made.
        return {*source.recipe.ask, *source.recipe.derive}
    return set(source.names)


def is_at(path: Path, place: tuple[str, ...]) -> bool:
    """Whether this is the place, in which `*` stands for any one key or position."""
    return len(path) == len(place) and all(wanted in ("*", part) for part, wanted in zip(path, place, strict=True))
