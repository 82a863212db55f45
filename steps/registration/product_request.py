"""What the product itself asks Microsoft for, held against the registration before anybody blames the wrong side."""

from __future__ import annotations

import json
from dataclasses import asdict

from ..model.chosen import Chosen
from ..model.ports import World
from ..model.problems import problem
from ..model.setup import Setup
from ..model.step import Taken
from ..model.views import Ask, Field, Finding, Report, Section
from ..model.words import say
from ..pasted import request
from .application import redirect_uris

FIELD = Field("product_request", "pasted", say("product_request.field"), say("product_request.help"))
ASK = Ask((FIELD,), submit=say("product_request.submit"), title=say("product_request.title"))
CHOICE = "product_request"


def take(typed: str, world: World) -> Taken:
    """Keep of the address what is compared; raises `AskAgain`. State, nonce and challenge are not kept."""
    found = request.read(typed, FIELD.name, world.hosts)
    return Taken(choices={CHOICE: json.dumps(asdict(found), sort_keys=True)})


def compared(setup: Setup, picked: Chosen) -> Report | None:
    """How the product's request differs from the registration; None as long as none was pasted."""
    kept = str(setup.choices.get(CHOICE) or "")
    if not kept:
        return None
    if setup.registration is None or setup.signed_in is None:
        raise problem("changed-elsewhere")
    differences = request.compare(
        request.AuthorizationRequest(**json.loads(kept)),
        tenant_id=setup.signed_in.tenant_id,
        client_id=setup.registration.client_id,
        redirect_uris=redirect_uris(picked),
        platform=picked.app.platform,
    )
    findings = tuple(
        finding
        for one in differences
        for finding in (
            Finding(say("product_request.sent", name=one.name), "fail", one.sent, one.words),
            Finding(say("product_request.registered", name=one.name), "info", one.registered),
        )
    )
    verdict = "fail" if differences else "pass"
    sections = (Section(say("product_request.differences"), findings),) if findings else ()
    title, told = say(f"product_request.{verdict}"), say(f"product_request.{verdict}_text")
    return Report(verdict, title, told, sections, ask=Ask(submit=say("product_request.back")))
