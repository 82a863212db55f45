"""Puts the parts together: one engine, its journal, and the outside of each setup."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime

from steps.model.chosen import chosen, values_of
from steps.model.facts import SignedIn
from steps.model.ports import World
from steps.model.problems import Problem
from steps.model.setup import Setup
from steps.records import wanted_by

from .dns import PracticeZone, SystemResolver
from .engine import Engine
from .entra.cloud import CLOUDS, Cloud, sign_in_hosts
from .entra.directory import GraphDirectory
from .entra.loop import Loop
from .entra.portal import Portal
from .entra.sign_in import SigningIn
from .entra.sign_in_log import LogKept
from .export.forms import FORMS
from .export.summary import summarize
from .journal import Event, Journal
from .oidc.clouds import OtherCloud
from .oidc.hub import LoginHub
from .oidc.proofs import AskedUntilKnown
from .oidc.provider import TenantProvider
from .product_side.asking import ProductAsked
from .product_side.rehearsed import ProductRehearsed
from .recipes import RecipeShelf
from .vault import MemoryVault


class SystemClock:
    """The machine's time."""

    def now(self) -> datetime:
        return datetime.now(UTC)


@contextmanager
def assembled(journal: Journal, cloud: Cloud, shelf: RecipeShelf, port: int) -> Iterator[tuple[Engine, LoginHub]]:
    """The engine and the hub of test logins; `port` is where this program's own /callback listens.

    On leaving, running writes are finished, and every connection is closed.
    """
    loop, vault = Loop(), MemoryVault()
    hub = LoginHub(port, ca=cloud.ca)
    provider = TenantProvider(cloud.login, cloud.audience, cloud.ca, cloud.pages, others=other_clouds(cloud))
    proofs = AskedUntilKnown(provider)

    def world(setup_id: str, read: Callable[[], Setup]) -> World:
        def pinned() -> SignedIn | None:
            setup = read()
            # Until something was written, the wrong account at the first sign-in costs nothing but another sign-in.
            if setup.signed_in is None or not (setup.made or setup.open_change or setup.registration):
                return None
            # A take-over was asked for in words, and stands in the journal: any person, but of the same tenant.
            return replace(setup.signed_in, object_id="") if setup.choices.get("take_over") else setup.signed_in

        signing_in = SigningIn(cloud, pinned)

        def administrator() -> object:
            with suppress(Problem):
                return signing_in.credential()
            return None

        def tenant_id() -> str:
            signed_in = read().signed_in if setup_id else None
            return signed_in.tenant_id if signed_in else ""

        def records() -> dict[str, str]:
            setup = read()
            recipe = shelf.get(setup.product.recipe) if setup.product else None
            made = wanted_by(recipe, values_of(setup, recipe)) if recipe else ()
            return {record.name: record.value for record in made}

        def configured() -> tuple[str, Sequence[str]]:
            made = read().registration
            uris = [uri for name in ("web", "spa") for uri in made.redirect_uris.get(name, ())] if made else []
            return made.client_id if made else "", uris

        hosts = sign_in_hosts(cloud)
        directory = GraphDirectory(cloud, signing_in.credential, loop)
        return World(
            recipes=shelf,
            sign_in=signing_in,
            directory=directory,
            provider=provider,
            logins=hub,
            proofs=proofs,
            sign_ins=LogKept(directory.sign_ins, administrator),
            vault=vault,
            portal=Portal(cloud, tenant_id),
            product=ProductRehearsed(hosts, cloud.pages, configured) if cloud.is_practice else ProductAsked(hosts),
            clock=SystemClock(),
            hosts=hosts,
            dns=PracticeZone(records) if cloud.is_practice else SystemResolver(),
            cloud=cloud.name,
            practice=cloud.is_practice,
        )

    def summary(setup: Setup, events: list[Event], form: str, world: World) -> tuple[str, bytes]:
        made = summarize(setup, chosen(setup, world).recipe, events, journal.checkpoint(setup.id), world.portal)
        return FORMS[form](made)

    with closing(loop), closing(Engine(journal, world, summary)) as engine:
        yield engine, hub


def other_clouds(cloud: Cloud) -> list[OtherCloud]:
    """The clouds a tenant may be in instead; the practice tenant has none, so that nothing leaves the machine."""
    if cloud.is_practice:
        return []
    # The clouds of the US Government share one sign-in host: from there, none of them is another cloud.
    return [OtherCloud(o.name, o.login, o.graph) for o in CLOUDS.values() if o.login != cloud.login]
