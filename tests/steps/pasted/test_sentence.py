"""Microsoft's own sentence about an error, taken out of whatever was pasted, and nothing of a session with it."""

from __future__ import annotations

import pytest

from steps.pasted.sentence import sentence

SAID = "Something new happened to application 'Wiki'. Try again later."
TRACE = "Trace ID: 0a1b2c3d-0000-4000-8000-000000000001 Correlation ID: 0a1b2c3d-0000-4000-8000-000000000002"


@pytest.mark.parametrize(
    "text",
    [
        f"AADSTS9999991: {SAID}",
        f"Sorry, but we’re having trouble signing you in.\n\nAADSTS9999991: {SAID}\n{TRACE}",
        f"AADSTS9999991: {SAID} {TRACE}",
        f"AADSTS9999991: {SAID}\r\nRequest Id: 0a1b\r\nTimestamp: 2026-11-21T10:00:00Z",
        f"AADSTS9999991: {SAID} AADSTS50011: The redirect URI",
        "AADSTS9999991: Something new happened to\napplication 'Wiki'. Try\nagain later.\n" + TRACE,
        f"<div>AADSTS9999991: {SAID.replace(chr(39), '&#39;')}</div><p>{TRACE}</p>",
        f'{{"error":"invalid_request","error_description":"AADSTS9999991: {SAID}\\r\\nTrace ID: 0a1b","state":"x"}}',
        "http://localhost:8765/callback?error=server_error&error_description=AADSTS9999991%3a+Something+new+happened"
        "+to+application+%27Wiki%27.+Try+again+later.%0d%0aTrace+ID%3a+0a1b&state=CANARY",
    ],
)
def test_the_sentence_is_told_as_microsoft_wrote_it(text: str) -> None:
    assert sentence(text, "9999991") == SAID


@pytest.mark.parametrize(
    "text",
    [
        "9999991",
        "AADSTS9999991",
        "AADSTS9999991: ",
        "AADSTS99999912: Another number.",
        "AADSTS9999991: see eyJhbGciOiJub25lIn0.CANARYCANARY",
        "AADSTS9999991: client_secret=abcdefghijklmnop",
    ],
)
def test_where_there_is_none_or_it_holds_a_session_nothing_is_told(text: str) -> None:
    assert sentence(text, "9999991") == ""


def test_a_long_one_is_cut() -> None:
    told = sentence("AADSTS9999991: " + "word " * 5000, "9999991")
    assert told.endswith("…")
    assert len(told) <= 501
