"""What a test login showed, told to somebody who has never read a token."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .chosen import Chosen
from .facts import Evidence, LoginResult
from .logins import Attempt, Explained
from .ports import World
from .recipe import ClaimNeed
from .setup import Setup
from .views import Ask, Finding, Report, Section
from .when import holds
from .words import Words, say

_WORST_FIRST = {"fail": 0, "warn": 1, "info": 2, "pass": 3}
AGAIN = Ask(submit=say("live_login.again"))


def needs(picked: Chosen) -> tuple[ClaimNeed, ...]:
    """The claims this product reads, for these answers, that it cannot do without."""
    return tuple(need for need in picked.recipe.claims if need.required and holds(need.when, picked.values))


def missing(setup: Setup, picked: Chosen) -> tuple[Words, ...]:
    """The claims that the product reads and the test login did not bring, whether or not it can do without them."""
    if setup.login is None:
        return ()
    needed = (need for need in picked.recipe.claims if holds(need.when, picked.values))
    absent = (need for need in needed if need.name not in setup.login.claims)
    return tuple(say("finish.claim", claim=need.name, without=need.without) for need in absent)


def passed(result: LoginResult, picked: Chosen, world: World) -> Report:
    """Every check passed: who came, what the product needs, every claim with its meaning."""
    verdict = "warn" if result.missing else "pass"
    return Report(
        verdict,
        say(f"live_login.{'passed_but' if result.missing else 'passed'}", who=result.user_name),
        say("live_login.passed_text"),
        (
            Section(say("live_login.needs"), _needs(result, picked)),
            Section(say("live_login.checks"), _checks(result.checks)),
            Section(
                say("live_login.claims"),
                tuple(
                    Finding(name, "info", seen, world.logins.meaning(name)) for name, seen in result.claims.items()
                ),
            ),
        ),
    )


def refused(attempt: Attempt, explained: Sequence[Explained], picked: Chosen) -> Report:
    """The login came back and was not accepted: by Microsoft, or by one of our checks."""
    sections = [Section(say("live_login.explained"), _explained(explained))] if explained else []
    if attempt.checks:
        sections.append(Section(say("live_login.checks"), _checks(attempt.checks)))
    if attempt.error:
        sections.append(Section(say("live_login.original"), (Finding(attempt.error, "info"),)))
    sections.append(known_failures(picked))
    return Report("fail", say("live_login.refused"), say("live_login.refused_text"), tuple(sections), ask=AGAIN)


def explained(found: Sequence[Explained], picked: Chosen) -> Report:
    """What Microsoft's page said, explained."""
    sections = (Section(say("live_login.explained"), _explained(found)), known_failures(picked))
    return Report("fail", say("live_login.stayed"), say("live_login.stayed_text"), sections, ask=AGAIN)


def known_failures(picked: Chosen) -> Section:
    """What others met with this product: what is seen, why, and what helped."""
    found = (Finding(one.symptom, "info", "", f"{one.cause} {one.fix}") for one in picked.recipe.known_failures)
    return Section(say("live_login.known", product=picked.name), tuple(found))


def _needs(result: LoginResult, picked: Chosen) -> tuple[Finding, ...]:
    wanted = [need for need in picked.recipe.claims if holds(need.when, picked.values)]
    return _sorted(
        Finding(
            need.name,
            "pass" if need.name in result.claims else "fail" if need.required else "warn",
            result.claims.get(need.name, ""),
            need.why if need.name in result.claims else need.without,
        )
        for need in wanted
    )


def _checks(checks: Sequence[Evidence]) -> tuple[Finding, ...]:
    return _sorted(Finding(say(f"check.{c.name}"), c.verdict, c.seen) for c in checks)


def _explained(found: Sequence[Explained]) -> tuple[Finding, ...]:
    return tuple(
        part for one in found for part in (Finding(one.what, "fail", one.code, one.why), Finding(one.do, "info"))
    )


def _sorted(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda f: _WORST_FIRST[f.verdict]))
