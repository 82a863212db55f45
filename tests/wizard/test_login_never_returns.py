"""A test login that Microsoft stops on its own page: what the page says is read, compared, explained and mended."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from by_hand_setup import told
from stopped_login import (
    MISMATCH,
    OTHER_ID,
    OTHER_TENANT,
    REGISTERED,
    UNKNOWN_APP,
    UNKNOWN_TENANT,
    left_alone,
    paste,
    wrong,
)
from walked import Walked

from steps.model.views import Open, Propose
from wizard.practice.people import DOMAIN
from wizard.text import text


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walked]:
    with left_alone(tmp_path_factory.mktemp("left")) as made:
        yield made


def test_an_address_that_differs_is_shown_beside_the_registered_one(walked: Walked) -> None:
    report = paste(walked, MISMATCH, uri=REGISTERED.replace("https", "http") + "?session=CANARY")
    (found,) = wrong(report)
    assert (found.verdict, found.seen, found.at) == ("fail", REGISTERED.replace("https", "http"), 4)
    assert found.beside
    assert text(found.beside.text) == REGISTERED
    assert text(found.beside.label) == "Registered under Web"
    assert found.step == "configure_product"
    assert "X-Forwarded-Proto" in told(found)
    assert "Correlation ID\ninfo\n0a1b2c3d-0000-4000-8000-000000000002" in told(report)
    assert told(report.ask).splitlines()[0] == "Test again"
    assert "CANARY" not in repr(walked.engine.events(walked.setup.id))


def test_an_address_under_another_platform_names_the_list_it_is_in(walked: Walked) -> None:
    walked.edit(
        lambda app: (app["web"]["redirectUris"].remove(REGISTERED), app["spa"]["redirectUris"].append(REGISTERED))
    )
    (found,) = wrong(paste(walked, MISMATCH, uri=REGISTERED))
    assert "Single-page application" in told(found)
    walked.edit(
        lambda app: (app["spa"]["redirectUris"].remove(REGISTERED), app["web"]["redirectUris"].append(REGISTERED))
    )


def test_the_tests_own_address_is_waited_for_or_added_again(walked: Walked) -> None:
    (found,) = wrong(paste(walked, MISMATCH, uri=walked.person.callback))
    assert (found.verdict, "waits until they know it" in told(found)) == ("warn", True)
    walked.answer("live_login")
    walked.edit(lambda app: app["web"]["redirectUris"].remove(walked.person.callback))
    (found,) = wrong(paste(walked, MISMATCH, uri=walked.person.callback))
    assert (found.verdict, "“Test again” adds it first" in told(found)) == ("fail", True)
    walked.answer("live_login")
    assert isinstance(walked.look("live_login"), Propose)
    walked.confirm("live_login")
    assert isinstance(walked.look("live_login"), Open)


IDS = {
    "another app": (OTHER_ID, "That is another app"),
    "the object ID": ("object_id", "That is the app's object ID"),
    "the enterprise application": ("service_principal_id", "object ID of the enterprise application"),
    "the secret's ID": ("key_id", "That is the ID of the secret"),
    "the tenant": ("tenant_id", "The product sends the tenant's ID as its client ID"),
}


@pytest.mark.parametrize("name", IDS)
def test_an_id_that_is_not_the_client_id_is_recognised(walked: Walked, name: str) -> None:
    setup = walked.setup
    sent = next(
        (
            str(getattr(fact, IDS[name][0]))
            for fact in (setup.registration, setup.secret, setup.signed_in)
            if hasattr(fact, IDS[name][0])
        ),
        OTHER_ID,
    )
    (found,) = wrong(paste(walked, UNKNOWN_APP, app=sent))
    assert (found.seen, found.step) == (sent, "configure_product")
    assert found.beside
    assert setup.registration
    assert text(found.beside.text) == setup.registration.client_id
    assert IDS[name][1] in told(found)


def test_another_tenant_is_shown_beside_ours(walked: Walked) -> None:
    (found,) = wrong(paste(walked, UNKNOWN_TENANT, tenant=OTHER_ID))
    assert found.seen == OTHER_ID
    assert walked.setup.registration
    (swapped,) = wrong(paste(walked, UNKNOWN_TENANT, tenant=walked.setup.registration.client_id))
    assert "swapped" in told(swapped)
    (named,) = wrong(paste(walked, UNKNOWN_APP, tenant="Fabrikam"))
    assert "another tenant" in told(named)
    report = paste(walked, UNKNOWN_APP, tenant="Contoso practice")
    assert told(report.sections[0].title) == "What it means"


def test_an_account_of_another_tenant_is_told_from_ours(walked: Walked) -> None:
    (found,) = wrong(paste(walked, OTHER_TENANT, user="someone@fabrikam.example"))
    assert (found.seen, DOMAIN in told(found)) == ("someone@fabrikam.example", True)
