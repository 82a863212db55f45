"""What the product reads of a token, beside what came: there, or missing and why."""

from __future__ import annotations

from ..by_hand import portal
from ..model.answers import GUID
from ..model.chosen import Chosen
from ..model.facts import LoginResult, Witness
from ..model.ports import World
from ..model.recipe import ClaimNeed
from ..model.setup import Setup
from ..model.views import Finding
from ..model.when import holds
from ..model.words import Words, say
from . import absent


def wanted(picked: Chosen) -> tuple[ClaimNeed, ...]:
    """The claims this product reads, for these answers, whether or not it can do without them."""
    return tuple(need for need in picked.recipe.claims if holds(need.when, picked.values))


def needs(picked: Chosen) -> tuple[ClaimNeed, ...]:
    """The claims this product reads, for these answers, that it cannot do without."""
    return tuple(need for need in wanted(picked) if need.required)


def missing(setup: Setup, picked: Chosen) -> tuple[Words, ...]:
    """Why each claim is missing that the product reads, whether or not it can do without it."""
    login = setup.login
    return tuple(why(need, login, picked) for need in wanted(picked) if _lacks(need, login)) if login else ()


def why(need: ClaimNeed, result: LoginResult, picked: Chosen) -> Words:
    """Why this claim did not come, what helps, and what breaks without it."""
    told = absent.reason(need.name, result, picked)
    return say(f"claim_absent.{told.key}", claim=need.name, scope=told.scope, without=need.without)


def findings(result: LoginResult, setup: Setup, picked: Chosen, world: World) -> tuple[Finding, ...]:
    """Each claim the product reads: its value and what the product does with it, or why it is missing."""
    return tuple(
        _absent(need, result, setup, picked, world) if _lacks(need, result) else _there(need, result, picked)
        for need in wanted(picked)
    )


def _lacks(need: ClaimNeed, result: LoginResult) -> bool:
    return need.name not in result.claims


def _absent(need: ClaimNeed, result: LoginResult, setup: Setup, picked: Chosen, world: World) -> Finding:
    told = absent.reason(need.name, result, picked)
    link = portal.link(told.page, setup, world) if told.page else ""
    verdict = "fail" if need.required else "warn"
    return Finding(need.name, verdict, "", why(need, result, picked), step=told.step, link=link)


def _there(need: ClaimNeed, result: LoginResult, picked: Chosen) -> Finding:
    """A claim that came, and what somebody who has never read a token may take it for."""
    value, seen = result.claims[need.name], result.witness or Witness()
    if need.name == "groups" and GUID.search(value):
        return Finding(need.name, "pass", value, say("claim_there.group_ids", why=need.why))
    if need.name == "email" and not absent.asked_by_app("email", seen, picked):
        return Finding(need.name, "pass", value, say("claim_there.by_scope", why=need.why))
    return Finding(need.name, "pass", value, need.why)
