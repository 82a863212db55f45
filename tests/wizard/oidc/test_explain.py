"""The doctor knows every number of the catalogue in every disguise, and what is known of each holds together."""

from __future__ import annotations

import pytest

import steps
from steps.model.logins import Explained
from steps.pasted.error_message import OAUTH, read
from tests.wizard.oidc.disguises import CORRELATION, DISGUISES, FROZEN, REQUEST, TIME, sentences
from wizard import text as texts
from wizard.entra import refusals
from wizard.entra.portal import PAGES
from wizard.oidc.errors import GRAPH_ERRORS, explain, explain_kept, family, lookup, phrases
from wizard.practice.login.refusals import KINDS
from wizard.secret_shapes import shape_in
from wizard.text import text

STEPS = {step.__name__.rpartition(".")[2] for step in steps.ALL}
WHOSE = {"tenant", "app", "product", "person", "network", "microsoft", "wizard"}
FAMILIES = {name: family(name) for name in ("aadsts", "oauth", "graph")}


@pytest.mark.parametrize(("number", "said"), sentences().items())
def test_every_number_is_recognized_and_answered_in_every_disguise(number: str, said: str) -> None:
    for name, disguise in DISGUISES.items():
        pasted = disguise(number, said)
        assert [one.code for one in explain(pasted)] == [f"AADSTS{number}"], name
        found = read(pasted)
        assert (found.correlation_id, found.request_id, found.timestamp) == (CORRELATION, REQUEST, TIME), name
    (answer,) = explain(f"AADSTS{number}")
    assert answer_is_whole(answer)


def answer_is_whole(answer: Explained) -> bool:
    said = [text(words) for words in (answer.what, answer.why, answer.do)]
    return answer.whose in WHOSE and len({*said}) == 3 and all(one.endswith(".") for one in said)


def test_the_list_of_numbers_is_the_catalogues() -> None:
    assert sorted(sentences(), key=int) == FROZEN


@pytest.mark.parametrize(("name", "code"), [(name, code) for name, codes in FAMILIES.items() for code in codes])
def test_what_is_known_of_an_error_holds_together(name: str, code: str) -> None:
    known = FAMILIES[name][code]
    assert known.whose in WHOSE
    assert known.step in {"", *STEPS}
    assert known.page in {"", *PAGES}
    key = known.same or code
    assert [texts.has(f"{name}.{key}.{part}") for part in ("what", "why", "next")] == [True] * 3
    assert not known.same or not texts.has(f"{name}.{code}.what"), "the sentences of the other code are told"
    worded = (f"{phrase.instead}: {phrase.words}" for phrase in phrases() if phrase.graph == code)
    found = explain(f"AADSTS{code}" if name == "aadsts" else next(worded, code.partition(".")[0]))
    assert [one for one in found if (one.whose, one.step, one.page) == (known.whose, known.step, known.page)]


def test_no_sentences_are_left_of_an_error_that_is_gone() -> None:
    keys = {
        tuple(key.rsplit(".", 1)[0].split(".", 1)) for key in texts.sentences() if key.startswith(tuple(FAMILIES))
    }
    told = {(name, known.same or code) for name, codes in FAMILIES.items() for code, known in codes.items()}
    assert keys - told == {("aadsts", "unknown"), ("graph", "unknown")}


@pytest.mark.parametrize("phrase", phrases(), ids=lambda phrase: phrase.words)
def test_what_a_page_says_in_words_is_recognized(phrase: object) -> None:
    for said in (phrase.words.upper(), f"{phrase.instead}: it {phrase.words.replace(' ', chr(10))} for some reason"):
        (found,) = explain(said)
        assert found.code in (f"AADSTS{phrase.aadsts}", phrase.instead or phrase.graph)
        assert answer_is_whole(found)


GRAPH = '{"error": {"code": "%s", "message": "%s", "innerError": {"date": "2026-11-21T03:00:00"}}}'

BACKING = """{"error": {"code": "Request_BadRequest", "details": [{"code": "NoBackingApplicationObject"}],
"message": "The appId 'x' of the service principal does not reference a valid application object."}}"""


