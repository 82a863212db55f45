"""A plan as text: each change with its reason, the difference it makes, and how it is taken back."""

from __future__ import annotations

from markupsafe import Markup

from steps.model.changes import Change, Row
from steps.model.words import say

from ..text import has
from .markup import element, words


def plan(changes: tuple[Change, ...]) -> Markup:
    """The numbered list of changes."""
    return element("ol", *(_change(change) for change in changes), class_="plan")


def title(change: Change) -> Markup:
    """The change's title, with a badge when it is taken back by itself later."""
    badge = element("span", words("temporary"), class_="badge") if change.temporary else Markup("")
    return element("p", say(f"change.{change.kind}.title", **change.values), badge, class_="change-title")


def _change(change: Change) -> Markup:
    parts = [title(change), element("p", say(f"change.{change.kind}.why", **change.values), class_="quiet")]
    if change.rows:
        parts.append(difference(change.rows))
    undo = f"change.{change.kind}.undo"
    if has(undo):
        name = element("strong", words("undo"))
        parts.append(element("p", name, " ", say(undo, **change.values), class_="quiet undo"))
    return element("li", *parts)


def difference(rows: tuple[Row, ...]) -> Markup:
    """What each value was, and what it shall be."""
    lines = []
    for row in rows:
        if row.before is not None:
            lines.append(_line("removed", "−", row.path, row.before))
        if row.after is not None:
            lines.append(_line("added", "+", row.path, row.after))
    return element("div", *lines, class_="diff", role="list")


def _line(kind: str, sign: str, path: str, value: str) -> Markup:
    said = element("span", words(kind), class_="unseen")
    return element(
        "div",
        element("span", element("span", sign, aria_hidden="true"), said, class_="sign"),
        element("span", path, class_="path"),
        element("span", value, class_="value"),
        class_=f"line {kind}",
        role="listitem",
    )
