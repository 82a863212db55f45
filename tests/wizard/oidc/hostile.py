"""An OpenID provider that misbehaves on request, in one way at a time, and complains about every fault of ours."""

from __future__ import annotations

import hashlib
import secrets
import socket
import ssl
import threading
import time
from base64 import b64decode
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlencode

import trustme
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from . import forge

TENANT = "3f0c3b6e-0b5f-4f5e-9b43-6a2f3a4f9d10"
CLIENT = "11111111-2222-4333-8444-555555555555"
CODE_SECRET = "the-secret-value~1"
REDIRECT = "http://localhost:8765/callback"

GONE = object()
"""In a change: leave this entry out."""


@dataclass(frozen=True)
class Misbehaviour:
    """One row. Changes map a name to a new value, to `GONE`, or to a function of the honest value."""

    claims: dict[str, Any] = field(default_factory=dict)
    header: dict[str, Any] = field(default_factory=dict)
    sign: str = "rs256"
    keys: list[Any] | None = None
    later_keys: list[Any] | None = None
    metadata: dict[str, Any] = field(default_factory=dict)
    token: dict[str, Any] = field(default_factory=dict)
    userinfo: dict[str, Any] = field(default_factory=dict)
    raw: dict[str, Response] = field(default_factory=dict)
    basic: bool = False
    spa: bool = False
    ahead: float = 0.0


