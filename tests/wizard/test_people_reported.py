"""What the report of a login says of each person of the practice tenant, and of the same when all is mended."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from product_answers import READY
from walked import Walked, begun

from steps.model.views import Done, Finding, Open, Propose, Wait
from wizard.text import text

ASKED = {"email": "yes", "groups": "yes"}


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walked]:
    """A product that needs an address and groups, and that everybody may use."""
    with begun(tmp_path_factory.mktemp("people"), "any_openid_connect", **ASKED) as walked:
        walked.walk(*READY)
        walked.edit_principal(lambda principal: principal.update(appRoleAssignmentRequired=False))
        yield walked


def login_of(walked: Walked, person: str) -> Done:
    """The page after a test login of this person, with nothing mended before it."""
    walked.person.user_name = walked.tenant.directory.user_name(person)
    if walked.setup.login:
        walked.answer("live_login", change="yes")
    for _ in range(200):
        view = walked.look("live_login")
        match view:
            case Propose() if any(card.name == "test_without" for card in view.cards):
                walked.answer("live_login", card="test_without")
            case Propose():
                walked.confirm("live_login")
            case Open():
                walked.person.sign_in_to_test(view)
            case Done():
                return view
            case _:
                assert isinstance(view, Wait), view
    raise TimeoutError(person)


def findings(view: Done) -> dict[str, Finding]:
    """What stands in the report, by name; of two of a name the first, which is about what the product needs."""
    assert view.report
    listed = [one for section in view.report.sections for one in section.findings]
    return {text(one.name): one for one in reversed(listed)}


def says(view: Done) -> str:
    assert view.report
    return text(view.report.text)


def test_nobody_without_an_address_is_let_pass_and_the_reason_is_theirs(walked: Walked) -> None:
    view = login_of(walked, "noel.brandt")
    found = findings(view)["email"]
    assert (found.verdict, found.seen) == ("fail", "")
    assert "no email address in Entra (attribute mail)" in text(found.do)
    assert "UserManagement" in found.link
    assert view.report
    assert view.report.verdict == "warn"
    assert "lacks what this person needs in Contoso Wiki" in says(view)
    noel = walked.tenant.directory.person("noel.brandt")
    walked.tenant.directory.users.put(noel["id"], {**noel, "mail": "noel.brandt@contoso-practice.example"})
    mended = findings(login_of(walked, "noel.brandt"))["email"]
    assert (mended.verdict, mended.seen) == ("pass", "noel.brandt@contoso-practice.example")


def test_a_guest_is_named_as_one(walked: Walked) -> None:
    view = login_of(walked, "rosa.lind")
    assert "A guest tested" in findings(view)
    assert findings(view)["email"].seen == "rosa.lind@fabrikam.example"
    assert "A guest gets in" in says(view)


def test_a_global_administrator_proves_little(walked: Walked) -> None:
    view = login_of(walked, "gideon.hall")
    assert findings(view)["A Global Administrator tested"].verdict == "warn"
    assert "not prove that anybody else gets in" in says(view)


def test_groups_are_missing_until_one_is_assigned(walked: Walked) -> None:
    found = findings(login_of(walked, "mina.osei"))["groups"]
    assert (found.verdict, found.step) == ("warn", "grant_access")
    assert "directly in none of them" in text(found.do)
    walked.edit_principal(lambda principal: principal.update(appRoleAssignmentRequired=True))
    assign(walked, "Engineering")
    view = login_of(walked, "mina.osei")
    found = findings(view)["groups"]
    assert (found.verdict, found.seen) == ("pass", group(walked, "Engineering"))
    assert "named by object ID" in text(found.do)
    assert "They were let in because a group of theirs is assigned" in findings(view)
    assert "only through another group do not" in says(view)
    walked.edit_principal(lambda principal: principal.update(appRoleAssignmentRequired=False))


def test_too_many_groups_are_told_as_such(walked: Walked) -> None:
    walked.edit(lambda application: application.update(groupMembershipClaims="SecurityGroup"))
    found = findings(login_of(walked, "ines.kovac"))["groups"]
    assert "more groups than Entra puts into a token" in text(found.do)
    walked.edit(lambda application: application.update(groupMembershipClaims="ApplicationGroup"))
    # Once only assigned groups are sent, their number is no longer what keeps them out.
    assert "directly in none of them" in text(findings(login_of(walked, "ines.kovac"))["groups"].do)


def test_the_summary_says_why_and_who_and_by_what(walked: Walked) -> None:
    login_of(walked, "omar.reyes")
    told = walked.engine.summary(walked.setup.id, "md")[1].decode()
    assert "Everybody in your tenant gets in at Entra" in told
    assert "only groups assigned to the application are sent" in told
    assert "It is not known by which claim people are found in Contoso Wiki" in told
    reported = told.split("Who tested", maxsplit=1)[1].split("## Changes", maxsplit=1)[0]
    assert walked.tenant.directory.person("omar.reyes")["id"] not in reported


def test_the_report_is_the_same_without_anybody_signed_in(walked: Walked) -> None:
    before = login_of(walked, "mina.osei").report
    walked.world.sign_in.forget()
    view = walked.look("live_login")
    assert isinstance(view, Done)
    assert view.report
    assert before
    names = {text(section.title) for section in before.sections if "log" not in text(section.title)}
    assert names <= {text(section.title) for section in view.report.sections}
    assert view.report.text == before.text


def group(walked: Walked, name: str) -> str:
    (found,) = walked.world.directory.find_principals(name)
    return found.object_id


def assign(walked: Walked, name: str) -> None:
    registration = walked.setup.registration
    assert registration
    (found,) = walked.world.directory.find_principals(name)
    walked.world.directory.assign(registration.service_principal_id, found)
