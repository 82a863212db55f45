"""The addresses of the portal."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from ..drawing import draw
from ..realm import Realm
from . import (
    authentication,
    certificates,
    consent,
    enterprise,
    expose,
    manifest,
    overview,
    permissions,
    platforms,
    registrations,
    secrets,
    situations,
    token_configuration,
    users_and_groups,
)
from .deep_links import ABSENT, path_of
from .page import answering, is_here, message

PAGES = (
    *overview.PAGES,
    *registrations.PAGES,
    *authentication.PAGES,
    *platforms.PAGES,
    *secrets.PAGES,
    *certificates.PAGES,
    *token_configuration.PAGES,
    *permissions.PAGES,
    *consent.PAGES,
    *expose.PAGES,
    *manifest.PAGES,
    *enterprise.PAGES,
    *users_and_groups.PAGES,
    *situations.PAGES,
)


def portal_routes(realm: Realm) -> list[Route]:
    """Every page, and the one that a link of the real portal's kind arrives at."""

    async def arrive(request: Request) -> Response:
        tenant = request.path_params.get("tenant", realm.tenant_id)
        if not is_here(realm, tenant):
            return message(realm, "elsewhere", 404)
        # What stands behind the # never leaves the browser: only a script can read it.
        return draw("portal_arrive.html", realm, runs=True, base=f"/portal/{realm.tenant_id}")

    async def find(request: Request) -> Response:
        path = path_of(request.query_params.get("view", ""))
        return RedirectResponse(f"/portal/{realm.tenant_id}{path}", 303)

    async def absent(request: Request) -> Response:
        name = request.path_params["name"]
        return draw("portal_absent.html", realm, 404, name=name if name in ABSENT.values() else "other")

    async def lost(request: Request) -> Response:
        return message(realm, "lost", 404)

    arrivals = [Route(path, arrive, methods=["GET"]) for path in ("/portal", "/portal/", "/portal/{tenant}/")]
    pages = [
        Route(f"/portal/{{tenant}}{page.path}", answering(realm, page), methods=["GET", "POST"]) for page in PAGES
    ]
    return [
        *arrivals,
        Route("/portal/{tenant}/open", find, methods=["GET"]),
        Route("/portal/{tenant}/absent/{name}", absent, methods=["GET"]),
        *pages,
        Route("/portal/{rest:path}", lost, methods=["GET"]),
    ]
