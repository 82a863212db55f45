"""Draw the download of several generated files as one archive, for whoever gets them all."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

import streamlit as st

from steps.model.views import FileOffer
from steps.model.words import say

from .desk import Desk
from .markup import label

_NO_DATE = (1980, 1, 1, 0, 0, 0)
"""The earliest that an archive can say: equal files make equal archives."""


def draw_together(desk: Desk, offers: Sequence[FileOffer]) -> None:
    """Files that hold the secret go another way than the rest, one at a time, and are never in the archive."""
    plain = [offer.name for offer in offers if not offer.sensitive]
    if len(plain) < 2 or desk.engine.read_only:
        return
    count = str(len(plain))
    said = say("together.some", count=count) if len(plain) < len(offers) else say("together.all", count=count)
    st.download_button(
        label(said),
        data=lambda: _archive({name: desk.engine.file(desk.setup.id, name) for name in plain}),
        file_name=f"{desk.setup.product.recipe if desk.setup.product else 'product'}-files.zip",
        mime="application/zip",
        icon=":material/folder_zip:",
        on_click="ignore",
        key=desk.key("together"),
    )


def _archive(files: dict[str, bytes]) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(zipfile.ZipInfo(name, _NO_DATE), content, zipfile.ZIP_DEFLATED)
    return archive.getvalue()
