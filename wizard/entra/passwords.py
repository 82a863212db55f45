"""Client secrets: made once, never twice, and the value out of the JSON before anybody else sees it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from kiota_abstractions.method import Method

from steps.model.directory import Json
from steps.model.problems import Problem, problem
from steps.model.secret import Secret

from .applications import Applications
from .reach import Reach, identified
from .replies import Lost

DOING = "POST /applications/{id}/addPassword"


class Passwords:
    """The password credentials of an application."""

    def __init__(self, reach: Reach, applications: Applications) -> None:
        self._reach = reach
        self._applications = applications

    async def add(
        self, object_id: str, display_name: str, expires: datetime, keep: Sequence[str] = ()
    ) -> tuple[Secret, Json]:
        """Make one secret. After an unknown outcome: remove whatever carries our name, then make one more, once.

        A credential whose answer was lost has a value that nobody knows, so it must not stay. Older ones of this
        name are in `keep`, by key ID: one of them may be in use until the new one is there.
        Problem: `still-spreading` when the second answer is lost too, with nothing left behind that could be seen.
        """
        try:
            return await self._add(object_id, display_name, expires)
        except Lost:
            await self._remove_named(object_id, display_name, keep)
        try:
            return await self._add(object_id, display_name, expires)
        except Lost as lost:
            await self._remove_named(object_id, display_name, keep)
            raise problem("still-spreading", doing=DOING) from lost

    async def remove(self, object_id: str, key_id: str) -> None:
        """Remove one; one that is gone already is no error."""
        if await self._holds(object_id, key_id):
            builder = self._reach.graph.at.applications.by_application_id(object_id).remove_password
            doing = "POST /applications/{id}/removePassword"
            try:
                await self._reach.write(
                    Method.POST, builder, doing, {"keyId": key_id}, about=(object_id,), repeat=False
                )
            except Lost as lost:
                # Asking again is harmless, but a second removal is refused: so look instead.
                if await self._holds(object_id, key_id):
                    raise problem("still-spreading", doing=doing) from lost
            except Problem as refused:
                # An earlier removal whose answer was lost, which one replica had not heard of.
                if refused.code != "refused" or await self._holds(object_id, key_id, after=8):
                    raise
        self._reach.own.wrote(self._applications.key(object_id), lambda app: key_id not in _keys(app))

    async def _add(self, object_id: str, display_name: str, expires: datetime) -> tuple[Secret, Json]:
        builder = self._reach.graph.at.applications.by_application_id(object_id).add_password
        ends = expires.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        body = {"passwordCredential": {"displayName": display_name, "endDateTime": ends}}
        answer = await self._reach.write(Method.POST, builder, DOING, body, about=(object_id,), repeat=False)
        credential = dict(identified(answer, DOING))
        text = credential.pop("secretText", None)
        if not text:
            raise problem("other-answer", doing=DOING)
        key_id = credential["keyId"]
        self._reach.own.wrote(self._applications.key(object_id), lambda app: key_id in _keys(app))
        return Secret(text), credential

    async def _holds(self, object_id: str, key_id: str, after: int = 0) -> bool:
        if after:
            await self._reach.patience.pause(after)
        return any(c["keyId"] == key_id for c in await self._all(object_id))

    async def _remove_named(self, object_id: str, display_name: str, keep: Sequence[str]) -> None:
        await self._reach.patience.pause(2)
        for credential in await self._all(object_id):
            if credential.get("displayName") == display_name and credential["keyId"] not in keep:
                await self.remove(object_id, credential["keyId"])

    async def _all(self, object_id: str) -> list[Json]:
        # The whole application, not a selection: what we wrote to it is looked for in what we read.
        doing, builder = "GET /applications/{id}", self._reach.graph.at.applications.by_application_id(object_id)
        key = self._applications.key(object_id)
        app = await self._reach.own.read(key, lambda: self._reach.find(builder, doing), doing) or {}
        credentials: list[Json] = app.get("passwordCredentials") or []
        return credentials


def _keys(app: Json) -> set[str]:
    return {credential["keyId"] for credential in app.get("passwordCredentials") or []}
