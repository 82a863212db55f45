"""Whether an edited YAML document still says everything that was not to be changed."""

from __future__ import annotations

from typing import Any

from .edited import Plan
from .yaml_nodes import root_of

Place = tuple[str, ...]


def others_kept(before: str, after: str, plan: Plan) -> bool:
    """Whether the two documents say the same everywhere but in the planned changes."""
    places = [change.place for change in plan.changes]
    return _others(before, places) == _others(after, places)


def _others(text: str, changed: list[Place]) -> dict[Place, Any]:
    root = root_of(text)
    found: dict[Place, Any] = {}
    left: list[tuple[Place, Any]] = [((), root.data if root else {})]
    while left:
        place, data = left.pop()
        if isinstance(data, dict) and data:
            left += [((*place, name), inside) for name, inside in data.items()]
        # What holds a change was perhaps empty before.
        elif not any(place[: len(one)] == one or one[: len(place)] == place for one in changed):
            found[place] = data
    return found
