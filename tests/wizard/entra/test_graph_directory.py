"""The directory port over TLS, with the real SDKs, in the practice tenant."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from steps.model.directory import Directory, Json
from steps.model.facts import Principal
from steps.model.graph_ids import DELEGATED, GRAPH_APP_ID
from steps.model.ports import Portal, SignIn
from steps.model.problems import Problem
from tests.wizard.entra.conftest import Entra
from tests.wizard.entra.person import cli_token, sign_in, sign_in_least
from tests.wizard.entra.scripted_graph import Token
from wizard.entra.directory import GraphDirectory
from wizard.entra.portal import Portal as Links

NAME = "sso-wizard-test"
BODY: Json = {
    "displayName": "Product single sign-on",
    "signInAudience": "AzureADMyOrg",
    "api": {"requestedAccessTokenVersion": 2},
    "web": {"redirectUris": ["https://product.example/b", "https://product.example/a"]},
    "requiredResourceAccess": [
        {"resourceAppId": GRAPH_APP_ID, "resourceAccess": [{"id": DELEGATED["openid"], "type": "Scope"}]}
    ],
}
TAGS = {"tags": ["WindowsAzureActiveDirectoryIntegratedApp"], "appRoleAssignmentRequired": True}


def in_a_year() -> datetime:
    return datetime.now(UTC) + timedelta(days=365)


def test_the_adapter_is_what_the_steps_ask_for(entra: Entra) -> None:
    directory: Directory = entra.directory
    signing: SignIn = entra.signing
    portal: Portal = Links(entra.tenant.cloud, lambda: entra.tenant.tenant_id)
    assert directory
    assert signing
    assert portal.link("new-registration").startswith(entra.tenant.cloud.entra_portal)


def test_the_tenant_is_read(entra: Entra) -> None:
    tenant = entra.directory.organization()
    assert tenant["id"] == entra.tenant.tenant_id
    assert tenant["verifiedDomains"]


def test_roles_are_unknown_to_the_least_permissions_and_known_to_the_azure_cli(entra: Entra) -> None:
    assert entra.directory.my_roles() == ("Application Administrator",)
    sign_in_least(entra.tenant, entra.signing)
    assert entra.directory.my_roles() is None
    token = cli_token(entra.tenant, "adele.vance")
    by_cli = GraphDirectory(entra.tenant.cloud, lambda: Token(token), entra.loop, patience=entra.clock.patience())
    assert by_cli.my_roles() == ("Application Administrator",)


def test_a_whole_registration_and_its_undoing(entra: Entra) -> None:
    directory = entra.directory
    assert directory.application(NAME) is None

    app = directory.upsert_application(NAME, BODY)
    assert app["uniqueName"] == NAME
    again = directory.upsert_application(NAME, {**BODY, "displayName": "Renamed"})
    assert (again["id"], again["displayName"]) == (app["id"], "Renamed")

    principal = directory.create_service_principal(app["appId"], TAGS)
    assert directory.create_service_principal(app["appId"], TAGS)["id"] == principal["id"]
    assert principal["appRoleAssignmentRequired"] is True
    directory.update_service_principal(principal["id"], {"appRoleAssignmentRequired": False})
    found = directory.service_principal(app["appId"])
    assert found is not None
    assert found["appRoleAssignmentRequired"] is False

    resource = directory.service_principal(GRAPH_APP_ID) or {}
    assert len(str(resource)) < 1000
    grant = directory.grant(principal["id"], resource["id"], "openid profile")
    assert directory.grant(principal["id"], resource["id"], "profile email")["id"] == grant["id"]
    (only,) = directory.grants(principal["id"])
    assert set(only["scope"].split()) == {"openid", "profile", "email"}

    me = Principal(entra.who.object_id, "User", entra.who.user_name)
    assignment = directory.assign(principal["id"], me)
    assert directory.assign(principal["id"], me)["id"] == assignment["id"]
    (team,) = directory.find_principals("Data team")
    directory.assign(principal["id"], team)
    assert {a["principalId"] for a in directory.assignments(principal["id"])} == {me.object_id, team.object_id}
    directory.unassign(principal["id"], assignment["id"])
    directory.unassign(principal["id"], assignment["id"])
    assert [a["principalId"] for a in directory.assignments(principal["id"])] == [team.object_id]

    secret, credential = directory.add_password(app["id"], "SSO Wizard test", in_a_year())
    assert len(secret.reveal()) >= 16
    assert secret.reveal() not in str(credential)
    assert credential["hint"] == secret.reveal()[:3]
    held = directory.application(NAME) or {}
    assert [c["keyId"] for c in held["passwordCredentials"]] == [credential["keyId"]]
    directory.remove_password(app["id"], credential["keyId"])
    directory.remove_password(app["id"], credential["keyId"])
    assert (directory.application(NAME) or {})["passwordCredentials"] == []

    directory.delete_application(app["id"])
    directory.delete_application(app["id"])
    assert directory.application(NAME) is None


def test_people_are_found_exactly_as_typed(entra: Entra) -> None:
    for typed, kinds in (
        ("mina.osei@contoso-practice.example", ["User"]),
        ("MINA.OSEI@contoso-practice.example", ["User"]),
        (" rosa.lind@fabrikam.example ", ["User"]),
        ("Data team", ["Group"]),
        ("Mina", []),
        ("o'brien", []),
        ("", []),
    ):
        assert [p.kind for p in entra.directory.find_principals(typed)] == kinds, typed


def test_what_a_person_was_found_as_finds_that_person_again(entra: Entra) -> None:
    (guest,) = entra.directory.find_principals("rosa.lind@fabrikam.example")
    assert "#EXT#" in guest.name
    assert entra.directory.find_principals(guest.name) == (guest,)


def test_what_does_not_exist_is_none(entra: Entra) -> None:
    nowhere = "99999999-9999-4999-8999-999999999999"
    assert entra.directory.application("nobody-s") is None
    assert entra.directory.service_principal(nowhere) is None
    assert list(entra.directory.grants(nowhere)) == []


def test_an_ordinary_person_hears_that_a_right_is_missing(entra: Entra) -> None:
    app = entra.directory.upsert_application(NAME, BODY)
    token = cli_token(entra.tenant, "mina.osei")
    ordinary = GraphDirectory(entra.tenant.cloud, lambda: Token(token), entra.loop, patience=entra.clock.patience())
    with pytest.raises(Problem) as caught:
        ordinary.update_application(app["id"], {"displayName": "mine"})
    assert caught.value.code == "not-allowed"
    assert caught.value.request_id
    assert ordinary.my_roles() == ()
    entra.tenant.scenarios.registration_forbidden = True
    with pytest.raises(Problem) as caught:
        ordinary.upsert_application("of-mina", BODY)
    assert caught.value.code == "registration-forbidden"
    entra.tenant.scenarios.reset()
    assert ordinary.upsert_application("of-mina", BODY)["displayName"] == BODY["displayName"]


def test_a_sign_in_that_was_dropped_stops_the_directory(entra: Entra) -> None:
    entra.signing.forget()
    with pytest.raises(Problem, match="sign-in-needed"):
        entra.directory.organization()
    sign_in(entra.tenant, entra.signing)
    assert entra.directory.organization()["id"] == entra.tenant.tenant_id
