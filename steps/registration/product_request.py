"""What the product itself asks Microsoft for, held against the registration before anybody blames the wrong side."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, replace

from ..model import login_report
from ..model.chosen import Chosen
from ..model.ports import World
from ..model.problems import problem
from ..model.setup import Setup
from ..model.step import Taken
from ..model.values import names
from ..model.views import Ask, Card, Field, Finding, Report, Section
from ..model.words import say
from ..pasted import request
from .application import redirect_uris

FIELD = Field("product_request", "pasted", say("product_request.field"), say("product_request.help"))
ASK = Ask((FIELD,), submit=say("product_request.submit"), title=say("product_request.title"))
CHOICE = "product_request"

EARLY = Card("product_first", say("product_request.first"), "")
"""Whoever has configured the product can compare before anybody signs in: Microsoft's page opens all the same."""

_ASKED = "product_first"


def early(setup: Setup) -> Ask | None:
    """The question for the product's own request, where it was opened before the test login."""
    if not setup.choices.get(_ASKED):
        return None
    return replace(ASK, title=say("product_request.first"), cards=(Card("back", say("product_request.back"), ""),))


def take(answers: Mapping[str, str], setup: Setup, world: World) -> Taken | None:
    """Keep of the address what is compared; None for an answer to something else. Raises `AskAgain`.

    State, nonce and challenge are not kept.
    """
    if answers.get("card") == EARLY.name:
        return Taken(choices={_ASKED: True})
    if FIELD.name in answers:
        found = request.read(answers[FIELD.name], FIELD.name, world.hosts)
        return Taken(choices={CHOICE: json.dumps(asdict(found), sort_keys=True), _ASKED: False})
    if setup.choices.get(CHOICE) or setup.choices.get(_ASKED):
        return Taken(choices={CHOICE: "", _ASKED: False})
    return None


def compared(setup: Setup, picked: Chosen) -> Report | None:
    """How the product's request differs from the registration; None as long as none was pasted."""
    kept = str(setup.choices.get(CHOICE) or "")
    if not kept:
        return None
    if setup.registration is None or setup.signed_in is None:
        raise problem("changed-elsewhere")
    asked = request.AuthorizationRequest(**json.loads(kept))
    client_id = setup.registration.client_id
    differences = (
        *request.compare(
            asked,
            tenant_id=setup.signed_in.tenant_id,
            client_id=client_id,
            redirect_uris=redirect_uris(picked),
            platform=picked.app.platform,
        ),
        *_scopes(asked, picked, client_id),
    )
    findings = tuple(
        finding
        for one in differences
        for finding in (
            Finding(say("product_request.sent", name=one.name), "fail", one.sent, one.words),
            Finding(say("product_request.registered", name=one.name), "info", one.registered),
        )
    )
    older = _older(asked, setup, picked)
    verdict = "fail" if differences else "pass"
    shown = (Section(say("product_request.differences"), (*findings, *older)),) if findings or older else ()
    sections = (*shown, login_report.known_failures(picked))
    title, told = say(f"product_request.{verdict}"), say(f"product_request.{verdict}_text")
    verdict = "warn" if older and not differences else verdict
    return Report(verdict, title, told, sections, ask=Ask(submit=say("product_request.back")))


def _scopes(asked: request.AuthorizationRequest, picked: Chosen, client_id: str) -> Iterator[request.Difference]:
    """Scopes that the plan consents to for nobody: AADSTS65001, 650057, or "Need admin approval" (90094).

    That holds for offline_access as well, wherever people may not consent themselves: "Assignment required" alone
    forbids it already (azure-docs#56349).
    """
    own = (f"api://{client_id}/{picked.app.expose.value}",) if picked.app.expose else ()
    known = " ".join((*picked.app.scopes, *own))
    for scope in asked.scope.split():
        # Graph's own permissions may carry the host of its cloud; `.default` stands for whatever was consented.
        plain = re.sub(r"^https://(?:dod-)?(?:graph\.microsoft|microsoftgraph)\.[a-z.]+/", "", scope.lower())
        if plain not in known.lower().split() and plain.rpartition("/")[2] != ".default":
            yield request.Difference("scope", scope, known, say("product_request.scope"))


def _older(asked: request.AuthorizationRequest, setup: Setup, picked: Chosen) -> tuple[Finding, ...]:
    """The address without v2.0 gives tokens of another issuer: no mistake for a product that was given that one."""
    given = {name for step in picked.recipe.product_steps for value in step.values.values() for name in names(value)}
    if asked.version != "v1.0" or setup.endpoints is None or given & {"authority_v1", "issuer_v1"}:
        return ()
    do = say("product_request.version_do", older=setup.endpoints.issuer_v1, newer=setup.endpoints.issuer)
    return (Finding(say("product_request.version"), "warn", setup.endpoints.issuer_v1, do),)
