"""A product asked through the engine, and what one answers that is configured as the setup says."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from urllib.parse import urlencode

from walked import Walked

from steps.model.views import Finding, Report, Wait
from tests.wizard.product_side.playing_product import Asked, PlayingProduct, page, redirect

READY = (
    *("choose_product", "sign_in", "check_tenant", "register_app"),
    *("grant_access", "collect_endpoints", "make_secret", "configure_product"),
)
OM = "/api/v1/system/config/auth"


def asked(walked: Walked, **answers: str) -> Report:
    """Ask the product; what is told when it has answered."""
    walked.answer("live_login", **(answers or {"card": "product_probe"}))
    for _ in range(100):
        view = walked.look("live_login")
        if isinstance(view, Report):
            return view
        assert isinstance(view, Wait)
        time.sleep(0.05)
    raise TimeoutError


def findings(report: Report) -> list[Finding]:
    return [one for section in report.sections[:-1] for one in section.findings]


def settings(walked: Walked, product: PlayingProduct, **changed: str) -> bytes:
    known, signed_in, endpoints = walked.setup.registration, walked.setup.signed_in, walked.setup.endpoints
    assert known
    assert signed_in
    assert endpoints
    good = {
        "provider": "azure",
        "clientType": "confidential",
        "clientId": known.client_id,
        "authority": endpoints.issuer.removesuffix("/v2.0"),
        "callbackUrl": product.plain_url("/callback", "localhost"),
        "secretOfSomebody": "canary",
    }
    return page(200, json.dumps(good | changed))


def door(walked: Walked, **changed: str) -> Callable[[Asked], bytes]:
    known, endpoints = walked.setup.registration, walked.setup.endpoints
    assert known
    assert endpoints
    sent = {
        "client_id": known.client_id,
        "redirect_uri": known.redirect_uris["web"][0],
        "response_type": "code",
        "response_mode": "query",
        "scope": "openid email profile offline_access",
        "state": "canary",
        "nonce": "canary",
        "code_challenge": "canary",
        "code_challenge_method": "S256",
    }
    query = urlencode({name: text for name, text in (sent | changed).items() if text})
    return lambda _: redirect(f"{endpoints.authorization}?{query}", "Set-Cookie: pac4j=canary; HttpOnly")
