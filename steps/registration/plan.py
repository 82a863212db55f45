"""Everything that registering the application takes, as changes."""

from __future__ import annotations

from ..model.changes import Change
from ..model.chosen import Chosen
from ..model.directory import Json
from ..model.ports import World
from ..model.setup import Setup
from . import application, consent, exposed_scope, service_principal


def plan(setup: Setup, world: World, picked: Chosen, app: Json | None, principal: Json | None) -> tuple[Change, ...]:
    """What is still missing of the application, its enterprise application and the consent."""
    grants = world.directory.grants(principal["id"]) if principal else ()
    return (
        *application.plan(setup, picked, app),
        *exposed_scope.plan(picked, app),
        *service_principal.plan(setup, picked, principal),
        *consent.plan(picked, app, grants, world),
    )
