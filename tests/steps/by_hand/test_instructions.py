"""Whoever follows the instructions to the letter ends with the application that the wizard would have made."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from expanded_recipes import REHEARSED, Walked, label
from paper_portal import PaperPortal

from steps.by_hand import portal
from steps.by_hand.instructions import actions
from steps.by_hand.registration import everything
from steps.model.chosen import Chosen
from steps.model.facts import SignedIn, Tenant
from steps.model.setup import Setup
from steps.registration import application, exposed_scope
from wizard.entra.cloud import GLOBAL
from wizard.entra.portal import Portal
from wizard.text import text

OURS = "http://localhost:8765/callback"
TENANT = "11111111-2222-3333-4444-555555555555"
SETUP = Setup(
    "s",
    "2026-11-21T00:00:00Z",
    signed_in=SignedIn(TENANT, "", "jane@contoso.com", "", "by_hand", "Global"),
    tenant=Tenant(TENANT, "contoso.com", "contoso.com"),
    choices={"by_hand": True},
)
WORLD: Any = SimpleNamespace(
    logins=SimpleNamespace(redirect_uri=lambda: OURS), portal=Portal(GLOBAL, lambda: TENANT), recipes=None
)


def picked(walk: Walked) -> Chosen:
    return Chosen(walk.recipe, walk.app, walk.values)


def planned(walk: Walked) -> list[portal.Action]:
    found = actions(everything(SETUP, WORLD, picked(walk)), picked(walk))
    return [action for page in portal.ORDER for action in found if action.page == page]


@pytest.mark.parametrize("walk", REHEARSED, ids=label)
def test_following_them_leaves_nothing_to_change(walk: Walked) -> None:
    paper = PaperPortal()
    for action in planned(walk):
        paper.do(action)
    left = application.plan(SETUP, replace(picked(walk), app=walk.app), paper.app)
    rows = [row for change in left for row in change.rows]
    if not walk.app.expose:
        # Without a scope of its own the version of its tokens is nobody's business.
        rows = [row for row in rows if row.path != "api.requestedAccessTokenVersion"]
    assert rows == []
    assert exposed_scope.plan(picked(walk), paper.app) == ()
    assert paper.granted
    assert OURS in paper.app[walk.app.platform]["redirectUris"]


@pytest.mark.parametrize("walk", REHEARSED, ids=label)
def test_every_task_says_where_has_its_link_and_no_open_brace(walk: Walked) -> None:
    tasks = portal.tasks(planned(walk), SETUP, WORLD)
    assert len({task.name for task in tasks}) == len(tasks)
    for task in tasks:
        assert "{" not in text(task.do) + text(task.where)
        assert task.link.startswith(f"https://entra.microsoft.com/{TENANT}/#view/")


def test_links_lead_to_the_app_as_soon_as_it_is_known() -> None:
    client, principal = "aaaaaaaa-2222-3333-4444-555555555555", "bbbbbbbb-2222-3333-4444-555555555555"
    known = {"pasted_client_id": client, "pasted_service_principal_id": principal}
    setup = replace(SETUP, choices={**SETUP.choices, **known})
    assert portal.link("app-manifest", setup, WORLD).endswith(f"/~/Manifest/appId/{client}")
    assert f"/objectId/{principal}/appId/{client}" in portal.link("enterprise-users", setup, WORLD)
    assert portal.link("app-manifest", SETUP, WORLD).endswith("ApplicationsListBlade")
    assert portal.link("enterprise-users", SETUP, WORLD).endswith("AppAppsPreview")


def test_save_stands_after_the_last_edit_and_before_the_manifest_is_copied() -> None:
    listed = [portal.Action("app-manifest", "copy_manifest"), portal.Action("app-manifest", "token_version", (), {})]
    done = [
        task.name.split("/")[2]
        for task in portal.tasks([listed[0], replace(listed[1], words={"version": "2"})], SETUP, WORLD)
    ]
    assert done == ["token_version", "save", "copy_manifest"]
