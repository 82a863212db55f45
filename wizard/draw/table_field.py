"""The field of a table: a text area, above it the columns, and what may stand under those with choices."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from steps.model.table import BETWEEN, Column, rows
from steps.model.views import Field

from .markup import element, show, words
from .screen_share import shown


def spaced(text: str) -> str:
    """The rows with an empty line between them: a long row goes on over several lines, most of all on a phone."""
    return "\n\n".join(rows(text))


def heard(field: Field) -> str:
    """The label and the columns: whoever hears the page is told them at the field."""
    return f"{shown(field.label)}: {', '.join(shown(column.label) for column in field.columns)}"


def draw_table(field: Field, key: str, named: str) -> None:
    """The text area, and what stands above it. `named` is what is heard."""
    head = BETWEEN.join(column.label for column in field.columns)
    show(
        element("p", words("table.rows"), class_="field-help"),
        element("p", head, class_="table-head"),
        *(_choices(column) for column in field.columns if column.choices),
    )
    st.text_area(
        named,
        spaced(field.shown),
        height="content",
        key=key,
        placeholder=shown(spaced(field.example)),
        label_visibility="collapsed",
    )


def _choices(column: Column) -> Markup:
    offered = [
        element("li", element("code", name), f" {said}" if said != name else "")
        for name, said in column.choices.items()
    ]
    summary = element("summary", words("table.choices", column=column.label))
    return element("details", summary, element("ul", *offered, class_="bullets"), class_="table-choices")
