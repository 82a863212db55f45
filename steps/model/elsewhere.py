"""Where to go on as somebody else, with nothing of the wizard's around it."""

from __future__ import annotations

from dataclasses import dataclass

from .words import Words


@dataclass(frozen=True)
class Elsewhere:
    """An address for a private window, and with `qr` for a phone as well.

    Without a `link` the text says where to find it. With `opens` false the address is told and leads nowhere.
    """

    title: Words
    text: Words
    link: str = ""
    qr: bool = False
    opens: bool = True
