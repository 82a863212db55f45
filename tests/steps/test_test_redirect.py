"""The temporary redirect URI never stands beside one that Entra treats as the same."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from steps.model.app import App
from steps.model.chosen import Chosen
from steps.model.setup import Setup
from steps.registration.test_redirect import plan

OURS = "http://localhost:8765/callback"
WORLD: Any = SimpleNamespace(logins=SimpleNamespace(redirect_uri=lambda: OURS))


def picked(*redirects: str) -> Chosen:
    return Chosen(None, App(platform="web", redirects=redirects), {})


@pytest.mark.parametrize(
    ("planned", "registered", "added"),
    [
        (("https://product.example/cb",), [], True),
        (("https://product.example/cb",), [OURS], False),
        # Entra ignores the port of http://localhost: the service would pick one of the two arbitrarily.
        (("http://localhost:8585/callback",), [], False),
        (("https://product.example/cb",), ["http://localhost/callback"], False),
        (("http://localhost:8585/other",), [], True),
        (("https://localhost/callback",), [], True),
    ],
)
def test_it_is_added_only_where_nothing_equal_is_there(
    planned: tuple[str, ...], registered: list[str], added: bool
) -> None:
    changes = plan(Setup(id="s", created=""), picked(*planned), {"web": {"redirectUris": registered}}, WORLD)
    assert [change.values["uri"] for change in changes] == ([OURS] if added else [])
    assert all(change.temporary for change in changes)
