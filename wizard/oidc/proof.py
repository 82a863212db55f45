"""Prove a client ID and its secret with one token request, before any browser is opened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import httpx2

from steps.model.problems import Problem, problem
from steps.model.secret import Secret

from .fetch import ask, json_object, numbers, one_line, request_id

PATIENCE = 60.0
"""Seconds for which a refusal may mean that a fresh secret has not reached every server (4 to 18 s were seen)."""

_SPREADING = {7000215, 700016}
"""Wrong secret, unknown application: what Entra says while a new secret or a new application is still spreading."""

_RETRY, _AGAIN = 3.0, 1.0


@dataclass(frozen=True)
class _Refusal:
    may_be_spreading: bool
    problem: Problem


def prove(
    http: httpx2.Client,
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
        refusal = _ask_once(http, token_url, client_id, secret, scope)
        if refusal is None:
            in_a_row += 1
            if in_a_row == wanted:
                return
        elif not refusal.may_be_spreading or waited >= patience:
            raise refusal.problem
        else:
            in_a_row = 0
        pause = _RETRY if refusal else _AGAIN
        sleep(pause)
        waited += pause


def _ask_once(http: httpx2.Client, token_url: str, client_id: str, secret: Secret, scope: str) -> _Refusal | None:
    form = {
        "grant_type": "client_credentials",
        "client_id": client_id,
        "client_secret": secret.reveal(),
        "scope": scope,
    }
    answer = ask(http, "POST", token_url, form)
    body = json_object(answer) or {}
    # The access token itself is of no use to us: it is dropped here with the body.
    if answer.status_code == 200 and "access_token" in body:
        return None
    said = one_line(str(body.get("error_description") or f"HTTP {answer.status_code}"))
    # Microsoft does not repeat the secret; a proxy in between might.
    said = said.replace(secret.reveal(), "••••")
    refused = problem("secret-refused", request_id(body), said=said)
    return _Refusal(bool(_SPREADING & set(numbers(body))), refused)
