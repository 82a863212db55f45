"""The pages a browser opens, drawn from templates that escape everything they are given."""

from __future__ import annotations

import secrets
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from starlette.responses import HTMLResponse, Response

from steps.model.words import say

from ..text import text
from .people import TENANT_NAME
from .realm import Realm

ENVIRONMENT = Environment(
    loader=PackageLoader("wizard.practice", "pages"),
    autoescape=select_autoescape(["html"]),
    undefined=StrictUndefined,
)
ENVIRONMENT.globals["say"] = lambda key, **values: text(say(f"practice.{key}", **values))


def draw(
    page: str, realm: Realm, status: int = 200, posts_to: str = "", runs: bool = False, **values: Any
) -> Response:
    """One page. `posts_to` is where its form may end up besides ourselves; `runs` lets its one script run."""
    nonce = secrets.token_urlsafe(16)
    html = ENVIRONMENT.get_template(page).render(
        tenant=TENANT_NAME, pages=realm.pages, nonce=nonce, posts_to=posts_to, **values
    )
    # A form's redirect counts as its action, so that the application's own address must be named here.
    actions = " ".join(filter(None, ("'self'", _origin(posts_to))))
    script = f"'nonce-{nonce}'" if runs else "'none'"
    policy = (
        f"default-src 'none'; style-src 'self'; script-src {script}; img-src 'self'; "
        f"form-action {actions}; frame-ancestors 'none'; base-uri 'none'"
    )
    headers = {
        "Content-Security-Policy": policy,
        # Not "no-referrer": a browser then sends "Origin: null" with our own forms, and they could not be told apart.
        "Referrer-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
    }
    return HTMLResponse(html, status, headers)


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}" if parts.scheme in ("http", "https") else ""
