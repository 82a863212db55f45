"""Certificates of an application: one list that is written as a whole, so it is read a moment before.

Source: learn.microsoft.com/graph/api/application-addkey. Without a key of the application's own to sign a proof with,
the first certificate goes through PATCH.
"""

from __future__ import annotations

import base64
import ssl
import uuid
from collections.abc import Callable

from kiota_abstractions.method import Method

from steps.model.directory import Json
from steps.model.problems import problem

from .applications import Applications
from .reach import Reach

DOING = "PATCH /applications/{id}"


class KeyCredentials:
    """The key credentials of an application."""

    def __init__(self, reach: Reach, applications: Applications) -> None:
        self._reach = reach
        self._applications = applications

    async def add(self, object_id: str, display_name: str, certificate: str) -> Json:
        """Add this certificate (PEM), with an ID of our own: a write repeated after a lost answer is the same.

        Problem: `still-spreading` when it does not show afterwards.
        """
        added = {
            "keyId": str(uuid.uuid4()),
            "displayName": display_name,
            "type": "AsymmetricX509Cert",
            "usage": "Verify",
            "key": base64.b64encode(ssl.PEM_cert_to_DER_cert(certificate)).decode(),
        }
        await self._write(object_id, [*await self._all(object_id), added])
        self._wrote(object_id, lambda app: added["keyId"] in _ids(app))
        found = [one for one in await self._all(object_id) if one["keyId"] == added["keyId"]]
        if not found:
            raise problem("still-spreading", doing=DOING)
        return {name: value for name, value in found[0].items() if name != "key"}

    async def remove(self, object_id: str, key_id: str) -> None:
        """Remove one; one that is gone already is no error, and nothing is written then."""
        there = await self._all(object_id)
        if key_id in (one["keyId"] for one in there):
            await self._write(object_id, [one for one in there if one["keyId"] != key_id])
        self._wrote(object_id, lambda app: key_id not in _ids(app))

    def _wrote(self, object_id: str, shows: Callable[[Json], bool]) -> None:
        for key in (self._applications.key(object_id), _list_of(object_id)):
            self._reach.own.wrote(key, shows)

    async def _write(self, object_id: str, credentials: list[Json]) -> None:
        builder = self._reach.graph.at.applications.by_application_id(object_id)
        await self._reach.write(Method.PATCH, builder, DOING, {"keyCredentials": credentials}, about=(object_id,))

    async def _all(self, object_id: str) -> list[Json]:
        doing, builder = "GET /applications/{id}", self._reach.graph.at.applications.by_application_id(object_id)
        key = _list_of(object_id)
        if self._reach.own.is_fresh(object_id):
            # A replica that does not know the application yet knows nothing of its keys either.
            self._reach.own.made(key)
        # Asked for by name, or the keys would be missing: a list that is sent back without them could lose them.
        found = await self._reach.own.read(
            key, lambda: self._reach.find(builder, doing, select="id,keyCredentials"), doing
        )
        credentials: list[Json] = (found or {}).get("keyCredentials") or []
        return credentials


def _list_of(object_id: str) -> str:
    """Under which name writes to this list are remembered, besides that of the application."""
    return f"keyCredentials of {object_id}"


def _ids(app: Json) -> set[str]:
    return {credential["keyId"] for credential in app.get("keyCredentials") or []}
