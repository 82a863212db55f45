"""A value to carry elsewhere: a label, the value in full, and a button that copies it."""

from __future__ import annotations

from steps.model.words import Words

from ...text import text
from ..markup import words
from . import part

_HTML = (
    '<div class="field"><div class="label"></div><div class="box"><code tabindex="0"></code>'
    '<button type="button" class="show"></button><button type="button" class="copy"></button></div>'
    '<p class="help"></p><span class="said" role="status" aria-live="polite"></span></div>'
)
_copy_field = part("copy_field", _HTML)


def copy_field(label: Words, value: str, *, key: str, help: Words = "", large: bool = False) -> None:
    """Draw it; for anything but a secret."""
    draw_copy_field(label, value, key=key, help=help, large=large)


def draw_copy_field(
    label: Words,
    value: str,
    *,
    key: str,
    secret: bool = False,
    gone: bool = False,
    help: Words = "",
    large: bool = False,
) -> None:
    """The field. A secret one asks for its value by the trigger `want`: show, copy, or drop when it is not needed
    any more; one that is gone cannot be asked for."""
    said = {name: words(f"copy.{name}") for name in ("copy", "copied", "show", "hide", "gone")}
    data = {"label": text(label), "value": value, "secret": secret, "gone": gone, "help": text(help)}
    _copy_field(data={**data, "large": large, "words": said}, key=key, on_want_change=_asked)


def _asked() -> None:
    """A trigger needs a callback to be known; what it asks for is read when the field is drawn."""
