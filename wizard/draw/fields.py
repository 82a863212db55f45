"""One field of a form: its label and help as text, the widget for its kind, and a refusal right at the field."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

import streamlit as st
from markupsafe import Markup

from steps.model.answers import expiry_days
from steps.model.problems import AskAgain, Problem
from steps.model.views import Field
from steps.model.words import Words, say

from ..text import text
from .desk import Desk
from .markup import element, label, show, words
from .screen_share import shown
from .table_field import draw_table, heard, spaced

LONG = {"long-text": 96, "pasted": 220}
"""Kinds with room for several lines, and their height in pixels."""

FORGOTTEN = ("secret", "pasted", "long-text")
LISTS = ("list", "people", "hosts", "email-domains")

_DRAWN = re.compile(r"[\[\]<>$`]|://|www\.|:[a-z-]+[\[:]", re.IGNORECASE)
"""What Markdown makes links, pictures and colors of. Anything else is heard without the marks of an escape."""

_ADDRESS = re.compile(r"(?<=:)(?=//)|(?<=www)(?=\.)", re.IGNORECASE)


def draw_field(desk: Desk, field: Field) -> None:
    """Draw one field. Its value stays in the session under `key_of`; nothing typed is lost by a refusal."""
    refused = desk.refused()
    wrong = refused.at(field.name) if isinstance(refused, AskAgain) else None
    with st.container(key=f"{'wrong' if wrong else 'field'}-{key_of(desk, field)}", gap="xxsmall"):
        if field.kind != "flag":
            show(_label(field))
        _widget(desk, field)
        if wrong:
            show(refusal(wrong))


def refusal(wrong: Problem) -> Markup:
    """The sentence beside a field: what is wrong and what to type instead."""
    said = (shown(say(f"problem.{wrong.code}.{part}", **wrong.values)) for part in ("what", "next"))
    mark = element("span", class_="mark", aria_hidden="true")
    return element("p", mark, " ".join(said), class_="refusal", role="alert")


def key_of(desk: Desk, field: Field) -> str:
    """The widget's key. What was typed for one product's question is not kept for another's of the same name."""
    return desk.key(f"field-{field.kind}-{field.name}", text(field.label), field.shown)


def values_of(desk: Desk, fields: Sequence[Field]) -> dict[str, str]:
    """What stands in the fields that are shown now, as the engine takes it."""
    typed = {field.name: _typed(desk, field) for field in fields}
    return {field.name: typed[field.name] for field in fields if visible(field, typed)}


def visible(field: Field, typed: Mapping[str, str]) -> bool:
    """Whether a field is asked, given what stands in the others."""
    return all(typed.get(name) in values for name, values in field.when.items())


def forget(desk: Desk, fields: Sequence[Field]) -> None:
    """Drop secrets and pasted pages from the session: they were handed over and stay nowhere else."""
    for field in fields:
        if field.kind in FORGOTTEN:
            st.session_state.pop(key_of(desk, field), None)


def _typed(desk: Desk, field: Field) -> str:
    held = st.session_state.get(key_of(desk, field), _first(field))
    return ("yes" if held else "no") if isinstance(held, bool) else str(held or "")


def _first(field: Field) -> str | bool:
    if field.kind == "flag":
        return field.shown == "yes"
    if field.choices:
        return field.shown if field.shown in dict(field.choices) else field.choices[0][0]
    return spaced(field.shown) if field.columns else field.shown


def _label(field: Field) -> Markup:
    optional = element("span", words("optional"), class_="optional") if field.optional else Markup("")
    named = element("p", field.label, optional, class_="field-label", aria_hidden="true")
    return Markup("").join((named, element("p", field.help, class_="field-help"))) if field.help else named


def _widget(desk: Desk, field: Field) -> None:
    key, named = key_of(desk, field), _named(heard(field) if field.columns else field.label)
    first = _first(field)
    if field.kind == "flag":
        st.toggle(label(field.label), value=bool(first), key=key)
        if field.help:
            show(element("p", field.help, class_="field-help"))
    elif field.columns:
        draw_table(field, key, named)
    elif field.choices:
        _choice(field, key, named, str(first))
    elif field.kind == "day":
        _day(field, key, named)
    elif field.kind in LONG or (field.kind in LISTS and len(field.shown) > 60):
        st.text_area(
            named,
            field.shown,
            height=LONG.get(field.kind, 96),
            key=key,
            placeholder=shown(field.example),
            label_visibility="collapsed",
        )
    else:
        secret = field.kind == "secret"
        st.text_input(
            named,
            field.shown,
            key=key,
            type="password" if secret else "default",
            autocomplete="new-password" if secret else "off",
            placeholder=shown(field.example),
            label_visibility="collapsed",
        )


def _named(called: Words) -> str:
    """The label once more, for those who hear the page. Streamlit draws it as Markdown, although nobody sees it."""
    said = shown(called)
    # An address becomes a link even where every mark of it is escaped; nobody sees the blank in it.
    return label(_ADDRESS.sub(" ", said)) if _DRAWN.search(said) else said


def _day(field: Field, key: str, named: str) -> None:
    first, last = expiry_days()
    there = [day for day in (_iso(field.shown),) if day and first <= day <= last]
    st.date_input(
        named,
        value=there[0] if there else None,
        min_value=first,
        max_value=last,
        format="YYYY-MM-DD",
        key=key,
        label_visibility="collapsed",
    )


def _iso(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def _choice(field: Field, key: str, named: str, first: str) -> None:
    offered: dict[str, Words] = dict(field.choices)
    names = list(offered)
    if len(names) <= 4 and sum(len(text(said)) for said in offered.values()) <= 64:
        st.segmented_control(
            named,
            names,
            default=first,
            required=True,
            format_func=lambda name: label(offered[name]),
            key=key,
            label_visibility="collapsed",
        )
        return
    st.selectbox(
        named,
        names,
        index=names.index(first),
        format_func=lambda name: shown(offered[name]),
        key=key,
        label_visibility="collapsed",
    )
