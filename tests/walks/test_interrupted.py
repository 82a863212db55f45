"""Every product once more, with the page reloaded and the program killed: it goes on, and nothing is made twice."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from wizard.practice import PracticeTenant

from .hands import PATIENCE, Hands
from .program import Program
from .test_walks import WALKS, Walk, choose_and_sign_in, configure, confirm_the_plan, finish, sign_in, try_the_login

pytestmark = pytest.mark.browser

Moment = Callable[[Walk, Hands, Program], None]


def again(hands: Hands, program: Program, walk: Walk) -> None:
    """A reload, then the power went: no clean-up, another link, the setup chosen from the list on the first page."""
    hands.page.reload()
    expect(hands.page.get_by_role("heading", level=1)).to_be_visible(timeout=PATIENCE)
    program.kill()
    hands.page.goto(program.start())
    hands.click_matching(re.compile(f"^{re.escape(walk.card)}, "))


def sign_in_again(hands: Hands) -> None:
    hands.click_matching(re.compile("Go to .Sign in to Microsoft Entra ID."))
    sign_in(hands, device_code=False, consent=False)


def at_the_plan(walk: Walk, hands: Hands, program: Program) -> None:
    choose_and_sign_in(walk, hands)
    hands.sees("Register the app")
    hands.page.reload()
    hands.sees("Register the app")
    again(hands, program, walk)
    sign_in_again(hands)
    confirm_the_plan(hands)
    configure(walk, hands)
    try_the_login(hands)


def go_on(walk: Walk, hands: Hands) -> None:
    """Do what the page asks for, whatever the kill left undone, until the test login can be started."""
    buttons = {
        "sign in": re.compile("Go to .Sign in to Microsoft Entra ID."),
        "make": re.compile("^Make (this|these)"),
        "done": re.compile("^I have done "),
    }
    deadline = time.monotonic() + 90
    while not hands.page.get_by_role("link", name="Sign in to test").count():
        assert time.monotonic() < deadline, hands.page.get_by_test_id("stMain").inner_text()
        asked = next((n for n, name in buttons.items() if hands.page.get_by_role("button", name=name).count()), "")
        if asked == "sign in":
            sign_in_again(hands)
        elif asked == "make":
            hands.click_matching(buttons["make"])
        elif asked == "done":
            configure(walk, hands)
        hands.page.wait_for_timeout(1_500 if asked else 200)


def while_the_changes_are_made(walk: Walk, hands: Hands, program: Program) -> None:
    choose_and_sign_in(walk, hands)
    confirm_the_plan(hands)
    expect(hands.page.get_by_text("Making the changes")).to_be_visible(timeout=PATIENCE)
    again(hands, program, walk)
    go_on(walk, hands)
    try_the_login(hands)


def at_the_hand_over(walk: Walk, hands: Hands, program: Program) -> None:
    choose_and_sign_in(walk, hands)
    confirm_the_plan(hands)
    hands.sees("Configure the product")
    lost = hands.copy("Client secret")
    hands.page.reload()
    assert hands.copy("Client secret") == lost
    again(hands, program, walk)
    expect(hands.page.get_by_text("The client secret is no longer in memory")).to_be_visible(timeout=PATIENCE)
    hands.click_matching(re.compile("Go to .Make the client secret."))
    sign_in_again(hands)
    hands.click_matching(re.compile("Go to .Make the client secret."))
    hands.click_matching(re.compile("^Make (this|these)"))
    assert configure(walk, hands)[0] != lost
    try_the_login(hands)


def at_the_test_login(walk: Walk, hands: Hands, program: Program) -> None:
    choose_and_sign_in(walk, hands)
    confirm_the_plan(hands)
    (secret,) = configure(walk, hands)
    hands.sees("Test the login")
    again(hands, program, walk)
    sign_in_again(hands)
    hands.type("Client secret", secret, enter=True)
    try_the_login(hands)


def before_the_finish(walk: Walk, hands: Hands, program: Program) -> None:
    choose_and_sign_in(walk, hands)
    confirm_the_plan(hands)
    configure(walk, hands)
    try_the_login(hands)
    again(hands, program, walk)
    sign_in_again(hands)


MOMENTS: dict[str, Moment] = {
    "sekoia": at_the_plan,
    "openmetadata-public": while_the_changes_are_made,
    "hugging_face": at_the_hand_over,
    "matillion": at_the_test_login,
    "hcl_connections": before_the_finish,
}


@pytest.mark.parametrize("walk", [w for w in WALKS if w.name in MOMENTS], ids=lambda walk: walk.name)
def test_a_killed_program_goes_on_and_nothing_is_made_twice(
    walk: Walk, program: Program, context: BrowserContext, tmp_path: Path
) -> None:
    hands = Hands(context)
    hands.page.goto(program.start())
    MOMENTS[walk.name](walk, hands, program)
    finish(hands, tested=MOMENTS[walk.name] is not before_the_finish)
    program.stop()
    folder = tmp_path / "wizard"
    verify = [sys.executable, "-m", "wizard", "verify", "--practice", "--data", str(folder)]
    checked = subprocess.run(verify, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    tenant = PracticeTenant(folder / "practice")
    try:
        (application,) = tenant.directory.applications_json()
        assert len(application["passwordCredentials"]) == (0 if walk.variant == "public" else 1)
        assert f"localhost:{program.port}" not in str(application)
    finally:
        tenant.stop()
