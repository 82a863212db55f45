"""Where a generated fragment belongs: a file that the person already has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .checked import Checked


@dataclass(frozen=True)
class Into(Checked):
    """The person's own file, and the place in it, so that a fragment can be worked into an uploaded copy.

    `file` is that file's name. `has` is what the right file surely has: a dotted key (yaml) or a variable (env).
    For xml, `under` is the path of the element that the fragment's elements stand in, such as `config/properties`;
    without it they must be in the file already. `key` is what tells elements of one name apart, or the entries of a
    list: an attribute (xml) or a key (yaml).
    """

    file: str
    format: Literal["yaml", "env", "xml"]
    has: str = ""
    under: str = ""
    key: str = ""
