"""AADSTS numbers in whatever a person pastes."""

from __future__ import annotations

import re

import pytest

from wizard.oidc.explain import explain
from wizard.text import sentences, text

KNOWN = sorted({key.split(".")[1] for key in sentences() if re.match(r"aadsts\.\d+\.", key)}, key=int)

PAGE = """Sorry, but we’re having trouble signing you in.
AADSTS50011: The redirect URI 'http://wiki.example.com/cb' specified in the request does not match.
Request Id: 12345678-7000-0123-4567-000012345600
Correlation Id: 7000215a-0000-4000-8000-000000050105
Timestamp: 2026-11-21T03:00:00Z"""


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        (PAGE, ["AADSTS50011"]),
        ("AADSTS65001: no consent. aadsts90094 and AADSTS65001 again", ["AADSTS65001", "AADSTS90094"]),
        ("Error Code: 50105", ["AADSTS50105"]),
        ('{"error":"invalid_client","error_codes":[7000215],"timestamp":"2026"}', ["AADSTS7000215"]),
        ("https://login.microsoftonline.com/error?code=90002", ["AADSTS90002"]),
        (" 700016 ", ["AADSTS700016"]),
        ("AADSTS 50020", ["AADSTS50020"]),
        ("AADSTS70001: old", ["AADSTS70001"]),
        ("the order 1234567 was lost", []),
        ("AADSTS123456789", []),
        ("AADSTS", []),
        ("", []),
        ("access_denied: AADSTS65004: declined", ["AADSTS65004"]),
        ("access_denied: cancel", ["access_denied", "access_denied"]),
        ("AADSTSaccess_denied AADSTSaccess_denied", ["access_denied", "access_denied"]),
    ],
)
def test_the_numbers_in_a_text_are_found_once_each(said: str, codes: list[str]) -> None:
    assert [one.code for one in explain(said)] == codes


def test_an_unknown_number_has_an_answer_with_microsofts_page() -> None:
    (found,) = explain("AADSTS99999: new")
    assert not found.sure
    assert "99999" in text(found.what)
    assert "https://login.microsoftonline.com/error?code=99999" in text(found.do)


@pytest.mark.parametrize("number", [*KNOWN, "70001", "70002", "900382", "900432"])
def test_every_known_number_has_its_three_sentences(number: str) -> None:
    (found,) = explain(f"AADSTS{number}")
    assert found.sure
    assert all(text(words) for words in (found.what, found.why, found.do))


def test_the_numbers_that_administrators_meet_are_known() -> None:
    met = """50011 500113 900971 9002326 9002327 700025 7000218 700054 70005 700016 700038 90002 50194 700005
    90038 900439 7000215 7000222 50105 65001 90094 90095 65004 650056 650057 65005 50020 50034 16000 90072
    53000 53003 53011 530032 530035 50076 50079 7000112 50057 54005 501481 70011"""
    assert set(met.split()) - set(KNOWN) == set()
