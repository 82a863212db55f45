"""What is secret in a configuration file, covered: the person's own passwords stand beside what is changed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from steps.model.secret import PEM_PRIVATE_KEY

from ..secret_shapes import redact
from .env_lines import assignments
from .xml_elements import ATTRIBUTE, told
from .xml_elements import root_of as xml_root
from .yaml_nodes import root_of as yaml_root

DOTS = "•" * 6

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_SECRET = re.compile(
    r"pass(?:word|wort|wd|phrase|code)|kennwort|pwd|secret|token|credential|bearer|hmac"
    r"|(?:access|account|api|auth|client|cookie|encryption|fernet|license|master|private|session|shared|signing|storage)"
    r"keys?|(?:(?<!by)(?<!com)(?<!tres)pass|pw)$"
)
"""In a name without its capitals, dashes and dots: many names are glued, as in PGPASSWORD and dbpassword."""

_SECRET_WORDS = ("pass", "pat", "pin", "pw", "salt")
# What a setting about a secret says of it. An id is not among them: some products sign in with a secret's id.
_ABOUT = (
    *("algorithm", "algorithms", "alias", "audience", "config", "configuration", "days", "dir", "directory"),
    *("endpoint", "expiration", "expires", "expiry", "file", "format", "hours", "issuer", "length", "lifetime"),
    *("location", "method", "minutes", "name", "path", "policy", "ref", "seconds", "size", "timeout", "ttl", "type"),
    *("uri", "url", "urls", "validity", "version"),
)
# In XML, these attributes say which setting it is.
_NAMING = ("name", "key", "id")
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
_COMMENT = {
    "xml": re.compile(r"<!--(?P<value>(?:[^-]|-(?!->))*+)"),
    "yaml": re.compile(r"(?m)(?:^|(?<=\s))#(?P<value>.*)"),
    "env": re.compile(r"(?m)(?:^|(?<=\s))#(?P<value>.*)"),
}
# A name before "=" does not count; what ends in "=" is Base64 with its padding and no assignment.
_BLOB = re.compile(
    r"(?m)^(?P<name>[ \t#]*+(?:(?:export[ \t]++)?+[A-Za-z_][\w.-]*+[ \t]*+=[ \t]*+(?=[^=\s]))?+)"
    r"(?P<value>[A-Za-z0-9+/=_-]{40,})[ \t]*$"
)


def is_secret(name: str) -> bool:
    """Whether a value of this name may grant access: `tokenValidity` says something about one and does not.

    A number behind it makes no other name of it. In doubt it is a secret.
    """
    words = [word.lower() for word in _WORD.findall(name)]
    if not words or words[-1] in _ABOUT:
        return False
    return bool(_SECRET.search("".join(words))) or any(word in _SECRET_WORDS for word in words)


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


def over(text: str, format_: str, cover: Cover, every: bool = False) -> str:
    """A whole file's text with as many lines as before. `format_` is empty for a text of no format.

    `every` covers comments and all values too, whatever their names, but those that are harmless: no list of names is
    complete, and what is only beside a change need not be seen.
    """

    def covers(name: str) -> bool:
        return is_secret(name) or (every and not (format_ == "xml" and name in _NAMING))

    for known in cover.secrets:
        text = text.replace(known, DOTS)
    spans = [span for name, span in _values(text, format_) if covers(name)]
    for pattern in (_PAIR, _TAGGED, _NAMED):
        spans += [found.span("value") for found in pattern.finditer(text) if covers(found["name"])]
    if every and format_ in _COMMENT:
        spans += [found.span("value") for found in _COMMENT[format_].finditer(text)]
    spans += [found.span("value") for found in _BLOB.finditer(text)]
    spans = [span for span in spans if not cover.harmless(text[slice(*span)])]
    spans += [found.span("value") for found in _IN_ADDRESS.finditer(text)]
    spans += [found.span() for found in PEM_PRIVATE_KEY.finditer(text)]
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
