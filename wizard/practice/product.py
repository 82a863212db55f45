"""A stand-in for the product: it begins a login as one would that was configured with these values."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from .realm import Realm


@dataclass(frozen=True)
class StandIn:
    """Redirects to the tenant's own sign-in page, and nowhere else."""

    realm: Realm

    async def sign_in(self, request: Request) -> Response:
        """The product's login, begun; nobody signs in at it."""
        given = request.query_params
        back = given.get("redirect_uri", "")
        if self.realm.scenarios.product_behind_proxy:
            # TLS ends before it, and nobody told it: the commonest cause of AADSTS50011.
            back = back.replace("https://", "http://", 1)
        sent = {
            "client_id": given.get("client_id", ""),
            "response_type": "code",
            "redirect_uri": back,
            "scope": "openid profile email",
            "response_mode": "query",
            "state": secrets.token_urlsafe(16),
            "nonce": secrets.token_urlsafe(16),
            "code_challenge": secrets.token_urlsafe(32),
            "code_challenge_method": "S256",
        }
        page = f"{self.realm.pages}/{self.realm.tenant_id}/oauth2/v2.0/authorize"
        answer = RedirectResponse(f"{page}?{urlencode(sent)}", 302)
        answer.set_cookie("product_state", sent["state"], httponly=True, samesite="lax")
        return answer
