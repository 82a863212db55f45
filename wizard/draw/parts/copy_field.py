"""A value to carry elsewhere: a label, the value in full, and a button that copies it."""

from __future__ import annotations

from collections.abc import Mapping

from steps.model.words import Words

from ..markup import words
from ..screen_share import shared, shown
from . import part

_copy_field = part("copy_field", '<div class="place"></div>', "value")


def copy_field(label: Words, value: str, *, key: str, help: Words = "", large: bool = False) -> None:
    """Draw it; for anything but a secret."""
    _copy_field(
        data={**field_data(label, value, help=help), "large": large, "words": buttons()},
        key=key,
        on_want_change=asked,
    )


def field_data(
    label: Words, value: str, *, secret: bool = False, gone: bool = False, help: Words = ""
) -> Mapping[str, object]:
    """One value as `value.js` takes it. A secret one asks for its value by the trigger `want`: show, copy, or drop
    when it is not needed any more; one that is gone cannot be asked for. While the screen is shared it is dots, and
    stays out of the page."""
    said = {"label": shown(label), "value": value, "secret": secret, "gone": gone}
    return {**said, "help": shown(help), "masked": shared()}


def buttons() -> Mapping[str, str]:
    """The words on the buttons beside a value."""
    return {name: words(f"copy.{name}") for name in ("copy", "copied", "show", "hide", "gone")}


def asked() -> None:
    """A trigger needs a callback to be known; what it asks for is read when the field is drawn."""
