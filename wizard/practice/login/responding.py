"""Answers on their way back to the application: query, fragment or a form that posts itself."""

from __future__ import annotations

import secrets
import uuid
from urllib.parse import urlencode, urlsplit, urlunsplit

from starlette.responses import RedirectResponse, Response

from ..drawing import draw
from ..realm import Realm
from ..store import Row
from . import logged
from .authorize import Asked, GoesBack, Target
from .issue import new_code, session_for
from .tokens import client_info, id_token


def signed_in(realm: Realm, asked: Asked, user: Row) -> Response:
    """Send code and ID token back. Raises AADSTS65001 if consent is missing."""
    sid = str(uuid.uuid4())
    session = session_for(realm, asked.client, user, asked.wanted, asked.v1, asked.nonce, sid)
    fields: dict[str, str] = {}
    if "code" in asked.kinds:
        target = asked.target
        fields["code"] = new_code(realm, session, target.redirect, target.platform, asked.challenge)
    if "id_token" in asked.kinds:
        fields["id_token"] = id_token(realm, session, fields.get("code", ""))
    if asked.with_info:
        fields["client_info"] = client_info(realm, user)
    logged.record(realm, asked.client, user)
    return send(realm, asked.target, fields | {"session_state": secrets.token_hex(16)})


def refused(realm: Realm, back: GoesBack) -> Response:
    """Send an error back, in the words of the recorded redirects.

    Source: learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow.
    """
    fields = {"error": back.error}
    if back.subcode:
        fields["error_subcode"] = back.subcode
    else:
        fields["error_description"] = back.refused.description
        fields["error_uri"] = f"{realm.secure}/error?code={back.refused.number}"
    return send(realm, back.target, fields)


def send(realm: Realm, target: Target, fields: dict[str, str]) -> Response:
    """The redirect or the form."""
    if target.state:
        fields = fields | {"state": target.state}
    if target.mode == "form_post":
        return draw("form_post.html", realm, posts_to=target.redirect, fields=fields, runs=True)
    parts = urlsplit(target.redirect)
    # Entra adds the slash to an address without a path.
    parts = parts._replace(path=parts.path or "/")
    if target.mode == "fragment":
        return RedirectResponse(urlunsplit(parts._replace(fragment=urlencode(fields))), 302)
    query = f"{parts.query}&{urlencode(fields)}" if parts.query else urlencode(fields)
    return RedirectResponse(urlunsplit(parts._replace(query=query)), 302)
