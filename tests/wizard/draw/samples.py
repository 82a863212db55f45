"""Views as the real steps give them, with values of every length and a few that try to be more than text."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from steps.model.changes import Change, Row
from steps.model.views import (
    Ask,
    Card,
    Field,
    FileOffer,
    Finding,
    HandOver,
    Open,
    Propose,
    Report,
    Section,
    Task,
    Value,
)
from steps.model.words import say


def ago(seconds: int) -> str:
    """A moment that was this long ago when it was asked for: a slow run must not make it longer."""
    return (datetime.now(UTC) - timedelta(seconds=seconds)).isoformat()


EARLIER = ago(12)
LATER = (datetime.now(UTC) + timedelta(minutes=9, seconds=30)).isoformat()
GUID = "2f1d3b0e-6a55-4f6d-9a3e-0b9c1d2e3f40"
URI = "https://huggingface.co/organizations/contoso-machine-learning/settings/sso/oidc/callback"

PRODUCTS = tuple(
    Card(name.lower().replace(" ", "_"), name, told, say("verified.rehearsed"))
    for name, told in (
        ("HCL Connections", "Self-hosted collaboration on WebSphere, by its OpenID Connect trust association."),
        ("Hugging Face", "An organization on the Hub, for sign-in of its members."),
        ("Matillion", "Data pipelines in the Maia platform, for one account and its email domains."),
        ("OpenMetadata", "A data catalog, self-hosted or as Collate, as a public or confidential client."),
        ("Sekoia.io", "A security operations platform, for the email domains of one community."),
    )
)
QUESTIONS = Ask(
    (
        Field(
            "organization", "slug", "Organization on the Hub", "The last part of the organization's address.", "acme"
        ),
        Field("plan", "choice", "Plan", choices=(("team", "Team"), ("enterprise", "Enterprise")), shown="team"),
        Field("host", "host", "Own host name", example="hub.example.com", when={"plan": ("enterprise",)}),
        Field("people", "people", "Email domains", "Separated by commas.", "example.com", optional=True),
        Field("groups", "flag", "Send the groups of each person", "Only groups assigned to the app.", shown="yes"),
    ),
    submit=say("choose_product.submit"),
    title=say("choose_product.questions", product="Hugging Face"),
    notes=("You are an administrator of the organization.", "The organization has the Team or Enterprise plan."),
    cards=(Card("another", say("choose_product.another"), ""),),
)
CHANGES = (
    Change(
        "register_app",
        "application",
        "PATCH /applications(uniqueName='sso-wizard-abc23456')",
        (
            Row("displayName", None, "Hugging Face (SSO)"),
            Row("signInAudience", None, "AzureADMyOrg"),
            Row("web.redirectUris", None, URI),
            Row("optionalClaims.idToken", None, "email"),
            Row("api.requestedAccessTokenVersion", "1", "2"),
        ),
        {"name": "Hugging Face (SSO)"},
    ),
    Change(
        "register_app", "service_principal", "POST /servicePrincipals", (Row("servicePrincipal.tags", None, "W"),)
    ),
    Change(
        "register_app",
        "consent",
        "POST /oauth2PermissionGrants",
        (Row("scope", None, "openid profile email"),),
        {"scopes": "openid profile email"},
    ),
    Change(
        "register_app",
        "test_redirect",
        "PATCH /applications/{id}",
        (Row("web.redirectUris", None, "http://localhost:8765/callback"),),
        {"uri": "http://localhost:8765/callback"},
        temporary=True,
    ),
)
ADJUST = Ask(
    (
        Field(
            "application_name", "text", say("register_app.name"), say("register_app.name_help"), shown="Hugging Face"
        ),
        Field(
            "who",
            "choice",
            say("grant_access.who"),
            shown="only",
            choices=(("only", say("grant_access.only")), ("everyone", say("grant_access.everyone"))),
        ),
        Field("people", "people", say("grant_access.people"), shown="alice@x.example", when={"who": ("only",)}),
    ),
    submit=say("register_app.adjust"),
    title=say("register_app.adjust_title"),
)
OTHERWISE = (Card("by_hand", say("by_hand.one_step"), ""),)
PLAN = Propose(CHANGES, ADJUST, OTHERWISE, (say("grant_access.note_everyone"),))
WAYS = Ask(
    (Field("page_says", "long-text", say("live_login.page_says"), say("sign_in.page_says_help")),),
    submit=say("live_login.explain"),
    cards=tuple(
        Card(way, say(f"sign_in.{way}.title"), say(f"sign_in.{way}.text")) for way in ("browser", "azure_cli")
    ),
    title=say("sign_in.never_back"),
)
CODE = Open(
    "https://microsoft.com/devicelogin",
    say("sign_in.device_code.waiting"),
    say("sign_in.device_code.open"),
    LATER,
    "GX7KQ2MVD",
    True,
    (say("sign_in.role"), "Application.ReadWrite.All: to register the app."),
    WAYS,
)
NEVER = Ask(
    (Field("page_says", "long-text", say("live_login.page_says"), say("live_login.page_says_help")),),
    submit=say("live_login.explain"),
    title=say("live_login.never_back"),
)
LOGIN = Open(
    "/login/start/abc",
    say("live_login.waiting"),
    say("live_login.open"),
    LATER,
    notes=(say("live_login.private_window"),),
    ask=NEVER,
)
OPENED = replace(LOGIN, link="", notes=(), ask=replace(NEVER, cards=(Card("again", say("live_login.again"), ""),)))
TASKS = (
    Task(
        "open",
        "huggingface.co → your organization → Settings → SSO",
        "Choose OIDC and paste these values.",
        (
            Value("Issuer URL", "https://login.microsoftonline.com/9d0a4c11-7f2b-4c0c-8a5d-5e6f7a8b9c0d/v2.0"),
            Value("Client ID", GUID),
            Value("Client secret", "", secret=True),
        ),
        link="https://huggingface.co/organizations/contoso/settings/sso",
    ),
    Task(
        "support",
        "Email",
        "Send this to support.",
        waits="The vendor's support switches the domain on. That takes one to two working days.",
        message="Hello,\nplease switch on single sign-on for contoso.example.\nIssuer: https://login.microsoftonline.com/x",
    ),
    Task("save", "Same page", "Select Save, do not enforce yet.", ticked="2026-11-21T08:00:00+00:00"),
)
HAND = HandOver(
    TASKS,
    (
        FileOffer("openmetadata.env", "/opt/openmetadata", "docker compose up -d", sensitive=True),
        FileOffer("dns-records.txt", "Your DNS provider"),
    ),
    submit=say("configure_product.submit"),
    notes=("Keep one administrator signed in until the test login passed.",),
)
CANNOT = Report(
    "fail",
    say("check_tenant.cannot"),
    say("check_tenant.cannot_text"),
    (
        Section(
            say("check_tenant.checks"),
            (
                Finding(say("check_tenant.role"), "warn", "Global Reader", say("check_tenant.role_do")),
                Finding(
                    say("check_tenant.registering"),
                    "fail",
                    "allowedToCreateApps: false",
                    say("check_tenant.ask_role"),
                ),
                Finding(say("check_tenant.secrets"), "info", "", say("check_tenant.secrets_unread")),
                Finding(say("check_tenant.blind_spot"), "pass"),
            ),
        ),
    ),
)
CLAIMS = {
    "aud": GUID,
    "iss": "https://login.microsoftonline.com/9d0a4c11-7f2b-4c0c-8a5d-5e6f7a8b9c0d/v2.0",
    "name": "[Alice](https://evil.example) <img src=x>",
    "preferred_username": "alice@contoso.example",
}
PASSED = Report(
    "warn",
    say("live_login.passed_but", who="alice@contoso.example"),
    say("tested.proves_missing", product="Hugging Face"),
    (
        Section(
            say("live_login.needs"),
            (
                Finding("email", "fail", "", "People without a mail address cannot be matched to an account."),
                Finding("sub", "pass", "AAAAbbbbCCCC", "The account's own key."),
            ),
        ),
        Section("Checks", tuple(Finding(name, "pass", "RS256") for name in ("Signature", "Issuer", "Audience"))),
        Section(
            say("claims_about.person"),
            tuple(Finding(name, "info", seen, "What it is.") for name, seen in CLAIMS.items()),
        ),
    ),
)
ENDPOINTS = tuple(
    Value(say(f"field.{name}"), f"https://login.microsoftonline.com/{GUID}/{tail}")
    for name, tail in (
        ("discovery_url", "v2.0/.well-known/openid-configuration"),
        ("issuer", "v2.0"),
        ("token_endpoint", "oauth2/v2.0/token"),
    )
)
