"""Draw `Open`: go to an address, here or on another device, while this page waits."""

from __future__ import annotations

import base64
import io
from functools import lru_cache
from typing import TYPE_CHECKING

import streamlit as st

from steps.model.views import Open

from ..text import text
from .ask import draw_aside
from .desk import Desk
from .footer import footer
from .markup import bullets, element, label, show, words
from .parts.copy_field import copy_field
from .poll import poll
from .report import draw_findings, draw_sections, draw_verdict
from .screen_share import shared
from .wait import left, opened_ago, waiting

if TYPE_CHECKING:
    from ..engine import Seen


def draw_open(desk: Desk, view: Open) -> None:
    """The link, the code and its QR, what we wait for, and what to do if nothing comes back.

    A link that works once and was opened is not offered again: then there is only what we wait for, and since when.
    """

    def line(now: Seen) -> None:
        waiting(view.waiting_for, opened_ago(view.opened), left(view.until))

    warned = view.report is not None and view.report.verdict in ("fail", "warn")
    if view.report and warned:
        # Before anybody clicks: below the button it would be read after the login failed.
        draw_verdict(view.report, named=True)
    with st.container(border=True, key="card-open"):
        if view.code:
            _with_code(desk, view)
        else:
            _link(view)
        for value in view.values:
            copy_field(value.label, text(value.text), key=desk.key("open", value), help=value.help)
        poll(desk, line)
    if view.notes:
        show(element("div", bullets(view.notes), class_="notes"))
    if view.ask:
        # In one place, whether it asks by itself or waits to be opened: what is being typed stays.
        with st.container(key="overdue" if view.overdue else "not-overdue"):
            draw_aside(desk, view.ask, open_=view.overdue)
    if view.report:
        (draw_sections if warned else draw_findings)(desk, view.report)
    footer(desk)


def _with_code(desk: Desk, view: Open) -> None:
    code, picture = st.columns([1.6, 1], gap="medium", vertical_alignment="center")
    with code:
        copy_field(words("code"), view.code, key=desk.key("code", view.code), large=True)
        _link(view)
        if view.link:
            show(element("p", view.link, class_="address"))
    if view.qr and view.link:
        with picture:
            if shared():
                show(element("p", words("qr_hidden"), class_="quiet qr qr-hidden"))
            else:
                show(element("img", src=qr(view.link), alt=words("qr", link=view.link), class_="qr"))


def _link(view: Open) -> None:
    # Always a new tab: this one keeps its place and shows the result by itself.
    if view.link:
        st.link_button(label(view.label), view.link, type="primary", icon=":material/open_in_new:")


@lru_cache(maxsize=8)
def qr(content: str) -> str:
    """A QR code on its own white ground, so that it scans in dark mode too, as a data address."""
    # Imported here: only a device code needs it.
    import qrcode
    from qrcode.image.svg import SvgPathFillImage

    drawn = io.BytesIO()
    qrcode.make(content, image_factory=SvgPathFillImage, box_size=10, border=4).save(drawn)
    return f"data:image/svg+xml;base64,{base64.b64encode(drawn.getvalue()).decode()}"
