"""The doctor: what an error of Entra's or of Graph's means, whose it is, and where it is mended.

Microsoft tells programs not to depend on its numbers and texts (reference-error-codes.md): they choose the help that
is shown, never what is done next, and one that is unknown has an answer, too. What is known stands in `errors.toml`,
the sentences in the text files.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

from steps.model.logins import Explained
from steps.model.words import Say, say
from steps.pasted import error_text
from steps.pasted.error_message import ErrorMessage, read

PREFIX = "AADSTS"
GRAPH_ERRORS = "https://learn.microsoft.com/graph/errors"
"""Microsoft's page about what Graph reports; it has none for each name."""

LOOKUP = "https://login.microsoftonline.com/error?code="
PAGES = (LOOKUP, GRAPH_ERRORS)
"""How Microsoft's own pages about errors begin."""

_NAME = re.compile(r"[A-Za-z0-9_]{1,170}")


@dataclass(frozen=True)
class Known:
    """One line of `errors.toml`; `same` is the code whose sentences are told."""

    whose: str
    step: str = ""
    page: str = ""
    sure: bool = True
    same: str = ""


@dataclass(frozen=True)
class Phrase:
    """What is said in words: the code it stands for, in one of the two tables, and the name it makes precise."""

    words: str
    aadsts: str = ""
    graph: str = ""
    instead: str = ""


def explain(said: str, message: ErrorMessage | None = None) -> Sequence[Explained]:
    """Every error in a text, explained, once each; empty when there is none. `message` is what `read` read in it.

    Numbers come first: a name of OAuth's beside one says less than it. Without either, the words of the page decide,
    and that is a guess. A bare `access_denied` has two readings and both are given: "Need admin approval" comes back
    looking exactly like a person's cancel.
    """
    return tuple(_found(said, message or read(said)))


def explain_kept(keys: Iterable[str]) -> Sequence[Explained]:
    """The same answers as those with these keys, in order; what is no key of ours is left out.

    Where a code alone was kept, as in older journals, it is explained as if it were pasted.
    """
    return tuple(one for key in keys for one in _kept(key))


def lookup(code: str) -> str:
    """Microsoft's own page about a number; empty for a code that has none."""
    number = code.removeprefix(PREFIX)
    return f"{LOOKUP}{number}" if number.isdecimal() else ""


def family(name: str) -> dict[str, Known]:
    """One table of what is known, by code: `aadsts`, `oauth` or `graph`."""
    lines: dict[str, dict[str, Any]] = _data()[name]
    return {code: Known(**line) for code, line in lines.items()}


def phrases() -> tuple[Phrase, ...]:
    """What is recognised by its words."""
    return tuple(Phrase(**line) for line in _data()["said"])


def _found(said: str, message: ErrorMessage) -> Iterator[Explained]:
    told, known = _told(said), family("graph")
    yield from map(_numbered, message.numbers)
    precise = {phrase.instead for phrase in told}
    graph = [(phrase.instead or phrase.graph, phrase.graph) for phrase in told if phrase.graph]
    names = [name for name in (*message.names, message.error) if name in known and name not in precise]
    # A refusal and its details often say the same: the first of them is told.
    pairs = [*graph, *((name, name) for name in names)]
    told_by = {known[key].same or key: (code, key) for code, key in reversed(pairs)}
    yield from (_graph(code, key) for code, key in dict.fromkeys(pairs) if (code, key) in told_by.values())
    if graph or names or {*message.numbers} & {*family("aadsts")}:
        return
    guessed = dict.fromkeys(phrase.aadsts for phrase in told if phrase.aadsts)
    readings = [code for code in family("oauth") if code.partition(".")[0] == message.error]
    if guessed or readings:
        yield from (_numbered(number, guessed=True) for number in guessed)
        yield from map(_oauth, () if guessed else readings)
    elif message.error and not message.numbers:
        yield _unknown(message.error)


def _kept(key: str) -> Sequence[Explained]:
    match key.split(":"):
        case [code]:
            return explain(code)
        case ["aadsts", number, *guess] if re.fullmatch(r"\d{4,8}", number) and guess in ([], ["guess"]):
            return (_numbered(number, guessed=bool(guess)),)
        case ["graph", line, code] if line in family("graph") and _NAME.fullmatch(code):
            return (_graph(code, line),)
        case ["oauth", *reading] if (line := ".".join(reading)) in family("oauth"):
            return (_oauth(line),)
        case ["name", name] if _NAME.fullmatch(name):
            return (_unknown(name),)
    return ()


def _told(said: str) -> list[Phrase]:
    text = " ".join(error_text.lines(said).replace("’", "'").lower().split())
    return [phrase for phrase in phrases() if phrase.words in text]


def _numbered(number: str, *, guessed: bool = False) -> Explained:
    known = family("aadsts").get(number)
    code = f"{PREFIX}{number}"
    if known is None:
        what, why = say("aadsts.unknown.what", number=number), say("aadsts.unknown.why", number=number)
        do = say("aadsts.unknown.next", number=number, link=lookup(code))
        return Explained(code, what, why, do, sure=False, key=f"aadsts:{number}", link=lookup(code))
    told = known.same or number
    what, why, do = (say(f"aadsts.{told}.{part}") for part in ("what", "why", "next"))
    key = f"aadsts:{number}:guess" if guessed else f"aadsts:{number}"
    return _answer(code, (what, why, do), replace(known, sure=known.sure and not guessed), key)


def _graph(code: str, key: str) -> Explained:
    known = family("graph")[key]
    what, why, do = (say(f"graph.{known.same or key}.{part}") for part in ("what", "why", "next"))
    return _answer(code, (what, why, do), known, f"graph:{key}:{code}")


def _oauth(key: str) -> Explained:
    known = family("oauth")[key]
    what, why, do = (say(f"oauth.{key}.{part}") for part in ("what", "why", "next"))
    return _answer(key.partition(".")[0], (what, why, do), known, f"oauth:{key}".replace(".", ":"))


def _unknown(name: str) -> Explained:
    what, why = say("graph.unknown.what", name=name), say("graph.unknown.why")
    do = say("graph.unknown.next", link=GRAPH_ERRORS)
    return Explained(name, what, why, do, sure=False, key=f"name:{name}", link=GRAPH_ERRORS)


def _answer(code: str, said: tuple[Say, Say, Say], known: Known, key: str) -> Explained:
    return Explained(code, *said, sure=known.sure, whose=known.whose, step=known.step, page=known.page, key=key)


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "errors.toml").read_text("utf-8"))
