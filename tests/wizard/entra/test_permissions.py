"""The permissions asked for are the least, each with its reason, in the words of each cloud."""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode

import pytest

from wizard.entra.cloud import CLOUDS, GLOBAL, Cloud
from wizard.entra.permissions import permissions_in, scopes
from wizard.entra.sign_in import SigningIn
from wizard.text import has


def encoded(text: str) -> str:
    return urlsafe_b64encode(text.encode()).decode().rstrip("=")


LEAST = {
    "User.Read",
    "Application.ReadWrite.All",
    "DelegatedPermissionGrant.ReadWrite.All",
    "AppRoleAssignment.ReadWrite.All",
    "User.ReadBasic.All",
    "GroupMember.Read.All",
}


def test_every_permission_says_why() -> None:
    permissions = SigningIn(GLOBAL, lambda: None).permissions()
    assert all(has(key) for _, key in permissions)
    assert {name for name, _ in permissions} > LEAST


def test_what_only_reads_may_be_left_out() -> None:
    signing = SigningIn(GLOBAL, lambda: None)
    least = [name for name, _ in signing.permissions(deeper=False)]
    deeper = [name for name, _ in signing.permissions() if name not in least]
    assert {*least} == LEAST
    assert deeper
    assert not [name for name in deeper if "Write" in name]


@pytest.mark.parametrize(
    ("token", "held"),
    [
        ("", None),
        ("opaque", None),
        ("a.b.c", None),
        (f"a.{encoded('[]')}.c", None),
        (f"a.{encoded('{}')}.c", None),
        (f"a.{encoded(json.dumps({'scp': 5}))}.c", None),
        (f"a.{encoded(json.dumps({'scp': 'User.Read Policy.Read.All'}))}.c", {"User.Read", "Policy.Read.All"}),
    ],
)
def test_the_permissions_of_a_token_are_read_or_unknown(token: str, held: set[str] | None) -> None:
    assert permissions_in(token) == held


@pytest.mark.parametrize("cloud", CLOUDS.values(), ids=lambda cloud: cloud.name)
def test_scopes_name_the_api_of_their_cloud(cloud: Cloud) -> None:
    assert all(scope.startswith(f"{cloud.graph}/") for scope in scopes(cloud))
