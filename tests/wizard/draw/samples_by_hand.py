"""What somebody sees who works in the Entra admin center: fourteen actions on four pages, and what comes back."""

from __future__ import annotations

from dataclasses import replace

from samples import GUID, URI

from steps.model.views import Ask, Card, Field, Finding, Guide, Report, Section, Task, Value
from steps.model.words import Words, say

PORTAL = "https://entra.microsoft.com/#view/Microsoft_AAD_RegisteredApps/ApplicationMenuBlade/~/"


def action(page: str, does: str, values: tuple[Value, ...] = (), **given: str) -> Task:
    link = f"{PORTAL}{page}/appId/{GUID}"
    name = f"portal/{page}/{does}/{'|'.join(str(value.text) for value in values)}{'|'.join(given.values())}"
    return Task(name, say(f"portal.page.{page}"), say(f"portal.do.{does}", **given), values, link)


def field(key: str) -> Words:
    return say(f"field.{key}")


ACTIONS = (
    action("new-registration", "name", (Value(say("register_app.name"), "Hugging Face (SSO)"),)),
    action("new-registration", "account_types", choice="Single tenant only"),
    action("new-registration", "first_redirect", (Value(field("redirect_web"), URI),), platform="Web"),
    action("new-registration", "register"),
    action(
        "app-authentication",
        "add_test_uri",
        (Value(field("redirect_web"), "http://localhost:8765/callback"),),
        platform="Web",
    ),
    action(
        "app-authentication",
        "logout",
        (
            Value(
                say("portal.logout_url"),
                "https://huggingface.co/logout",
                help="The product is told when somebody signs out.",
            ),
        ),
    ),
    action("app-authentication", "save"),
    action("app-token-configuration", "add_claim", token="ID", claims="email, family_name, given_name"),
    action("app-token-configuration", "claim_permission"),
    action("app-permissions", "graph_permissions"),
    action("app-permissions", "tick_permissions", permissions="email, openid, profile"),
    action("app-permissions", "grant_consent", tenant="Contoso Ltd"),
    action("app-manifest", "token_version", version="2"),
    action("app-manifest", "copy_manifest"),
)
DONE = [task.name for task in ACTIONS[:3]]
DIFFERS = Report(
    "fail",
    say("by_hand.differs"),
    say("by_hand.differs_text"),
    (
        Section(
            say("by_hand.compared"),
            (
                Finding("web.redirectUris", "fail", f"{URI}/ (a slash at the end)", "Remove the slash at the end."),
                Finding(
                    say("tried.redirect-unknown.what", tried=URI),
                    "fail",
                    "AADSTS50011: The redirect URI specified in the request does not match the redirect URIs "
                    "configured for the application 'Hugging Face (SSO)'.",
                    say("tried.redirect-unknown.do"),
                ),
            ),
        ),
    ),
)
PASTE = Field("pasted", "pasted", say("by_hand.paste_registration"), say("by_hand.paste_registration_help"))
BY_HAND = Guide(
    ACTIONS,
    Ask(
        (PASTE,),
        say("by_hand.compare"),
        cards=(Card("automatic", say("by_hand.automatic"), ""),),
        title=say("by_hand.paste_title"),
    ),
    DIFFERS,
    (say("portal.checked"),),
)
SECRET_BY_HAND = Guide(
    (action("app-credentials", "add_secret"), action("app-credentials", "copy_secret")),
    Ask(
        (
            Field("client_secret", "secret", say("by_hand.secret_value"), say("by_hand.secret_value_help")),
            Field("secret_expires", "day", say("make_secret.expires"), say("by_hand.secret_expires_help")),
        ),
        say("by_hand.use_secret"),
        title=say("by_hand.secret"),
    ),
)
MANY = tuple(replace(ACTIONS[n % len(ACTIONS)], name=f"task-{n}") for n in range(40))
