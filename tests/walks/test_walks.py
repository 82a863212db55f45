"""Every product from the first page to the exported summary, by a person's hands in a real Chromium."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from wizard.recipes import RecipeShelf

from .hands import PATIENCE, Hands
from .program import Program

pytestmark = pytest.mark.browser

ADMINISTRATOR = "adele.vance@contoso-practice.example"


@dataclass(frozen=True)
class Walk:
    """What one person types, picks and carries. `most` is the number of actions it may take."""

    product: str
    card: str
    typed: tuple[tuple[str, str], ...]
    most: int
    picked: tuple[str, ...] = ()
    copied: tuple[str, ...] = ()
    messages: tuple[int, ...] = ()
    files: tuple[str, ...] = ()
    together: str = ""
    waits: int = 0
    device_code: bool = False
    variant: str = ""

    @property
    def name(self) -> str:
        """What the walk is called in the table and in test names."""
        return "-".join(filter(None, (self.product, self.variant)))


WALKS = (
    Walk(
        "hugging_face",
        "Hugging Face",
        (("Redirection URI", "https://huggingface.co/organizations/Contoso/oidc/consume"),),
        most=16,
        copied=("Client ID", "Issuer URL", "Client secret"),
        device_code=True,
    ),
    Walk(
        "sekoia",
        "Sekoia.io",
        (("Email domains", "contoso.example"),),
        most=14,
        copied=("URL of your authentication provider", "Your client ID", "Your client secret"),
        waits=1,
    ),
    Walk(
        "openmetadata",
        "OpenMetadata and Collate",
        (("OpenMetadata address", "https://metadata.contoso.example"),),
        most=9,
        together="All 3 as .zip",
        variant="public",
    ),
    Walk(
        "openmetadata",
        "OpenMetadata and Collate",
        (("OpenMetadata address", "https://metadata.contoso.example"),),
        most=11,
        picked=("Confidential, with a secret",),
        files=("openmetadata_azure.env", "openmetadata_azure.compose.yaml"),
        variant="confidential",
    ),
    Walk(
        "matillion",
        "Matillion (Maia)",
        (("Email domains", "contoso.example"),),
        most=12,
        copied=("TXT value", "Client secret"),
        messages=(2,),
    ),
    Walk(
        "hcl_connections",
        "HCL Connections",
        (("Host names", "connections.contoso.example"),),
        most=14,
        files=("wsadmin-configure.py", "websphere-console.csv"),
        together="7 without the secret as .zip",
    ),
)


@pytest.mark.parametrize("walk", WALKS, ids=lambda walk: walk.name)
def test_a_person_connects_the_product(
    walk: Walk, program: Program, context: BrowserContext, record_property: Callable[[str, object], None]
) -> None:
    hands = Hands(context)
    hands.page.goto(program.start())
    choose_and_sign_in(walk, hands)
    confirm_the_plan(hands)
    secrets = configure(walk, hands)
    try_the_login(hands)
    summary = finish(hands)
    today = RecipeShelf().get(walk.product).today
    record_property(
        "actions",
        {
            "product": walk.name,
            "today": f"{today.explicit}+{today.implied}",
            "wizard": hands.actions,
            "at most": walk.most,
            **dict(sorted(hands.did.items())),
        },
    )
    assert hands.actions <= walk.most
    for secret in secrets:
        assert secret not in summary
        assert secret not in program.output()


def choose_and_sign_in(walk: Walk, hands: Hands) -> None:
    hands.click(walk.card)
    for choice in walk.picked:
        hands.click(choice, role="radio")
    for number, (label, text) in enumerate(walk.typed, 1):
        hands.type(label, text, enter=number == len(walk.typed))
    sign_in(hands, device_code=walk.device_code)


def sign_in(hands: Hands, device_code: bool, consent: bool = True) -> None:
    hands.sees("Sign in to Microsoft Entra ID")
    if not device_code:
        with hands.signing_in("Open Microsoft sign-in") as tab:
            pick_account(hands, tab, consent)
            expect(tab.get_by_text("Authentication complete")).to_be_visible(timeout=PATIENCE)
        return
    hands.click("Sign in with a code")
    code = hands.copy("Code to type there")
    with hands.signing_in("Open the page for the code") as tab:
        hands.there(tab, "textbox", "Code", code)
        hands.there(tab, "button", "Next")
        pick_account(hands, tab)
        expect(tab.get_by_text("close this tab")).to_be_visible(timeout=PATIENCE)


def pick_account(hands: Hands, tab: Page, consent: bool = True) -> None:
    hands.there(tab, "button", ADMINISTRATOR)
    if consent:
        hands.there(tab, "button", "Accept")


def confirm_the_plan(hands: Hands) -> None:
    hands.sees("Register the app")
    expect(hands.page.get_by_text("Only these may sign in until you add others")).to_be_visible(timeout=PATIENCE)
    hands.click_matching(re.compile(r"Make these \d+ changes"))


def configure(walk: Walk, hands: Hands) -> list[str]:
    hands.sees("Configure the product")
    secrets = []
    for label in walk.copied:
        value = hands.copy(label)
        assert value
        if "secret" in label.lower():
            secrets.append(value)
    for number in walk.messages:
        assert hands.copy("Message to send", number) not in ("", *secrets)
    if walk.together:
        hands.download(walk.together)
    for name in walk.files:
        hands.download_file(name)
    for _ in range(walk.waits):
        hands.tick_next("This has happened")
    hands.click_matching(re.compile("^I have done "))
    return secrets


def try_the_login(hands: Hands) -> None:
    hands.sees("Test the login")
    with hands.signing_in("Sign in to test") as tab:
        hands.there(tab, "button", ADMINISTRATOR)
        hands.page.get_by_text(f"The login works: {ADMINISTRATOR} signed in").wait_for(timeout=PATIENCE)


def finish(hands: Hands, tested: bool = True) -> str:
    if tested:
        hands.click("Continue")
    hands.sees("Finish and hand over")
    hands.page.get_by_text("othing temporary is left in the tenant").wait_for(timeout=PATIENCE)
    name, content = hands.download("Markdown", counted="click")
    summary = content.decode()
    assert name.endswith("-summary.md")
    return summary
