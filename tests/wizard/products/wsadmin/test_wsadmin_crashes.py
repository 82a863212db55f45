"""A wsadmin script that dies at any of its changes can be started again, and the cell can still be put back."""

from __future__ import annotations

import pytest
from wsadmin_scenarios import crashes


@pytest.mark.parametrize(("scenario", "least"), [("crash", 100), ("crash-with-others", 80)])
def test_a_run_that_dies_at_any_change_can_be_started_again(scenario: str, least: int) -> None:
    """At each, whether WebSphere dropped the unsaved changes or somebody had saved them."""
    found = crashes()[scenario]
    assert found["wrong"] == []
    assert found["died"] > least
    assert found["leaked"] == []
