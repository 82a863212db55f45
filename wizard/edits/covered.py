"""What is secret in a configuration file, covered: the person's own passwords stand beside what is changed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..secret_shapes import redact
from .env_lines import assignments
from .xml_elements import ATTRIBUTE, told
from .xml_elements import root_of as xml_root
from .yaml_nodes import root_of as yaml_root

DOTS = "•" * 6

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_SECRET = (
    *("accesskey", "apikey", "credential", "credentials", "pass", "passphrase", "passwd", "password", "passwords"),
    *("pin", "privatekey", "pwd", "salt", "secret", "secretkey", "secrets", "token", "tokens"),
)
_KEYS = (
    *("access", "account", "api", "auth", "encryption", "fernet", "license", "master", "private", "secret", "shared"),
)
# A switch, a number, or a variable without a value of its own tells nothing.
_HARMLESS = re.compile(r"""["']?(?:|true|false|yes|no|null|~|\d{1,9}|\$\{\w+(?::?-(?:""|'')?)?\}|\$\w+)["']?""", re.I)
# Bounded where they could begin anywhere: a long line would keep them for minutes.
_PAIR = re.compile(
    r"""(?<![\w.-])(?P<name>[A-Za-z][\w.-]{0,80})["']?[ \t]*[:=][ \t]*"""
    r"""(?P<value>\$\{[^}\n]*\}|"[^"\n]*"|'[^'\n]*'|[^\s"'<>,;]+)"""
)
_TAGGED = re.compile(r"""<(?P<name>[\w:.-]+)(?![\w:.-])[^<>\n]*>(?P<value>[^<>\n]+)</""")
_NAMED = re.compile(
    r"""(?:name|key|id)\s*=\s*["'](?P<name>[^"'\n]{1,200})["'][^<>\n]{0,200}?(?:>|value\s*=\s*["'])(?P<value>[^<>"'\n]+)"""
)
_IN_ADDRESS = re.compile(r"(?P<name>://[^\s/:@]*:)(?P<value>[^\s/@]+)(?=@)")
_BLOB = re.compile(r"(?m)^(?P<name>[ \t#]*)(?P<value>[A-Za-z0-9+/=_-]{40,})[ \t]*$")
_PEM = re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(?:-----END|\Z)", re.DOTALL)


def is_secret(name: str) -> bool:
    """Whether a value of this name grants access, by the last words of the name: `tokenValidity` does not.

    A number behind it makes no other name of it.
    """
    words = [word.lower() for word in _WORD.findall(name)]
    last, before = (words or [""])[-1], (words[-2] if len(words) > 1 else "")
    return last in _SECRET or (last in ("key", "keys") and before in _KEYS)


@dataclass(frozen=True)
class Cover:
    """What is known of the values that are worked in: the secrets among them, and those that are none."""

    secrets: tuple[str, ...] = ()
    public: frozenset[str] = frozenset()

    def harmless(self, written: str) -> bool:
        """Whether this value tells nothing, whatever its name is."""
        bare = written.strip()
        return bool(_HARMLESS.fullmatch(bare)) or bare in self.public or bare[1:-1] in self.public

    def value(self, place: Iterable[str], text: str) -> str:
        """One value as it may be seen, given the keys that lead to it."""
        last = list(place)[-1:]
        if last and is_secret(re.sub(r'^.*="|"$', "", last[0])) and not self.harmless(text):
            return DOTS
        return over(text, "", self)


def over(text: str, format_: str, cover: Cover) -> str:
    """A whole file's text with as many lines as before. `format_` is empty for a text of no format."""
    for known in cover.secrets:
        text = text.replace(known, DOTS)
    spans = [span for name, span in _values(text, format_) if is_secret(name)]
    for pattern in (_PAIR, _TAGGED, _NAMED):
        spans += [found.span("value") for found in pattern.finditer(text) if is_secret(found["name"])]
    spans = [span for span in spans if not cover.harmless(text[slice(*span)])]
    spans += [found.span("value") for pattern in (_IN_ADDRESS, _BLOB) for found in pattern.finditer(text)]
    spans += [found.span() for found in _PEM.finditer(text)]
    dotted = _dotted(text, spans)
    done = redact(dotted)
    # What is taken for one secret over several lines must leave them several.
    return done if done.count("\n") == dotted.count("\n") else "\n".join(map(redact, dotted.split("\n")))


def _values(text: str, format_: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """Every value with its name, as the format's own parser finds them: one may go over many lines."""
    if format_ == "env":
        yield from ((one.name, (one.end - len(one.raw), one.end)) for one in assignments(text))
    if format_ == "yaml" and (root := yaml_root(text)):
        yield from ((name, (node.start, node.ends)) for place, node in root.within() for name in place[-1:])
    if format_ == "xml":
        for element in xml_root(text).within():
            named = [element.local, *(element.attributes.get(key, "") for key in ("name", "key", "id"))]
            named += [element.parent.local] if element.parent else []
            spans = [piece.span() for piece in told(text, element)]
            for found in ATTRIBUTE.finditer(text, element.start, element.inside):
                yield found[1], found.span(2)
                spans += [found.span(2)] if found[1] == "value" else []
            yield from ((name, span) for name in named for span in spans)


def _dotted(text: str, spans: Iterable[tuple[int, int]]) -> str:
    done, at = [], 0
    for start, end in sorted(spans):
        if end > at:
            begin = max(start, at)
            done.append(text[at:begin])
            # The dots of two spans that touch are one row; every line keeps its own.
            done += [re.sub(r"[^\s].*[^\s]|[^\s]", DOTS, line) for line in text[begin:end].splitlines(keepends=True)]
            at = end
    return "".join([*done, text[at:]])
