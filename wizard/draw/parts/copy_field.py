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


def copy_field(
    label: Words, value: str, *, key: str, secret: bool = False, help: Words = "", large: bool = False
) -> None:
    """Draw it. A secret is dots until the person asks to see it; an empty one cannot be shown any more."""
    said = {name: words(f"copy.{name}") for name in ("copy", "copied", "show", "hide", "gone")}
    data = {"label": text(label), "value": value, "secret": secret, "help": text(help), "large": large, "words": said}
    _copy_field(data=data, key=key)
