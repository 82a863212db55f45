"""Pages full of values that must not be read off a shared screen."""

from __future__ import annotations

from dataclasses import replace

from fake_engine import FakeEngine, engine_at
from samples import CODE, ENDPOINTS, HAND, LOGIN, PASSED, QUESTIONS
from samples_by_hand import ACTIONS, BY_HAND, action

from steps.model.changes import Change, Row
from steps.model.elsewhere import Elsewhere
from steps.model.facts import Access, Endpoints, LoginResult, Principal, Product, Registration, SignedIn, Tenant
from steps.model.problems import Problem, problem
from steps.model.views import Ask, Card, Done, Field, Finding, Guide, Propose, Report, Section, Value, View
from steps.model.words import say

TENANT_ID = "5a5a5a5a-1111-4222-8333-0123456789ab"
CLIENT_ID = "6b6b6b6b-1111-4222-8333-0123456789ab"
URI = "https://huggingface.co/organizations/tapir-labs/settings/sso/oidc/callback"
CANARIES = (
    *("Zebra Holding", "zebra-corp", "quagga", "Okapi", "tapir", "Numbat", "AAAAzebraSub", "GX7KQ2MVD", "bonobo"),
    *(TENANT_ID, CLIENT_ID, "5a5a5a5a", "6b6b6b6b", "huggingface.co", "microsoftonline", "10.20.30.40", "jerboa"),
    *("Jackal", "Ibex", "Caracal", "marmot"),
)

_PRODUCT = Product(
    "hugging_face", "Hugging Face", "hash", {"organization": "tapir-labs", "host": "wiki.tapir.internal"}
)
_WHO = SignedIn(TENANT_ID, CLIENT_ID, "quagga@zebra-corp.example", "Quagga Jones", "browser", "Global")
_TENANT = Tenant(TENANT_ID, "Zebra Holding", "zebra-corp.example")
_APP = Registration(CLIENT_ID, CLIENT_ID, "sso-wizard-abc23456", "Okapi Sign-in", {"web": (URI,)}, CLIENT_ID, True)
_CLAIMS = {"name": "Quagga Jones", "given_name": "Quagga", "sub": "AAAAzebraSub", "city": "Bonobo", "ver": "2.0"}
_LOGIN = LoginResult("2026-11-21T08:00:00+00:00", _WHO.user_name, "AAAAzebraSub", CLIENT_ID, claims=_CLAIMS)
_SAID = (
    f"AADSTS50105: Your administrator has configured the application 'Okapi Sign-in' ('{CLIENT_ID}') to block users. "
    "The user 'jerboa' came from 10.20.30.40 by wiki.tapir.internal. Trace ID: 6b6b6b6b-aaaa-4222-8333-0123456789ab"
)

