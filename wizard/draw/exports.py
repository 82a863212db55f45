"""The summary to file: as Markdown for people, as JSON for programs. Neither holds a secret."""

from __future__ import annotations

import streamlit as st

from .desk import Desk
from .markup import element, heading, label, show, words
from .refusals import said_in_place

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
