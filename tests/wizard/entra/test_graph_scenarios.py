"""Each fault that the practice tenant can play: said in its own words, then healed, then finished."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from steps.model.problems import Problem
from tests.wizard.entra.conftest import Entra
from tests.wizard.entra.test_graph_directory import BODY, NAME, TAGS
from wizard.entra.patience import Patience


def in_days(days: int) -> datetime:
    return datetime.now(UTC) + timedelta(days=days)


def test_forbidden_secrets_are_named_and_work_once_they_are_allowed(entra: Entra) -> None:
    app = entra.directory.upsert_application(NAME, BODY)
    entra.tenant.scenarios.secrets_forbidden = True
    with pytest.raises(Problem) as caught:
        entra.directory.add_password(app["id"], "SSO Wizard test", in_days(30))
    assert caught.value.code == "secret-forbidden"
    entra.tenant.scenarios.reset()
    entra.directory.add_password(app["id"], "SSO Wizard test", in_days(30))
    assert len((entra.directory.application(NAME) or {})["passwordCredentials"]) == 1


def test_a_secret_that_lives_too_long_is_named_and_a_shorter_one_works(entra: Entra) -> None:
    app = entra.directory.upsert_application(NAME, BODY)
    entra.tenant.scenarios.secret_max_days = 90
    with pytest.raises(Problem) as caught:
        entra.directory.add_password(app["id"], "SSO Wizard test", in_days(365))
    assert caught.value.code == "secret-too-long"
    entra.directory.add_password(app["id"], "SSO Wizard test", in_days(89))


def test_throttling_is_sat_out(entra: Entra) -> None:
    entra.tenant.scenarios.retry_after = 7
    entra.tenant.scenarios.throttled = 2
    assert entra.directory.organization()["id"] == entra.tenant.tenant_id
    assert entra.clock.slept == [7, 7]


def test_throttling_without_end_is_said_with_the_time_to_wait(entra: Entra) -> None:
    entra.tenant.scenarios.retry_after = 20
    entra.tenant.scenarios.throttled = 50
    with pytest.raises(Problem) as caught:
        entra.directory.organization()
    assert (caught.value.code, caught.value.values) == ("throttled", {"seconds": "20"})
    assert entra.clock.now <= 45
    entra.tenant.scenarios.reset()
    assert entra.directory.organization()


def test_an_outage_is_sat_out_or_said(entra: Entra) -> None:
    entra.tenant.scenarios.unavailable = 2
    assert entra.directory.upsert_application(NAME, BODY)
    entra.tenant.scenarios.unavailable = 50
    with pytest.raises(Problem, match="unreachable"):
        entra.directory.application(NAME)
    entra.tenant.scenarios.reset()
    assert entra.directory.application(NAME)


def test_replication_lag_is_waited_for_through_the_whole_registration(entra: Entra) -> None:
    entra.tenant.scenarios.lag_seconds = 1.0
    directory = entra.directory_with(Patience())
    app = directory.upsert_application(NAME, BODY)
    principal = directory.create_service_principal(app["appId"], TAGS)
    assert directory.service_principal(app["appId"])
    _, credential = directory.add_password(app["id"], "SSO Wizard test", in_days(30))
    held = directory.application(NAME) or {}
    assert [c["keyId"] for c in held["passwordCredentials"]] == [credential["keyId"]]
    resource = directory.service_principal("00000003-0000-0000-c000-000000000000") or {}
    directory.grant(principal["id"], resource["id"], "openid")
    assert len(directory.grants(principal["id"])) == 1
    assert len(entra.tenant.directory.applications_json()) == 1


def test_lag_beyond_all_patience_is_said_and_nothing_is_made_twice(entra: Entra) -> None:
    entra.tenant.scenarios.lag_seconds = 3600.0
    app = entra.directory.upsert_application(NAME, BODY)
    with pytest.raises(Problem) as caught:
        entra.directory.add_password(app["id"], "SSO Wizard test", in_days(30))
    assert caught.value.code == "still-spreading"
    entra.tenant.scenarios.reset()
    entra.directory.add_password(app["id"], "SSO Wizard test", in_days(30))
    (held,) = entra.tenant.directory.applications_json()
    assert len(held["passwordCredentials"]) == 1


def test_answers_that_were_lost_leave_one_of_everything(entra: Entra) -> None:
    lost = entra.tenant.scenarios
    lost.lost_answers = 1
    app = entra.directory.upsert_application(NAME, BODY)
    lost.lost_answers = 1
    principal = entra.directory.create_service_principal(app["appId"], TAGS)
    lost.lost_answers = 1
    resource = entra.directory.service_principal("00000003-0000-0000-c000-000000000000") or {}
    entra.directory.grant(principal["id"], resource["id"], "openid")
    lost.lost_answers = 1
    secret, credential = entra.directory.add_password(app["id"], "SSO Wizard test", in_days(30))
    (held,) = entra.tenant.directory.applications_json()
    assert [c["keyId"] for c in held["passwordCredentials"]] == [credential["keyId"]]
    assert held["passwordCredentials"][0]["hint"] == secret.reveal()[:3]
    assert len(entra.directory.grants(principal["id"])) == 1


def test_a_lost_removal_of_a_secret_is_noticed_as_done(entra: Entra) -> None:
    app = entra.directory.upsert_application(NAME, BODY)
    _, credential = entra.directory.add_password(app["id"], "SSO Wizard test", in_days(30))
    entra.tenant.scenarios.lost_answers = 1
    entra.directory.remove_password(app["id"], credential["keyId"])
    assert (entra.directory.application(NAME) or {})["passwordCredentials"] == []
