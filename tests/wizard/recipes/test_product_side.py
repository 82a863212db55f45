"""The product's side of every recipe: where, what, values in the form's order, and waits that stay until ticked."""

from __future__ import annotations

import re

import pytest
from expanded_recipes import EVERY, REHEARSED, SHELF, S, Walked, label, walked

from steps.configure_product import waiting
from steps.model.chosen import Chosen
from steps.model.recipe import ProductStep
from steps.model.setup import Setup
from steps.model.values import PLACEHOLDER, fill
from steps.model.when import holds

COLLATE = walked("openmetadata", deployment="collate", om_url="https://contoso.getcollate.io")
WALKS = pytest.mark.parametrize("walk", [*EVERY, COLLATE], ids=label)
OPEN_ENDS = re.compile(r"[\[\]{}<>]|\.\.\.|…|\bTODO\b|\byour-|\bxxx", re.IGNORECASE)


def steps(walk: Walked) -> list[ProductStep]:
    return [step for step in walk.recipe.product_steps if holds(step.when, walk.values)]


@WALKS
def test_every_step_says_where_and_what_to_do_to_the_end(walk: Walked) -> None:
    assert steps(walk)
    for step in steps(walk):
        assert re.fullmatch(r"\S.*\S", step.where)
        assert not PLACEHOLDER.search(step.where)
        do = fill(step.do, walk.values)
        assert do.endswith(".")
        assert not OPEN_ENDS.search(do)


@pytest.mark.parametrize(
    ("walk", "step", "labels"),
    [
        ("hugging_face", "values", ["Client ID", "Issuer URL", "Client secret"]),
        ("sekoia", "domain", ["Domain"]),
        (
            "sekoia",
            "configure",
            [
                "URL of your authentication provider",
                "Your client ID",
                "Your client secret",
                "Automatically create an account for new users",
            ],
        ),
        (
            "openmetadata",
            "ui-public",
            [
                "Authority",
                "Client ID",
                "Callback URL",
                "JWT Principal Claims",
                "Enable Self Signup",
                "Admin Principals",
                "Principal Domain",
                "Enforce Principal Domain",
                "Enable Secure Socket Connection",
                "Use Roles From Provider",
            ],
        ),
        (
            "openmetadata",
            "ui-confidential",
            [
                "Authority",
                "Client ID",
                "Callback URL",
                "JWT Principal Claims",
                "Enable Self Signup",
                "OIDC Client ID",
                "OIDC Client Secret",
                "OIDC Request Scopes",
                "OIDC Discovery URI",
                "OIDC Use Nonce",
                "OIDC Disable PKCE",
                "OIDC Tenant",
                "OIDC Prompt",
                "Admin Principals",
                "Principal Domain",
                "Enforce Principal Domain",
                "Enable Secure Socket Connection",
                "Use Roles From Provider",
            ],
        ),
        ("openmetadata", "collate", ["Client ID", "Tenant ID", "Authority"]),
    ],
)
def test_values_stand_in_the_order_of_the_products_own_form(walk: str, step: str, labels: list[str]) -> None:
    (found,) = (one for one in SHELF.get(walk).product_steps if one.id == step)
    assert list(found.values) == labels


def test_the_ticket_lists_its_items_in_the_order_matillion_asks_for_them() -> None:
    asked = [
        "Identity provider",
        "Protocol",
        "Email domains",
        "DNS TXT values",
        "Client ID",
        "metadata URL",
        "secret",
    ]
    places = [walked("matillion").messages.index(f"{item}: ") for item in asked]
    assert places == sorted(places)


WAITS = {
    "hcl_connections": {
        "console": ("WebSphere administrator", "the web server", "the mobile app"),
        "restart": ("WebSphere administrator", "restarted the whole cell"),
    },
    "any_openid_connect": {},
    "apache_mod_auth_openidc": {},
    "hugging_face": {},
    "jupyterhub": {},
    "matillion": {
        "dns": ("TXT record", "is visible"),
        "ticket": ("Matillion", "test link"),
        "activate": ("Matillion confirms",),
    },
    "openmetadata": {"collate": ("The Collate team", "confirms")},
    "sekoia": {"domain": ("Sekoia.io validates", "Verified")},
}


