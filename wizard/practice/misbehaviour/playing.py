"""Plays a misbehaviour: takes an endpoint's honest answer, and gives back what the provider says instead.

It wraps the endpoints of a sign-in, so that the honest ones need not know of it.
"""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit, urlunsplit

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from .forging import Forger, algorithm
from .shape import Json, Misbehaviour, changed

_HONEST = Misbehaviour()
Handler = Callable[[Request], Awaitable[Response]]


class Player:
    """One provider that misbehaves as `now` says, towards the applications that `concerns` names by client id."""

    def __init__(
        self, forger: Forger, issuer: str, now: Callable[[], Misbehaviour], concerns: Callable[[str], bool]
    ) -> None:
        self._forger, self._issuer, self._now, self._concerns = forger, issuer, now, concerns
        self._fetched = 0

    def metadata(self, honest: Handler) -> Handler:
        """The metadata document; programs of every kind read it."""

        async def answer(request: Request) -> Response:
            does = self._now()
            return does.raw.get("metadata") or _edited(await honest(request), does.metadata)

        return answer

    def keys(self, honest: Handler) -> Handler:
        """The published keys; "later" is from the second time on since the last login."""

        async def answer(request: Request) -> Response:
            does = self._now()
            self._fetched += 1
            keys = does.later_keys if does.later_keys and self._fetched > 1 else does.keys
            response = await honest(request)
            return does.raw.get("jwks") or (_edited(response, {"keys": keys(self._forger)}) if keys else response)

        return answer

    def userinfo(self, honest: Handler) -> Handler:
        """What userinfo says about the person."""

        async def answer(request: Request) -> Response:
            does, response = self._now(), await honest(request)
            return response if response.status_code != 200 else _raw(does, "userinfo", response, does.userinfo)

        return answer

    def token(self, honest: Handler) -> Handler:
        """The answer to an authorization code, where an ID token for one of these applications is in it."""

        async def answer(request: Request) -> Response:
            does = self._now()
            if does == _HONEST:
                return await honest(request)
            sent = parse_qs((await request.body()).decode("utf-8", "replace"))
            response = await honest(request)
            body = json.loads(bytes(response.body))
            if "code" not in sent or "id_token" not in body:
                return response
            claims = json.loads(_decoded(body["id_token"]))
            if not self._concerns(claims["aud"]):
                return response
            self._fetched = 0
            if does.forges:
                secret = sent.get("client_secret", [""])[0]
                body["id_token"] = self._forged(does, claims, body["access_token"], secret)
                response = JSONResponse(body, headers=_kept(response))
            return _raw(does, "token", response, does.token)

        return answer

    def authorization(self, honest: Handler) -> Handler:
        """Where the browser is sent once the person signed in to one of these applications."""

        async def answer(request: Request) -> Response:
            response, does = await honest(request), self._now()
            parts = urlsplit(response.headers.get("location", ""))
            sent = parse_qsl(parts.query, keep_blank_values=True)
            concerned = self._concerns(request.query_params.get("client_id", ""))
            if does.answer and concerned and "code" in dict(sent):
                query = urlencode(does.answer(sent, self._issuer))
                response.headers["location"] = urlunsplit(parts._replace(query=query))
            return response

        return answer

    def _forged(self, does: Misbehaviour, claims: Json, access_token: str, secret: str) -> str:
        honest = {"typ": "JWT", "alg": algorithm(does.sign), "kid": self._forger.kid}
        told = changed(claims, does.claims, access_token=access_token)
        return self._forger.token(told, changed(honest, does.header), does.sign, secret)


def _raw(does: Misbehaviour, endpoint: str, response: Response, changes: Any) -> Response:
    return does.raw.get(endpoint) or _edited(response, changes)


def _edited(response: Response, changes: Any) -> Response:
    if not changes or response.status_code != 200:
        return response
    return JSONResponse(changed(json.loads(bytes(response.body)), changes), headers=_kept(response))


def _kept(response: Response) -> dict[str, str]:
    return {name: value for name, value in response.headers.items() if name not in ("content-length", "content-type")}


def _decoded(token: str) -> bytes:
    part = token.split(".")[1]
    return urlsafe_b64decode(part + "=" * (-len(part) % 4))
