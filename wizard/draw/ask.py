"""Draw `Ask`: a form that Enter submits, or cards that one click answers."""

from __future__ import annotations

import streamlit as st

from steps.model.views import Ask, Card, Field

from .desk import Desk
from .fields import draw_field, forget, values_of, visible
from .footer import Second, footer
from .markup import bullets, element, heading, label, show, words
from .parts.cards import cards

_BACK = "back"
"""The card that leads back to the page where the question was asked for: two ways back would differ."""


def draw_ask(desk: Desk, ask: Ask) -> None:
    """The whole page is this question."""
    back = next(
        ((card.title, lambda: desk.answer({"card": _BACK})) for card in ask.cards if card.name == _BACK), None
    )
    if ask.notes:
        before = element("p", words("before"), class_="small-heading")
        show(element("div", before, bullets(ask.notes), class_="notes"))
    if ask.fields:
        with st.container(border=True, key=f"card-{desk.step}"):
            if ask.title:
                show(heading(ask.title))
            draw_fields(desk, ask, whole_page=True, back=back)
    elif ask.submit:
        footer(desk, ask.submit, lambda: desk.answer({}), back=back)
    draw_cards(desk, tuple(card for card in ask.cards if card.name != _BACK))
    if not ask.fields and not ask.submit:
        footer(desk, back=back)


def draw_aside(desk: Desk, ask: Ask, *, open_: bool = False) -> None:
    """The question is a way out of a page about something else: it waits in an expander, or as quiet buttons."""
    if ask.fields:
        refused = desk.refused()
        open_ |= refused is not None and refused.values.get("field") in {field.name for field in ask.fields}
        with st.expander(label(ask.title or ask.submit), expanded=open_, icon=":material/edit:"):
            draw_fields(desk, ask, whole_page=False)
    if ask.cards:
        if ask.title and not ask.fields:
            show(element("p", ask.title, class_="small-heading"))
        draw_cards(desk, ask.cards)


def draw_fields(
    desk: Desk, ask: Ask, *, whole_page: bool, second: Second | None = None, back: Second | None = None
) -> None:
    """The fields and their button, and beside it a quiet second one. What other fields depend on stands above the
    form, so that it takes effect at once; inside a form nothing reaches the script before it is submitted."""
    deciding = {name for field in ask.fields for name in field.when}
    typed = values_of(desk, ask.fields)
    shown = [field for field in ask.fields if visible(field, typed)]
    for field in shown:
        if field.name in deciding:
            draw_field(desk, field)
    with st.form(desk.key("form", ask.submit), border=False):
        for field in shown:
            if field.name not in deciding:
                draw_field(desk, field)
        if whole_page:
            footer(desk, ask.submit, lambda: _submit(desk, ask.fields), form=True, second=second, back=back)
        else:
            st.form_submit_button(label(ask.submit), on_click=_submit, args=(desk, ask.fields))


def _submit(desk: Desk, fields: tuple[Field, ...]) -> None:
    taken = desk.took(values_of(desk, fields))
    refused = desk.refused()
    # What was typed stays for mending, unless it holds a secret that does not belong there.
    if taken or (refused and refused.code in ("paste-has-secret", "answer-looks-secret")):
        forget(desk, fields)


def draw_cards(desk: Desk, offered: tuple[Card, ...]) -> None:
    """Cards that say something of themselves are large; the others are quiet buttons."""
    told = [card for card in offered if card.text]
    if told:
        cards(told, desk.key("cards", *(card.name for card in told)), lambda name: desk.answer({"card": name}))
    for card in offered:
        if not card.text:
            st.button(
                label(card.title),
                type="tertiary",
                key=desk.key(f"card-{card.name}"),
                on_click=desk.answer,
                args=({"card": card.name},),
            )
