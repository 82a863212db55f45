"""Reading what a request carries, and whether it came from one of our own pages."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qsl

from starlette.requests import Request

from ..realm import Realm

MOST = 64_000
"""Bytes of a form; nothing that is sent here comes near."""


async def form_of(request: Request) -> dict[str, str]:
    """The fields of an urlencoded body; the last of two with one name."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST:
            return {}
    return dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))


def is_ours(realm: Realm, request: Request) -> bool:
    """Whether a form was sent by our own page, not by another site's on the person's behalf."""
    origin = request.headers.get("origin")
    return origin in (None, realm.pages) and request.headers.get("sec-fetch-site") in (None, "same-origin")


def header_fields(request: Request) -> Mapping[str, str]:
    """The request's headers by lower-case name."""
    return {name.lower(): value for name, value in request.headers.items()}
