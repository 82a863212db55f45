"""Pages around the sign-in: signing out, the page about an error number, and what the pages are drawn with."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from ..drawing import draw
from ..realm import Realm
from .account_pages import SESSION

ASSETS = {"style.css": "text/css", "icon.svg": "image/svg+xml"}


@dataclass(frozen=True)
class Leaving:
    """Logout, errors and assets."""

    realm: Realm

    async def logout(self, request: Request) -> Response:
        """OpenID Connect RP-initiated logout: back to the application only if that address is registered."""
        back = request.query_params.get("post_logout_redirect_uri", "")
        state = request.query_params.get("state")
        known = any(
            back in app[part]["redirectUris"]
            for app in self.realm.directory.applications
            for part in ("web", "spa", "publicClient")
        )
        answer: Response
        if back and known:
            answer = RedirectResponse(f"{back}?state={state}" if state else back, 302)
        else:
            answer = draw("message.html", self.realm, about="logout")
        answer.delete_cookie(SESSION)
        return answer

    async def error(self, request: Request) -> Response:
        return draw("message.html", self.realm, about="error")

    async def asset(self, request: Request) -> Response:
        name = request.path_params["name"]
        if name not in ASSETS:
            return Response(status_code=404)
        content = files("wizard.practice").joinpath("pages", name).read_bytes()
        return Response(content, media_type=ASSETS[name], headers={"Cache-Control": "max-age=3600"})
