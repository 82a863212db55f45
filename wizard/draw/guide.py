"""Draw `Guide`: what to do elsewhere, one action at a time, with the values to carry there."""

from __future__ import annotations

import streamlit as st

from steps.model.views import Guide

from ..text import text
from .ask import draw_fields
from .desk import Desk
from .footer import footer
from .markup import element, label, show, words
from .parts.copy_field import copy_field


def draw_guide(desk: Desk, view: Guide) -> None:
    """The whole page is instructions; what comes back is asked for below them."""
    with st.container(border=True, key="card-guide"):
        draw_instructions(desk, view)
    if view.ask:
        with st.container(border=True, key="card-back"):
            draw_fields(desk, view.ask, whole_page=True)
    else:
        footer(desk, words("check_again"), desk.look_again)


def draw_instructions(desk: Desk, view: Guide) -> None:
    """The numbered actions, and one link to where they begin."""
    if view.link:
        st.link_button(label(words("open_portal")), view.link, icon=":material/open_in_new:")
    for number, step in enumerate(view.instructions, 1):
        dot = element("span", str(number), class_="number", aria_hidden="true")
        said = element("div", element("p", step.where, class_="where"), element("p", step.do, class_="plain"))
        show(element("div", dot, said, class_="instruction"))
        if step.values:
            with st.container(key=f"values-{desk.key('guide', number)}"):
                for value in step.values:
                    copy_field(value.label, text(value.text), key=desk.key("guide", number, value), help=value.help)
