"""The permissions asked for are the least, each with its reason, in the words of each cloud."""

from __future__ import annotations

import pytest

from wizard.entra.cloud import CLOUDS, GLOBAL, Cloud
from wizard.entra.permissions import scopes
from wizard.entra.sign_in import SigningIn
from wizard.text import has


def test_every_permission_says_why() -> None:
    permissions = SigningIn(GLOBAL, lambda: None).permissions()
    assert {name for name, _ in permissions} == {
        "User.Read",
        "Application.ReadWrite.All",
        "DelegatedPermissionGrant.ReadWrite.All",
        "AppRoleAssignment.ReadWrite.All",
        "User.ReadBasic.All",
        "GroupMember.Read.All",
    }
    assert all(has(key) for _, key in permissions)


@pytest.mark.parametrize("cloud", CLOUDS.values(), ids=lambda cloud: cloud.name)
def test_scopes_name_the_api_of_their_cloud(cloud: Cloud) -> None:
    assert all(scope.startswith(f"{cloud.graph}/") for scope in scopes(cloud))
