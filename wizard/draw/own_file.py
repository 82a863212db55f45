"""Draw how a generated file is worked into one of the person's own: the upload, what changes, and the result."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from steps.model.changes import Row
from steps.model.problems import AskAgain
from steps.model.views import FileOffer
from steps.model.words import Say, say

from .desk import Desk
from .fields import refusal
from .markup import callout, element, label, show, words
from .plan import difference
from .refusals import said_in_place
from .screen_share import covered

if TYPE_CHECKING:
    from ..edits import Edited

_SIGNS = {"+": "added", "-": "removed"}


def draw_own_file(desk: Desk, offer: FileOffer) -> None:
    """Folded away at first: most people have no such file at hand when they come here."""
    with st.container(key=f"own-{desk.key('own', offer.name)}"), st.expander(label(say("edits.title"))):
        show(
            element("p", say("edits.text", file=offer.own), class_="quiet"),
            element("p", say("edits.memory"), class_="quiet"),
        )
        _upload(desk, offer)


@st.fragment
def _upload(desk: Desk, offer: FileOffer) -> None:
    """A fragment: an upload draws what comes of it and not the page, which might look at the tenant meanwhile."""
    named = label(say("edits.upload", file=offer.own))
    uploaded = st.file_uploader(named, key=desk.key("upload", offer.name))
    if uploaded is None:
        return
    raw = uploaded.getvalue()
    with said_in_place():
        try:
            edited = desk.engine.own_file(desk.setup.id, offer.name, raw)
        except AskAgain as wrong:
            show(refusal(wrong))
            return
        if not edited.changes:
            show(callout("pass", say("edits.right"), say("edits.right_text", file=offer.own)))
            return
        _changes(edited)
        _downloads(desk, offer, raw, edited)


def _changes(edited: Edited) -> None:
    # Whatever the person's file holds is theirs: no mask knows all of it, so others see none of it.
    rows = tuple(Row(" > ".join(c.place), c.before and covered(c.before), c.after) for c in edited.changes)
    variables = ", ".join(dict.fromkeys(one.variable for one in edited.changes if one.variable))
    often = ", ".join(" > ".join(one.place) for one in edited.changes if one.times > 1)
    notes = [say("edits.variables", names=variables)] if variables else []
    notes += [say("edits.times", names=often)] if often else []
    for one in edited.changes:
        if one.gone:
            entries = covered(", ".join(one.gone))
            notes.append(say("edits.gone", name=" > ".join(one.place), entries=entries))
    show(
        element("p", say("edits.changes", count=str(len(rows))), class_="small-heading"),
        difference(rows),
        _notes(notes),
        element("p", say("edits.difference"), class_="small-heading"),
        element("div", *(_line(line) for line in edited.patch.lines[2:]), class_="patch", role="list"),
    )


def _notes(lines: list[Say]) -> Markup:
    return element("div", *(element("p", line, class_="quiet") for line in lines), class_="own-notes")


def _line(line: str) -> Markup:
    kind = _SIGNS.get(line[:1], "")
    said = [element("span", words(kind), class_="unseen")] if kind else []
    signed = element("span", line[:1].replace("-", "−"), class_="sign", aria_hidden="true")
    # The marks between two places in the file are for programs.
    inner = [element("span", "⋯")] if line.startswith("@@") else [signed, *said, element("span", covered(line[1:]))]
    return element("div", *inner, class_=f"row {kind}", role="listitem")


def _downloads(desk: Desk, offer: FileOffer, raw: bytes, edited: Edited) -> None:
    lines = [say("edits.nothing_else")]
    held = say("edits.sensitive_key") if offer.by_key else say("edits.sensitive")
    lines += [held] if offer.sensitive else []
    lines += [] if edited.patch.applies else [say("edits.covered")]
    show(_notes(lines))
    with st.container(horizontal=True):
        st.download_button(
            label(say("edits.file", file=offer.own)),
            # Made at the click, as every file that may hold the secret.
            data=lambda: desk.engine.own_file(desk.setup.id, offer.name, raw).content,
            file_name=offer.own,
            icon=":material/download:",
            on_click="ignore",
            key=desk.key("own-file", offer.name),
        )
        st.download_button(
            label(say("edits.patch")),
            data=edited.patch.content,
            file_name=f"{offer.own}.patch",
            mime="text/x-diff",
            icon=":material/difference:",
            on_click="ignore",
            key=desk.key("own-patch", offer.name),
        )
