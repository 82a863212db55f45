"""One scene for every view: what a person may find on the page."""

from __future__ import annotations

from dataclasses import replace

from canaries import SHARED
from fake_engine import NAMES, PRODUCT, FakeEngine, also, engine_at
from samples import (
    CANNOT,
    CHANGES,
    CODE,
    EARLIER,
    ENDPOINTS,
    GUID,
    HAND,
    LATER,
    LOGIN,
    OPENED,
    OTHERWISE,
    PASSED,
    PLAN,
    PRODUCTS,
    QUESTIONS,
    ago,
)
from samples_by_hand import BY_HAND, DONE, MANY, SECRET_BY_HAND
from samples_mended import MENDED
from samples_own_file import FRAGMENT, INTO, OWN
from samples_proposed import BEFORE_LOGIN
from samples_records import engine_with_records
from samples_reported import LACKING, POWERFUL
from samples_table import TABLE, UNKNOWN
from samples_test_login import TEST_LOGIN

from steps.model.facts import Finished
from steps.model.problems import problem
from steps.model.views import Ask, Done, Guide, Wait
from steps.model.words import say
from wizard.carrying_out import Applying


def home() -> FakeEngine:
    engine = engine_at("register_app", PLAN)
    also(engine, "def23456", changed="2026-11-20T16:44:00+00:00", tenant=None)
    also(engine, "ghj23456", changed="2026-11-12T07:01:00+00:00", product=None, tenant=None)
    return engine


TESTED = Done(PRODUCT, report=PASSED, stay=True, change=say("live_login.again"))
FORBIDDEN = problem("registration-forbidden", GUID, said="Insufficient privileges")

SCENES = {
    "home": home,
    "first": FakeEngine,
    "cards": lambda: engine_at("choose_product", Ask(cards=PRODUCTS)),
    "ask": lambda: engine_at("choose_product", QUESTIONS, refuses=problem("answer-not-slug", field="organization")),
    "table": lambda: engine_at("choose_product", TABLE, refuses=UNKNOWN),
    "code": lambda: engine_at("sign_in", CODE),
    "wait": lambda: engine_at("sign_in", Wait(say("sign_in.azure_cli.starting"), ago(12), LATER)),
    "looking": lambda: engine_at("check_tenant", None, looking=True),
    "cannot": lambda: engine_at("check_tenant", CANNOT, attention="check_tenant"),
    "plan": lambda: engine_at("register_app", PLAN),
    "adjust": lambda: engine_at(
        "register_app", PLAN, refuses=problem("answer-nobody", field="people", typed="nobody@contoso.example")
    ),
    "applying": lambda: engine_at("register_app", PLAN, applying_=Applying(CHANGES, 1, EARLIER)),
    "stopped": lambda: engine_at(
        "register_app",
        PLAN,
        attention="register_app",
        applying_=Applying(CHANGES, 2, EARLIER, problem("throttled", seconds="17", request_id=GUID)),
    ),
    "guide": lambda: engine_at("register_app", BY_HAND, ticked=DONE),
    "compared": lambda: engine_at("register_app", replace(BY_HAND, report=None), answered=BY_HAND),
    "refused": lambda: engine_at(
        "make_secret", SECRET_BY_HAND, refuses=problem("answer-day", field="secret_expires")
    ),
    "taken_over": lambda: engine_at("sign_in", replace(CANNOT, ask=Ask(cards=OTHERWISE)), answered=Guide(MANY)),
    "many": lambda: engine_at("register_app", Guide(MANY)),
    "secret": lambda: engine_at("make_secret", SECRET_BY_HAND),
    "unticked": lambda: engine_at("register_app", BY_HAND, broken={"tick": problem("journal-full", said="full")}),
    "done": lambda: engine_at("collect_endpoints", Done(PRODUCT, ENDPOINTS, change=say("choose_product.change"))),
    "hand": lambda: engine_at("configure_product", HAND, ticked=["save"]),
    "records": engine_with_records,
    "own": lambda: engine_at("configure_product", OWN, into=INTO, fragment=FRAGMENT),
    "login": lambda: engine_at("live_login", LOGIN),
    "handed": lambda: engine_at("configure_product", Done(PRODUCT, handed=HAND, stay=True)),
    "unmade": lambda: engine_at(
        "configure_product", HAND, secret="", broken={"file": problem("recipe-wrong", file="own.toml", said="gone")}
    ),
    "opened": lambda: engine_at("live_login", OPENED),
    **TEST_LOGIN,
    **BEFORE_LOGIN,
    "passed": lambda: engine_at("live_login", TESTED),
    "lacking": lambda: engine_at("live_login", LACKING),
    "powerful": lambda: engine_at("live_login", POWERFUL),
    "blocked": lambda: engine_at(
        "register_app",
        problem("registration-forbidden", GUID, said="Insufficient privileges"),
        attention="register_app",
    ),
    "signin": lambda: engine_at("register_app", problem("sign-in-needed"), attention="register_app"),
    "broken": lambda: engine_at("register_app", problem("other-answer", doing=f"GET /applications/{GUID}")),
    "doctor": lambda: engine_at("live_login", LOGIN),
    "doctor alone": FakeEngine,
    "mended": lambda: engine_at("live_login", MENDED),
    "finish": lambda: engine_at(
        "finish",
        Done(
            Finished("2026-11-21T08:00:00+00:00"),
            notes=(say("finish.ordinary_user"), say("finish.rotate", day="2027-05-20")),
            stay=True,
            exports=True,
        ),
        done=len(NAMES),
    ),
}
"""Every scene, made anew each time."""


ALL = {**SCENES, **SHARED}
"""Those, and the ones with values that nobody else may see."""


def address(scene: str) -> str:
    """Where the page of a scene is."""
    engine = ALL[scene]()
    if scene in ("home", "first", "shared home", "doctor alone"):
        return "?doctor=on" if scene == "doctor alone" else ""
    setup = next(iter(engine.kept.values()))
    step = "finish" if scene == "finish" else engine.position(setup)
    return f"?w={setup.id}&step={step}{'&doctor=on' if scene == 'doctor' else ''}"
