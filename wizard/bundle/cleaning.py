"""The last net before a bundle leaves: secrets, one-time links and invisible characters go, whatever holds them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ..export.escape import visible
from ..handed import odd_character
from ..secret_shapes import redact, shape_in

_ONE_TIME = re.compile(r"(/(?:login/start|enter)/)[\w%~.-]+")
"""Our own links that let somebody in: into the wizard, or into a test login."""


def clean(data: Any) -> Any:
    """The same data without them; names in front of a value stay readable."""
    if isinstance(data, str):
        return clean_text(data)
    if isinstance(data, Mapping):
        # A name such as client_secret makes a secret of any text behind it.
        return {clean_text(str(name)): "" if _named(str(name), one) else clean(one) for name, one in data.items()}
    if isinstance(data, list | tuple):
        return [clean(one) for one in data]
    return data


def clean_text(text: str) -> str:
    """One text without them."""
    text = _ONE_TIME.sub(r"\1••••", redact(text))
    return "".join(visible(one) if odd_character(one) else one for one in text) if odd_character(text) else text


def _named(name: str, value: object) -> bool:
    return isinstance(value, str) and not shape_in(value) and bool(shape_in({name: value}))
