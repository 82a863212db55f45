"""Draw `Propose`: the plan first, then one button that carries it out, and the other ways to the same end."""

from __future__ import annotations

import streamlit as st

from steps.model.views import Ask, Propose

from .ask import draw_aside
from .desk import Desk
from .footer import footer
from .markup import callout, element, heading, show, words
from .plan import plan
from .poll import poll
from .report import draw_findings


def draw_propose(desk: Desk, view: Propose) -> None:
    """The plan. One that was confirmed before needs no click: the engine is about to carry it out."""
    count = len(view.changes)
    several = words("changes", count=str(count)) if count != 1 else words("change")
    for note in view.notes:
        show(callout("info", "", note))
    with st.container(border=True, key="card-plan"):
        show(heading(several), element("p", words("nothing_else"), class_="quiet"), plan(view.changes))
    if view.adjust:
        draw_aside(desk, view.adjust)
    if view.cards:
        draw_aside(desk, Ask(cards=view.cards))
    if view.report:
        draw_findings(desk, view.report)
    if view.confirmed:
        poll(desk, lambda now: None)
        return
    go = words("apply", count=str(count)) if count != 1 else words("apply_one")
    # Another plan has another button: a click on this one never carries out what was not on the page.
    footer(desk, go, lambda: desk.confirm(view.changes), about=view.changes)
