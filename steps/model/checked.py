"""What every part of a recipe has in common: the loader refuses keys that it does not know."""

from __future__ import annotations

from typing import ClassVar


class Checked:
    """Unknown keys in the file are refused (read by the loader; the standard library ignores it)."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}
