"""`sso-wizard list`: every setup, how far it is, and when it was last changed."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TextIO

import steps
from steps.model.expiry import warning
from steps.model.problems import Problem
from steps.model.setup import Setup
from steps.model.words import say

from ..export.escape import visible
from ..fold import fold
from ..journal import Journal
from ..text import say_problem, text


def run(journal: Journal, out: TextIO) -> int:
    """Print one line per setup, the one changed last first; 1 when one of them cannot be read."""
    setups: list[Setup] = []
    unread: list[str] = []
    for setup_id in journal.setups():
        try:
            setups.append(fold(journal.events(setup_id)))
        except Problem as stopped:
            unread.append(say_problem(stopped))
    for setup in sorted(setups, key=lambda setup: setup.changed, reverse=True):
        # Names come from the tenant: an escape sequence in one must not reach the terminal.
        print(visible(_line(setup)), file=out)
        if due := warning(setup, datetime.now(UTC)):
            print(f"  {text(due)}", file=out)
    for said in unread:
        print(said, file=out)
    if not setups and not unread:
        print(text(say("list.none")), file=out)
    return 1 if unread else 0


def _line(setup: Setup) -> str:
    product = setup.product.name if setup.product else text(say("list.no_product"))
    tenant = setup.tenant.name or setup.tenant.domain if setup.tenant else text(say("list.no_tenant"))
    key = "list.finished" if setup.finished else "list.line"
    done, every, step = _position(setup)
    day, time = setup.changed[:10], setup.changed[11:16]
    values = {"setup": setup.id, "product": product, "tenant": tenant, "changed": f"{day} {time}"}
    if not setup.finished:
        values |= {"done": str(done), "every": str(every), "step": step}
    return text(say(key, **values))


def _position(setup: Setup) -> tuple[int, int, str]:
    names = [step.__name__.rpartition(".")[2] for step in steps.ALL]
    done = [setup.is_done(step.PRODUCES) for step in steps.ALL]
    here = done.index(False) if False in done else len(names) - 1
    return sum(done), len(names), text(say(f"step.{names[here]}.title"))
