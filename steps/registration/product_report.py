"""What a product's request for Microsoft says beside the registration, as findings: what differs, where, and why."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model.chosen import Chosen
from ..model.problems import problem
from ..model.setup import Setup
from ..model.values import names
from ..model.views import Finding, Value
from ..model.words import Words, say
from ..pasted import request
from ..pasted.remarks import remarks
from .application import redirect_uris

_WORST_FIRST = ("fail", "warn")


def findings(asked: request.AuthorizationRequest, setup: Setup, picked: Chosen) -> tuple[Finding, ...]:
    """Everything worth a word, what the login fails by first; empty when the product asks for what is registered."""
    if setup.registration is None or setup.signed_in is None:
        raise problem("changed-elsewhere")
    differences = (
        *request.compare(
            asked,
            tenant_id=setup.signed_in.tenant_id,
            client_id=setup.registration.client_id,
            redirect_uris=redirect_uris(picked),
            platform=picked.app.platform,
        ),
        *_scopes(asked, picked, setup.registration.client_id),
    )
    return (
        *(
            side_by_side(
                say("product_request.sent", name=one.name),
                one.sent,
                one.registered,
                one.words,
                say("product_request.registered"),
            )
            for one in differences
        ),
        *_older(asked, setup, picked),
        *(
            Finding(say("product_request.sent", name=one.name), one.verdict, one.sent, one.words)
            for one in remarks(asked, picked.app.platform)
        ),
    )


def side_by_side(name: Words, sent: str, wanted: str, why: Words, label: Words) -> Finding:
    """Both texts one below the other, the first differing character marked and named; `label` is the other's."""
    at = request.parting(sent, wanted)
    beside = Value(label, wanted, help=_character(sent, wanted, at)) if wanted else None
    return Finding(name, "fail", sent, why, at, beside)


def verdict(shown: tuple[Finding, ...]) -> str:
    """The worst of them; `pass` when there is nothing to correct."""
    found = {finding.verdict for finding in shown}
    return next((one for one in _WORST_FIRST if one in found), "pass")


def _character(sent: str, registered: str, at: int) -> Words:
    """The differing character in words, for those who do not see the mark."""
    if at < 0:
        return ""
    position = str(at + 1)
    if at == len(registered):
        return say("product_request.longer", position=position, sent=sent[at])
    if at == len(sent):
        return say("product_request.shorter", position=position, registered=registered[at])
    return say("product_request.letter", position=position, sent=sent[at], registered=registered[at])


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
