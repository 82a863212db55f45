"""The audit trail's checkpoint as text and as a QR code, to be kept where this machine cannot change it."""

from __future__ import annotations

from io import StringIO
from typing import Protocol

import qrcode
from qrcode.constants import ERROR_CORRECT_M
from qrcode.image.svg import SvgPathFillImage

from .document import AuditPart


class Head(Protocol):
    """What the summary reads of a checkpoint."""

    @property
    def origin(self) -> str: ...

    @property
    def size(self) -> int: ...

    @property
    def head(self) -> str: ...

    def text(self) -> str: ...


def audit_part(checkpoint: Head) -> AuditPart:
    """The checkpoint, with its text as a QR code in SVG (black on white, whatever the page's colors)."""
    svg = _qr(checkpoint.text()).make_image(image_factory=SvgPathFillImage).to_string(encoding="unicode")
    return AuditPart(checkpoint.text(), checkpoint.origin, checkpoint.size, checkpoint.head, svg)


def as_blocks(checkpoint_text: str) -> str:
    """The same QR code drawn with block characters, two rows of modules per line, for dark text on a light page."""
    drawn = StringIO()
    _qr(checkpoint_text).print_ascii(out=drawn)
    # The library pads with no-break spaces, which some editors turn into question marks.
    return "\n".join(line.replace("\xa0", " ").rstrip() for line in drawn.getvalue().splitlines()).strip("\n")


def _qr(content: str) -> qrcode.QRCode:
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=2)
    code.add_data(content)
    code.make(fit=True)
    return code
