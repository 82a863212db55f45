"""Who tested, and what their success proves."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tokens import (
    APPLICATION_ADMINISTRATOR,
    EVERYBODY,
    GLOBAL_ADMINISTRATOR,
    GROUP,
    GUEST,
    PERSON,
    SETUP,
    WORLD,
    needing,
    token,
    told,
)

from steps.login_report import tester, witnessed
from steps.login_report.absent import is_guest
from steps.model.facts import Access, LoginResult, Witness
from steps.model.setup import Setup

ROLES = (
    (token(wids=f"{GLOBAL_ADMINISTRATOR}, {EVERYBODY}"), "global"),
    (token(wids=f"{APPLICATION_ADMINISTRATOR}, {EVERYBODY}"), "other"),
    (token(wids=EVERYBODY), "none"),
    (token(witness=Witness(role="global")), "global"),
    (token(witness=Witness(role="none")), "none"),
    # What the token says of a role counts before what the tenant said a moment later.
    (token(wids=GLOBAL_ADMINISTRATOR, witness=Witness(role="none")), "global"),
    (token(), ""),
)
OPEN = replace(SETUP, access=Access(False))
NAMED = SETUP
OTHERS = replace(SETUP, access=Access(True))
WAYS = (
    (token(), NAMED, "person"),
    (token(), OPEN, "everyone"),
    (token(), OTHERS, "unread"),
    (token("oid"), NAMED, "unread"),
    (token(), replace(SETUP, access=None), "unread"),
    # The tenant as it is counts before the setup's own record of it.
    (token(witness=Witness(let_in="group")), NAMED, "group"),
    (token(witness=Witness(let_in="nobody")), NAMED, "nobody"),
)
PROOFS = (
    (token(wids=GLOBAL_ADMINISTRATOR), NAMED, "not prove that anybody else gets in"),
    (token(base=GUEST), NAMED, "A guest gets in"),
    (token(), NAMED, "A person who is assigned gets in"),
    (token(), OPEN, "Everybody in your tenant gets in"),
    (token(witness=Witness(let_in="group")), NAMED, "only through another group do not"),
    (token(), OTHERS, "Whether others do depends"),
    (replace(token("email"), missing=("email",)), NAMED, "lacks what this person needs in Product"),
)


@pytest.mark.parametrize(("login", "role"), ROLES)
def test_the_role_is_read_from_the_token_or_from_the_tenant(login: LoginResult, role: str) -> None:
    assert tester.role(login) == role
    found = tester.findings(login, SETUP)[0]
    assert found.verdict == {"global": "warn", "other": "info", "none": "pass", "": "info"}[role]


@pytest.mark.parametrize(("login", "setup", "way"), WAYS)
def test_it_is_known_by_what_somebody_was_let_in(login: LoginResult, setup: Setup, way: str) -> None:
    assert tester.let_in(login, setup) == way
    assert told(tester.findings(login, setup)[2].do)


@pytest.mark.parametrize(("login", "setup", "says"), PROOFS)
def test_what_the_login_proves_is_one_statement(login: LoginResult, setup: Setup, says: str) -> None:
    assert says in told(tester.proof(login, setup, "Product"))


@pytest.mark.parametrize(
    ("login", "guest"),
    [
        (token(), False),
        (token(base=GUEST), True),
        (token(acct="1"), True),
        (token(acct="0"), False),
        (token(upn="rosa_fabrikam.com#EXT#@contoso.com"), True),
        (token(witness=Witness(guest=True)), True),
        (token(base=GUEST, witness=Witness(guest=False)), False),
    ],
)
def test_a_guest_is_known_by_the_account_or_by_the_marks_of_the_token(login: LoginResult, guest: bool) -> None:
    assert is_guest(login) == guest
    assert ("guest" in told(tester.findings(login, SETUP)[1].name)) == guest


MEANT = (
    # Who was meant, as kept; who came; whether that is another.
    (f"{PERSON}|jane.doe@contoso.com", token(), False),
    (f"{GROUP}|noel.brandt@contoso.com", token(), True),
    # By hand nobody could look up an object ID.
    ("noel.brandt@contoso.com", token(), True),
    ("Jane.Doe@contoso.com", token(), False),
    ("jane.doe@mail.contoso.com", token(email="jane.doe@mail.contoso.com"), False),
    # Nobody was named: then it is the signed-in person.
    ("", token(), False),
    ("", token(oid=GROUP, preferred_username="noel.brandt@contoso.com"), True),
)


@pytest.mark.parametrize(("kept", "login", "another"), MEANT)
def test_another_person_than_the_one_who_was_meant_is_named(kept: str, login: LoginResult, another: bool) -> None:
    setup = replace(SETUP, choices={"tester": kept, "by_hand": ("live_login",)})
    result = witnessed(login, setup, needing("sub"), WORLD)
    last = tester.findings(result, setup)[-1]
    assert (result.meant != "") == another == ("was meant" in told(last.name))
    if another:
        assert last.verdict == "warn"
        assert result.meant in told(last.name)
        assert login.user_name in told(last.do)
