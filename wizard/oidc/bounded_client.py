"""Authlib's client within bounds: no answer to a login is too long, in bytes or in time.

Loading this loads Authlib, which takes a tenth of a second.
"""

from __future__ import annotations

import time
from typing import Any

import httpx2
from authlib.integrations.httpx_client import OAuth2Client

from .fetch import MOST, TOTAL, as_read


class BoundedClient(OAuth2Client):  # type: ignore[misc]  # Authlib ships without types.
    """Reads an answer as far as it can be of use. `total` are the seconds that its body may take."""

    total = TOTAL

    def send(self, request: httpx2.Request, *, stream: bool = False, **more: Any) -> httpx2.Response:
        """As the client's own, but whole: what is cut off is missing from the body."""
        ends = time.monotonic() + self.total
        answer: httpx2.Response = super().send(request, stream=True, **more)
        body = bytearray()
        try:
            for piece in answer.iter_bytes():
                body += piece
                if len(body) >= MOST:
                    break
                if time.monotonic() > ends:
                    raise httpx2.ReadTimeout(f"{self.total:g} s", request=request)
        finally:
            answer.close()
        read = as_read(answer, bytes(body))
        read.request = request
        return read