_PLAN = Propose(
    (
        Change(
            "register_app",
            "application",
            "PATCH",
            (Row("displayName", None, "Okapi Sign-in"), Row("web.redirectUris", None, URI)),
            {"name": "Okapi Sign-in"},
        ),
        Change(
            "grant_access", "assignment", "POST", (Row("principal", None, "Numbat Team"),), {"name": "Numbat Team"}
        ),
    ),
    Ask(
        (
            Field("application_name", "text", say("register_app.name"), shown="Okapi Sign-in"),
            Field("people", "people", say("grant_access.people"), shown="quagga@zebra-corp.example, Numbat Team"),
            Field("note", "long-text", "Note", shown="Zebra Holding"),
        ),
        submit=say("register_app.adjust"),
        title=say("register_app.adjust_title"),
    ),
    (Card("by_hand", say("by_hand.one_step"), ""),),
    ("Only Quagga Jones of Zebra Holding may sign in.",),
)
_GUIDE = Guide(
    (
        action("new-registration", "name", (Value(say("register_app.name"), "Okapi Sign-in"),)),
        action("new-registration", "first_redirect", (Value("Redirect URI", URI),), platform="Web"),
        action("app-permissions", "grant_consent", tenant="Zebra Holding"),
        *ACTIONS[4:7],
    ),
    BY_HAND.ask,
    Report(
        "fail",
        say("by_hand.differs"),
        say("by_hand.differs_text"),
        (
            Section(
                say("by_hand.compared"),
                (
                    Finding(
                        say("tried.redirect-unknown.what", tried=URI), "fail", _SAID, "Ask quagga@zebra-corp.example."
                    ),
                    Finding("displayName", "warn", "Okapi Sign-in"),
                    Finding("redirect_uri", "fail", f"{URI}/", "", 12, Value("Registered", URI, help=f"Not {URI}/.")),
                ),
            ),
        ),
    ),
)
_BEFORE = Report(
    "warn",
    say("preflight.may_fail"),
    say("preflight.before_text"),
    (
        Section(
            say("preflight.person"),
            (
                Finding(say("preflight.tester"), "pass", "marmot"),
                Finding(say("preflight.mail"), "pass", "marmot@tapir.example"),
                Finding(
                    say("preflight.assigned"),
                    "warn",
                    "Jackal Crew, Ibex Guild",
                    say("preflight.nested", tester="marmot", group="Ibex Guild"),
                ),
                Finding(say("check_tenant.policies"), "warn", "Caracal only"),
            ),
        ),
    ),
)
_REFUSED = Report(
    "fail",
    say("live_login.refused"),
    say("live_login.refused_text"),
    (
        Section(say("live_login.original"), (Finding(_SAID, "info"),)),
        Section(say("claims_about.person"), tuple(Finding(name, "info", seen) for name, seen in _CLAIMS.items())),
    ),
)
_TESTED = replace(PASSED, title=say("live_login.passed", who=_WHO.user_name), sections=_REFUSED.sections[1:])
_ELSEWHERE = Elsewhere(say("ordinary.title"), say("ordinary.phone", product="Product"), URI, qr=True)
_ASK = replace(
    QUESTIONS,
    fields=(
        Field("organization", "slug", "Organization", example="tapir-labs.huggingface.co", shown="tapir-labs"),
        Field(
            "who",
            "choice",
            "Who",
            shown="a",
            choices=(("a", "Numbat and Zebra Holding and nobody else but the rest " * 2), ("b", "b")),
        ),
    ),
    cards=(Card("other", "For Zebra Holding", "quagga@zebra-corp.example"), Card("quiet", "Not Zebra Holding", "")),
)
_HAND = replace(
    HAND,
    tasks=(
        *HAND.tasks[:1],
        replace(
            HAND.tasks[1],
            where="Mail to Zebra Holding",
            waits="Zebra Holding answers.",
            message="Hello from Tapir-labs",
        ),
    ),
    notes=("For Zebra Holding (https://wiki.tapir.internal/x) only.",),
)


def shown(step: str, view: View | Problem) -> FakeEngine:
    """A setup about which everything is known."""
    engine = engine_at(step, view, actor="bonobo", registered="Okapi Sign-in")
    (setup,) = engine.kept.values()
    engine.kept[setup.id] = replace(
        setup,
        product=_PRODUCT,
        signed_in=_WHO,
        tenant=_TENANT,
        registration=_APP,
        access=Access(True, (Principal("x", "Group", "Numbat Team"),)),
        endpoints=Endpoints("", "", "", "", ""),
        login=_LOGIN,
        choices={"recipe": "hugging_face", "people": ("Group|x|Numbat",), "application_name": "Okapi Sign-in"},
    )
    return engine


SHARED = {
    "shared home": lambda: shown("register_app", _PLAN),
    "shared plan": lambda: shown("register_app", _PLAN),
    "shared guide": lambda: shown("register_app", _GUIDE),
    "shared hand": lambda: shown("configure_product", _HAND),
    "shared ask": lambda: shown("choose_product", _ASK),
    "shared code": lambda: shown("sign_in", replace(CODE, notes=("Ask Quagga Jones.",))),
    "shared open": lambda: shown("live_login", replace(LOGIN, notes=("Not the Ibex Guild.",), report=_BEFORE)),
    "shared compared": lambda: shown("register_app", replace(_GUIDE, report=_BEFORE)),
    "shared refused": lambda: shown("live_login", _REFUSED),
    "shared tested": lambda: shown("live_login", Done(_LOGIN, report=_TESTED, stay=True, elsewhere=_ELSEWHERE)),
    "shared values": lambda: shown("collect_endpoints", Done(_PRODUCT, ENDPOINTS, notes=("Zebra Holding",))),
    "shared blocked": lambda: shown(
        "register_app", problem("registration-forbidden", CLIENT_ID, said="Zebra Holding forbids it")
    ),
    "shared other": lambda: shown("sign_in", problem("other-answer", doing=f"GET https://graph.x/{CLIENT_ID}")),
}
"""Every page with canaries on it, made anew each time."""
