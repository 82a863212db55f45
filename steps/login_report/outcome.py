"""The report of a test login: it passed, it was refused, or it never came back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..by_hand import portal
from ..model.chosen import Chosen
from ..model.facts import Evidence, LoginResult
from ..model.logins import Attempt, Explained
from ..model.ports import World
from ..model.setup import Setup
from ..model.verdicts import worst_first
from ..model.views import Ask, Finding, Report, Section
from ..model.words import Words, say
from . import identity, needed, tester, told

AGAIN = Ask(submit=say("live_login.again"))


def passed(result: LoginResult, setup: Setup, picked: Chosen, world: World) -> Report:
    """Every check passed: what the product needs and finds people by, who tested, every check and every claim."""
    return Report(
        "warn" if result.missing else "pass",
        say(f"live_login.{'passed_but' if result.missing else 'passed'}", who=result.user_name),
        tester.proof(result, setup, picked.name),
        (
            Section(say("live_login.needs"), worst_first(needed.findings(result, setup, picked, world))),
            Section(say("identity.title", product=picked.name), (identity.finding(result, picked),)),
            Section(say("tested.title"), tester.findings(result, setup)),
            Section(say("live_login.checks"), _checks(result.checks)),
            *told.sections(result),
        ),
    )


def refused(attempt: Attempt, explained: Sequence[Explained], setup: Setup, picked: Chosen, world: World) -> Report:
    """The login came back and was not accepted: by Microsoft, or by one of our checks."""
    sections = [*_explained(explained, setup, world)]
    if attempt.checks:
        sections.append(Section(say("live_login.checks"), _checks(attempt.checks)))
    if attempt.error:
        sections.append(Section(say("live_login.original"), (Finding(attempt.error, "info"),)))
    sections.append(known_failures(picked))
    return Report("fail", say("live_login.refused"), say("live_login.refused_text"), tuple(sections), ask=AGAIN)


def explained(
    found: Sequence[Explained],
    setup: Setup,
    picked: Chosen,
    world: World,
    differences: tuple[Finding, ...] = (),
) -> Report:
    """What Microsoft's page said, explained; `differences` are what it named that the registration has otherwise."""
    sections = (
        *((Section(say("product_request.differences"), differences),) if differences else ()),
        *_explained(found, setup, world),
        known_failures(picked),
    )
    return Report("fail", say("live_login.stayed"), say("live_login.stayed_text"), sections, ask=AGAIN)


def known_failures(picked: Chosen) -> Section:
    """What others met with this product: what is seen, why, and what helped."""
    found = (Finding(one.symptom, "info", "", f"{one.cause} {one.fix}") for one in picked.recipe.known_failures)
    return Section(say("live_login.known", product=picked.name), tuple(found))


def _checks(checks: Sequence[Evidence]) -> tuple[Finding, ...]:
    return worst_first(Finding(say(f"check.{c.name}"), c.verdict, c.seen, _fault(c)) for c in checks)


def _fault(check: Evidence) -> Words:
    """Whose side it is when a check fails; for the clock, which one is wrong."""
    if check.name == "clock" and check.verdict != "pass":
        return say(f"check_clock.{'ahead' if check.seen.startswith('+') else 'behind'}")
    return say(f"check_failed.{check.name}") if check.verdict == "fail" else ""


def _explained(found: Sequence[Explained], setup: Setup, world: World) -> Iterator[Section]:
    """Each error by itself: what happened and what to do about it stay together, and a guess is marked as one."""
    for one in found:
        link = portal.link(one.page, setup, world) if one.page else one.link
        whose = say(f"screen.doctor.whose.{one.whose}") if one.whose else ""
        told = [Finding(one.what, "fail", one.code, one.why)]
        told.append(Finding(one.do, "info", "", whose, step=one.step, link=link))
        guess = not one.sure and one.whose != ""  # of an unknown error nobody guesses anything
        if guess:
            told.append(Finding(say("screen.doctor.unsure"), "info"))
        yield Section(say("live_login.may_mean") if guess else say("live_login.explained"), tuple(told))
