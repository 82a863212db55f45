"""What is known of an application that is registered as the recipe says."""

from __future__ import annotations

from ..model.chosen import Chosen
from ..model.directory import Json
from ..model.facts import Registration
from ..model.views import Done, Value
from ..model.words import say
from . import application


def registered(picked: Chosen, app: Json, principal: Json) -> Done:
    """The fact and the ids by which it is found in the portal; redirect URIs are those of the recipe."""
    fact = Registration(
        object_id=app["id"],
        client_id=app["appId"],
        unique_name=app.get("uniqueName") or "",
        display_name=app["displayName"],
        redirect_uris={p: uris for p, uris in application.redirect_uris(picked).items() if uris},
        service_principal_id=principal["id"],
        consented=True,
    )
    values = (
        Value(say("field.client_id"), fact.client_id),
        Value(say("field.object_id"), fact.object_id),
        Value(say("field.service_principal_id"), fact.service_principal_id),
        *(Value(say(f"field.redirect_{p}"), uri) for p, uris in fact.redirect_uris.items() for uri in uris),
    )
    return Done(fact, values=values, change=say("register_app.change"))
