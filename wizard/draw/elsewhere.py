"""Draw `Elsewhere`: an address to open as somebody else, in a private window or on a phone."""

from __future__ import annotations

import streamlit as st

from steps.model.elsewhere import Elsewhere

from ..text import text
from .desk import Desk
from .markup import element, heading, show, words
from .open import qr
from .parts.copy_field import copy_field
from .screen_share import shared
from .ways import elsewhere


def draw_elsewhere(desk: Desk, view: Elsewhere) -> None:
    """What to do, the address to copy or to open, and its QR code: no page can open a private window by itself."""
    with st.container(border=True, key="card-elsewhere"):
        show(heading(view.title))
        if not view.qr or not view.link:
            _told(desk, view)
            return
        told, picture = st.columns([1.7, 1], gap="medium", vertical_alignment="center")
        with told:
            _told(desk, view)
        with picture:
            if shared():
                show(element("p", words("qr_hidden"), class_="quiet qr qr-hidden"))
            else:
                show(element("img", src=qr(view.link), alt=words("qr", link=view.link), class_="qr"))


def _told(desk: Desk, view: Elsewhere) -> None:
    show(element("p", view.text))
    if view.link:
        copy_field(words("address"), view.link, key=desk.key("elsewhere", view.link))
    if view.link and view.opens:
        show(element("p", elsewhere(words("open_address"), view.link, text(view.title)), class_="ways"))
