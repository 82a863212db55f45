"""Gathers one setup into its summary."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any, Protocol

from steps.model.facts import Answer
from steps.model.ports import Portal
from steps.model.recipe import Recipe, enforce_for
from steps.model.setup import Setup
from steps.model.table import is_table
from steps.model.thumbprint import thumbprint
from steps.model.values import as_text

from .. import __version__
from ..text import text
from .audit import Head, audit_part
from .document import (
    AccessPart,
    ApplicationPart,
    FailurePart,
    PersonPart,
    ProductPart,
    SecretPart,
    Summary,
    TenantPart,
)
from .login import login_part
from .tenant_changes import change_parts
from .to_do import to_do


class Happened(Protocol):
    """What the summary reads of an event in the journal."""

    @property
    def at(self) -> str: ...

    @property
    def kind(self) -> str: ...

    @property
    def data(self) -> Mapping[str, Any]: ...


def summarize(setup: Setup, recipe: Recipe, events: Sequence[Happened], checkpoint: Head, portal: Portal) -> Summary:
    """The summary of a setup, finished or not."""
    return Summary(
        setup=setup.id,
        program=__version__,
        started=setup.created,
        changed=setup.changed,
        finished=setup.finished.at if setup.finished else "",
        product=_product(setup, recipe),
        tenant=_tenant(setup),
        person=_person(setup),
        application=_application(setup, portal),
        access=_access(setup),
        endpoints=_endpoints(setup),
        secret=_secret(setup),
        login=login_part(setup, recipe),
        changes=change_parts(setup),
        failures=tuple(_failure(event) for event in events if event.kind == "failed"),
        to_do=tuple(text(words) for words in to_do(setup, recipe)),
        way_back=enforce_for(recipe, setup.product.answers if setup.product else {}).way_back,
        audit=audit_part(checkpoint),
    )


def _product(setup: Setup, recipe: Recipe) -> ProductPart | None:
    product = setup.product
    if product is None:
        return None
    given = {name: a for name, a in product.answers.items() if name in recipe.ask and a not in ("", ())}
    answers = {recipe.ask[name].label: _answer(a) for name, a in given.items()}
    return ProductPart(product.recipe, product.name, product.recipe_hash, recipe.verified.level, answers)


def _answer(answer: Answer) -> str:
    # A summary shows each value on one line.
    return "; ".join(answer) if isinstance(answer, tuple) and is_table(answer) else as_text(answer)


def _tenant(setup: Setup) -> TenantPart | None:
    who, tenant = setup.signed_in, setup.tenant
    if who is None:
        return None
    how = {**who.how, **(tenant.how if tenant else {})}
    return TenantPart(who.tenant_id, tenant.name if tenant else "", tenant.domain if tenant else "", who.cloud, how)


def _person(setup: Setup) -> PersonPart | None:
    who = setup.signed_in
    return PersonPart(who.user_name, who.object_id, who.way) if who else None


def _application(setup: Setup, portal: Portal) -> ApplicationPart | None:
    app = setup.registration
    if app is None:
        return None
    return ApplicationPart(
        name=app.display_name,
        client_id=app.client_id,
        object_id=app.object_id,
        service_principal_id=app.service_principal_id,
        unique_name=app.unique_name,
        redirect_uris=dict(app.redirect_uris),
        portal=portal.link("app-overview", client_id=app.client_id, object_id=app.object_id),
        how=dict(app.how),
    )


def _access(setup: Setup) -> AccessPart | None:
    access = setup.access
    if access is None:
        return None
    return AccessPart(access.assignment_required, tuple(who.name for who in access.assigned), dict(access.how))


def _endpoints(setup: Setup) -> Mapping[str, str]:
    found = setup.endpoints
    return {f.name: value for f in fields(found) if (value := getattr(found, f.name))} if found else {}


def _secret(setup: Setup) -> SecretPart | None:
    held = setup.secret
    if held is None or not held.key_id:
        return None
    named = thumbprint(held.certificate) if held.certificate else ""
    return SecretPart(held.key_id, held.hint, held.expires, dict(held.how), named)


def _failure(event: Happened) -> FailurePart:
    return FailurePart(event.at, str(event.data.get("code", "")), str(event.data.get("request_id", "")))
