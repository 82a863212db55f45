"""Where a key stands in a TOML file, so that a refusal can name the line."""

from __future__ import annotations

import re
from collections.abc import Iterable

Path = tuple[str | int, ...]
"""A place in a TOML file: table names, keys and positions, e.g. `("product_step", 0, "where")`."""

_HEADER = re.compile(r"\s*(\[\[?)\s*([^\]]+?)\s*\]\]?\s*(#.*)?")
_KEY = re.compile(r"""\s*((?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*'))*)\s*=""")
_PART = re.compile(r"""[A-Za-z0-9_-]+|"[^"]*"|'[^']*'""")
_TOKEN = re.compile(r'''"""|'{3}|"(?:[^"\\]|\\.)*"|'[^']*'|#.*|[\[\]{},]|[^\s\[\]{},#"']+|["']''')
_FENCE = re.compile(r'"""|' + r"'''")


def line_of(text: str, path: Path) -> int:
    """The line of the longest known beginning of `path`, counted from 1; 1 when nothing of it is there."""
    places = _places(text)
    while path:
        if path in places:
            return places[path]
        path = path[:-1]
    return 1


def shown(path: Path) -> str:
    """A path as a person reads it: `product_step[1].where`, positions counted from 1."""
    parts = [f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in path]
    return "".join(parts).removeprefix(".")


def _places(text: str) -> dict[Path, int]:
    places: dict[Path, int] = {}
    counts: dict[Path, int] = {}
    table: Path = ()
    fence = ""
    lines = text.splitlines()
    inside = 0
    for number, line in enumerate(lines, 1):
        if number <= inside:
            continue
        if fence:
            fence = "" if fence in line else fence
            continue
        if header := _HEADER.fullmatch(line):
            *above, name = _names(header[2])
            table = (*_current(counts, above), name)
            if header[1] == "[[":
                counts[table] = counts.get(table, 0) + 1
                table = (*table, counts[table] - 1)
            _keep(places, table, number)
        elif key := _KEY.match(line):
            path = (*table, *_names(key[1]))
            _keep(places, path, number)
            if line[key.end() :].lstrip().startswith("["):
                elements, inside = _elements(lines, number, key.end())
                places.update({(*path, place): at for place, at in enumerate(elements)})
                continue
        opened = _FENCE.findall(line)
        fence = opened[0] if len(opened) % 2 else ""
    return places


def _elements(lines: list[str], number: int, start: int) -> tuple[list[int], int]:
    """The line of each element of the array that begins on line `number`, and the array's last line."""
    found: list[int] = []
    depth, waiting, fence = 0, True, ""
    for at, line in enumerate(lines[number - 1 :], number):
        for piece in _TOKEN.findall(line[start:] if at == number else line):
            if fence or piece in ('"""', "'''"):
                fence = "" if piece == fence else fence or piece
            elif piece.startswith("#"):
                continue
            if depth == 1 and waiting and piece not in ("]", ","):
                found.append(at)
                waiting = False
            if not fence:
                waiting = waiting or (depth == 1 and piece == ",")
                depth += (piece in ("[", "{")) - (piece in ("]", "}"))
            if depth == 0:
                return found, at
    return found, len(lines)


def _current(counts: dict[Path, int], names: Iterable[str | int]) -> Path:
    """The table of this name; in a list of tables, the one that was begun last."""
    table: Path = ()
    for name in names:
        table = (*table, name)
        if table in counts:
            table = (*table, counts[table] - 1)
    return table


def _names(dotted: str) -> Path:
    return tuple(part.strip("\"'") for part in _PART.findall(dotted))


def _keep(places: dict[Path, int], path: Path, number: int) -> None:
    for length in range(1, len(path) + 1):
        places.setdefault(path[:length], number)
