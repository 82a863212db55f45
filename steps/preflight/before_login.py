"""Everything that can be known before the test login, and the changes that would mend it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..model.changes import Change
from ..model.chosen import Chosen
from ..model.facts import Principal
from ..model.ports import World
from ..model.setup import Setup
from ..model.verdicts import worst_first
from ..model.views import Finding, Report, Section
from ..model.words import say
from ..registration import who
from . import access, around, conditional, consented, person, reading, registered, secret_life
from .found import Found
from .tester import tester


@dataclass(frozen=True)
class Preflight:
    """What is known before the login, worst first.

    `user_name` is who will test, `tester` what is known of that account, `findings` what is known of everything else,
    and `changes` the remedies that Graph can make: acts of other steps, in the order in which they can be made.
    `by_hand` says that nothing was read: what is not named here is not known.
    """

    user_name: str
    tester: tuple[Finding, ...]
    findings: tuple[Finding, ...]
    changes: tuple[Change, ...] = ()
    by_hand: bool = False

    @property
    def verdict(self) -> str:
        """The worst of all findings: fail, warn or pass."""
        verdicts = {finding.verdict for finding in (*self.tester, *self.findings)}
        return next((one for one in ("fail", "warn") if one in verdicts), "pass")

    @property
    def report(self) -> Report:
        """All of it as a table."""
        sections = (
            Section(say("preflight.person"), self.tester),
            Section(say("preflight.registered"), self.findings),
        )
        sure = self.verdict != "pass" or not self.by_hand
        title = {"fail": "will_fail", "warn": "may_fail", "pass": "ready" if sure else "unread"}[self.verdict]
        return Report(
            self.verdict if sure else "info",
            say(f"preflight.{title}"),
            say("preflight.unread_text" if self.by_hand else "preflight.before_text"),
            tuple(section for section in sections if section.findings),
        )


def before_login(setup: Setup, picked: Chosen, world: World) -> Preflight:
    """Look at the tenant as it is: a dozen reads. A page that polls keeps what it was told (`Attempt.before`).

    What may not be read is said, and is no error. By hand nothing is read: only what was pasted is known. Problems
    are those of reaching Graph at all.
    """
    if setup.by_hand("live_login"):
        return _by_hand(setup, picked, world)
    return _by_graph(setup, picked, world)


def _by_graph(setup: Setup, picked: Chosen, world: World) -> Preflight:
    read = reading.read(setup, picked, world)
    found = list(_found(setup, picked, read, world))
    changes: list[Change] = []
    for one in found:
        # A step that is done by hand is mended by hand: its finding has the link.
        changes += [c for c in one.changes if c not in changes and not setup.by_hand(c.step)]
    return Preflight(
        user_name=read.tester.name,
        tester=worst_first(person.findings(read, picked, world)),
        findings=worst_first(one.finding for one in found),
        changes=tuple(changes),
    )


def _found(setup: Setup, picked: Chosen, read: reading.Reading, world: World) -> Iterator[Found]:
    yield from registered.findings(setup, picked, read, world)
    yield from access.findings(setup, picked, read, world)
    yield from consented.findings(setup, picked, read, world)
    yield from secret_life.findings(setup, read, world)
    client_id = read.app["appId"] if read.app else ""
    for finding in (
        *around.same_redirect(read.others, world),
        *conditional.of_login(read.policies, client_id, read.person, read.memberships, world),
        *around.clock(read.clock_ahead),
    ):
        yield Found(finding)


def _by_hand(setup: Setup, picked: Chosen, world: World) -> Preflight:
    account = tester(setup)
    return Preflight(
        user_name=account.name,
        tester=tuple(_typed(setup, picked, account)),
        findings=worst_first(secret_life.known(setup, world)),
        by_hand=True,
    )


def _typed(setup: Setup, picked: Chosen, account: Principal) -> Iterator[Finding]:
    """The account against what was typed of who may sign in; a group's members are not known."""
    yield Finding(say("preflight.tester"), "info", account.name, say("preflight.tester_unread"))
    if setup.access is None or not who.assignment_required(setup, picked):
        return
    named = [one.name for one in setup.access.assigned]
    if account.name.casefold() not in (name.casefold() for name in named):
        do = say("preflight.not_assigned", tester=account.name)
        yield Finding(say("preflight.assigned"), "warn", ", ".join(named) or "–", do, step="grant_access")
