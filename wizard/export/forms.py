"""The forms of a summary."""

from __future__ import annotations

from .as_json import to_json
from .calendar import to_calendar
from .markdown import to_markdown

FORMS = {"md": to_markdown, "json": to_json, "ics": to_calendar}
"""By the suffix of their files."""
