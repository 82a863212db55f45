"""Draw a problem: what happened, why, and the next move, which is always a button."""

from __future__ import annotations

import platform
import re

import streamlit as st

from steps.model.problems import Broken, NotYet, Problem
from steps.model.words import say

from .. import __version__
from ..text import has, text
from . import go
from .applying import progress
from .desk import Desk
from .footer import footer
from .markup import element, label, show, words
from .parts.copy_field import copy_field
from .poll import poll
from .refusals import said
from .screen_share import shown

_IDS = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|[^\s@/]+@[^\s@/]+")


def draw_trouble(desk: Desk, stopped: Problem) -> None:
    """The whole page is this problem; what passes by itself is looked at again without a click."""
    show(said(stopped))
    applying = desk.seen.applying
    if applying and applying.changes:
        with st.container(border=True, key="card-applying"):
            show(element("p", words("got_this_far"), class_="small-heading"), progress(applying))
    if stopped.request_id:
        copy_field(words("request_id"), stopped.request_id, key=desk.key("request"), help=words("request_id_help"))
    if isinstance(stopped, Broken):
        with st.expander(label(words("report")), icon=":material/description:"):
            st.code(shown(report(stopped, desk.step)), language=None, wrap_lines=True)
    elif isinstance(stopped, NotYet) and not applying:
        poll(desk, lambda now: None, every=2.0)
    step = text(say(f"problem.{stopped.code}.go")) if has(f"problem.{stopped.code}.go") else ""
    if step and step != desk.step:
        again = (words("try_again"), desk.look_again)
        there = words("go_to", title=shown(say(f"step.{step}.title")))
        footer(desk, there, lambda: _go(desk, step), second=again)
    else:
        footer(desk, words("try_again"), desk.look_again)


def report(stopped: Problem, step: str) -> str:
    """What helps us and tells nothing of the tenant: ids and names are left out."""
    values = {name: _IDS.sub("…", value) for name, value in stopped.values.items()}
    lines = [
        f"SSO Wizard {__version__}, Python {platform.python_version()}, {platform.system()}",
        f"step: {step}",
        f"problem: {stopped.code} {values}",
        f"request ID: {stopped.request_id or 'none'}",
    ]
    return "\n".join(lines)


def _go(desk: Desk, step: str) -> None:
    # What stopped there is over once the person goes to mend it: the step is looked at anew on return.
    desk.look_again()
    desk.engine.look_again(desk.setup.id, step)
    # Behind a sign-in the way is the usual one: it may be all that a step lacked, which would be left at its end.
    here = "" if step == "sign_in" else desk.step
    go.to(desk.setup.id, step, go.origin(desk) or here)
