"""The test login as the summary tells it: who tested, what the product needs and finds people by."""

from __future__ import annotations

from steps.login_report import identity, needed, tester
from steps.model.chosen import Chosen, values_of
from steps.model.recipe import Recipe, app_for
from steps.model.setup import Setup
from steps.model.words import Say

from ..text import has, text
from .document import CheckPart, LoginPart, NeedPart


def login_part(setup: Setup, recipe: Recipe) -> LoginPart | None:
    """The report of the login without the values of claims; None before one has passed."""
    login = setup.login
    if login is None:
        return None
    values = values_of(setup, recipe)
    picked = Chosen(recipe, app_for(recipe, values), values)
    found = identity.finding(login, picked)
    claim = found.name if isinstance(found.name, str) else ""
    told = text(found.do) if claim else f"{text(found.name)}. {text(found.do)}"
    return LoginPart(
        at=login.at,
        user_name=login.user_name,
        object_id=login.object_id,
        checks=tuple(CheckPart(_check_name(c.name), c.verdict, c.seen) for c in login.checks),
        claims=tuple(sorted(login.claims)),
        missing=login.missing,
        needs=tuple(
            NeedPart(need.name, need.required, there, "" if there else text(needed.why(need, login, picked)))
            for need in needed.wanted(picked)
            for there in [need.name in login.claims]
        ),
        identifier=claim,
        identified=told,
        tested=tuple(text(one.name) for one in tester.findings(login, setup)),
        proves=text(tester.proof(login, setup, picked.name)),
    )


def _check_name(name: str) -> str:
    # A journal may be older than the table of checks: then the check's bare name must do.
    return text(Say(f"check.{name}")) if has(f"check.{name}") else name
