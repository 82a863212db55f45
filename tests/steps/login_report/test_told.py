"""Every claim has a meaning, a place it comes from, and an end to how long it can be relied on."""

from __future__ import annotations

import re

import pytest
from tokens import MEMBER, SETUP, WORLD, of_recipe, token, told

from steps.login_report import passed
from steps.login_report.told import ABOUT, is_extension, meaning, sections
from steps.model.facts import Evidence
from wizard.text import sentences

SOURCE = re.compile(
    r"From |Part of the protocol|Made by Entra|It never changes|Where |For Microsoft's own use|Entra does"
)
NAMES = [name for names in ABOUT.values() for name in names]


def test_every_text_is_of_a_claim_that_is_known_and_the_other_way_round() -> None:
    texts = {key.removeprefix("claim.") for key in sentences() if key.startswith("claim.")}
    assert texts - {"extension", "unknown"} == set(NAMES)
    assert len(NAMES) == len(set(NAMES))


@pytest.mark.parametrize("name", sorted(set(NAMES) - {"phone_number", "picture"}))
def test_a_claim_says_where_it_comes_from(name: str) -> None:
    assert SOURCE.search(told(meaning(name))), told(meaning(name))


@pytest.mark.parametrize(
    ("claim", "extension"),
    [
        ("extension_ab603c56068041afb2f6832e2a17e237_costCenter", True),
        ("extn.costCenter", True),
        ("extension_costCenter", False),
        ("department", False),
    ],
)
def test_what_the_tenant_added_is_named_as_such(claim: str, extension: bool) -> None:
    assert is_extension(claim) == extension
    (section,) = (one for one in sections(token(**{claim: "4711"})) if told(one.title) == "What your tenant added")
    assert told(section.findings[0].do).startswith(
        "An attribute that your" if extension else "A claim this wizard has no"
    )


def test_every_claim_that_came_is_told_once_in_the_order_of_reading() -> None:
    found = sections(token(zebra="1", apple="2", amr="pwd", fwd="203.0.113.9"))
    names = [[str(finding.name) for finding in section.findings] for section in found]
    assert names == [
        ["name", "email", "preferred_username", "oid", "sub"],
        ["amr", "fwd"],
        ["iss", "aud", "tid", "ver"],
        ["apple", "zebra"],
    ]


def test_the_report_puts_what_matters_first_and_the_worst_of_it_on_top() -> None:
    login = token("email", "given_name")
    report = passed(login, SETUP, of_recipe("sekoia"), WORLD)
    titles = [told(section.title) for section in report.sections]
    assert titles[:4] == ["What the product needs", "How people are found in Sekoia.io", "Who tested", "Checks"]
    verdicts = [finding.verdict for finding in report.sections[0].findings]
    assert verdicts == sorted(verdicts, key=["fail", "warn", "info", "pass"].index)


def test_no_value_of_a_claim_stands_anywhere_but_as_what_was_seen() -> None:
    report = passed(token(), SETUP, of_recipe("hugging_face"), WORLD)
    lines = [told(finding.do) for section in report.sections for finding in section.findings]
    assert not [line for line in lines for value in (MEMBER["email"], MEMBER["oid"], MEMBER["sub"]) if value in line]


def test_a_check_keeps_its_verdict_and_its_evidence() -> None:
    login = token()
    checked = type(login)(login.at, login.user_name, login.subject, login.object_id, (Evidence("iss", "pass", "x"),))
    report = passed(checked, SETUP, of_recipe("hugging_face"), WORLD)
    (section,) = (one for one in report.sections if told(one.title) == "Checks")
    assert (section.findings[0].verdict, section.findings[0].seen) == ("pass", "x")
