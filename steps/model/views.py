"""What a step shows: a value from a closed set. The screen knows how to draw each; a step never draws."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .changes import Change
from .elsewhere import Elsewhere
from .facts import Answer, Fact
from .table import Column
from .words import Words


@dataclass(frozen=True)
class Field:
    """One thing the person types or picks; `kind` is a key of `answers.KINDS` and decides its check.

    `shown` is what stands in the field at first. `when` shows the field only while other fields of the same form
    have these values, e.g. `{"deployment": ("docker",)}`. `columns` are those of a table.
    """

    name: str
    kind: str
    label: Words
    help: Words = ""
    example: str = ""
    shown: str = ""
    choices: tuple[tuple[str, Words], ...] = ()
    optional: bool = False
    when: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    columns: tuple[Column, ...] = ()


@dataclass(frozen=True)
class Card:
    """One of several things to choose by a click, e.g. a product."""

    name: str
    title: Words
    text: Words
    note: Words = ""


@dataclass(frozen=True)
class Ask:
    """The person must answer. Cards are answered by one click, under the name `card`; fields by `submit`."""

    fields: tuple[Field, ...] = ()
    submit: Words = ""
    cards: tuple[Card, ...] = ()
    notes: tuple[Words, ...] = ()
    title: Words = ""


@dataclass(frozen=True)
class Value:
    """A value to carry elsewhere, with a copy button. A secret one holds no text: the screen asks the vault."""

    label: Words
    text: Words
    secret: bool = False
    help: Words = ""


@dataclass(frozen=True)
class Task:
    """One thing to do elsewhere: where (the menu path), what, and the values it takes.

    `name` is what its tick is kept under; `ticked` is when (ISO 8601 UTC), or empty. `link` opens the right page.
    `waits` marks a wait for other people, and `message` is a text to send to them. `check` labels the button by which
    the wizard looks, reading only, whether this was done; `asks` says what it asks for then.
    """

    name: str
    where: Words
    do: Words
    values: tuple[Value, ...] = ()
    link: str = ""
    waits: Words = ""
    message: Words = ""
    ticked: str = ""
    check: Words = ""
    asks: Words = ""


@dataclass(frozen=True)
class Finding:
    """One checked thing: pass, warn, fail or info, what was seen, and what to do about it.

    `beside` is what it was compared with; both part at the place `at`, counted from 0, and -1 marks nothing. `step`
    names the step that mends it here, `link` is the page where it is mended by hand.
    """

    name: Words
    verdict: str
    seen: str = ""
    do: Words = ""
    at: int = -1
    beside: Value | None = None
    step: str = ""
    link: str = ""


@dataclass(frozen=True)
class Section:
    """Findings under one heading."""

    title: Words
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Report:
    """What was checked, worst first; `ask` takes what the person decides.

    `kept` are choices that keep what was found, where finding it again would ask somebody again. While something is
    still being asked, it is looked at again after `every` seconds.
    """

    verdict: str
    title: Words
    text: Words
    sections: tuple[Section, ...]
    ask: Ask | None = None
    values: tuple[Value, ...] = ()
    kept: Mapping[str, Answer] = field(default_factory=dict)
    every: float = 0.0


@dataclass(frozen=True)
class Guide:
    """Do this elsewhere, one action at a time, in the order the screen there demands; `ask` takes what comes back.

    Tasks that follow one another with the same `where` belong to one page over there. `report` says what was wrong
    with what came back before, and stands above everything else. `files` are needed over there.
    """

    tasks: tuple[Task, ...]
    ask: Ask | None = None
    report: Report | None = None
    notes: tuple[Words, ...] = ()
    files: tuple[FileOffer, ...] = ()


@dataclass(frozen=True)
class Propose:
    """These changes, in this order. Nothing is written before the person confirms, unless `confirmed`:

    then they stood in an earlier plan that was confirmed (taking back what was temporary). `cards` are other ways
    to the same end, such as doing it by hand. `report` is what was found, mended by these changes or not.
    """

    changes: tuple[Change, ...]
    adjust: Ask | None = None
    cards: tuple[Card, ...] = ()
    notes: tuple[Words, ...] = ()
    confirmed: bool = False
    report: Report | None = None


@dataclass(frozen=True)
class Open:
    """Go to a browser address, here or on another device, and come back; the page waits.

    `until` is an ISO 8601 UTC time. `code` is typed over there; `qr` asks for the address as a QR code as well.
    `ask` takes what the person saw if they do not come back by themselves. `report` is what is known before.
    `opened` is when the address was gone to (ISO 8601 UTC); with `overdue` nothing came back for so long that the
    page asks by itself.
    """

    link: str
    waiting_for: Words
    label: Words
    until: str = ""
    code: str = ""
    qr: bool = False
    notes: tuple[Words, ...] = ()
    ask: Ask | None = None
    values: tuple[Value, ...] = ()
    report: Report | None = None
    opened: str = ""
    overdue: bool = False


@dataclass(frozen=True)
class Wait:
    """Something is spreading or running: what, since when, until when (ISO 8601 UTC).

    `every` is the number of seconds between two looks. `notes` say how it goes; `ask` offers not to wait.
    """

    what: Words
    since: str
    until: str = ""
    every: float = 0.5
    notes: tuple[Words, ...] = ()
    ask: Ask | None = None


@dataclass(frozen=True)
class FileOffer:
    """A generated file: what it is for, where it goes, what to restart. A sensitive one contains the secret.

    `own` names the person's own file that it can be worked into. `by_key`: the secret is a private key.
    """

    name: str
    where: Words
    restart: Words = ""
    sensitive: bool = False
    own: str = ""
    by_key: bool = False


@dataclass(frozen=True)
class HandOver:
    """Values and files for the product, in the product's own order, each with where it goes."""

    tasks: tuple[Task, ...]
    files: tuple[FileOffer, ...] = ()
    submit: Words = ""
    notes: tuple[Words, ...] = ()


@dataclass(frozen=True)
class Done:
    """The facts of this step, quietly. `stay` keeps the page open because it is worth reading before going on.

    `change` labels the button that opens the step again: it is answered as `{"change": "yes"}`. `handed` shows
    again what was handed over. `title` says what has been reached, where "done" would say too much. `ask` takes what
    the person may bring later. `elsewhere` is where to go on as somebody else. `outdated` are ticks that are true no
    more once the fact is new.
    """

    fact: Fact
    values: tuple[Value, ...] = ()
    report: Report | None = None
    notes: tuple[Words, ...] = ()
    stay: bool = False
    exports: bool = False
    change: Words = ""
    handed: HandOver | None = None
    title: Words = ""
    ask: Ask | None = None
    elsewhere: Elsewhere | None = None
    outdated: tuple[str, ...] = ()


View = Ask | Propose | Guide | Open | Wait | HandOver | Report | Done
