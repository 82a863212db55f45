"""The page: which setup, which step, draw what was seen of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from steps.model.problems import Problem
from steps.model.setup import Setup
from steps.model.views import Ask, Done, Guide, HandOver, Open, Propose, Report, View, Wait
from steps.model.words import say

from .. import private
from ..text import text
from . import go, handed, screen_share, shell
from .applying import draw_applying
from .ask import draw_ask
from .desk import Desk
from .doctor import draw_doctor
from .done import draw_done
from .guide import draw_guide
from .hand_over import draw_hand_over
from .home import draw_home, products
from .open import draw_open
from .propose import draw_propose
from .refusals import said, said_in_place
from .report import draw_report
from .trouble import draw_trouble
from .wait import draw_looking, draw_wait

if TYPE_CHECKING:
    from ..engine import Engine, Seen


def draw(engine: Engine) -> None:
    """Rebuild the page from the journal by the address: first visit, reload, reconnect and restart are one case."""
    with said_in_place():
        _draw(engine)


def _draw(engine: Engine) -> None:
    setup_id = st.query_params.get("w", "")
    if engine.read_only and not setup_id:
        setup_id = engine.setups()[0].id
        go.to(setup_id, engine.read_only.begin_at)
    if not setup_id:
        draw_doctor(engine) if go.DOCTOR in st.query_params else draw_home(engine)
        return
    try:
        setup = engine.setup(setup_id)
        states = engine.states(setup)
    except Problem as gone:
        draw_home(engine, gone)
        return
    if go.DOCTOR in st.query_params:
        draw_doctor(engine, setup)
        return
    step = st.query_params.get("step", "")
    if states.get(step, "locked") == "locked":
        step = engine.position(setup)
        go.to(setup.id, step)
    if states[step] != "done":
        go.follow(setup, step)
    _draw_step(engine, setup, step)


def _draw_step(engine: Engine, setup: Setup, step: str) -> None:
    shell.open_page(text(say(f"step.{step}.title")))
    seen = _seen(engine, setup, step)
    desk = Desk(engine, engine.setup(setup.id), step, seen)
    _cover(desk)
    if go.go_on(desk):
        st.rerun()
    states = engine.states(desk.setup)
    shell.sidebar(desk, states)
    main, side = st.columns([2.15, 1], gap="large")
    with main:
        handed.banner(engine)
        shell.head(desk, states)
        handed.prepared_note(desk)
        # One container per step: nothing of the step before is left standing while this one is drawn.
        with st.container(key=f"step-{step}"):
            refused = desk.refused()
            if refused and refused.values.get("field") not in _fields(seen.view):
                show_refusal(refused)
            _draw_seen(desk)
    with side:
        shell.beside(desk)


def _cover(desk: Desk) -> None:
    """Before anything of the setup is drawn: what others must not read of it."""
    if screen_share.shared():
        setup, engine = desk.setup, desk.engine
        values = (*private.of_setup(setup), *private.of_page(desk.seen), *engine.typed(setup.id))
        screen_share.cover(values, products(engine))


def show_refusal(refused: Problem) -> None:
    """A refusal that belongs to no field stands above the page it refuses."""
    st.html(said(refused))


def _fields(view: View | None) -> set[str]:
    ask = view if isinstance(view, Ask) else getattr(view, "adjust", None) or getattr(view, "ask", None)
    return {field.name for field in ask.fields} if ask else set()


def _seen(engine: Engine, setup: Setup, step: str) -> Seen:
    from ..engine import Seen

    try:
        return engine.seen(setup.id, step)
    except Problem as stopped:
        return Seen(step, setup.seq, problem=stopped)


def _draw_seen(desk: Desk) -> None:
    seen = desk.seen
    if seen.problem:
        draw_trouble(desk, seen.problem)
    elif seen.applying:
        draw_applying(desk, seen.applying)
    elif seen.view is None:
        draw_looking(desk)
    else:
        _draw_view(desk, seen.view)


def _draw_view(desk: Desk, view: View) -> None:
    match view:
        case Ask():
            draw_ask(desk, view)
        case Propose():
            draw_propose(desk, view)
        case Guide():
            draw_guide(desk, view)
        case Open():
            draw_open(desk, view)
        case Wait():
            draw_wait(desk, view)
        case HandOver():
            draw_hand_over(desk, view)
        case Report():
            draw_report(desk, view)
        case Done():
            draw_done(desk, view)
