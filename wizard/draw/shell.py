"""What stands around every step: the sidebar with the way, the head of the page, the help beside it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from steps.model.setup import Setup
from steps.model.views import Done
from steps.model.words import Say, say

from ..text import has, text
from . import go, screen_share, trail, ways
from .desk import Desk
from .exports import draw_exports, draw_handing
from .markup import bullets, element, heading, label, show, words
from .parts.stepper import stepper

if TYPE_CHECKING:
    from ..engine import Engine

HERE = Path(__file__).resolve().parent


TYPED = '.stApp :is(input[type="text"], textarea)'


@cache
def _style() -> str:
    return f"<style>{(HERE / 'style.css').read_text('utf-8')}</style>"


def open_page(title: str) -> None:
    """Title, icon and style; the icon is a local file, because a named one is fetched from the network."""
    st.set_page_config(
        page_title=words("page_title", title=screen_share.shown(title)),
        page_icon=HERE / "icon.png",
        layout="wide",
        initial_sidebar_state=320,
    )
    st.html(_style())
    if screen_share.shared():
        # A browser shows the text of these as dots, as it does for a password.
        st.html(f"<style>{TYPED} {{ -webkit-text-security: disc; }}</style>")


def sidebar(desk: Desk, states: dict[str, str]) -> None:
    """Where am I: product and tenant, how much is done, every step, and a few quiet buttons."""
    done = sum(state == "done" for state in states.values())
    with st.sidebar:
        show(
            element("p", name_of(desk.engine), class_="app-name"),
            element("p", place(desk.setup), class_="quiet place"),
        )
        count = words("steps_done", count=str(done), total=str(len(states)))
        show(bar(done, len(states), count), element("p", count, class_="count"))
        stepper(desk.setup.id, desk.engine.step_names, states, desk.step, key=f"stepper-{desk.setup.id}")
        with st.container(key="quiet", gap=None):
            _quiet_buttons(desk, "wide")
            situations(desk.engine)
            share_switch("wide")


def _quiet_buttons(desk: Desk, place: str) -> None:
    kinds = [
        ("export", words("export_button"), ":material/download:", _exports),
        ("trail", words("trail_button"), ":material/history:", trail.trail),
    ]
    for name, said, icon, dialog in kinds if desk.setup.product else kinds[1:]:
        if st.button(label(said), icon=icon, type="tertiary", key=f"{place}-{name}"):
            dialog(desk)
    said, here = label(words("doctor.title")), (desk.setup.id, desk.step)
    st.button(said, icon=":material/help:", type="tertiary", key=f"{place}-doctor", on_click=go.to_doctor, args=here)
    st.button(
        label(words("all_setups")), icon=":material/apps:", type="tertiary", key=f"{place}-home", on_click=go.to
    )


def share_switch(place: str) -> None:
    """The one switch of screen-share mode; a phone and a wide page have it in different places."""
    key = f"switch-{place}"
    st.session_state[key] = screen_share.shared()
    # Not escaped: it is our own sentence, and a switch is read aloud with the escapes.
    st.toggle(words("screen_share"), key=key, on_change=lambda: screen_share.switch(bool(st.session_state[key])))
    if screen_share.shared():
        show(element("p", words("screen_share_on"), class_="quiet"))


def situations(engine: Engine) -> None:
    """In the practice tenant: the way to the page where something can be made to go wrong."""
    if engine.practice:
        about = text(say("practice.situations.title"))
        show(
            element("p", ways.elsewhere(words("situations"), engine.portal.link("situations"), about), class_="ways")
        )


@st.dialog(words("export_button"), width="medium")
def _exports(desk: Desk) -> None:
    draw_exports(desk)
    if desk.engine.read_only is None:
        draw_handing(desk)


def name_of(engine: Engine) -> str:
    """The program's name, and where it works unless that is Microsoft's global cloud: nobody should mix them up."""
    return words("name") if engine.cloud == "Global" else words("name_in", cloud=engine.cloud)


def place(setup: Setup) -> str:
    """Product and tenant on one line."""
    product = setup.product.name if setup.product else words("no_product")
    return f"{product} · {setup.tenant.name if setup.tenant else words('entra')}"


def bar(done: int, total: int, said: str) -> Markup:
    """A progress bar that is read aloud as a sentence."""
    fill = element("span", style=f"width:{100 * done // max(total, 1)}%")
    return element("div", fill, class_="bar", role="img", aria_label=said)


def head(desk: Desk, states: dict[str, str]) -> None:
    """Step, time, title and what will happen. On a phone the other steps are one named tap away."""
    names = desk.engine.step_names
    number, total = names.index(desk.step) + 1, len(names)
    minutes = text(say(f"step.{desk.step}.minutes"))
    about = words("minutes", count=minutes) if minutes != "1" else words("minute")
    at = words("step_of", number=str(number), total=str(total))
    done = sum(state == "done" for state in states.values())
    with st.container(key="head", gap="xsmall"):
        show(
            element("p", f"{at} · {about}", class_="quiet step-line"),
            element("div", bar(done, total, words("steps_done", count=str(done), total=str(total))), class_="phone"),
            heading(_about(desk, "title"), 1),
        )
        if not isinstance(desk.seen.view, Done):
            # It says what will happen: on a step that is done it would not be true any more.
            show(element("p", _about(desk, "lead"), class_="lead"))
        with st.container(key="phone", gap="xsmall"):
            with st.expander(label(words("all_steps")), icon=":material/list:"):
                show(element("p", place(desk.setup), class_="quiet"))
                stepper(desk.setup.id, names, states, desk.step, key=f"phone-stepper-{desk.setup.id}")
                _quiet_buttons(desk, "phone")
                situations(desk.engine)
                share_switch("phone")
            with st.expander(label(words("help")), icon=":material/help:"):
                show(help_text(desk))


def beside(desk: Desk) -> None:
    """The help, in view while the page scrolls."""
    with st.container(border=True, key="help"):
        show(help_text(desk))


def help_text(desk: Desk) -> Markup:
    """Always the same three headings in the same order, then one link to Microsoft's page."""
    step = desk.step
    parts = [
        heading(words("why"), 2),
        element("p", _about(desk, "why")),
        heading(words("need"), 2),
        bullets(text(_about(desk, "need")).splitlines()),
        heading(words("to_undo"), 2),
        element("p", _about(desk, "undo")),
    ]
    if has(f"step.{step}.doc") and (link := text(say(f"step.{step}.doc"))):
        anchor = element("a", words("documentation"), href=link, target="_blank", rel="noopener noreferrer")
        parts.append(element("p", anchor))
    return element("div", *parts, class_="help")


def _about(desk: Desk, part: str) -> Say:
    """What is said of a step; one that is done by hand has its own sentences where the others would not be true."""
    by_hand = f"step.{desk.step}.hand_{part}"
    return say(by_hand if desk.setup.by_hand(desk.step) and has(by_hand) else f"step.{desk.step}.{part}")
