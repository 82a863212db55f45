"""Setups that wait for their test login, one tester after another, and what their page says before and after it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from situations import RECIPE
from walked import Walked, begun

from steps.model.chosen import chosen
from steps.model.setup import Setup
from steps.model.views import Done, Finding, Open, Propose, Report, View, Wait
from steps.model.words import Say
from steps.preflight import before_login
from wizard.commands.person import ScriptedPerson

BEFORE_LOGIN = ("register_app", "grant_access", "collect_endpoints", "make_secret", "configure_product")


@contextmanager
def at_the_login(folder: Path) -> Iterator[Walked]:
    """A setup that has only its test login left."""
    (folder / "products").mkdir()
    (folder / "products" / "situations.toml").write_text(RECIPE, "utf-8")
    with begun(folder, "situations", products=[folder / "products"]) as one:
        one.walk("choose_product")
        # Entra's servers are asked twice with a pause between, which here knows everything at once.
        vars(one.world.proofs)["_again"] = 0.01
        one.walk("sign_in", "check_tenant", *BEFORE_LOGIN)
        yield one


def joined(first: Walked, person: str) -> Walked:
    """Another setup in the same tenant, by somebody else."""
    one = first.person
    scripted = ScriptedPerson(first.engine, one._hub, first.tenant, one._recipe, one._rehearsal)
    scripted.user_name = first.tenant.directory.user_name(person)
    other = OneOfMany(first.engine, first.tenant, scripted)
    other.walk("choose_product", "sign_in")
    return other


class OneOfMany(Walked):
    """A setup beside others."""

    @property
    def setup(self) -> Setup:
        return self.engine.setup(self.person._id)


def findings(view: View) -> list[Finding]:
    report = view if isinstance(view, Report) else getattr(view, "report", None)
    return [f for section in report.sections for f in section.findings] if report else []


def told(view: View) -> set[str]:
    """The keys of everything a view warns of."""
    return {f.name.key for f in findings(view) if f.verdict != "pass" and isinstance(f.name, Say)}


def known(one: Walked) -> set[str]:
    """What is known to be wrong before the login."""
    found = before_login(one.setup, chosen(one.setup, one.world), one.world).findings
    return {f.name.key for f in found if f.verdict in ("fail", "warn") and isinstance(f.name, Say)}


def choose(one: Walked, person: str) -> None:
    """Name who tests, and forget what was tried before."""
    one.answer("live_login", card="again")
    one.answer("live_login", tester=one.tenant.directory.user_name(person))
    one.person.user_name = one.tenant.directory.user_name(person)


def is_assigned(one: Walked, person: str) -> bool:
    """Whether the tenant lets this person in already."""
    directory = one.tenant.directory
    return any(row["principalId"] == directory.person(person)["id"] for row in directory.assignments)


def let_in(one: Walked) -> set[str]:
    """Confirm whatever the page proposes, until it offers the login; the kinds of what was made."""
    made: set[str] = set()
    while isinstance(view := looked(one), Propose):
        made |= {change.kind for change in view.changes}
        one.confirm("live_login")
    return made


def looked(one: Walked) -> View:
    """The page once nothing is waited for: asked at once, where a person's page waits half a second between."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        if not isinstance(view := one.look("live_login", waiting=True), Wait):
            return view
    raise TimeoutError(view)


def finish(one: Walked) -> None:
    """The login goes through; only who has no address lacks the claim that the product reads."""
    let_in(one)
    view = looked(one)
    assert isinstance(view, Open), view
    one.person.sign_in_to_test(view)
    done = looked(one)
    assert isinstance(done, Done), done
    assert one.setup.login
    assert one.setup.login.missing == (("email",) if one.person.user_name.startswith("noel.brandt") else ())
