"""Every reason for which a claim does not come, from the evidence that leaves it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from tokens import APP, GUEST, MEMBER, SETUP, WORLD, needing, token, told

import steps
from steps.login_report import needed
from steps.model.app import OptionalClaims
from steps.model.facts import LoginResult, Witness

ASKED = ("email", "given_name", "family_name", "upn")
NO_MAIL = Witness(guest=False, empty=("mail",), claims=ASKED)
WHOLE = Witness(guest=False, empty=(), claims=ASKED)


@dataclass(frozen=True)
class Row:
    """A token without the claim; what is known besides; what the report says, and where it leads."""

    claim: str
    says: str
    login: LoginResult
    step: str = ""
    page: str = ""
    app: dict[str, Any] = field(default_factory=dict)


def optional(*names: str) -> dict[str, Any]:
    return {"optional_claims": OptionalClaims(names)}


ROWS = (
    Row(
        "email", "no email address in Entra (attribute mail)", token("email", witness=NO_MAIL), page="UserManagement"
    ),
    Row("email", "Most likely the account has no email address", token("email"), page="UserManagement"),
    Row("email", "test again", token("email", witness=WHOLE)),
    Row(
        "email",
        "does not ask for it",
        token("email", witness=replace(WHOLE, claims=())),
        step="register_app",
        page="TokenConfiguration",
        app={"login_scopes": ("openid", "profile")},
    ),
    Row(
        "email",
        "owner is not verified",
        token("email", witness=WHOLE),
        app={"audience": "AzureADMultipleOrgs"},
    ),
    Row("email", "this token has version 1.0", token("email", ver="1.0")),
    Row("preferred_username", "tokens of version 1.0 have none", token("preferred_username", ver="1.0")),
    Row("preferred_username", "profile", token("preferred_username"), app={"login_scopes": ("openid", "email")}),
    Row("oid", "must ask for profile at each login", token("oid"), app={"login_scopes": ("openid",)}),
    Row("name", "test again", token("name")),
    Row("given_name", "does not ask for it", token("given_name"), page="TokenConfiguration"),
    Row(
        "given_name",
        "no first name in Entra",
        token("given_name", witness=replace(WHOLE, empty=("givenName",))),
        page="UserManagement",
        app=optional("given_name"),
    ),
    Row(
        "family_name",
        "Most likely the account has no last name",
        token("family_name"),
        page="UserManagement",
        app=optional("family_name"),
    ),
    Row("upn", "the person is a guest", token("upn", base=GUEST), app=optional("upn")),
    Row("upn", "does not ask for it", token("upn", base=GUEST), page="TokenConfiguration"),
    Row("email_verified", "Entra never sends it", token("email_verified")),
    Row("picture", "does not put it into ID tokens", token("picture")),
    Row("wids", "does not send directory roles", token("wids"), page="Manifest"),
    Row("roles", "no app role", token("roles"), page="Users"),
    Row(
        "groups",
        "more groups than Entra puts into a token",
        token("groups", _claim_names='{"groups": "src1"}', witness=Witness(groups=250, group_claims="SecurityGroup")),
        page="TokenConfiguration",
    ),
    Row("groups", "more groups than Entra puts into a token", token(hasgroups="true"), page="TokenConfiguration"),
    Row("groups", "does not send groups", token("groups"), page="TokenConfiguration"),
    Row(
        "groups",
        "does not send groups",
        token(witness=Witness(group_claims="")),
        step="register_app",
        page="TokenConfiguration",
        app={"groups": "ApplicationGroup"},
    ),
    Row(
        "groups",
        "directly in none of them",
        token(witness=Witness(groups=0, group_claims="ApplicationGroup")),
        step="grant_access",
        page="Users",
    ),
    Row(
        "groups",
        "look whether a group is assigned",
        token(),
        step="grant_access",
        page="Users",
        app={"groups": "ApplicationGroup"},
    ),
    Row("groups", "in no group", token(witness=Witness(groups=0, group_claims="All")), page="UserManagement"),
    Row(
        "groups", "Most likely the person is in none", token(), page="UserManagement", app={"groups": "SecurityGroup"}
    ),
    Row("groups", "test again", token(witness=Witness(groups=3, group_claims="DirectoryRole, SecurityGroup"))),
    Row("extn.costCenter", "an attribute that your tenant added", token(), page="TokenConfiguration"),
    Row("department", "Entra has no such claim of its own", token(), page="TokenConfiguration"),
)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.claim}-{row.says.replace(' ', '_')}")
def test_a_missing_claim_is_told_with_its_reason_and_its_remedy(row: Row) -> None:
    picked = needing(row.claim, app=replace(APP, **row.app))
    (found,) = needed.findings(row.login, SETUP, picked, WORLD)
    assert (found.name, found.verdict) == (row.claim, "fail")
    assert told(found.do).startswith(f"No {row.claim} came")
    assert row.says in told(found.do)
    assert told(found.do).endswith(f"It fails without {row.claim}.")
    assert found.step == row.step
    assert row.page in found.link
    assert bool(row.page) == bool(found.link)


def test_every_step_that_mends_something_exists() -> None:
    names = {step.__name__.rpartition(".")[2] for step in steps.ALL}
    assert {row.step for row in ROWS} - {""} <= names


def test_a_claim_the_product_can_do_without_is_a_warning() -> None:
    (found,) = needed.findings(token("email"), SETUP, needing("email", required=False), WORLD)
    assert found.verdict == "warn"
    assert needed.needs(needing("email", required=False)) == ()


def test_a_claim_that_came_says_what_the_product_does_with_it() -> None:
    (found,) = needed.findings(token(), SETUP, needing("email"), WORLD)
    assert (found.verdict, found.seen, told(found.do)) == ("pass", MEMBER["email"], "It reads email.")


def test_an_email_that_came_by_the_permission_alone_says_so() -> None:
    (found,) = needed.findings(token(witness=replace(WHOLE, claims=())), SETUP, needing("email"), WORLD)
    assert "the product must ask for it as well" in told(found.do)


@pytest.mark.parametrize(("groups", "warned"), [("cccccccc-2222-3333-4444-555555555555", True), ("Data team", False)])
def test_groups_by_id_are_not_taken_for_names(groups: str, warned: bool) -> None:
    (found,) = needed.findings(token(groups=groups), SETUP, needing("groups"), WORLD)
    assert ("object ID" in told(found.do)) == warned


def test_what_is_missing_stands_in_the_hand_over_with_its_reason() -> None:
    setup = replace(SETUP, login=token("email", witness=NO_MAIL))
    (line,) = needed.missing(setup, needing("email", "sub"))
    assert "Fill in Email in the account's properties" in told(line)
    assert needed.missing(SETUP, needing("email")) == ()
