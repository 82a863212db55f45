"""Prove a client ID and its secret or key with one token request, before any browser is opened."""

from __future__ import annotations

import html
from collections.abc import Callable
from urllib.parse import quote, quote_plus

from steps.model.problems import problem
from steps.model.secret import Secret
from steps.model.tried import Tried
from wizard.secret_shapes import redact

from . import assertion
from .fetch import Client, ask, json_object, one_line
from .numbers import in_body, judge, request_id

PATIENCE = 60.0
"""Seconds for which a refusal may mean that a fresh secret has not reached every server (4 to 18 s were seen)."""

_SPREADING = {7000215, 700016, 700027}
"""Wrong secret, unknown application, unknown key: what Entra says while any of these is new and still spreading."""

_RETRY, _AGAIN = 3.0, 1.0
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


def prove(
    http: Client,
    token_url: str,
    client_id: str,
    secret: Secret,
    scope: str,
    sleep: Callable[[float], None],
    *,
    fresh: bool = True,
) -> None:
    """Return once Entra took the secret. Problem: `secret-refused`, with Microsoft's sentence.

    A `fresh` one twice in a row, because Entra's servers learn of a new secret one after another; for any other the
    first answer counts. `sleep` takes seconds.
    """
    wanted, patience = (2, PATIENCE) if fresh else (1, 0.0)
    in_a_row, waited = 0, 0.0
    while True:
        tried = try_once(http, token_url, client_id, secret, scope)
        accepted = tried.verdict == "accepted"
        if accepted:
            in_a_row += 1
            if in_a_row == wanted:
                return
        elif tried.number not in _SPREADING or waited >= patience:
            raise problem("secret-refused", tried.request_id, said=tried.said)
        else:
            in_a_row = 0
        pause = _AGAIN if accepted else _RETRY
        sleep(pause)
        waited += pause


def _without(said: str, secret: Secret) -> str:
    """Foreign text on one line, without the secret: Microsoft does not repeat it; a proxy in between might."""
    value = secret.reveal()
    # Before the text is cut, lest half a secret stay; also as it was sent, and as a page would show it.
    for shown in filter(None, (value, quote_plus(value), quote(value, safe=""), html.escape(value))):
        said = said.replace(shown, "••••")
    return one_line(redact(said[:_LONGEST]))
