"""Every product by hand: nobody signs in, every click is made in the portal as the page says, the login passes."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from wizard.practice import PracticeTenant

from .hands import PATIENCE, Hands
from .portal_person import PortalPerson
from .program import Program
from .test_walks import ADMINISTRATOR, WALKS, Walk, configure, finish, try_the_login

pytestmark = pytest.mark.browser

PASTE = "Manifest or Overview page"
DOMAIN = ADMINISTRATOR.partition("@")[2]

Wrong = Callable[[str], tuple[str, str]]


def without_claims(manifest: str) -> tuple[str, str]:
    app = json.loads(manifest)
    app["optionalClaims"]["idToken"] = []
    return json.dumps(app, indent=4), "Something is still different"


def other_slash(manifest: str) -> tuple[str, str]:
    return manifest.replace("/user/callback", "/user/callback/"), "slash"


def cut_off(manifest: str) -> tuple[str, str]:
    return manifest[: len(manifest) // 2], "breaks off before its end"


def only_the_object_id(manifest: str) -> tuple[str, str]:
    return f"Object ID : {json.loads(manifest)['id']}", "Application (client) ID"


def nothing(manifest: str) -> tuple[str, str]:
    return " ", "still empty"


FIRST_PASTED_WRONG: dict[str, Wrong] = {
    "hugging_face": without_claims,
    "sekoia": other_slash,
    "openmetadata-public": cut_off,
    "matillion": only_the_object_id,
    "hcl_connections": nothing,
}


@pytest.mark.parametrize("walk", [w for w in WALKS if w.name in FIRST_PASTED_WRONG], ids=lambda walk: walk.name)
def test_a_person_without_rights_connects_the_product(
    walk: Walk, program: Program, context: BrowserContext, tmp_path: Path
) -> None:
    hands = Hands(context)
    person = PortalPerson(hands, ADMINISTRATOR)
    hands.page.goto(program.start())
    hands.click(walk.card)
    for number, (label, text) in enumerate(walk.typed, 1):
        hands.type(label, text, enter=number == len(walk.typed))
    say_which_tenant(hands)
    look_at_the_tenant(hands, person)
    register(walk, hands, person)
    grant_access(hands, person)
    secret = make_the_secret(walk, hands, person)
    configure(walk, hands)
    try_the_login(hands)
    remove_the_test_address(hands, person)
    summary = finish(hands, tested=False)
    assert "By hand in the Entra admin center. The wizard wrote nothing." in summary
    assert secret is None or (secret not in summary and secret not in program.output())
    program.stop()
    tenant = PracticeTenant(tmp_path / "wizard" / "practice")
    try:
        (application,) = tenant.directory.applications_json()
        assert application["uniqueName"] is None
        assert f"localhost:{program.port}" not in str(application)
    finally:
        tenant.stop()


def say_which_tenant(hands: Hands) -> None:
    hands.sees("Sign in to Microsoft Entra ID")
    hands.click("I'll do it by hand")
    hands.paste("Tenant", "common")
    hands.type("Account for the test login", ADMINISTRATOR)
    hands.click("Use this tenant")
    expect(hands.page.get_by_role("alert").first).to_be_visible(timeout=PATIENCE)
    hands.paste("Tenant", DOMAIN)
    hands.click("Use this tenant")


def look_at_the_tenant(hands: Hands, person: PortalPerson) -> None:
    hands.sees("Check the tenant")
    person.follow(tick=True)
    hands.click("Continue")
    expect(hands.page.get_by_text("You can do this by hand")).to_be_visible(timeout=PATIENCE)
    hands.settled()
    hands.click("Continue")


def register(walk: Walk, hands: Hands, person: PortalPerson) -> None:
    hands.sees("Register the app")
    person.follow()
    hands.paste("Overview page", person.copied)
    hands.click("Compare")
    expect(hands.page.get_by_text("paste the manifest").first).to_be_visible(timeout=PATIENCE)
    person.follow()
    wrong, said = FIRST_PASTED_WRONG[walk.name](person.copied)
    hands.paste(PASTE, wrong)
    hands.click("Compare")
    expect(hands.page.get_by_text(re.compile(re.escape(said))).first).to_be_visible(timeout=PATIENCE)
    hands.settled()
    hands.paste(PASTE, person.copied)
    hands.click("Compare")


def grant_access(hands: Hands, person: PortalPerson) -> None:
    hands.sees("Decide who may sign in")
    person.follow()
    hands.click("I have done this")


def make_the_secret(walk: Walk, hands: Hands, person: PortalPerson) -> str | None:
    if walk.variant == "public":
        return None
    hands.sees("Make the client secret")
    person.follow()
    hands.paste("Value", person.copied)
    hands.click("Try it with Entra")
    return person.copied


def remove_the_test_address(hands: Hands, person: PortalPerson) -> None:
    hands.click("Continue")
    hands.sees("Finish and hand over")
    person.follow()
    hands.click("I have removed it")
