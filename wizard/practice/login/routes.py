"""The addresses of the login endpoints: those of programs, and those a browser opens."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from ..graph.answers import GraphRefusal
from ..graph.bearer import read_caller
from ..portal.routes import portal_routes
from ..product import StandIn
from ..realm import Realm
from . import device
from .account_pages import Accounts
from .clients import find_client
from .device_pages import DevicePages
from .discovery import Discovery
from .fields import form_of, header_fields
from .leaving import Leaving
from .misbehaving import player
from .refusals import Refused
from .tenancy import is_shared
from .token import token
from .userinfo import userinfo

Handler = Callable[[Request], Awaitable[Response]]
CROSS_ORIGIN = {"Access-Control-Allow-Origin": "*", "Access-Control-Allow-Headers": "*"}
UNCACHED = {"Cache-Control": "no-store, no-cache", "Pragma": "no-cache", **CROSS_ORIGIN}


def program_routes(realm: Realm) -> list[Route]:
    """What SDKs and products ask for over TLS."""
    discovery, plays = Discovery(realm), player(realm)

    async def v2_token(request: Request) -> Response:
        tenant = request.path_params["tenant"]
        return _json(token(realm, tenant, await form_of(request), header_fields(request)))

    async def v1_token(request: Request) -> Response:
        tenant = request.path_params["tenant"]
        return _json(token(realm, tenant, await form_of(request), header_fields(request), v1=True))

    def device_code(v1: bool) -> Handler:
        async def handler(request: Request) -> Response:
            form = await form_of(request)
            shared = is_shared(realm, request.path_params["tenant"])
            client = find_client(realm, form.get("client_id", ""), shared)
            return _json(device.begin(realm, client, form.get("scope", ""), form.get("resource", ""), v1))

        return handler

    async def about_me(request: Request) -> Response:
        try:
            claims = userinfo(realm, read_caller(realm, request.headers.get("authorization", "")))
        except GraphRefusal:
            claims = None
        if claims is None:
            return Response(status_code=401, headers={"WWW-Authenticate": 'Bearer error="invalid_token"'})
        return _json(claims)

    well_known = ".well-known/openid-configuration"
    answered = [
        ("GET", "/common/discovery/instance", discovery.instance),
        ("GET", "/common/userrealm/{user}", discovery.user_realm),
        ("GET", "/common/UserRealm/{user}", discovery.user_realm),
        ("GET", f"/{{tenant}}/v2.0/{well_known}", plays.metadata(discovery.v2)),
        ("GET", f"/{{tenant}}/{well_known}", discovery.v1),
        ("GET", "/{tenant}/discovery/v2.0/keys", plays.keys(discovery.keys)),
        ("GET", "/{tenant}/discovery/keys", discovery.keys),
        ("POST", "/{tenant}/oauth2/v2.0/token", plays.token(v2_token)),
        ("POST", "/{tenant}/oauth2/token", v1_token),
        ("POST", "/{tenant}/oauth2/v2.0/devicecode", device_code(v1=False)),
        ("POST", "/{tenant}/oauth2/devicecode", device_code(v1=True)),
        ("GET", "/oidc/userinfo", plays.userinfo(about_me)),
        ("POST", "/oidc/userinfo", about_me),
        ("GET", "/{tenant}/openid/userinfo", about_me),
    ]
    return [Route(path, _for_programs(realm, handler), methods=[method]) for method, path, handler in answered]


def page_routes(realm: Realm) -> list[Route]:
    """What a browser opens."""
    accounts, devices, leaving = Accounts(realm), DevicePages(realm), Leaving(realm)
    return [
        Route("/{tenant}/oauth2/v2.0/authorize", player(realm).authorization(accounts.v2), methods=["GET", "POST"]),
        Route("/{tenant}/oauth2/authorize", accounts.v1, methods=["GET", "POST"]),
        Route("/{tenant}/oauth2/v2.0/logout", leaving.logout, methods=["GET"]),
        Route("/{tenant}/oauth2/logout", leaving.logout, methods=["GET"]),
        Route("/devicelogin", devices.ask, methods=["GET"]),
        Route("/devicelogin", devices.answer, methods=["POST"]),
        Route("/error", leaving.error, methods=["GET"]),
        *portal_routes(realm),
        Route("/product", StandIn(realm).sign_in, methods=["GET"]),
        Route("/practice/{name}", leaving.asset, methods=["GET"]),
    ]


def _for_programs(realm: Realm, handler: Handler) -> Handler:
    async def answer(request: Request) -> Response:
        try:
            response = await handler(request)
        except Refused as refused:
            response = JSONResponse(refused.body(realm.secure), refused.status, UNCACHED)
        for name, value in CROSS_ORIGIN.items():
            response.headers[name] = value
        response.headers["X-Content-Type-Options"] = "nosniff"
        return response

    return answer


def _json(body: dict[str, Any]) -> Response:
    return JSONResponse(body, headers=UNCACHED)