@pytest.mark.parametrize(
    ("pasted", "codes"),
    [
        ("AADSTS65001: no consent. aadsts90094 and AADSTS65001 again", ["AADSTS65001", "AADSTS90094"]),
        ("Error Code: 50105", ["AADSTS50105"]),
        ('{"error":"invalid_client","error_codes":[7000215, 7000222]}', ["AADSTS7000215", "AADSTS7000222"]),
        ("https://login.microsoftonline.com/error?code=90002", ["AADSTS90002"]),
        (" 700016 ", ["AADSTS700016"]),
        ("“AADSTS50020”", ["AADSTS50020"]),
        ("AADSTS70001: old", ["AADSTS70001"]),
        ("access_denied: AADSTS65004: declined", ["AADSTS65004"]),
        ("access_denied: cancel", ["access_denied", "access_denied"]),
        ("?error=access_denied&error_subcode=cancel", ["access_denied", "access_denied"]),
        ("AADSTSaccess_denied AADSTSaccess_denied", ["access_denied", "access_denied"]),
        ("invalid_client", ["invalid_client"]),
        ("AADSTS99999 access_denied", ["AADSTS99999", "access_denied", "access_denied"]),
        (
            GRAPH % ("Authorization_RequestDenied", "Insufficient privileges"),
            ["Authorization_RequestDenied"],
        ),
        (GRAPH % ("Request_ResourceNotFound", "Resource 'x' does not exist"), ["Request_ResourceNotFound"]),
        (GRAPH % ("Brand_NewRefusal", "No"), ["Brand_NewRefusal"]),
        ("(CredentialTypeNotAllowedAsPerAppPolicy) Not allowed", ["CredentialTypeNotAllowedAsPerAppPolicy"]),
        ("Code: Directory_QuotaExceeded\nMessage: limit", ["Directory_QuotaExceeded"]),
        (BACKING, ["Request_BadRequest"]),
        ("the order 1234567 was lost with code E500", []),
        ("AADSTS123456789", []),
        ("AADSTS", []),
        ("Open Metadata Server: status code: 404", []),
        ("", []),
    ],
)
def test_the_errors_in_a_text_are_found_once_each(pasted: str, codes: list[str]) -> None:
    assert [one.code for one in explain(pasted)] == codes


def test_every_name_that_oauth_knows_is_answered() -> None:
    assert {code.partition(".")[0] for code in FAMILIES["oauth"]} == {*OAUTH}


def test_whatever_the_wizard_or_the_practice_tenant_meets_is_known() -> None:
    shapes = (*refusals.SPREADING, *refusals.THERE_ALREADY, *(shape for shape, _ in refusals.DEAD_ENDS))
    assert {shape.code for shape in shapes if shape.code} - {*FAMILIES["graph"]} == set()
    assert {str(number) for number in KINDS} - {*FAMILIES["aadsts"]} == set()


def test_the_code_of_an_answer_leads_to_the_same_answer_again() -> None:
    for codes in FAMILIES.values():
        for one in codes:
            for answer in explain(f"AADSTS{one}" if one.isdecimal() else one):
                assert answer in explain(answer.code)


SAID = [
    *(phrase.words for phrase in phrases()),
    *(f"{phrase.instead}: it {phrase.words}" for phrase in phrases() if phrase.instead),
    *(f"AADSTS{code}" for code in FAMILIES["aadsts"]),
    *(code.partition(".")[0] for code in FAMILIES["oauth"]),
    *(f'{{"code": "{code}"}}' for code in FAMILIES["graph"] if code[0].isupper()),
    *('{"code": "fooBar_baz"}', "AADSTS99999", "AADSTS99999 access_denied", "Need admin approval, invalid_grant"),
]


@pytest.mark.parametrize("said", SAID)
def test_an_answer_that_is_kept_stays_the_same_answer(said: str) -> None:
    found = explain(said)
    keys = tuple(one.key for one in found)
    assert found
    assert explain_kept(keys) == found
    assert all(keys)
    assert shape_in({"choices": keys}) == ""


@pytest.mark.parametrize("kept", ["AADSTS50011", "access_denied", "Authorization_RequestDenied"])
def test_a_code_that_was_kept_before_there_were_keys_is_explained(kept: str) -> None:
    assert explain_kept((kept,)) == explain(kept) != ()


@pytest.mark.parametrize(
    "key",
    [
        *("", ":", "aadsts:", "aadsts:x", "aadsts:50011:no", "aadsts:" + "1" * 90, "oauth:", "oauth:nothing"),
        *("graph:nothing:x", "graph:BadRequest:<b>", "name:<b>", "name:a b", "name:" + "x" * 900, "other:x"),
    ],
)
def test_a_key_that_is_none_of_ours_is_left_out(key: str) -> None:
    assert explain_kept((key,)) == ()


def test_an_unknown_name_is_told_whole_with_microsofts_page() -> None:
    (found,) = explain('{"error": {"code": "Brand_NewRefusal", "message": "No"}}')
    assert (found.code, found.sure) == ("Brand_NewRefusal", False)
    assert "Brand_NewRefusal" in text(found.what)
    assert GRAPH_ERRORS in text(found.do)


def test_a_reading_of_a_page_without_a_number_is_said_to_be_a_guess() -> None:
    (guessed,), (known,) = explain("Need admin approval"), explain("AADSTS90094")
    assert (guessed.sure, known.sure) == (False, True)
    assert guessed.what == known.what


def test_an_unknown_number_has_an_answer_with_microsofts_page() -> None:
    (found,) = explain("AADSTS99999: new")
    assert (found.sure, found.whose, found.step) == (False, "", "")
    assert "99999" in text(found.what)
    assert lookup("AADSTS99999") == "https://login.microsoftonline.com/error?code=99999"
    assert lookup("AADSTS99999") in text(found.do)
    assert lookup("access_denied") == ""
