"""What a resolver's answer means for one record: is it there, and if not, what to change."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import permutations

from ..model.dns import DnsAnswer
from ..model.views import Finding
from ..model.words import Words, say
from .wanted import Wanted

_QUOTES = "\"'\u201c\u201d\u201e\u2018\u2019\u00ab\u00bb"
_CLOSE = 0.75
_SHOWN = 200
"""Characters of a foreign record that are shown; some are keys of several thousand."""

_FORMS: Mapping[str, Callable[[str], str]] = {
    "blank": lambda text: re.sub(r"\s|\u200b|\ufeff", "", text),
    "quoted": lambda text: text.strip(_QUOTES),
    "dot": lambda text: text.removesuffix("."),
    "upper": str.lower,
}
"""What people and forms add to a value, in the order in which it is taken away again."""


def judged(wanted: Wanted, answer: DnsAnswer, all_wanted: Sequence[Wanted]) -> Finding:
    """One finding; `all_wanted` are all records of this step, because two may have been swapped."""
    texts = answer.texts
    if answer.alias:
        # What stands at the alias belongs to that name, and is no mistake of this record.
        case = "through" if wanted.value in texts else "alias"
        return _finding("warn", case, wanted, wanted.value if wanted.value in texts else "", alias=answer.alias)
    if wanted.value in texts:
        return _finding("pass", "seen", wanted, wanted.value)
    for text in texts:
        if wrong := _wrong(wanted, text, all_wanted):
            return wrong
    if any("".join(two) == wanted.value for two in permutations(texts, 2)):
        return _finding("fail", "parts", wanted)
    if near := next((text for text in texts if _close(text, wanted.value)), ""):
        place = next((n for n, (a, b) in enumerate(zip(near, wanted.value, strict=False)) if a != b), None)
        first = min(len(near), len(wanted.value)) if place is None else place
        return _finding("fail", "close", wanted, near, place=str(first + 1))
    if answer.how == "found":
        return _finding("warn", "others", wanted, count=str(len(texts)), keeps=answer.keeps)
    return _finding("warn", answer.how, wanted, keeps=answer.keeps)


def misplaced(wanted: Wanted, place: str) -> Finding:
    """The record is there, at another name."""
    return _finding("fail", "misplaced", wanted, place=place)


def _wrong(wanted: Wanted, text: str, all_wanted: Sequence[Wanted]) -> Finding | None:
    """What is wrong with a text that is nearly this record; None for one that has nothing to do with it."""
    bare, added = _bare(text)
    for value, says in wanted.mistaken:
        if bare == _bare(value)[0]:
            return _finding("fail", "mistaken", wanted, text, says=says)
    if bare == _bare(wanted.value)[0] and text != wanted.value:
        return _finding("fail", added[0] if len(added) == 1 else "several", wanted, text)
    if any(text == other.value and other.name != wanted.name for other in all_wanted):
        (owner, *_) = (other.name for other in all_wanted if other.value == text)
        return _finding("fail", "swapped", wanted, text, owner=owner)
    if wanted.value in text and text != wanted.value:
        return _finding("fail", "line", wanted, text)
    return None


def _bare(text: str) -> tuple[str, list[str]]:
    """The text without what is often added to it, and what that was."""
    added = []
    for form, take_away in _FORMS.items():
        left = take_away(text)
        if left != text:
            added.append(form)
        text = left
    return text, added


def _close(text: str, value: str) -> bool:
    return len(text) <= 2 * len(value) and SequenceMatcher(None, text.lower(), value.lower()).ratio() >= _CLOSE


def _finding(verdict: str, case: str, wanted: Wanted, seen: str = "", *, keeps: int = 0, **more: str) -> Finding:
    values = {"name": wanted.name, "type": wanted.type, "value": wanted.value, **more}
    do: Words = say(f"dns.{case}.do", **values)
    if keeps >= 60:
        # The resolver remembers that it saw nothing: a new record can be right and stay unseen so long.
        do = say(f"dns.{case}.do_later", **values, minutes=str(-(-keeps // 60)))
    return Finding(say(f"dns.{case}.what", **values), verdict, _visible(seen), do)


def _visible(text: str) -> str:
    """A record's text for the screen: whoever runs the domain may have put anything there."""
    shown = text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in shown)
