"""An OpenID provider that misbehaves on request, in one way at a time, and complains about every fault of ours.

How it misbehaves is the practice tenant's own table; only its honest side is made here.
"""

from __future__ import annotations

import secrets
import socket
import ssl
import threading
import time
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode

import trustme
import uvicorn
from cryptography.hazmat.primitives.asymmetric import rsa
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from wizard.practice.misbehaviour.forging import Forger
from wizard.practice.misbehaviour.playing import Player
from wizard.practice.misbehaviour.shape import GONE as GONE
from wizard.practice.misbehaviour.shape import Misbehaviour as Misbehaviour

from .expected import CLIENT as CLIENT
from .expected import CODE_SECRET as CODE_SECRET
from .expected import EXPECTED, Sent
from .expected import REDIRECT as REDIRECT
from .expected import TENANT as TENANT


class HostileProvider:
    """Runs in a thread, over TLS on loopback. `calls` counts requests by endpoint, `complaints` are our faults.

    `client` says how our client is registered here: `post`, `basic` or `spa`.
    """

    def __init__(self, folder: Path) -> None:
        self.behaviour = Misbehaviour()
        self.client = "post"
        self.calls: dict[str, int] = {}
        self.complaints: list[str] = []
        self._codes: dict[str, dict[str, str]] = {}
        self._verifiers: set[str] = set()
        # With the protocol named, asyncio sets TCP_NODELAY; without it every answer waits 40 ms for an ACK.
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        self._socket.bind(("127.0.0.1", 0))
        self.origin = f"https://localhost:{self._socket.getsockname()[1]}"
        self.forger = Forger(rsa.generate_private_key(65537, 2048), "one")
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

    def misbehave(self, behaviour: Misbehaviour, client: str = "post") -> None:
        self.behaviour, self.client, self.calls, self.complaints = behaviour, client, {}, []

    def _app(self) -> Starlette:
        plays = Player(self.forger, self.issuer, now=lambda: self.behaviour, concerns=lambda _: True)
        named = {
            "metadata": ("/{tenant}/v2.0/.well-known/openid-configuration", plays.metadata(self._metadata)),
            "metadata_v1": (f"/{TENANT}/.well-known/openid-configuration", self._metadata_v1),
            "authorize": (f"/{TENANT}/oauth2/v2.0/authorize", plays.authorization(self._authorize)),
            "token": (f"/{TENANT}/oauth2/v2.0/token", plays.token(self._token)),
            "jwks": ("/{any}/keys", plays.keys(self._jwks)),
            "userinfo": ("/oidc/userinfo", plays.userinfo(self._userinfo)),
        }
        return Starlette(
            routes=[
                Route(path, self._watched(name, answer), methods=["GET", "POST"])
                for name, (path, answer) in named.items()
            ]
        )

    def _watched(self, name: str, answer: Any) -> Any:
        async def endpoint(request: Request) -> Response:
            await self._complain(name, request)
            self.calls[name] = self.calls.get(name, 0) + 1
            return self.behaviour.raw.get(name) or await answer(request)

        return endpoint

    async def _complain(self, endpoint: str, request: Request) -> None:
        form = parse_qsl((await request.body()).decode(), keep_blank_values=True)
        sent = Sent(
            request.method,
            request.query_params.multi_items(),
            form,
            request.headers,
            self.client,
            frozenset(self.calls),
            frozenset(self._verifiers),
            self._codes.get(dict(form).get("code", "")),
        )
        found = (one for one in EXPECTED if one.endpoint == endpoint and not one.holds(sent))
        self.complaints += [one.complaint for one in found]
        if endpoint == "token":
            self._verifiers.add(sent.get("code_verifier"))

    async def _metadata(self, request: Request) -> Response:
        at = f"{self.origin}/{TENANT}"
        return JSONResponse(
            {
                "issuer": self.issuer,
                "authorization_endpoint": f"{at}/oauth2/v2.0/authorize",
                "token_endpoint": f"{at}/oauth2/v2.0/token",
                "jwks_uri": f"{self.origin}/{secrets.token_hex(4)}/keys",
                "userinfo_endpoint": f"{self.origin}/oidc/userinfo",
                "end_session_endpoint": f"{at}/oauth2/v2.0/logout",
                "id_token_signing_alg_values_supported": ["RS256"],
            }
        )

    async def _metadata_v1(self, request: Request) -> Response:
        return JSONResponse({"issuer": f"https://sts.windows.net/{TENANT}/"})

    async def _authorize(self, request: Request) -> Response:
        asked = dict(request.query_params)
        code = secrets.token_urlsafe(16)
        self._codes[code] = asked
        return RedirectResponse(f"{REDIRECT}?{urlencode({'code': code, 'state': asked.get('state', '')})}", 302)

    async def _token(self, request: Request) -> Response:
        asked = self._codes.pop(str((await request.form()).get("code", "")), None)
        if asked is None:
            return JSONResponse({"error": "invalid_grant", "error_description": "AADSTS54005: used"}, 400)
        now = int(time.time())
        claims = {
            "iss": self.issuer,
            "aud": CLIENT,
            "iat": now,
            "nbf": now,
            "exp": now + 3600,
            "sub": "subject-1",
            "oid": "22222222-2222-4333-8444-555555555555",
            "tid": TENANT,
            "ver": "2.0",
            "nonce": asked.get("nonce", ""),
            "name": "Adele <b>Vance</b>",
            "preferred_username": "adele@contoso.example",
        }
        header = {"typ": "JWT", "alg": "RS256", "kid": self.forger.kid}
        return JSONResponse(
            {
                "token_type": "Bearer",
                "access_token": "access-1",
                "expires_in": 3600,
                "scope": "openid",
                "id_token": self.forger.token(claims, header, "rs256"),
            }
        )

    async def _jwks(self, request: Request) -> Response:
        return JSONResponse({"keys": self.forger.suite()})

    async def _userinfo(self, request: Request) -> Response:
        return JSONResponse({"sub": "subject-1", "name": "Adele"})
