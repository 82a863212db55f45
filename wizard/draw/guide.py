"""Draw `Guide`: the page of somebody who works in the Entra admin center beside it."""

from __future__ import annotations

import streamlit as st

from steps.model.views import Ask, Guide

from .ask import draw_cards, draw_fields
from .desk import Desk
from .footer import footer
from .hand_over import draw_file
from .markup import bullets, element, heading, show, words
from .report import draw_findings
from .tasks import draw_tasks


def draw_guide(desk: Desk, view: Guide) -> None:
    """What was wrong with what came back before, what to do over there, and what to bring back."""
    if view.report:
        draw_findings(desk, view.report)
    for offer in view.files:
        with st.container(border=True, key=f"card-{desk.key(offer.name)}"):
            draw_file(desk, offer)
    draw_tasks(desk, view.tasks, words("open_portal"))
    if view.notes:
        said = bullets(view.notes) if len(view.notes) > 1 else element("p", view.notes[0])
        show(element("div", said, class_="notes"))
    _back(desk, view.ask or Ask())


def _back(desk: Desk, ask: Ask) -> None:
    again = (words("check_again"), desk.look_again)
    if ask.fields:
        with st.container(border=True, key="card-back"):
            if ask.title:
                show(heading(ask.title))
            draw_fields(desk, ask, whole_page=True, second=again)
    draw_cards(desk, ask.cards)
    if ask.submit and not ask.fields:
        footer(desk, ask.submit, lambda: desk.answer({}), second=again)
    elif not ask.fields:
        footer(desk, *again)
