"""What can be wrong around an ID token: the metadata, the answer through the browser, the token answer, userinfo."""

from __future__ import annotations

import re
from typing import Any

from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from .shape import GONE, Misbehaviour, Params
from .tokens import CAPTIVE

_ADVERTISED = {"authorization_response_iss_parameter_supported": True}
_ELSEWHERE = "https://evil.example"


def _metadata(**changes: Any) -> Misbehaviour:
    return Misbehaviour(metadata=changes)


def _raw(endpoint: str, answer: Response) -> Misbehaviour:
    return Misbehaviour(raw={endpoint: answer})


def _without(sent: Params, *names: str) -> Params:
    return [(name, value) for name, value in sent if name not in names]


def _and(*more: tuple[str, str]) -> Any:
    return lambda sent, _: [*sent, *more]


def _iss(issuer: str = "") -> Any:
    """Names an issuer: this one, or the honest one."""
    return lambda sent, honest: [*_without(sent, "iss"), ("iss", issuer or honest)]


def _error(sent: Params, _: str) -> Params:
    said = "AADSTS65004: User declined.\r\nTrace ID: <script>alert(1)</script>"
    return [*_without(sent, "code"), ("error", "access_denied"), ("error_description", said)]


ANSWER = {
    "state-wrong": Misbehaviour(
        answer=lambda sent, _: [(name, f"{value}1" if name == "state" else value) for name, value in sent]
    ),
    "state-missing": Misbehaviour(answer=lambda sent, _: _without(sent, "state")),
    "two-states": Misbehaviour(answer=_and(("state", "second"))),
    "everything-twice": Misbehaviour(answer=lambda sent, _: [*sent, *sent]),
    "nothing": Misbehaviour(answer=lambda sent, _: []),
    "resp-iss-wrong": Misbehaviour(metadata=_ADVERTISED, answer=_iss(_ELSEWHERE)),
    "resp-iss-missing": Misbehaviour(metadata=_ADVERTISED, answer=lambda sent, _: _without(sent, "iss")),
    "resp-iss-unadvertised-wrong": Misbehaviour(answer=_iss(_ELSEWHERE)),
    "resp-iss-ok": Misbehaviour(metadata=_ADVERTISED, answer=_iss()),
    "resp-iss-unadvertised-ok": Misbehaviour(answer=_iss()),
    "redirect-uri-param-smuggled": Misbehaviour(answer=_and(("code", "second"))),
    "error-response": Misbehaviour(answer=_error),
    "error-from-elsewhere": Misbehaviour(answer=lambda sent, honest: _iss(_ELSEWHERE)(_error(sent, honest), honest)),
    "error-and-code": Misbehaviour(answer=_and(("error", "access_denied"))),
    "empty-error": Misbehaviour(answer=_and(("error", ""))),
    "code-missing": Misbehaviour(answer=lambda sent, _: _without(sent, "code")),
}

METADATA = {
    "oidcc-client-test-discovery-issuer-mismatch": _metadata(issuer=lambda it: f"{it}INVALID"),
    "no-issuer": _metadata(issuer=GONE),
    "issuer-template": _metadata(issuer=lambda it: re.sub(r"/[0-9a-f-]{36}/", "/{tenantid}/", it)),
    "issuer-of-v1": _metadata(issuer=lambda it: f"https://sts.windows.net/{it.split('/')[3]}/"),
    "issuer-list": _metadata(issuer=[]),
    "no-jwks-uri": _metadata(jwks_uri=GONE),
    "no-token-endpoint": _metadata(token_endpoint=7),
    "metadata-http-endpoints": _metadata(token_endpoint=lambda it: it.replace("https:", "http:")),
    "endpoint-elsewhere": _metadata(jwks_uri=f"{_ELSEWHERE}/keys"),
    "endpoint-on-a-longer-port": _metadata(jwks_uri=lambda it: re.sub(r":(\d+)/", r":\g<1>0/", it)),
    "endpoint-not-an-address": _metadata(token_endpoint=lambda it: f"{it}\x00"),
    "userinfo-elsewhere": _metadata(userinfo_endpoint=f"{_ELSEWHERE}/me"),
    "authorize-elsewhere": _metadata(authorization_endpoint=f"{_ELSEWHERE}/"),
    "metadata-html": _raw("metadata", CAPTIVE),
    "metadata-list": _raw("metadata", JSONResponse([])),
    "metadata-redirect-other-host": _raw("metadata", RedirectResponse(f"{_ELSEWHERE}/", 302)),
    "metadata-404": _raw("metadata", HTMLResponse("", 404)),
    "metadata-503": _raw("metadata", HTMLResponse("", 503)),
    "metadata-429": _raw("metadata", HTMLResponse("", 429, headers={"retry-after": "7"})),
    "no-userinfo-endpoint": _metadata(userinfo_endpoint=GONE),
}

TOKEN = {
    "no-id-token": Misbehaviour(token={"id_token": GONE}),
    "id-token-garbage": Misbehaviour(token={"id_token": "a.b.c"}),
    "id-token-encrypted": Misbehaviour(token={"id_token": "a.b.c.d.e"}),
    "id-token-not-jws": Misbehaviour(token={"id_token": "garbage"}),
    "no-access-token": Misbehaviour(token={"access_token": GONE}),
    "token-html": _raw("token", CAPTIVE),
    "token-500": _raw("token", HTMLResponse("", 500)),
    "token-redirect": _raw("token", RedirectResponse(_ELSEWHERE, 307)),
    "token-error": _raw(
        "token",
        JSONResponse(
            {"error": "invalid_client", "error_description": "AADSTS7000215: Invalid\r\nclient secret."}, 401
        ),
    ),
    "token-type-missing": Misbehaviour(token={"token_type": GONE}),
    "token-type-mac": Misbehaviour(token={"token_type": "mac"}),
    "token-type-case": Misbehaviour(token={"token_type": "bEaReR"}),
    "no-expires-in": Misbehaviour(token={"expires_in": GONE}),
    "odd-expires-in": Misbehaviour(token={"expires_in": "soon"}),
    "no-scope-echo": Misbehaviour(token={"scope": GONE}),
}

USERINFO = {
    "oidcc-client-test-userinfo-invalid-sub": Misbehaviour(userinfo={"sub": lambda it: f"{it}invalid"}),
    "userinfo-missing-sub": Misbehaviour(userinfo={"sub": GONE}),
    "userinfo-html": _raw("userinfo", CAPTIVE),
    "userinfo-500": _raw("userinfo", HTMLResponse("", 500)),
}
