"""A sign-in that is over says so, and the next one answers what Microsoft asked for."""

from __future__ import annotations

import base64
import time
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from azure.core.credentials import AccessToken
from azure.identity import AuthenticationRequiredError

from steps.model.problems import Problem
from tests.wizard.entra.person import shown, sign_in
from tests.wizard.entra.scripted_graph import Script, directory_with, refused, reply
from wizard.entra.cloud import GLOBAL
from wizard.entra.held_token import HeldToken
from wizard.entra.sign_in import SigningIn
from wizard.practice import PracticeTenant

CHALLENGE = '{"access_token":{"acrs":{"essential":true,"value":"c1"}}}'


class Renewing:
    """A credential that renews in silence unless it is challenged; its tokens live as long as it is told."""

    def __init__(self, life: int = 3600) -> None:
        self.life = life
        self.asked: list[dict[str, Any]] = []

    def get_token(self, *scopes: str, **options: Any) -> AccessToken:
        self.asked.append({"scopes": scopes, **options})
        if options.get("claims"):
            raise AuthenticationRequiredError(scopes, claims=options["claims"])
        return AccessToken("token", int(time.time()) + self.life)

    def close(self) -> None: ...


@pytest.mark.parametrize(("life", "renewed"), [(3600, 1), (200, 2)])
def test_a_token_is_kept_until_shortly_before_its_end(life: int, renewed: int) -> None:
    source = Renewing(life)
    held = HeldToken(source, ["a", "b"], GLOBAL)
    held.get_token("ignored")
    held.get_token("ignored", enable_cae=False)
    assert source.asked == [{"scopes": ("a", "b"), "enable_cae": True}] * renewed


def test_a_claims_challenge_ends_the_sign_in_and_is_kept_for_the_next_one() -> None:
    coded = base64.b64encode(CHALLENGE.encode()).decode()
    challenge = refused(401, "InvalidAuthenticationToken")
    challenge.headers["WWW-Authenticate"] = f'Bearer realm="", error="insufficient_claims", claims="{coded}"'
    held = HeldToken(Renewing(), ["a"], GLOBAL)
    with directory_with(Script(challenge), credential=held) as directory, pytest.raises(Problem) as caught:
        directory.organization()
    assert caught.value.code == "sign-in-needed"
    assert held.spent
    assert held.wanted_claims == CHALLENGE


def test_a_revoked_token_ends_the_sign_in() -> None:
    held = HeldToken(Renewing(), ["a"], GLOBAL)
    script = Script(refused(401, "InvalidAuthenticationToken"), reply(200, {"value": [{"id": "t"}]}))
    with directory_with(script, credential=held) as directory, pytest.raises(Problem, match="sign-in-needed"):
        directory.organization()
    assert held.spent


def test_the_next_sign_in_answers_the_challenge_and_the_work_goes_on(practice: PracticeTenant) -> None:
    signing = SigningIn(practice.cloud, lambda: None)
    who = sign_in(practice, signing)
    held = signing.credential()
    assert isinstance(held, HeldToken)
    held.spend(CHALLENGE)
    with pytest.raises(Problem, match="sign-in-needed"):
        signing.credential()
    assert signing.current() is None
    signing.begin("browser")
    assert "acrs" in parse_qs(urlsplit(shown(signing).link).query)["claims"][0]
    assert sign_in(practice, signing) == who
    signing.forget()
