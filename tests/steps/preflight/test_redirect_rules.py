"""The rules for a redirect URI, and what breaks each."""

from __future__ import annotations

import pytest

from steps.model.words import Say
from steps.preflight.redirects import lint


@pytest.mark.parametrize(
    ("uris", "said"),
    [
        ({"web": ["https://a.example/callback"]}, []),
        ({"web": ["http://localhost:8080/callback"]}, []),
        ({"publicClient": ["myapp://auth"]}, []),
        ({"web": ["http://a.example/callback"]}, ["scheme"]),
        ({"web": ["myapp://auth"]}, ["scheme"]),
        ({"web": ["https:///callback"]}, ["scheme"]),
        ({"web": ["https://[a.example/callback"]}, ["scheme"]),
        ({"web": ["https://me:secret@a.example/"]}, ["scheme"]),
        ({"web": ["https://*.a.example/callback"]}, ["character"]),
        ({"web": ["https://a.example/(callback)"]}, ["character"]),
        ({"web": ["https://a.example/call back"]}, ["character"]),
        ({"web": ["https://a.example/ünter"]}, ["character"]),
        ({"web": ["https://a.example/" + 238 * "x"]}, []),
        ({"web": ["https://a.example/" + 239 * "x"]}, ["long"]),
        ({"web": [f"https://a.example/{n}" for n in range(256)]}, []),
        ({"web": [f"https://a.example/{n}" for n in range(257)]}, ["many"]),
        ({"web": ["https://a.example/"], "spa": ["https://a.example/"]}, ["twice", "twice"]),
        ({"web": ["https://a.example/"], "spa": ["https://a.example/spa"]}, []),
        ({"web": ["http://localhost:1/x"], "publicClient": ["http://localhost:2/x"]}, ["twice", "twice"]),
        ({"web": ["http://localhost:1/x", "http://localhost:2/x"]}, []),
    ],
)
def test_what_entra_refuses_is_said_before(uris: dict[str, list[str]], said: list[str]) -> None:
    assert [words.key for words, _ in lint(uris) if isinstance(words, Say)] == [
        f"preflight.redirect_{rule}" for rule in said
    ]
