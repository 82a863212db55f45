"""Draw `Done`: the facts of a step, quietly, and the way on."""

from __future__ import annotations

import streamlit as st

from steps.model.views import Done
from steps.model.words import say

from ..text import text
from . import go
from .ask import draw_aside
from .desk import Desk
from .elsewhere import draw_elsewhere
from .exports import draw_exports
from .footer import footer
from .hand_over import draw_handed
from .markup import bullets, callout, element, heading, label, show, words
from .parts.copy_field import copy_field
from .report import draw_findings
from .screen_share import shown


def draw_done(desk: Desk, view: Done) -> None:
    """What is true now. The last step ends with the summary and the way back to the other setups."""
    last = not go.after(desk)
    if view.exports:
        all_done = callout("pass", words("finished"), words("finished_text"))
        show(callout("info", view.title) if text(view.title) else all_done)
    elif not view.report:
        show(element("p", element("span", class_="mark", aria_hidden="true"), words("step_done"), class_="step-done"))
    if view.values:
        with st.container(border=True, key="card-done"):
            for value in view.values:
                copy_field(value.label, text(value.text), key=desk.key("done", value), help=value.help)
    if view.report:
        draw_findings(desk, view.report)
    if view.elsewhere:
        draw_elsewhere(desk, view.elsewhere)
    if view.exports:
        draw_exports(desk)
    if view.notes:
        with st.container(border=True, key="card-notes"):
            show(heading(words("to_do") if view.exports else words("notes")), bullets(view.notes))
    if view.handed:
        with st.expander(label(words("handed")), expanded=True, icon=":material/inventory_2:"):
            draw_handed(desk, view.handed)
    if view.ask:
        draw_aside(desk, view.ask)
    change = (view.change, lambda: _open_again(desk)) if text(view.change) else None
    if last:
        footer(desk, words("all_setups"), go.to, second=change)
    else:
        there = go.origin(desk)
        go_on = words("continue_with", title=shown(say(f"step.{there}.title"))) if there else words("continue")
        footer(desk, go_on, lambda: go.to(desk.setup.id, go.after(desk)), second=change)


def _open_again(desk: Desk) -> None:
    desk.answer({"change": "yes"})
