"""A setup takes its own tenant and its own person, and nobody else, before any write."""

from __future__ import annotations

from dataclasses import replace

import pytest

from steps.model.facts import SignedIn
from steps.model.problems import Problem
from tests.wizard.entra.person import ADMINISTRATOR, shown, sign_in, wait_for
from wizard.entra.sign_in import SigningIn
from wizard.practice import PracticeTenant


@pytest.mark.parametrize(
    ("change", "code"),
    [({"object_id": "somebody-else"}, "sign-in-other-person"), ({}, None)],
)
def test_a_pinned_setup_takes_nobody_else(practice: PracticeTenant, change: dict[str, str], code: str | None) -> None:
    person = practice.directory.person(ADMINISTRATOR)
    pinned = replace(SignedIn(practice.tenant_id, person["id"], "u", "n", "browser", "c"), **change)
    signing = SigningIn(practice.cloud, lambda: pinned)
    signing.begin("browser")
    link = shown(signing).link
    assert f"/{practice.tenant_id}/" in link
    practice.sign_in_and_deliver(link, ADMINISTRATOR)
    if code is None:
        assert wait_for(signing.current)
    else:
        with pytest.raises(Problem) as caught:
            wait_for(signing.current)
        assert caught.value.code == code
        with pytest.raises(Problem, match="sign-in-needed"):
            signing.credential()
    signing.forget()


def test_a_pin_that_is_set_later_stops_the_wrong_person_before_any_write(practice: PracticeTenant) -> None:
    pins: list[SignedIn] = []
    signing = SigningIn(practice.cloud, lambda: pins[0] if pins else None)
    who = sign_in(practice, signing)
    pins.append(replace(who, tenant_id="another-tenant"))
    with pytest.raises(Problem) as caught:
        signing.credential()
    assert caught.value.code == "sign-in-other-tenant"
    assert signing.current() is None
