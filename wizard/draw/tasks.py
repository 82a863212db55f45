"""Draw tasks: page by page over there, one row per action, with what is done ticked off."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from itertools import groupby

import streamlit as st
from markupsafe import Markup

from steps.model.problems import Problem
from steps.model.secret import Secret
from steps.model.views import Task, Value
from steps.model.words import Words

from ..text import text
from .desk import Desk
from .markup import element, label, show, words
from .parts.copy_field import field_data
from .parts.task import task_row, wanted
from .refusals import said_in_place
from .screen_share import shown
from .shell import bar
from .task_check import draw_task_check

_SEPARATOR = re.compile(r" (?:>|→) ")


def draw_tasks(desk: Desk, tasks: tuple[Task, ...], link: Words) -> None:
    """Tasks that follow one another on the same page over there are one card; `link` names the way there."""
    _tasks(desk, tasks, link, desk.refused(), _waits(desk, tasks))


@st.fragment
def _tasks(desk: Desk, tasks: tuple[Task, ...], link: Words, refused: Problem | None, waits: list[bool]) -> None:
    """A fragment: a tick draws the rows anew and not the page, which might look at the tenant again meanwhile.

    Two ticks do concern the page: one that was refused, and a wait that is over.
    """
    if desk.refused() is not refused or _waits(desk, tasks) != waits:
        st.rerun()
    with said_in_place():
        ticks = desk.engine.setup(desk.setup.id).ticks
        done = sum(task.name in ticks for task in tasks)
        if len(tasks) > 1:
            said = words("tasks_done", count=str(done), total=str(len(tasks)))
            show(bar(done, len(tasks), said), element("p", said, class_="count", role="status"))
        number = 1
        for page, (_, group) in enumerate(groupby(tasks, key=lambda task: text(task.where)), 1):
            with st.container(border=True, key=f"task-{page}", gap=None):
                listed = list(group)
                _head(desk, listed, link)
                for task in listed:
                    _row(desk, task, number, task.name in ticks)
                    draw_task_check(desk, task)
                    number += 1


def _waits(desk: Desk, tasks: tuple[Task, ...]) -> list[bool]:
    ticks = desk.engine.setup(desk.setup.id).ticks if any(task.waits for task in tasks) else {}
    return [task.name in ticks for task in tasks if task.waits]


def _head(desk: Desk, tasks: list[Task], link: Words) -> None:
    with st.container(horizontal=True, key=f"path-{desk.key('path', tasks[0].name)}"):
        show(path(tasks[0].where))
        linked = next((task for task in tasks if task.link), None)
        if linked:
            st.link_button(label(link), linked.link, icon=":material/open_in_new:")


def path(where: Words) -> Markup:
    """A menu path as a heading; where it ends is what counts."""
    said = shown(where)
    *_, last = _SEPARATOR.split(said)
    before = element("span", said[: len(said) - len(last)], class_="menu-before")
    return element("h2", before, element("span", last), class_="heading menu-path")


def _row(desk: Desk, task: Task, number: int, ticked: bool) -> None:
    # The key is made of the name's checksum: a name may hold an address, and a key stands in the page.
    key = desk.key("task", task.name)
    values = [*task.values, *([Value(words("message"), task.message)] if task.message else [])]
    asked = wanted(key)
    with said_in_place():
        task_row(
            task,
            number,
            [_value(desk, value, asked == place) for place, value in enumerate(values)],
            ticked=ticked,
            key=key,
            turn=time.monotonic_ns() % 1_000_000_007,
            tick=lambda on: desk.tick(task.name, on),
        )


def _value(desk: Desk, value: Value, asked: bool) -> Mapping[str, object]:
    """The secret goes to the browser in the one redraw that asked for it, and not with any other."""
    held: Secret | None = desk.engine.reveal(desk.setup.id) if value.secret else None
    given = (held.reveal() if held and asked else "") if value.secret else text(value.text)
    return field_data(value.label, given, secret=value.secret, gone=value.secret and held is None, help=value.help)
