"""Everything that is read of the tenant before a login, in one place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..model.chosen import Chosen
from ..model.directory import Json
from ..model.facts import Principal
from ..model.people import Memberships, Person
from ..model.policies import Policies
from ..model.ports import World
from ..model.setup import Setup
from ..registration.application import find, redirect_uris
from .tester import tester


@dataclass(frozen=True)
class Reading:
    """The registration as it is, the person who will test, and what decides about both. None: not there."""

    app: Json | None
    principal: Json | None
    assignments: Sequence[Json]
    grants: Sequence[Json]
    tester: Principal
    person: Person | None
    memberships: Memberships | None
    policies: Policies
    others: Sequence[Json]
    clock_ahead: float | None

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles of the person who will test, as far as they may be read."""
        return (self.memberships.roles if self.memberships else None) or ()


def read(setup: Setup, picked: Chosen, world: World) -> Reading:
    """Ask Graph for it: at most a dozen reads, and never a write."""
    ask = world.directory
    app = find(setup, world)
    principal = ask.service_principal(app["appId"]) if app else None
    who = tester(setup)
    person = ask.user(who.object_id or who.name) if who.object_id or who.name else None
    uris = [uri for listed in redirect_uris(picked).values() for uri in listed]
    return Reading(
        app=app,
        principal=principal,
        assignments=ask.assignments(principal["id"]) if principal else (),
        grants=ask.grants(principal["id"]) if principal else (),
        tester=who,
        person=person,
        memberships=ask.memberships(person.object_id) if person else None,
        policies=ask.policies(),
        others=[one for one in ask.applications_with_redirect(uris) if app is None or one["id"] != app["id"]],
        clock_ahead=ask.clock_ahead(),
    )
