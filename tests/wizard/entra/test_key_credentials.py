"""Certificates through the real SDK: one list that others write too, replicas that lag, and answers that get lost."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from steps.model.problems import Problem
from steps.model.thumbprint import thumbprint
from tests.wizard.entra.conftest import Entra
from tests.wizard.entra.test_graph_directory import BODY, NAME
from wizard.certificate import make
from wizard.entra.patience import Patience

NOW = datetime.now(UTC).replace(microsecond=0)
OURS, OTHER = (make(name, NOW - timedelta(minutes=5), NOW + timedelta(days=90)) for name in ("Ours", "Other"))


def kept(entra: Entra) -> list[str]:
    """The thumbprints in the tenant, whatever its replicas show."""
    (app,) = entra.tenant.directory.applications_json()
    return [entry["customKeyIdentifier"] for entry in app["keyCredentials"]]


def test_a_certificate_is_added_to_those_there_are_and_removed_alone(entra: Entra) -> None:
    app = entra.directory.upsert_application(NAME, BODY)
    other = entra.directory.add_certificate(app["id"], "Somebody", OTHER.certificate)
    ours = entra.directory.add_certificate(app["id"], "SSO Wizard test", OURS.certificate)
    assert "key" not in ours
    assert (ours["displayName"], ours["customKeyIdentifier"]) == ("SSO Wizard test", thumbprint(OURS.certificate))
    assert kept(entra) == [thumbprint(OTHER.certificate), thumbprint(OURS.certificate)]
    for _ in range(2):
        entra.directory.remove_certificate(app["id"], ours["keyId"])
    assert kept(entra) == [other["customKeyIdentifier"]]


def test_an_answer_that_is_lost_leaves_one_certificate(entra: Entra) -> None:
    app = entra.directory.upsert_application(NAME, BODY)
    entra.tenant.scenarios.lost_answers = 2
    added = entra.directory.add_certificate(app["id"], "SSO Wizard test", OURS.certificate)
    assert kept(entra) == [thumbprint(OURS.certificate)]
    entra.tenant.scenarios.lost_answers = 1
    entra.directory.remove_certificate(app["id"], added["keyId"])
    assert kept(entra) == []


def test_replication_lag_is_waited_for(entra: Entra) -> None:
    entra.tenant.scenarios.lag_seconds = 1.0
    directory = entra.directory_with(Patience())
    app = directory.upsert_application(NAME, BODY)
    added = directory.add_certificate(app["id"], "SSO Wizard test", OURS.certificate)
    found = directory.application(NAME) or {}
    assert [entry["keyId"] for entry in found["keyCredentials"]] == [added["keyId"]]


def test_a_life_that_the_policy_forbids_is_named_and_a_shorter_one_works(entra: Entra) -> None:
    app = entra.directory.upsert_application(NAME, BODY)
    entra.tenant.scenarios.key_max_days = 30
    with pytest.raises(Problem) as caught:
        entra.directory.add_certificate(app["id"], "SSO Wizard test", OURS.certificate)
    assert caught.value.code == "secret-too-long"
    shorter = make("Ours", NOW - timedelta(minutes=5), NOW + timedelta(days=29))
    entra.directory.add_certificate(app["id"], "SSO Wizard test", shorter.certificate)
    assert kept(entra) == [thumbprint(shorter.certificate)]
