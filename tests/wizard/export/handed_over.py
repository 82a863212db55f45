"""A finished Hugging Face setup in a real journal, for the tests of what is made of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from steps.model.changes import Change, Row
from steps.model.facts import (
    Access,
    Configured,
    Endpoints,
    Evidence,
    Fact,
    Finished,
    LoginResult,
    Principal,
    Product,
    Registration,
    SecretRecord,
    SignedIn,
    Tenant,
)
from steps.model.setup import Setup
from wizard.entra.cloud import GLOBAL
from wizard.entra.portal import Portal
from wizard.export.summary import Summary, summarize
from wizard.fold import change_to_data, fact_to_data, fold
from wizard.journal import Journal
from wizard.recipes import RecipeShelf

TENANT = "11111111-2222-3333-4444-555555555555"
CLIENT = "aaaaaaaa-2222-3333-4444-555555555555"
OBJECT = "bbbbbbbb-2222-3333-4444-555555555555"
KEY = "cccccccc-2222-3333-4444-555555555555"
URI = "https://huggingface.co/organizations/contoso/oidc/consume"
OURS = "http://localhost:8765/callback"
BASE = f"https://login.microsoftonline.com/{TENANT}"

SECRET_CHANGE = Change(
    "make_secret", "secret", "POST /applications/{id}/addPassword", (Row("p", None, "x"),), {"days": "180"}
)
REDIRECT = Change("register_app", "test_redirect", "PATCH /applications/{id}", (), {"uri": OURS}, temporary=True)
REMOVED = Change("finish", "test_redirect_removed", "PATCH /applications/{id}", (), {"uri": OURS})


def facts(name: str = "Contoso") -> list[Fact]:
    """Every step's fact; `name` is what the tenant, its application and its people are called."""
    return [
        Product("hugging_face", "Hugging Face", "f" * 64, {"redirection_uri": URI}),
        SignedIn(TENANT, OBJECT, f"{name}@contoso.com", name, "device_code", "Global"),
        Tenant(TENANT, name, "contoso.com", ("Application Administrator",), True),
        Registration(OBJECT, CLIENT, "sso-wizard-a", name, {"web": (URI,)}, OBJECT, True),
        Access(True, (Principal(OBJECT, "User", name),)),
        Endpoints(f"{BASE}/v2.0", f"{BASE}/authorize", f"{BASE}/token", f"{BASE}/keys", f"{BASE}/metadata"),
        SecretRecord(KEY, "abc", "2027-05-20T10:00:00Z", True),
        Configured("2026-11-21T10:00:00+00:00"),
        LoginResult(
            "2026-11-21T10:05:00+00:00",
            f"{name}@contoso.com",
            "subject",
            OBJECT,
            (Evidence("issuer", "pass", f"{BASE}/v2.0"), Evidence("no-such-check", "warn", name)),
            {"sub": "subject", "name": name},
            ("email",),
        ),
        Finished("2026-11-21T10:06:00+00:00"),
    ]


def write(journal: Journal, known: list[Fact], *changes: Change, setup: str = "a") -> Setup:
    """Write the facts and changes to the journal, as the engine would."""
    happened: list[tuple[str, dict[str, Any]]] = [("created", {"version": "1"})]
    for change in changes:
        data = change_to_data(change)
        happened += [("intended", {"change": data}), ("done", {"change": data, "ids": {"object_id": OBJECT}})]
    happened += [("known", {**fact_to_data(fact), "how": "found"}) for fact in known]
    happened.append(("failed", {"code": "throttled", "values": {"seconds": "3"}, "request_id": "request-1"}))
    for seq, (kind, data) in enumerate(happened, start=1):
        journal.append(setup, seq, kind, data, "adele")
    return fold(journal.events(setup))


def summary_of(journal: Journal, setup: Setup, **of_recipe: Any) -> Summary:
    """The summary by the real recipe, or one that differs from it in these fields."""
    recipe = replace(RecipeShelf().get("hugging_face"), **of_recipe)
    portal = Portal(GLOBAL, lambda: TENANT)
    return summarize(setup, recipe, journal.events(setup.id), journal.checkpoint(setup.id), portal)
