"""What a tenant allows, put together from its policy, from what was refused, and from what the person asked for."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from steps.model.changes import Refused
from steps.model.setup import Setup
from steps.registration.secret_policy import LOOK_AGAIN, terms

APP = SimpleNamespace(client_auth="client_secret_post", certificate=False, secret_days=365)
PICKED: Any = SimpleNamespace(app=APP)


def world(**policy: Any) -> Any:
    directory = SimpleNamespace(secret_policy=lambda: policy)
    return SimpleNamespace(directory=directory, sign_in=SimpleNamespace(current=lambda: "somebody"))


def refused(code: str, days: int) -> dict[str, Refused]:
    return {"secret": Refused(code, "later", {"days": str(days)})}


@pytest.mark.parametrize(
    ("policy", "tried", "days", "must_be_typed"),
    [
        ({}, 0, 365, False),
        ({"max_days": 90}, 0, 90, False),
        ({"max_days": 90}, 365, 90, False),
        ({}, 365, 364, True),
        # A policy of the application alone is stricter than the one that can be read.
        ({"max_days": 180}, 180, 179, True),
    ],
)
def test_a_life_that_nothing_readable_tells_is_typed(
    policy: dict[str, int], tried: int, days: int, must_be_typed: bool
) -> None:
    setup = Setup("s", "", refused=refused("secret-too-long", tried) if tried else {})
    found = terms(setup, PICKED, world(**policy))
    assert (found.days, found.must_be_typed) == (days, must_be_typed)


@pytest.mark.parametrize(
    ("again", "refusals", "forbidden"),
    [
        ("", {}, True),
        ("yes", {}, False),
        ("yes", refused("secret-forbidden", 365), True),
        ("later", refused("secret-forbidden", 365), False),
        ("yes", refused("secret-too-long", 365), False),
    ],
    ids=["as it reads", "another try", "which was refused", "and one more", "refused for its life only"],
)
def test_once_another_try_was_asked_for_only_a_refusal_counts(
    again: str, refusals: dict[str, Refused], forbidden: bool
) -> None:
    setup = Setup("s", "", choices={LOOK_AGAIN: again}, refused=refusals)
    assert terms(setup, PICKED, world(forbidden=True)).refused is forbidden
