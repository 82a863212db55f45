"""What the tenant's policies and roles say, read from the shapes Graph sends."""

from __future__ import annotations

from typing import Any

import pytest

from tests.wizard.entra.scripted_graph import Script, directory_with, reply


def policy(*rules: dict[str, Any], enabled: bool = True) -> dict[str, Any]:
    return {"id": "p", "isEnabled": enabled, "applicationRestrictions": {"passwordCredentials": list(rules)}}


ADDITION = {"restrictionType": "passwordAddition", "state": "enabled", "maxLifetime": None}
LIFETIME = {"restrictionType": "passwordLifetime", "state": "enabled", "maxLifetime": "P180D"}


@pytest.mark.parametrize(
    ("body", "forbidden", "max_days"),
    [
        (policy(), False, None),
        ({"id": "p", "isEnabled": True, "applicationRestrictions": None}, False, None),
        (policy(ADDITION), True, None),
        (policy(ADDITION, enabled=False), False, None),
        (policy({**ADDITION, "state": "disabled"}), False, None),
        (policy({**ADDITION, "restrictForAppsCreatedAfterDateTime": "2020-01-01T00:00:00Z"}), True, None),
        (policy({**ADDITION, "restrictForAppsCreatedAfterDateTime": "2999-01-01T00:00:00Z"}), False, None),
        (policy({"restrictionType": "customPasswordAddition", "state": "enabled"}), False, None),
        (policy(LIFETIME), False, 180),
        (policy(LIFETIME, {**LIFETIME, "maxLifetime": "P4DT12H30M5S"}), False, 4),
        (policy({**LIFETIME, "maxLifetime": "P1Y"}), False, 365),
        (policy({**LIFETIME, "maxLifetime": "P2W"}), False, 14),
        (policy({**LIFETIME, "maxLifetime": "six months"}), False, None),
    ],
)
def test_the_secret_policy_is_read_for_an_application_made_today(
    body: dict[str, Any], forbidden: bool, max_days: int | None
) -> None:
    with directory_with(Script(reply(200, body))) as directory:
        assert directory.secret_policy() == {"forbidden": forbidden, "max_days": max_days}


@pytest.mark.parametrize(
    ("body", "allowed"),
    [
        ({"id": "p", "defaultUserRolePermissions": {"allowedToCreateApps": True}}, True),
        ({"id": "p", "defaultUserRolePermissions": {"allowedToCreateApps": False}}, False),
        ({"id": "p"}, None),
    ],
)
def test_whether_everybody_may_register_is_read_or_unknown(body: dict[str, Any], allowed: bool | None) -> None:
    with directory_with(Script(reply(200, body))) as directory:
        assert directory.may_register() is allowed


def test_roles_are_named_by_their_template_where_names_are_hidden() -> None:
    roles = [
        {"id": "1", "displayName": None, "roleTemplateId": "158c047a-c907-4556-b7ef-446551a6b5f7"},
        {"id": "2", "displayName": "Firmenadministrator", "roleTemplateId": "62e90394-69f5-4237-9190-012177145e10"},
        {"id": "3", "displayName": "A role of tomorrow", "roleTemplateId": "99999999-9999-4999-8999-999999999999"},
        {"id": "4", "displayName": None, "roleTemplateId": None},
    ]
    with directory_with(Script(reply(200, {"value": roles}))) as directory:
        assert directory.my_roles() == (
            "A role of tomorrow",
            "Cloud Application Administrator",
            "Global Administrator",
        )


@pytest.mark.parametrize(
    ("roles", "named"),
    [
        ([], ()),
        ([{"id": "1", "displayName": None, "roleTemplateId": None}], None),
        ([{"id": "1"}, {"id": "2"}], None),
    ],
)
def test_hidden_roles_are_unknown_and_not_none_at_all(
    roles: list[dict[str, Any]], named: tuple[str, ...] | None
) -> None:
    with directory_with(Script(reply(200, {"value": roles}))) as directory:
        assert directory.my_roles() == named


def test_a_list_is_read_page_after_page() -> None:
    first = {"value": [{"id": "1"}], "@odata.nextLink": "https://graph.microsoft.com/v1.0/x?$skiptoken=2"}
    script = Script(reply(200, first), reply(200, {"value": [{"id": "2"}]}))
    with directory_with(script) as directory:
        assert [grant["id"] for grant in directory.grants("sp")] == ["1", "2"]
    assert script.asked[1].url.query == b"$skiptoken=2"


def test_a_tenant_without_an_organization_is_no_tenant() -> None:
    with (
        directory_with(Script(reply(200, {"value": []}))) as directory,
        pytest.raises(Exception, match="other-answer"),
    ):
        directory.organization()
