"""The summary as JSON.

The shape is `document.Summary`, field for field, with `"format": 1`. A field may be added within a format; renaming
or removing one, or changing its meaning, takes the next number. A part is `null` where its step was not done.
"""

from __future__ import annotations

import json
from dataclasses import asdict

from .document import Summary
from .file_name import file_name


def to_json(summary: Summary) -> tuple[str, bytes]:
    """The file's name and its content: ASCII, so that no control character of an outside text acts in an editor."""
    content = json.dumps({"format": summary.format, **asdict(summary)}, indent=2, ensure_ascii=True)
    return file_name(summary, "json"), content.encode() + b"\n"
