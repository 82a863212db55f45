"""A product as data: what one TOML file under `wizard/products` says, already checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal, cast

from .app import App, Variant
from .checked import Checked
from .dns import DnsRecord
from .enforce import Enforce
from .into import Into
from .probe import Probe
from .table import Column
from .when import When, holds


@dataclass(frozen=True)
class Verified(Checked):
    """How far the recipe was tried, on which day (ISO 8601), and with which version of the product.

    `described` by the vendor's document, `rehearsed` in the practice tenant, or `live` against the real services.
    """

    level: Literal["described", "rehearsed", "live"]
    on: str
    version: str = ""


@dataclass(frozen=True)
class Question(Checked):
    """One question to the admin. `kind` is a key of `answers.KINDS`; `default` may hold `{placeholders}`.

    A `table` has `columns`; its example and default have a row on each line.
    """

    kind: str
    label: str
    example: str
    help: str = ""
    default: str = ""
    pattern: str = ""
    pattern_says: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)
    columns: tuple[Column, ...] = ()
    optional: bool = False
    when: When = field(default_factory=dict)


@dataclass(frozen=True)
class Derived(Checked):
    """A value made of an answer: `text` with `{entry}` replaced by the answer, or by each entry of a list answer.

    `{dashed}` is the entry with a dash for every character that is no letter or digit; `lines` makes one text of a
    list, with a line for each entry. Of a table, `text` names the columns instead, and yields one value for each row;
    `become` has another text for each entry of a cell, joined by commas without blanks. `first` takes of these only
    the one that stands first in `become`, and leaves out a row that has none of them. Of an address, `{part}` is the
    part of its path with this number, counted from 1.
    """

    each: str
    text: str
    lines: bool = False
    become: Mapping[str, str] = field(default_factory=dict)
    first: bool = False
    part: int = 0


@dataclass(frozen=True)
class ClaimNeed(Checked):
    """A claim the product reads: why, and what breaks without it."""

    name: str
    why: str
    without: str
    required: bool = True
    when: When = field(default_factory=dict)


@dataclass(frozen=True)
class Identity(Checked):
    """By which claim the product finds a person's account; of several, the first that came. Empty: nobody says.

    `note` is what the vendor says of it, or that it says nothing (OpenID Connect Core 5.7 on stable identifiers).
    """

    claim: str = ""
    note: str = ""
    when: When = field(default_factory=dict)


@dataclass(frozen=True)
class ProductStep(Checked):
    """One step in the product: the menu path, what to do, the values by field label, and what it waits for.

    `one_by_one`: the product takes one entry of a list at a time. `waits` says for whom or what, and stays until it
    is ticked; `message` is a text for them, never with the secret. `record` is what the step adds to the DNS.
    """

    id: str
    where: str
    do: str
    values: Mapping[str, str] = field(default_factory=dict)
    link: str = ""
    waits: str = ""
    message: str = ""
    record: DnsRecord | None = None
    one_by_one: bool = False
    when: When = field(default_factory=dict)


@dataclass(frozen=True)
class ProductFile(Checked):
    """A file made from a template beside the recipe. Only a sensitive one may contain `client_secret`.

    `into` names a file of the person's own that this one is a fragment of.
    """

    name: str
    template: str
    where: str
    restart: str = ""
    sensitive: bool = False
    into: Into | None = None
    when: When = field(default_factory=dict)


@dataclass(frozen=True)
class KnownFailure(Checked):
    """A failure others met: what is seen, why, what helps, and where it was reported."""

    symptom: str
    cause: str
    fix: str
    source: str = ""


@dataclass(frozen=True)
class Effort(Checked):
    """Human actions today by the vendor's own document: explicit, implied, and what was not counted."""

    explicit: int
    implied: int
    note: str = ""


@dataclass(frozen=True)
class Rehearsal(Checked):
    """One way through the recipe that the rehearsal walks; answers not given here are the questions' examples."""

    name: str
    answers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Recipe:
    """One product. `id` is the file's name, `hash` the SHA-256 of its files; `called` its name if answers say it.

    `sign_in` is where people begin in the product, if that is not where the first probe begins.
    """

    id: str
    hash: str
    name: str
    vendor: str
    summary: str
    docs: tuple[str, ...]
    verified: Verified
    before: tuple[str, ...]
    ask: Mapping[str, Question]
    app: App
    variants: tuple[Variant, ...]
    claims: tuple[ClaimNeed, ...]
    product_steps: tuple[ProductStep, ...]
    files: tuple[ProductFile, ...]
    known_failures: tuple[KnownFailure, ...]
    enforce: Enforce
    today: Effort
    rehearsals: tuple[Rehearsal, ...]
    notes: tuple[str, ...] = ()
    derive: Mapping[str, Derived] = field(default_factory=dict)
    probes: tuple[Probe, ...] = ()
    called: str = ""
    identities: tuple[Identity, ...] = ()
    sign_in: str = ""


def enforce_for(recipe: Recipe, answers: Mapping[str, object]) -> Enforce:
    """The roll-out and the way back for these answers: the first `instead` that holds, or what is said otherwise."""
    found = (other for other in recipe.enforce.instead if holds(other.when, answers))
    return next((Enforce(other.how, other.way_back) for other in found), recipe.enforce)


def app_for(recipe: Recipe, answers: Mapping[str, object]) -> App:
    """The Entra half for these answers: `[app]`, overlaid by every variant that holds, in the file's order."""
    app = recipe.app
    for variant in recipe.variants:
        if holds(variant.when, answers):
            # The loader has checked names and types of every variant against App.
            app = replace(app, **cast(dict[str, Any], variant.app))
    return app
