"""A file that somebody handed over: read without trusting anything about it, or refused with one clear problem.

What is checked here holds for every kind of file: what it is, how large, what characters and secrets are in it, how
deep it is nested. What its keys mean is the reader's business.
"""

from __future__ import annotations

import errno
import json
import os
import stat
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import ConfigDict, TypeAdapter, ValidationError

from steps.model.problems import Problem, problem

from .export.escape import visible
from .secret_shapes import shape_in

DEEPEST = 32
"""Levels of tables and lists within one another; the deepest view has half of these."""

Place = tuple[str | int, ...]

_UNKNOWN = ("unexpected_keyword_argument", "extra_forbidden")
_MISSING = ("missing", "missing_argument")


def read_text(file: Path, most: int) -> str:
    """The file's text, at most `most` bytes of UTF-8.

    Problems: `file-missing`, `file-link`, `file-unreadable`, `file-too-large`, `file-not-text`.
    """
    name = shown(file)
    # Not followed, and not waited for: a link or a pipe with this name leads to something else than what was sent.
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        if file.is_symlink():
            raise problem("file-link", file=name)
        with os.fdopen(os.open(file, flags), "rb") as opened:
            if not stat.S_ISREG(os.fstat(opened.fileno()).st_mode):
                raise problem("file-unreadable", file=name, said=os.strerror(errno.EINVAL))
            raw = opened.read(most + 1)
    except FileNotFoundError:
        raise problem("file-missing", file=name) from None
    except (OSError, ValueError) as fault:
        said = (fault.strerror if isinstance(fault, OSError) else None) or type(fault).__name__
        raise problem("file-unreadable", file=name, said=said) from None
    if len(raw) > most:
        raise problem("file-too-large", file=name, most=f"{most // 1024:,} KB")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise problem("file-not-text", file=name) from None
    if "\0" in text:
        raise problem("file-not-text", file=name)
    return text


def shown(file: Path) -> str:
    """The file's name for a sentence: a name can hold an escape sequence like any other text from outside."""
    return visible(file.name)


def inspect(data: object, file: Path) -> None:
    """Refuse what no such file holds anywhere: `file-too-deep`, `file-has-secret`, `file-odd-character`,

    `file-wrong-type` for a value that is neither text, number, yes or no, list nor table.
    """
    for place, value in leaves(data, file):
        at = said(place)
        keys = [part for part in place if isinstance(part, str)]
        # A name such as client_secret makes a secret of any text behind it.
        if shape_in({keys[-1] if keys else "": value}) or shape_in(keys):
            raise problem("file-has-secret", file=shown(file), entry=at)
        for text in (*keys, value):
            if isinstance(text, str) and (character := odd_character(text)):
                raise problem("file-odd-character", file=shown(file), entry=at, character=visible(character))
        if not isinstance(value, str | int | float | bool | None):
            raise problem("file-wrong-type", file=shown(file), entry=at)


def leaves(data: object, file: Path) -> Iterator[tuple[Place, object]]:
    """Every value that is neither table nor list, with its place; an empty table or list counts as one."""
    left: list[tuple[Place, object]] = [((), data)]
    while left:
        place, value = left.pop()
        if len(place) > DEEPEST:
            raise problem("file-too-deep", file=shown(file), most=str(DEEPEST))
        inside: list[tuple[str | int, object]]
        if isinstance(value, Mapping):
            inside = list(value.items())
        elif isinstance(value, list):
            inside = list(enumerate(value))
        else:
            yield place, value
            continue
        if not inside:
            yield place, ""
        left += [((*place, part), one) for part, one in reversed(inside)]


def odd_character(text: str) -> str:
    """The first character that could hide or reorder text on a screen; line breaks and tabs are none."""
    return next((one for one in text if one not in "\n\t " and visible(one) != one), "")


def said(place: Place) -> str:
    """A place in a file as a person would write it, at most 80 characters and without what looks like a secret."""
    parts = "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in place).removeprefix(".")
    return "…" if shape_in(parts) else visible(parts)[:80]


@cache
def _adapter(kind: type[Any]) -> TypeAdapter[Any]:
    # In a tuple of its own: only so can the keys of a record, and of all within it, be kept to those it has.
    return TypeAdapter(tuple[kind], config=ConfigDict(extra="forbid", strict=True))  # type: ignore[valid-type]  # a kind is known only at run time


def shaped(kind: type[Any], data: object, file: Path, inside: Place = ()) -> Any:
    """The data as this kind of record. Problems: `file-unknown-key`, `file-missing-key`, `file-wrong-type`."""
    try:
        # As JSON: there a list may become a tuple while everything else stays strict.
        return _adapter(kind).validate_json(json.dumps([data]))[0]  # type: ignore[arg-type]  # the adapter is for a tuple of one
    except ValidationError as fault:
        raise _wrong(fault, file, inside) from None


def _wrong(fault: ValidationError, file: Path, inside: Place) -> Problem:
    # Of the errors of a union the deepest tells most: it belongs to the member that was meant.
    error = max(fault.errors(include_input=False, include_url=False), key=lambda error: len(error["loc"]))
    code = "file-unknown-key" if error["type"] in _UNKNOWN else "file-wrong-type"
    code = "file-missing-key" if error["type"] in _MISSING else code
    return problem(code, file=shown(file), entry=said((*inside, *error["loc"][1:])))
