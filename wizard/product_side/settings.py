"""Public settings in JSON, flattened: each value under its dotted name, as the text a person compares."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

MOST = 500
LONGEST = 2000


def flat(document: object) -> dict[str, str]:
    """The values of a JSON object; raises `ValueError` for anything else."""
    if not isinstance(document, dict):
        raise ValueError("not an object")
    found: dict[str, str] = {}
    for name, value in _values("", document):
        if len(found) == MOST:
            break
        found[name] = value[:LONGEST]
    return found


def _values(name: str, value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for key, inside in value.items():
            yield from _values(f"{name}.{key}".removeprefix("."), inside)
    elif isinstance(value, list):
        yield name, ", ".join(_text(one) for one in value if not isinstance(one, list | dict))
    else:
        yield name, _text(value)


def _text(value: object) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)
