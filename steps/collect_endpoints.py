"""Collect the tenant's OpenID Connect endpoints and check that they belong to it."""

from __future__ import annotations

from .model.facts import Endpoints
from .model.ports import World
from .model.problems import problem
from .model.setup import Setup
from .model.views import Done, Value, View
from .model.words import say

PRODUCES = Endpoints


def look(setup: Setup, world: World) -> View:
    if setup.signed_in is None:
        raise problem("sign-in-needed")
    found = world.provider.endpoints(setup.signed_in.tenant_id)
    values = (
        Value(say("field.discovery_url"), found.discovery_url),
        Value(say("field.issuer"), found.issuer, help=say("collect_endpoints.issuer_help")),
        Value(say("field.issuer_v1"), found.issuer_v1, help=say("collect_endpoints.issuer_v1_help")),
        Value(say("field.authorization_endpoint"), found.authorization),
        Value(say("field.token_endpoint"), found.token),
        Value(say("field.jwks_uri"), found.jwks),
        Value(say("field.userinfo_endpoint"), found.userinfo),
        Value(say("field.end_session_endpoint"), found.end_session),
    )
    return Done(found, values=tuple(value for value in values if value.text))
