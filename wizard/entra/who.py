"""Who has signed in, as Microsoft Graph says: the ID token is not ours to validate here, Graph's answer is."""

from __future__ import annotations

import asyncio
from contextlib import aclosing

from azure.core.credentials import TokenCredential

from steps.model.facts import SignedIn

from .cloud import Cloud
from .connection import open_http
from .graph import Graph
from .own_writes import OwnWrites
from .patience import Patience
from .reach import Reach, identified


def ask_who(cloud: Cloud, credential: TokenCredential, way: str) -> SignedIn:
    """The person and the tenant behind this credential. Blocks; problems as for any Graph request."""
    return asyncio.run(_ask(cloud, credential, way))


async def _ask(cloud: Cloud, credential: TokenCredential, way: str) -> SignedIn:
    patience = Patience()
    async with aclosing(open_http(cloud)) as http:
        reach = Reach(Graph(cloud, lambda: credential, http), patience, OwnWrites(patience))
        me = identified(
            await reach.find(reach.graph.at.me, "GET /me", select="id,displayName,userPrincipalName"), "GET /me"
        )
        tenants = await reach.list(reach.graph.at.organization, "GET /organization", select="id")
        tenant = identified(tenants[0] if tenants else None, "GET /organization")
    return SignedIn(
        tenant_id=tenant["id"],
        object_id=me["id"],
        user_name=me.get("userPrincipalName") or "",
        display_name=me.get("displayName") or "",
        way=way,
        cloud=cloud.name,
    )
