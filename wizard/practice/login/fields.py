"""Reading what a request carries, and whether it came from one of our own pages."""

from __future__ import annotations

from collections.abc import Mapping
from email.message import Message
from email.parser import BytesParser
from urllib.parse import parse_qsl

from starlette.requests import Request

from ..realm import Realm

MOST = 64_000
"""Bytes of a form; nothing that is sent here comes near."""


async def form_of(request: Request) -> dict[str, str]:
    """The fields of an urlencoded body, the last of two with one name; of a form with a file, those of its parts."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST:
            return {}
    kind = request.headers.get("content-type", "")
    if kind.startswith("multipart/form-data"):
        return _parts(kind, bytes(body))
    return dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))


def _parts(kind: str, body: bytes) -> dict[str, str]:
    """The parts of a form with a file (RFC 7578), each byte as one character: a file may be no text at all."""
    whole = BytesParser().parsebytes(f"Content-Type: {kind}\r\n\r\n".encode("latin-1", "replace") + body)
    found = {}
    for part in whole.get_payload() if whole.is_multipart() else ():
        content = part.get_payload(decode=True) if isinstance(part, Message) else b""
        name = part.get_param("name", header="content-disposition") if isinstance(part, Message) else None
        if isinstance(name, str) and isinstance(content, bytes):
            found[name] = content.decode("latin-1")
    return found


def is_ours(realm: Realm, request: Request) -> bool:
    """Whether a form was sent by our own page, not by another site's on the person's behalf."""
    origin = request.headers.get("origin")
    return origin in (None, realm.pages) and request.headers.get("sec-fetch-site") in (None, "same-origin")


def header_fields(request: Request) -> Mapping[str, str]:
    """The request's headers by lower-case name."""
    return {name.lower(): value for name, value in request.headers.items()}
