"""The page "What does this error mean?": paste an error, read what happened, why, and what to do next."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from steps.model.logins import Explained
from steps.model.setup import Setup
from steps.pasted.error_message import ErrorMessage, read
from steps.pasted.sentence import sentence

from .. import private
from ..oidc import errors
from ..text import text
from . import go, ways
from .home import products
from .markup import callout, element, heading, label, show, words
from .parts.copy_field import copy_field
from .screen_share import cover, shared
from .shell import name_of, open_page, place, share_switch

if TYPE_CHECKING:
    from ..engine import Engine

PASTED, ANSWERED = "doctor-pasted", "doctor-answered"
NAMED = ("correlation_id", "request_id", "timestamp", "redirect_uri", "client_id", "tenant", "user")


@dataclass(frozen=True)
class _Answered:
    """What became of the text with this hash, for as long as this tab is open.

    `said` is Microsoft's own sentence, where an error is one that we know nothing of.
    """

    text: int
    message: ErrorMessage
    found: Sequence[Explained]
    said: str = ""


def draw_doctor(engine: Engine, setup: Setup | None = None) -> None:
    """Works without a setup and without a sign-in; with a setup its links lead to the steps of that one.

    What is pasted stays in this tab: it is written nowhere, and it is not repeated but for what stands in `NAMED`.
    """
    open_page(words("doctor.title"))
    typed = str(st.session_state.get(PASTED, ""))
    read_ = _read(typed)
    _cover(engine, setup, read_)
    with st.container(key="first-page"):
        where = place(setup) if setup else name_of(engine)
        show(
            element("p", where, class_="quiet step-line"),
            heading(words("doctor.title"), 1),
            element("p", words("doctor.lead"), class_="lead"),
        )
        if _question() or typed:
            _answers(engine, setup, read_)
        with st.container(key="doctor-foot", gap=None):
            _back(setup)
            share_switch("doctor")


def _read(typed: str) -> _Answered:
    """Once for each text: the page is drawn far more often. The text itself, which may hold a secret, is not kept."""
    kept: _Answered | None = st.session_state.get(ANSWERED)
    if kept is None or kept.text != hash(typed):
        message = read(typed)
        found = errors.explain(typed, message)
        unknown = next((one.code for one in found if not one.whose), "")
        said = sentence(typed, unknown.removeprefix(errors.PREFIX)) if unknown else ""
        kept = _Answered(hash(typed), message, found, said)
        st.session_state[ANSWERED] = kept
    return kept


def _cover(engine: Engine, setup: Setup | None, read_: _Answered) -> None:
    if shared():
        known = (*private.of_setup(setup), *engine.typed(setup.id)) if setup else ()
        named = (getattr(read_.message, name) for name in NAMED)
        cover((*known, *filter(None, (*named, read_.said))), products(engine))


def _question() -> bool:
    """Whether an answer is asked for now: whoever asks without a word is to be told what to paste."""
    with st.container(border=True, key="card-doctor"), st.form("doctor", border=False):
        show(
            element("p", words("doctor.paste"), class_="field-label"),
            element("p", words("doctor.paste_help"), class_="field-help"),
        )
        st.text_area(
            words("doctor.paste"),
            key=PASTED,
            height=150,
            placeholder=words("doctor.example"),
            label_visibility="collapsed",
        )
        return st.form_submit_button(label(words("doctor.explain")), type="primary")


def _answers(engine: Engine, setup: Setup | None, read_: _Answered) -> None:
    found, message = read_.found, read_.message
    if not found:
        show(callout("warn", words("doctor.nothing"), words("doctor.nothing_do"), live=True))
        return
    for number, one in enumerate(found):
        with st.container(border=True, key=f"card-answer-{number}"):
            show(answer(engine, setup, one, live=number == 0))
    if read_.said:
        with st.container(border=True, key="card-said"):
            show(heading(words("doctor.said")), element("p", read_.said, class_="seen"))
    said = [name for name in NAMED if getattr(message, name)]
    if said:
        with st.container(border=True, key="card-told"):
            show(heading(words("doctor.told")), element("p", words("doctor.told_text"), class_="quiet"))
            for name in said:
                value = getattr(message, name)
                # The page is made with these keys, and a value in one could be read there while the screen is shared.
                key = f"doctor-{name}-{zlib.crc32(value.encode())}"
                copy_field(words(f"doctor.named.{name}"), value, key=key)


def answer(engine: Engine, setup: Setup | None, one: Explained, *, live: bool = False) -> Markup:
    """One error: its code and whose it is, then what, why and next, then where to go."""
    head, sure = [element("span", one.code, class_="code")], []
    if one.whose:
        # Of an unknown error nobody can say either.
        head.append(element("span", words(f"doctor.whose.{one.whose}"), class_="badge"))
        sure.append(element("p", words("doctor.sure") if one.sure else words("doctor.unsure"), class_="quiet"))
    body = (element("p", one.why), element("p", element("strong", words("next")), " ", one.do))
    role = {"role": "status"} if live else {}
    ways_on = _ways(engine, setup, one)
    return element("div", element("p", *head), heading(one.what), *body, ways_on, *sure, class_="answer", **role)


def _ways(engine: Engine, setup: Setup | None, one: Explained) -> Markup:
    setup_id, came_from = setup.id if setup else "", st.query_params.get("step", "")
    links = [ways.to_step(one.step, engine, setup_id, came_from)] if one.step else []
    if one.page and engine.read_only is None:
        links.append(ways.to_page(engine.portal.link(one.page, setup_id), text(one.what)))
    if there := errors.lookup(one.code):
        links.append(ways.elsewhere(words("doctor.lookup"), there, one.code))
    return element("p", *links, class_="ways")


def _back(setup: Setup | None) -> None:
    if setup:
        said, step = label(words("doctor.back")), st.query_params.get("step", "")
        st.button(said, icon=":material/arrow_back:", on_click=go.to, args=(setup.id, step), key="doctor-back")
    st.button(label(words("all_setups")), icon=":material/apps:", type="tertiary", on_click=go.to, key="doctor-home")