@WALKS
def test_every_wait_on_other_people_says_for_whom_and_has_a_message_to_send(walk: Walked) -> None:
    for step in steps(walk):
        assert bool(step.waits) == bool(step.message) == (step.id in WAITS[walk.recipe.id])
        if step.waits:
            said = fill(step.waits, walk.values)
            assert all(word in said for word in WAITS[walk.recipe.id][step.id])
            assert said.endswith(".")


@WALKS
def test_a_message_is_ready_to_send_and_never_has_the_secret(walk: Walked) -> None:
    for step in steps(walk):
        if step.message:
            assert "client_secret" not in step.message
            message = fill(step.message, walk.values)
            assert S not in message
            assert not OPEN_ENDS.search(message), message
            assert message.strip().startswith("Hello,\n\n")
            assert message.strip().endswith((".", "?"))
            assert "\n\n\n" not in message
            assert "None" not in message


@pytest.mark.parametrize("walk", [*REHEARSED, COLLATE], ids=label)
def test_a_wait_stays_open_until_somebody_ticks_it_and_then_is_gone(walk: Walked) -> None:
    picked = Chosen(walk.recipe, walk.app, walk.values)
    waits = [step for step in steps(walk) if step.waits]
    ticks: dict[str, str] = {}
    for done in range(len(waits) + 1):
        left = waiting(Setup("s", "", ticks=ticks), picked)
        assert left == tuple(fill(step.waits, walk.values) for step in waits[done:])
        ticks = {step.id: "2026-11-21T10:00:00+00:00" for step in waits[: done + 1]}


def test_the_message_for_websphere_may_be_passed_on_without_the_secret() -> None:
    (console,) = (step for step in SHELF.get("hcl_connections").product_steps if step.id == "console")
    message = " ".join(console.message.split())
    assert (
        "If others look after the web server or the mobile app, please pass the sheet and their files on" in message
    )
    assert "but not wsadmin-configure.py and not websphere-console.csv" in message


def test_matillions_secret_goes_as_a_one_time_link_and_the_steps_say_so() -> None:
    said = {step.id: step.do for step in SHELF.get("matillion").product_steps}
    assert "Put the client secret into a one-time link." in said["secret"]
    assert "send the one-time link as your next answer in the ticket, never the secret itself" in said["ticket"]


BY_GRAPH_ONLY = re.compile(
    r"\bthe plan\b|apply the|applying the|signs? in next|\bundo\b(?!\.py)|the wizard", re.IGNORECASE
)


@pytest.mark.parametrize("recipe", SHELF.all(), ids=lambda recipe: recipe.id)
def test_no_sentence_is_true_only_where_the_wizard_writes_to_the_tenant(recipe) -> None:
    texts = [recipe.summary, *recipe.before, *recipe.notes, recipe.enforce.how, recipe.enforce.way_back]
    texts += [text for claim in recipe.claims for text in (claim.why, claim.without)]
    texts += [text for failure in recipe.known_failures for text in (failure.cause, failure.fix)]
    texts += [text for step in recipe.product_steps for text in (step.do, step.waits, step.message)]
    texts += [question.help for question in recipe.ask.values()]
    texts += [text for walk in EVERY if walk.recipe is recipe for text in walk.files.values()]
    assert [text for text in texts if BY_GRAPH_ONLY.search(text)] == []


@pytest.mark.parametrize("question", ["admins", "principal_domain"])
def test_an_answer_that_is_filled_in_later_says_from_which_account(question: str) -> None:
    # By hand nobody signs in: the account is the one of the test login, which is asked for in the same step.
    said = SHELF.get("openmetadata").ask[question].help
    assert "If you leave it empty, it is the" in said
    assert "account you name or sign in with in the next step." in said
