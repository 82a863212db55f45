"""What works in a product's request and still is worth a word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..model.words import Words, say
from .request import AuthorizationRequest


@dataclass(frozen=True)
class Remark:
    """One parameter: `warn` or `info`, what was sent, and what it means."""

    name: str
    verdict: str
    sent: str
    words: Words


def remarks(found: AuthorizationRequest, platform: str) -> Iterator[Remark]:
    """Parameters with which the login works, but worse than it could."""
    # Without its version only an error's text was pasted, which leaves most parameters out.
    if found.version and not found.redirect_uri:
        yield Remark("redirect_uri", "warn", "", say("pasted.no_redirect_uri"))
    prompts = found.prompt.split()
    if "consent" in prompts:
        yield Remark("prompt", "warn", found.prompt, say("pasted.prompt_consent"))
    if "login" in prompts:
        yield Remark("prompt", "info", found.prompt, say("pasted.prompt_login"))
    redeems = "code" in found.response_type.split()
    if redeems and found.code_challenge_method == "plain":
        yield Remark("code_challenge_method", "warn", "plain", say("pasted.pkce_plain"))
    if redeems and platform == "web" and found.version and not found.code_challenge_method:
        yield Remark("code_challenge_method", "info", "", say("pasted.pkce_advised"))