def changed(honest: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    result = dict(honest)
    for name, change in changes.items():
        if change is GONE:
            result.pop(name, None)
        else:
            result[name] = change(result.get(name)) if callable(change) else change
    return result


class HostileProvider:
    """Runs in a thread, over TLS on loopback. `calls` counts requests by endpoint, `complaints` are our faults."""

    def __init__(self, folder: Path) -> None:
        self.behaviour = Misbehaviour()
        self.calls: dict[str, int] = {}
        self.complaints: list[str] = []
        self._codes: dict[str, dict[str, str]] = {}
        self._verifiers: set[str] = set()
        # With the protocol named, asyncio sets TCP_NODELAY; without it every answer waits 40 ms for an ACK.
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        self._socket.bind(("127.0.0.1", 0))
        self.origin = f"https://localhost:{self._socket.getsockname()[1]}"
        authority = trustme.CA()
        self.ca = folder / "ca.pem"
        authority.cert_pem.write_to_path(self.ca)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert("localhost").configure_cert(context)
        config = uvicorn.Config(
            self._app(),
            http="h11",
            ws="none",
            lifespan="off",
            log_level="critical",
            ssl_context_factory=lambda *_: context,
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, kwargs={"sockets": [self._socket]}, daemon=True)

    @property
    def issuer(self) -> str:
        return f"{self.origin}/{TENANT}/v2.0"

    def start(self) -> None:
        self._thread.start()
        while not self._server.started:
            time.sleep(0.01)

    def stop(self) -> None:
        self._server.should_exit = True
        self._thread.join()
        self._socket.close()

    def misbehave(self, behaviour: Misbehaviour) -> None:
        self.behaviour, self.calls, self.complaints = behaviour, {}, []

    def _app(self) -> Starlette:
        named = {
            "metadata": ("/{tenant}/v2.0/.well-known/openid-configuration", self._metadata),
            "metadata_v1": (f"/{TENANT}/.well-known/openid-configuration", self._metadata_v1),
            "authorize": (f"/{TENANT}/oauth2/v2.0/authorize", self._authorize),
            "token": (f"/{TENANT}/oauth2/v2.0/token", self._token),
            "jwks": ("/{any}/keys", self._jwks),
            "userinfo": ("/oidc/userinfo", self._userinfo),
        }
        return Starlette(
            routes=[
                Route(path, self._counted(name, answer), methods=["GET", "POST"])
                for name, (path, answer) in named.items()
            ]
        )

    def _counted(self, name: str, answer: Any) -> Any:
        async def endpoint(request: Request) -> Response:
            self.calls[name] = self.calls.get(name, 0) + 1
            return self.behaviour.raw.get(name) or await answer(request)

        return endpoint

    def _expect(self, ok: bool, complaint: str) -> None:
        if not ok:
            self.complaints.append(complaint)

    async def _metadata(self, request: Request) -> Response:
        at = f"{self.origin}/{TENANT}"
        honest = {
            "issuer": self.issuer,
            "authorization_endpoint": f"{at}/oauth2/v2.0/authorize",
            "token_endpoint": f"{at}/oauth2/v2.0/token",
            "jwks_uri": f"{self.origin}/{secrets.token_hex(4)}/keys",
            "userinfo_endpoint": f"{self.origin}/oidc/userinfo",
            "end_session_endpoint": f"{at}/oauth2/v2.0/logout",
            "id_token_signing_alg_values_supported": ["RS256"],
        }
        return JSONResponse(changed(honest, self.behaviour.metadata))

    async def _metadata_v1(self, request: Request) -> Response:
        return JSONResponse({"issuer": f"https://sts.windows.net/{TENANT}/"})

    async def _authorize(self, request: Request) -> Response:
        asked = dict(request.query_params)
        self._expect(asked.get("client_id") == CLIENT, "client_id")
        self._expect(asked.get("redirect_uri") == REDIRECT, "redirect_uri")
        self._expect(asked.get("response_type") == "code", "response_type")
        self._expect("openid" in asked.get("scope", "").split(), "scope without openid")
        self._expect({"profile", "email"} & set(asked.get("scope", "").split()) != set(), "scope without claims")
        self._expect(asked.get("code_challenge_method") == "S256", "no PKCE")
        self._expect(asked.get("response_mode") == "query" and asked.get("prompt") == "select_account", "mode")
        self._expect(all(len(asked.get(name, "")) >= 32 for name in ("state", "nonce")), "short state or nonce")
        self._expect(len(request.query_params.multi_items()) == len(asked), "a parameter twice")
        code = secrets.token_urlsafe(16)
        self._codes[code] = asked
        return RedirectResponse(f"{REDIRECT}?{urlencode({'code': code, 'state': asked['state']})}", 302)

    async def _token(self, request: Request) -> Response:
        form = {name: str(value) for name, value in (await request.form()).items()}
        asked = self._codes.pop(form.get("code", ""), None)
        if asked is None:
            return JSONResponse({"error": "invalid_grant", "error_description": "AADSTS54005: used"}, 400)
        verifier = form.get("code_verifier", "")
        challenge = forge.b64(hashlib.sha256(verifier.encode()).digest())
        self._expect(challenge == asked.get("code_challenge"), "code_verifier")
        self._expect(43 <= len(verifier) <= 128 and verifier not in self._verifiers, "weak or reused verifier")
        self._verifiers.add(verifier)
        self._expect(form.get("redirect_uri") == REDIRECT, "other redirect_uri at the token endpoint")
        self._expect_client(request, form)
        now = time.time()
        claims = {
            "iss": self.issuer,
            "aud": CLIENT,
            "iat": int(now),
            "nbf": int(now),
            "exp": int(now) + 3600,
            "sub": "subject-1",
            "oid": "22222222-2222-4333-8444-555555555555",
            "tid": TENANT,
            "ver": "2.0",
            "nonce": asked["nonce"],
            "name": "Adele <b>Vance</b>",
            "preferred_username": "adele@contoso.example",
        }
        claims = changed(claims, self.behaviour.claims)
        honest = {
            "token_type": "Bearer",
            "access_token": "access-1",
            "expires_in": 3600,
            "scope": "openid",
            "id_token": forge.token(claims, self.behaviour.header, self.behaviour.sign, CODE_SECRET),
        }
        return JSONResponse(changed(honest, self.behaviour.token))

    def _expect_client(self, request: Request, form: dict[str, str]) -> None:
        if self.behaviour.spa:
            self._expect("client_secret" not in form and "authorization" not in request.headers, "secret of a SPA")
            self._expect(request.headers.get("origin") == "http://localhost:8765", "no Origin")
        elif self.behaviour.basic:
            sent = b64decode(request.headers.get("authorization", "Basic ").removeprefix("Basic ")).decode()
            self._expect(unquote(sent) == f"{CLIENT}:{CODE_SECRET}" and "client_secret" not in form, "not Basic")
        else:
            self._expect(form.get("client_secret") == CODE_SECRET and form.get("client_id") == CLIENT, "not post")
            self._expect("origin" not in request.headers, "an Origin from a server")

    async def _jwks(self, request: Request) -> Response:
        keys = self.behaviour.keys
        if self.behaviour.later_keys is not None and self.calls["jwks"] > 1:
            keys = self.behaviour.later_keys
        return JSONResponse({"keys": forge.key_set() if keys is None else keys})

    async def _userinfo(self, request: Request) -> Response:
        self._expect(request.headers.get("authorization") == "Bearer access-1", "no bearer header")
        self._expect(not request.query_params and request.method == "GET", "token in the query")
        return JSONResponse(changed({"sub": "subject-1", "name": "Adele"}, self.behaviour.userinfo))
