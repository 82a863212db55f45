"""Draw `HandOver`: every value and file for the product, in the product's own order, with a tick for each."""

from __future__ import annotations

import streamlit as st

from steps.model.views import FileOffer, HandOver

from .desk import Desk
from .footer import footer
from .markup import bullets, callout, element, heading, label, show, words
from .own_file import draw_own_file
from .refusals import said_in_place
from .tasks import draw_tasks
from .together import draw_together


def draw_hand_over(desk: Desk, view: HandOver) -> None:
    """The whole page is what the product needs."""
    if view.notes:
        show(callout("info", words("mind"), bullets(view.notes)))
    draw_handed(desk, view)
    if view.submit:
        footer(desk, view.submit, lambda: desk.answer({}))


def draw_handed(desk: Desk, view: HandOver) -> None:
    """The tasks and the files."""
    draw_tasks(desk, view.tasks, words("open_product"))
    if view.files:
        with st.container(border=True, key="card-files"):
            with st.container(horizontal=True, key="files-head"):
                show(heading(words("files")))
                draw_together(desk, view.files)
            for offer in view.files:
                draw_file(desk, offer)


def draw_file(desk: Desk, offer: FileOffer) -> None:
    """One file with where it goes, and the button that downloads it."""
    lines = [element("p", offer.name, class_="file-name"), element("p", offer.where, class_="quiet")]
    if offer.restart:
        lines.append(element("p", words("restart"), " ", offer.restart, class_="quiet"))
    if offer.sensitive:
        held = words("sensitive_key") if offer.by_key else words("sensitive")
        lines.append(element("p", held, class_="quiet"))
    with st.container(horizontal=True, key=f"file-{desk.key(offer.name)}"):
        show(element("div", *lines, class_="file"))
        with said_in_place():
            # Made now to see whether it can be, and anew at the click: Streamlit would keep what it is given, and
            # the secret may be in it.
            desk.engine.file(desk.setup.id, offer.name)
            st.download_button(
                label(words("download")),
                data=lambda: desk.engine.file(desk.setup.id, offer.name),
                file_name=offer.name,
                icon=":material/download:",
                on_click="ignore",
                key=desk.key(f"file-{offer.name}"),
            )
    if offer.own and not desk.engine.read_only:
        draw_own_file(desk, offer)
