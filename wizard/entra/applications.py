"""Applications: found and written by uniqueName, so that a repeated write finds the first; else found by client ID.

Source: graph-docs application-upsert (PATCH with Prefer: create-if-missing answers 201 or 204).
"""

from __future__ import annotations

from kiota_abstractions.method import Method

from steps.model.directory import Json

from .own_writes import holds
from .reach import Reach, identified


class Applications:
    """The applications of the tenant."""

    def __init__(self, reach: Reach) -> None:
        self._reach = reach
        self._names: dict[str, str] = {}
        self._clients: dict[str, str] = {}

    async def named(self, unique_name: str) -> Json | None:
        """The application with this uniqueName, showing what we wrote to it a moment ago."""
        doing = "GET /applications(uniqueName)"
        builder = self._reach.graph.at.applications_with_unique_name(unique_name)
        found = await self._reach.own.read(unique_name, lambda: self._reach.find(builder, doing), doing)
        if found is None:
            return None
        app = identified(found, doing, uniqueName=unique_name)
        self._remember(app, unique_name)
        return app

    async def with_client_id(self, client_id: str) -> Json | None:
        """The application with this appId, whoever made it, showing what we wrote to it a moment ago."""
        doing = "GET /applications(appId)"
        # Graph writes its ids in lower case, and compares keys as they are.
        client_id = client_id.lower()
        builder = self._reach.graph.at.applications_with_app_id(client_id)
        key = self._clients.get(client_id, f"application of {client_id}")
        found = await self._reach.own.read(key, lambda: self._reach.find(builder, doing), doing)
        if found is None:
            return None
        app = identified(found, doing, appId=client_id)
        self._remember(app, key)
        return app

    async def upsert(self, unique_name: str, body: Json) -> Json:
        """Create or update, and answer the whole application."""
        doing = f"PATCH /applications(uniqueName='{unique_name}')"
        builder = self._reach.graph.at.applications_with_unique_name(unique_name)
        headers = {"Prefer": "create-if-missing"}
        seen_before = unique_name in self._names.values()
        created = await self._reach.write(Method.PATCH, builder, doing, body, headers=headers)
        self._reach.own.wrote(unique_name, lambda app: holds(app, body))
        if created is None:
            # It exists, so a replica that does not know it yet is behind.
            self._reach.own.made(unique_name)
            app = identified(await self.named(unique_name), doing)
            if not seen_before:
                # Made a moment ago after all: the answer that said so was lost.
                self._reach.own.made(app["id"], app["appId"])
            return app
        app = identified(created, doing, uniqueName=unique_name)
        self._reach.own.made(unique_name, app["id"], app["appId"])
        self._remember(app, unique_name)
        return app

    async def update(self, object_id: str, body: Json) -> None:
        """Change the given properties; a list is replaced as a whole."""
        builder = self._reach.graph.at.applications.by_application_id(object_id)
        await self._reach.write(Method.PATCH, builder, "PATCH /applications/{id}", body, about=(object_id,))
        self._reach.own.wrote(self.key(object_id), lambda app: holds(app, body))

    async def delete(self, object_id: str) -> None:
        """Delete; one that is gone already is no error. It stays 30 days in deletedItems."""
        doing = "DELETE /applications/{id}"
        builder = self._reach.graph.at.applications.by_application_id(object_id)
        if await self._reach.find(builder, "GET /applications/{id}", select="id") is not None:
            await self._reach.write(Method.DELETE, builder, doing)
        self._reach.own.removed(object_id, self.key(object_id))

    def key(self, object_id: str) -> str:
        """Under which name writes to this application are remembered."""
        return self._names.get(object_id, object_id)

    def _remember(self, app: Json, key: str) -> None:
        self._names[app["id"]] = self._clients[app.get("appId", "")] = key
