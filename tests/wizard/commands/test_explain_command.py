"""`sso-wizard explain`: sentences or JSON, from arguments or standard input; no setup, no network."""

from __future__ import annotations

import io
import json

import pytest

from wizard.__main__ import main
from wizard.commands.explain import run


def said(*words: str, as_json: bool = False, typed: str = "") -> tuple[int, str]:
    out = io.StringIO()
    return run(words, as_json, io.StringIO(typed), out), out.getvalue()


def test_a_number_is_explained_in_sentences(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "AADSTS50011: The redirect URI does not match."]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "AADSTS50011: The redirect URI that was sent is not registered."
    assert "In the wizard: Register the app" in lines
    assert "Microsoft's page: https://login.microsoftonline.com/error?code=50011" in lines
    assert any(line.startswith("By hand: https://entra.microsoft.com/#view/") for line in lines)


def test_words_need_no_quotes_and_a_pipe_works() -> None:
    assert said("Error", "code:", "50105") == said(typed="Error code:\n50105")


def test_json_names_everything() -> None:
    code, out = said("AADSTS7000215 and AADSTS99999 for tenant 'Contoso'", as_json=True)
    told = json.loads(out)
    assert code == 0
    assert told["message"] == {"tenant": "Contoso"}
    known, unknown = told["errors"]
    assert (known["code"], known["whose"], known["step"], known["sure"]) == (
        "AADSTS7000215",
        "product",
        "make_secret",
        True,
    )
    assert known["by_hand"].startswith("https://entra.microsoft.com/")
    assert (unknown["sure"], unknown["step"], unknown["by_hand"]) == (False, "", "")


def test_a_text_without_an_error_is_said_to_be_one() -> None:
    assert said("hello") == (
        1,
        "No error of Microsoft's was recognized in this text. Give the whole message, or the number "
        "that begins with AADSTS.\n",
    )
    assert json.loads(said("hello", as_json=True)[1]) == {"errors": [], "message": {}}


def test_no_escape_sequence_reaches_the_terminal() -> None:
    assert "\x1b" not in said('{"error": {"code": "Foo_\x1b[31mBar"}} \x1b[31m AADSTS50011')[1]
