"""What stands in a prepared setup."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from steps.model.facts import Answer

FORMAT = 1
SUFFIX = ".ssosetup"
LARGEST = 64 * 1024
"""Bytes; a file with every answer, a long note and fifty people has a tenth of it."""

MOST_NOTE = 4_000
MOST_TEXT = 256
MOST_PEOPLE = 200


@dataclass(frozen=True)
class Prepared:
    """The keys of the file. Everything but the product may be left out; what is left out is asked as usual.

    `cloud` is the name of a Microsoft cloud, `tenant` a domain or a tenant ID, `who` either `only` or `everyone`,
    `people` those who may sign in, `tell` those to be told once single sign-on works.
    """

    format: int
    product: str
    cloud: str = ""
    tenant: str = ""
    by_hand: bool = False
    application_name: str = ""
    who: Literal["", "only", "everyone"] = ""
    people: tuple[str, ...] = ()
    secret_days: int = 0
    note: str = ""
    tell: tuple[str, ...] = ()
    answers: Mapping[str, Answer] = field(default_factory=dict)
