"""One way to ask and one way to write, with patience; what each part of the directory is built on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kiota_abstractions.base_request_builder import BaseRequestBuilder
from kiota_abstractions.method import Method

from steps.model.directory import Json
from steps.model.problems import Problem, problem

from .graph import Graph
from .own_writes import OwnWrites
from .patience import Patience
from .replies import Refusal


@dataclass(frozen=True)
class Reach:
    """Microsoft Graph, how long to wait for it, and what we wrote to it a moment ago."""

    graph: Graph
    patience: Patience
    own: OwnWrites

    @property
    def origin(self) -> str:
        """The origin of Microsoft Graph in this cloud."""
        return self.graph.cloud.graph

    async def find(self, builder: BaseRequestBuilder, doing: str, **query: str) -> Json | None:
        """The object at this address, or None where there is none."""

        async def look() -> Json | None:
            try:
                found: Json = await self.graph.get(builder, doing, **query)
            except Refusal as said:
                if said.status == 404:
                    return None
                raise
            return found

        return await self.patience.insist(look, self.origin)

    async def list(self, builder: BaseRequestBuilder, doing: str, **query: str) -> list[Json]:
        """Every entry of this collection."""
        return await self.patience.insist(lambda: self.graph.list(builder, doing, **query), self.origin)

    async def permitted(self, builder: BaseRequestBuilder, doing: str) -> Json | None:
        """The object at this address, or None where this person may not read it."""
        try:
            return await self.find(builder, doing)
        except Problem as refused:
            if refused.code == "not-allowed":
                return None
            raise

    async def write(
        self,
        method: Method,
        builder: BaseRequestBuilder,
        doing: str,
        body: Mapping[str, Any] | None = None,
        *,
        about: tuple[str, ...] = (),
        repeat: bool = True,
        duplicates: bool = False,
        headers: Mapping[str, str] | None = None,
    ) -> Json | None:
        """Send one write; `about` are the ids it needs to exist, for which we wait if we made them."""
        return await self.patience.insist(
            lambda: self.graph.write(method, builder, doing, body, headers),
            self.origin,
            repeat=repeat,
            fresh=self.own.is_fresh(*about),
            duplicates=duplicates,
        )


def identified(found: Any, doing: str, **expected: str) -> Json:
    """The object, if it has an id and is the one asked for; raises `other-answer`.

    The SDK takes an empty answer for an object without properties, so nobody else would notice.
    """
    right = isinstance(found, dict) and bool(found.get("id") or found.get("keyId"))
    if not right or any(found.get(name, value) != value for name, value in expected.items()):
        raise problem("other-answer", doing=doing)
    same: Json = found
    return same
