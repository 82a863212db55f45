"""The first page: the setups on this machine, newest first, and every product that a new one can connect."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from steps.model.expiry import warning
from steps.model.problems import Problem
from steps.model.setup import Setup
from steps.model.views import Card
from steps.model.words import say

from ..engine import Engine
from ..private import of_setup
from ..text import text
from . import go, refusals
from .markup import bullets, element, heading, label, show, words
from .parts.cards import cards
from .refusals import said, said_in_place
from .screen_share import cover, shared, shown
from .shell import name_of, open_page, share_switch, situations
from .trail import moment


def draw_home(engine: Engine, trouble: Problem | None = None) -> None:
    """One click resumes; one click starts."""
    open_page(words("name"))
    setups = engine.setups()
    if shared():
        cover((value for setup in setups for value in (*of_setup(setup), *engine.typed(setup.id))), products(engine))
    trouble = trouble or refusals.refused()
    with st.container(key="first-page"):
        if trouble:
            show(said(trouble))
        if setups:
            _resume(engine, setups)
            show(heading(words("new"), 2), element("p", words("new_text"), class_="quiet"))
        else:
            show(
                element("p", name_of(engine), class_="quiet step-line"),
                heading(words("welcome"), 1),
                element("p", words("welcome_text"), class_="lead"),
                bullets([words(f"promise.{number}") for number in ("plan", "progress", "secret", "leave")]),
                heading(words("new"), 2),
            )
        with said_in_place():
            cards(engine.products(), "products", lambda product: _begin(engine, product))
        asked = label(words("doctor.title"))
        st.button(asked, icon=":material/help:", type="tertiary", key="home-doctor", on_click=go.to_doctor)
        situations(engine)
        share_switch("home")


def products(engine: Engine) -> tuple[str, ...]:
    """The names of the products: everybody may read them, even those that look like a host."""
    try:
        return tuple(text(card.title) for card in engine.products())
    except Problem:
        return ()


def _resume(engine: Engine, setups: list[Setup]) -> None:
    show(
        element("p", name_of(engine), class_="quiet step-line"),
        heading(words("resume"), 1),
        element("p", words("resume_text"), class_="lead"),
    )
    found = {setup.id: setup for setup in setups}
    cards([_card(engine, setup) for setup in setups], "setups", lambda id: _open(engine, found[id]), rows=True)


def _card(engine: Engine, setup: Setup) -> Card:
    names = engine.step_names
    step = engine.position(setup)
    finished = all(state == "done" for state in engine.states(setup).values())
    number = str(names.index(step) + 1)
    at = words("step_of", number=number, total=str(len(names)))
    ended = words("state.waiting") if engine.is_waiting(setup) else words("state.finished")
    state = ended if finished else f"{at}: {shown(say(f'step.{step}.title'))}"
    if engine.states(setup)[step] == "attention":
        state = f"{words('state.attention')} · {state}"
    if due := warning(setup, datetime.now(UTC)):
        state = f"{shown(due)} · {state}"
    product = setup.product.name if setup.product else words("no_product")
    tenant = setup.tenant.name if setup.tenant else words("no_tenant")
    return Card(setup.id, product, f"{tenant} · {state}", words("changed", at=moment(setup.changed), id=setup.id))


def _open(engine: Engine, setup: Setup) -> None:
    go.to(setup.id, engine.position(setup))


def _begin(engine: Engine, product: str) -> None:
    begun: list[Setup] = []
    if refusals.attempt(lambda: begun.append(engine.begin(product))):
        _open(engine, begun[0])
