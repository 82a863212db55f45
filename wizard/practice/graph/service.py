"""Graph at the door: the address is tidied, the token read, the route found, the answer dressed."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import parse_qsl, unquote

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route as WebRoute

from ..realm import Realm
from . import applications, audit, batch, deleted, grants, groups, organization, people, policies, service_principals
from .answers import JSON, Answer, GraphRefusal, bad, new_request_id
from .bearer import Caller, read_caller
from .call import Call
from .permissions import check_scope
from .trouble import check_trouble, lose_answer

ROUTES = (
    *organization.ROUTES,
    *people.ROUTES,
    *groups.ROUTES,
    *applications.ROUTES,
    *service_principals.ROUTES,
    *grants.ROUTES,
    *policies.ROUTES,
    *deleted.ROUTES,
    *audit.ROUTES,
)
MOST = 4_000_000
"""Bytes of a request body, as in Graph."""


def graph_routes(realm: Realm) -> list[WebRoute]:
    """Everything under /v1.0 and /beta, and under a doubled slash, which the SDK's own client sends."""

    async def answer(request: Request) -> Response:
        body = await request.body()
        request_id, given = new_request_id(), request.headers.get("client-request-id", "")
        try:
            caller = read_caller(realm, request.headers.get("authorization", ""))
            check_trouble(realm)
            if len(body) > MOST:
                raise GraphRefusal(413, "RequestEntityTooLarge", "The request is too large.")
            said = _serve(realm, request, body, caller)
        except GraphRefusal as refusal:
            said = refusal.answer(request_id, given)
        return _dressed(said, request_id, given)

    methods = ["GET", "POST", "PATCH", "PUT", "DELETE"]
    return [WebRoute(f"/{version}{{path:path}}", answer, methods=methods) for version in ("v1.0", "beta")]


def _serve(realm: Realm, request: Request, body: bytes, caller: Caller) -> Answer:
    path = tidy(request.path_params["path"])
    query = dict(parse_qsl(request.url.query, keep_blank_values=True))
    headers = {name.lower(): value for name, value in request.headers.items()}
    sent = _parsed(body)
    if (request.method, path) == ("POST", "/$batch"):
        return batch.answer(sent, lambda m, p, q, h, s: dispatch(realm, caller, m, p, q, {**headers, **h}, s))
    answer = dispatch(realm, caller, request.method, path, query, headers, sent)
    return lose_answer(realm, request.method, answer)


def dispatch(
    realm: Realm, caller: Caller, method: str, path: str, query: dict[str, str], headers: dict[str, str], sent: Any
) -> Answer:
    """The answer of the route that fits. Raises `GraphRefusal`."""
    for route in ROUTES:
        args = route.match(method, path)
        if args is not None:
            check_scope(route.need, caller)
            return route.handler(Call(realm, method, path, query, headers, sent, caller, args))
    if any(route.match(other, path) is not None for route in ROUTES for other in ("GET", "POST", "PATCH", "DELETE")):
        raise GraphRefusal(405, "Request_BadRequest", "Specified HTTP method is not allowed for the request target.")
    segment = path.strip("/").partition("/")[0]
    raise bad(f"Resource not found for the segment '{segment}'.")


def tidy(path: str) -> str:
    """The path after the version: single slashes, no /myorganization, decoded."""
    path = re.sub(r"/{2,}", "/", "/" + unquote(path)).rstrip("/")
    return path.removeprefix("/myorganization") or "/"


def _parsed(body: bytes) -> Any:
    if not body:
        return None
    try:
        return json.loads(body)
    except ValueError:
        raise bad("Unable to read JSON request payload. Please ensure the payload is of valid JSON format.") from None


def _dressed(said: Answer, request_id: str, given: str) -> Response:
    headers = {
        "request-id": request_id,
        "client-request-id": given or request_id,
        "x-ms-ags-diagnostic": '{"ServerInfo":{"DataCenter":"Practice","Slice":"E","Ring":"5","ScaleUnit":"000"}}',
        "strict-transport-security": "max-age=31536000",
        "cache-control": "no-cache",
        "odata-version": "4.0",
        **said.headers,
    }
    if said.body is None:
        return Response(status_code=said.status, headers=headers)
    return Response(json.dumps(said.body), said.status, headers, media_type=JSON)
