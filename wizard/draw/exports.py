"""What can be taken along: the summary to file, a prepared setup, and a bundle for support. None holds a secret."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from steps.model.words import say

from ..bundle.document import SUFFIX as BUNDLE
from ..bundle.make import bundle_file
from ..prepared.document import SUFFIX as PREPARED
from ..prepared.write import prepared_file
from .desk import Desk
from .markup import element, heading, label, show, words
from .refusals import said_in_place

if TYPE_CHECKING:
    from ..engine import Engine

FORMS = (("md", "text/markdown"), ("json", "application/json"), ("ics", "text/calendar"))


def draw_exports(desk: Desk) -> None:
    """One download button for each form; what is filed is what was known when the page was drawn."""
    with st.container(border=True, key="card-exports"):
        show(heading(words("summary")), element("p", words("summary_text"), class_="quiet"))
        with said_in_place(), st.container(horizontal=True):
            made = [(form, kind, *desk.engine.summary(desk.setup.id, form)) for form, kind in FORMS]
            for form, kind, name, content in made:
                st.download_button(
                    label(words(f"export.{form}")),
                    content,
                    file_name=name,
                    mime=kind,
                    icon=":material/download:",
                    on_click="ignore",
                    key=desk.key(f"export-{form}"),
                )


def draw_handing(desk: Desk) -> None:
    """The two files for somebody else. Each is made at the click: a bundle shows what was seen until then."""
    engine, setup = desk.engine, desk.setup
    with st.container(border=True, key="card-bundle"):
        show(heading(say("handing.bundle")), element("p", say("handing.bundle_text"), class_="quiet"))
        # Two buttons, not one beside a box: a click right after the box would still take the names along.
        with st.container(horizontal=True):
            for kind in ("bundle", "masked_bundle"):
                _download(desk, kind, f"{setup.id}{BUNDLE}", partial(_bundle, engine, setup.id, kind))
        show(element("p", say("handing.masked_bundle_text"), class_="quiet"))
    with st.container(border=True, key="card-prepared"):
        show(heading(say("handing.prepared")), element("p", say("handing.prepared_text"), class_="quiet"))
        product = setup.product.recipe if setup.product else setup.id
        _download(desk, "prepared", f"{product}{PREPARED}", lambda: prepared_file(setup, engine.cloud)[1])


def _bundle(engine: Engine, setup_id: str, kind: str) -> bytes:
    return bundle_file(engine.source(setup_id), mask=kind == "masked_bundle")[1]


def _download(desk: Desk, kind: str, name: str, make: Callable[[], bytes]) -> None:
    st.download_button(
        label(say(f"handing.{kind}")),
        data=make,
        file_name=name,
        icon=":material/download:",
        on_click="ignore",
        key=desk.key(f"export-{kind}"),
    )
