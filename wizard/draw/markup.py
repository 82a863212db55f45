"""Text on the page, always as text: no string of a tenant, a provider or a recipe goes through Markdown or HTML.

Markdown in a display name can draw links and images, and a remote image is a beacon.
"""

from __future__ import annotations

import re

import streamlit as st
from markupsafe import Markup, escape

from steps.model.words import Words, say

from .screen_share import shown

SPOKEN = ("alt", "aria_label", "title")
"""Attributes that are read by people."""

_MARKS = re.compile(r"([\\`*_{}\[\]()#+\-.!|~:$<>@&=^\"'/])")


def words(key: str, **values: str) -> str:
    """A sentence of the screen's own text file: `words("back")` is `[screen] back`."""
    return shown(say(f"screen.{key}", **values))


def element(tag: str, *children: Words | Markup, **attributes: str) -> Markup:
    """An HTML element whose children are escaped unless they are elements. `class_` is the class attribute."""
    head = Markup("").join(
        Markup(' {}="{}"').format(name.rstrip("_").replace("_", "-"), shown(value) if name in SPOKEN else value)
        for name, value in attributes.items()
    )
    body = Markup("").join(child if isinstance(child, Markup) else escape(shown(child)) for child in children)
    # Tags and attribute names are written in this program; only values and children come from elsewhere.
    return Markup("<{tag}{head}>{body}</{tag}>").format(tag=Markup(tag), head=head, body=body)  # noqa: S704


def show(*pieces: Markup) -> None:
    """Put finished elements on the page."""
    st.html("".join(pieces))


def plain(said: Words, *, quiet: bool = False) -> None:
    """One paragraph of body text."""
    show(element("p", said, class_="quiet" if quiet else "plain"))


def bullets(lines: tuple[Words, ...] | list[str]) -> Markup:
    """A list of short sentences."""
    return element("ul", *(element("li", line) for line in lines), class_="bullets")


def heading(said: Words, level: int = 2) -> Markup:
    """A heading of the page; level 1 is the step's title."""
    return element(f"h{level}", said, class_=f"heading level-{level}")


def label(said: Words) -> str:
    """The same text for the label of a button, which Streamlit reads as Markdown: every mark is escaped."""
    return _MARKS.sub(r"\\\1", shown(said))


def callout(kind: str, title: Words, *body: Words | Markup, live: bool = False) -> Markup:
    """A tinted box: `kind` is info, pass, warn or fail; the title says the finding, the body what to do."""
    said = [piece if isinstance(piece, Markup) else element("p", piece) for piece in body if piece]
    role = {"role": "alert"} if live else {}
    named = [element("p", title, class_="callout-title")] if title else []
    inner = element("div", *named, *said)
    return element("div", element("span", class_="mark", aria_hidden="true"), inner, class_=f"callout {kind}", **role)
