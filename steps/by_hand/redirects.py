"""Whether Entra knows the redirect URIs of an application: found out by beginning a sign-in that nobody finishes."""

from __future__ import annotations

from dataclasses import dataclass

from ..model.chosen import Chosen
from ..model.ports import World
from ..model.problems import problem
from ..model.setup import Setup
from ..model.tried import Tried
from ..model.views import Finding
from ..model.words import say
from ..registration.application import redirect_uris


@dataclass(frozen=True)
class Redirects:
    """What was found: nothing wrong, or one failed finding per address. `how` as in a fact: checked or typed."""

    findings: tuple[Finding, ...]
    how: str


def tried(setup: Setup, world: World, picked: Chosen, client_id: str) -> Redirects:
    """Every redirect URI of the product, and the one of the test login as long as it is needed."""
    if setup.signed_in is None:
        raise problem("sign-in-needed")
    endpoints = world.provider.endpoints(setup.signed_in.tenant_id)
    wanted = [uri for uris in redirect_uris(picked).values() for uri in uris]
    if setup.login is None:
        wanted.append(world.logins.redirect_uri())
    findings, unclear = [], False
    for uri in dict.fromkeys(wanted):
        answer = world.provider.try_redirect(endpoints, client_id, uri)
        unclear = unclear or answer.verdict == "unclear"
        if answer.verdict == "client-unknown":
            # Every further address would only say the same once more.
            return Redirects((_finding(client_id, answer),), "typed")
        if answer.verdict not in ("accepted", "unclear"):
            findings.append(_finding(uri, answer))
    return Redirects(tuple(findings), "typed" if unclear else "checked")


def _finding(tried_with: str, answer: Tried) -> Finding:
    seen = answer.said or f"AADSTS{answer.number}"
    return Finding(
        say(f"tried.{answer.verdict}.what", tried=tried_with), "fail", seen, say(f"tried.{answer.verdict}.do")
    )
