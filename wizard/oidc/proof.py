"""Prove a client ID and its secret or key with one token request, before any browser is opened."""

from __future__ import annotations

import html
from urllib.parse import quote, quote_plus

from steps.model.secret import Secret
from steps.model.tried import Tried
from wizard.secret_shapes import redact

from . import assertion
from .fetch import Client, ask, json_object, one_line
from .numbers import in_body, judge, request_id

_LONGEST = 4000


def try_once(http: Client, token_url: str, client_id: str, secret: Secret, scope: str) -> Tried:
    """One request by client credentials (RFC 6749 §4.4), and what Entra says to it. Problems: see `fetch.ask`."""
    form = {
        "grant_type": "client_credentials",
        "client_id": client_id,
        "scope": scope,
        **assertion.proof(client_id, secret, token_url),
    }
    answer = ask(http, "POST", token_url, form)
    body = json_object(answer) or {}
    # The access token itself is of no use to us: it is dropped here with the body.
    if answer.status_code == 200 and "access_token" in body:
        return Tried("accepted")
    said = _without(str(body.get("error_description") or ""), secret) or f"HTTP {answer.status_code}"
    if "error" not in body:
        return Tried("unclear", said=said)
    verdict, number = judge(in_body(body))
    return Tried(verdict, number, said, _without(request_id(body), secret))


def _without(said: str, secret: Secret) -> str:
    """Foreign text on one line, without the secret: Microsoft does not repeat it; a proxy in between might."""
    value = secret.reveal()
    # Before the text is cut, lest half a secret stay; also as it was sent, and as a page would show it.
    for shown in filter(None, (value, quote_plus(value), quote(value, safe=""), html.escape(value))):
        said = said.replace(shown, "••••")
    return one_line(redact(said[:_LONGEST]))
