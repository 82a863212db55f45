"""Draw `HandOver`: every value and file for the product, in the product's own order, with a tick for each."""

from __future__ import annotations

import streamlit as st

from steps.model.views import FileOffer, HandOver, Task

from ..text import text
from .desk import Desk
from .footer import footer
from .markup import bullets, callout, element, heading, label, show, words
from .parts.copy_field import copy_field
from .refusals import said_in_place
from .secret_field import secret_field


def draw_hand_over(desk: Desk, view: HandOver) -> None:
    """The whole page is what the product needs."""
    if view.notes:
        show(callout("info", words("mind"), bullets(view.notes)))
    draw_handed(desk, view)
    if view.submit:
        footer(desk, view.submit, lambda: desk.answer({}))


def draw_handed(desk: Desk, view: HandOver) -> None:
    """The tasks and the files."""
    for number, task in enumerate(view.tasks, 1):
        with st.container(border=True, key=f"task-{number}"):
            _task(desk, number, task)
    if view.files:
        with st.container(border=True, key="card-files"):
            show(heading(words("files")))
            for offer in view.files:
                _file(desk, offer)


def _task(desk: Desk, number: int, task: Task) -> None:
    state = "ticked" if task.ticked else "waits" if task.waits else ""
    dot = element("span", "" if task.ticked else str(number), class_="number", aria_hidden="true")
    said = element("div", element("p", task.where, class_="where"), element("p", task.do, class_="plain"))
    show(element("div", dot, said, class_=f"instruction {state}"))
    with st.container(key=f"values-{desk.key(task.name)}"):
        if task.link:
            st.link_button(label(words("open_product")), task.link, icon=":material/open_in_new:")
        for value in task.values:
            key = desk.key("value", task.name, value)
            if value.secret:
                secret_field(desk, value, key)
            else:
                copy_field(value.label, text(value.text), key=key, help=value.help)
        if task.message:
            copy_field(words("message"), text(task.message), key=desk.key("message", task.name))
        if task.waits:
            show(callout("info", words("others"), task.waits))
        _tick(desk, task)


def _tick(desk: Desk, task: Task) -> None:
    key = desk.key(f"tick-{task.name}", task.ticked)

    def ticked() -> None:
        on = bool(st.session_state[key])
        if not desk.tick(task.name, on):
            st.session_state[key] = not on

    said = words("happened") if task.waits else words("done_this")
    st.checkbox(label(said), value=bool(task.ticked), key=key, on_change=ticked)


def _file(desk: Desk, offer: FileOffer) -> None:
    lines = [element("p", offer.name, class_="file-name"), element("p", offer.where, class_="quiet")]
    if offer.restart:
        lines.append(element("p", words("restart"), " ", offer.restart, class_="quiet"))
    if offer.sensitive:
        lines.append(element("p", words("sensitive"), class_="quiet"))
    with st.container(horizontal=True, key=f"file-{desk.key(offer.name)}"):
        show(element("div", *lines, class_="file"))
        with said_in_place():
            # Made now to see whether it can be, and anew at the click: Streamlit would keep what it is given, and
            # the secret may be in it.
            desk.engine.file(desk.setup.id, offer.name)
            st.download_button(
                label(words("download")),
                data=lambda: desk.engine.file(desk.setup.id, offer.name),
                file_name=offer.name,
                icon=":material/download:",
                on_click="ignore",
                key=desk.key(f"file-{offer.name}"),
            )
