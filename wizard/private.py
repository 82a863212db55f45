"""Which values of a setup and of the page it is on tell whose they are: names, IDs, addresses, what was typed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from steps.model.changes import Change, Made
from steps.model.facts import Product
from steps.model.recipe import Recipe
from steps.model.setup import Setup
from steps.model.table import said
from steps.model.thumbprint import thumbprint
from steps.model.views import Done, Guide, Open, Propose, Report
from steps.test_login.never_back import NAMED

from . import evidence

if TYPE_CHECKING:
    from .engine import Seen

TELLING = (
    *("app", "came", "client_id", "expected", "found", "group", "hint", "host", "keep", "link", "name", "people"),
    *("pinned", "place", "target", "tenant", "tester", "tried", "typed", "uri", "who"),
)
"""The placeholders of sentences that are filled with such values."""

_NAMED_IN_ERROR = ("tenant", "user", "client_id", "redirect_uri", "said")

_CHOICES = ("application_name", "people", "people_typed", "tenant", "tenant_label", "tenant_domain", "tester")


def of_setup(setup: Setup) -> Iterator[str]:
    """What is known of a setup, but for the answers about its product."""
    for name in _CHOICES:
        answer = setup.choices.get(name, "")
        for entry in answer if isinstance(answer, tuple) else str(answer).split(","):
            # A person or group that was picked is kept as kind, ID and name.
            yield entry.rpartition("|")[2]
    yield from (value for name, value in pasted(setup.choices.get(NAMED)).items() if name in _NAMED_IN_ERROR)
    for fact in (setup.signed_in, setup.tenant, setup.registration):
        for name in ("tenant_id", "object_id", "client_id", "user_name", "display_name", "name", "domain"):
            yield getattr(fact, name, "")
    yield from (assigned.name for assigned in setup.access.assigned) if setup.access else ()
    yield setup.secret.hint if setup.secret else ""
    yield thumbprint(setup.secret.certificate) if setup.secret and setup.secret.certificate else ""
    if setup.login:
        yield from (setup.login.user_name, setup.login.subject, setup.login.object_id, setup.login.meant)
        yield from (value for name, value in setup.login.claims.items() if name not in evidence.HARMLESS)
    yield from _of_changes(setup.made)


def pasted(kept: object) -> dict[str, str]:
    """What a pasted error named, as the test login keeps it; empty for anything else, as in a foreign bundle."""
    try:
        found = json.loads(kept) if isinstance(kept, str) else None
    except ValueError:
        return {}
    named = found if isinstance(found, dict) else {}
    return {name: value for name, value in named.items() if isinstance(value, str)}


def masked_error(kept: str, tells: Callable[[str], str], other: Callable[[str], str]) -> str:
    """The same with what tells whose it is put through `tells`, and the rest through `other`."""
    put = {name: (tells if name in _NAMED_IN_ERROR else other)(value) for name, value in pasted(kept).items()}
    return json.dumps(put, sort_keys=True) if put else other(kept)


def of_answers(product: Product, recipe: Recipe | None) -> Iterator[str]:
    """What was answered about the product: neither picked nor offered by its recipe."""
    picked = offered(recipe)
    for name, answer in product.answers.items():
        if not isinstance(answer, bool):
            yield from (one for one in said(answer) if (name, one) not in picked)


def offered(recipe: Recipe | None) -> set[tuple[str, str]]:
    """Every question with each text that its recipe offers: choices, also those of columns, and the default."""
    found = set()
    for name, question in recipe.ask.items() if recipe else ():
        choices = (question.choices, *(column.choices for column in question.columns))
        found |= {(name, one) for listed in choices for one in listed}
        found |= {(name, one) for one in (question.default, *said(question.default))}
    return found


def of_page(seen: Seen) -> Iterator[str]:
    """What this page shows that no fact says yet."""
    view = seen.view
    if isinstance(view, Propose):
        yield from _of_changes(view.changes)
    if seen.applying:
        yield from _of_changes(seen.applying.changes)
    report = view.report if isinstance(view, Done | Guide | Open) else view if isinstance(view, Report) else None
    yield from evidence.names(report) if report else ()


def _of_changes(changes: Iterable[Change | Made]) -> Iterator[str]:
    for change in changes:
        yield from telling(change.values).values()


def telling(values: Mapping[str, str]) -> dict[str, str]:
    """Those of a sentence's values that tell whose they are."""
    return {name: value for name, value in values.items() if name in TELLING}
