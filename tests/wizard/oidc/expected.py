"""What every official test demands of a relying party besides its own subject, as a table of complaints.

Source: the conformance suite's `AbstractOIDCCClientTest`. Stricter than the suite, because Entra or we ourselves
demand it: `state`, `once`, `response_mode`, `no refresh token`, `no secret`, `body`, `origin`, `no token`.
"""

from __future__ import annotations

import hashlib
import re
from base64 import b64decode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote

from wizard.practice.misbehaviour.forging import b64

TENANT = "3f0c3b6e-0b5f-4f5e-9b43-6a2f3a4f9d10"
CLIENT = "11111111-2222-4333-8444-555555555555"
CODE_SECRET = "the-secret-value~1"
REDIRECT = "http://localhost:8765/callback"
ORIGIN = "http://localhost:8765"

Pairs = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Sent:
    """One request of ours, and what the provider remembers: earlier endpoints, verifiers, and what a code stands for.

    `client` says how the client is registered: it authenticates by `post` or `basic`, or is a `spa`.
    """

    method: str
    query: Pairs
    form: Pairs
    headers: Mapping[str, str]
    client: str = "post"
    earlier: frozenset[str] = frozenset()
    verifiers: frozenset[str] = frozenset()
    asked: Mapping[str, str] | None = field(default=None)

    def get(self, name: str) -> str:
        return dict([*self.query, *self.form]).get(name, "")

    def words(self, name: str) -> list[str]:
        return self.get(name).split()

    @property
    def names(self) -> list[str]:
        return [name for name, _ in (*self.query, *self.form)]


@dataclass(frozen=True)
class Expected:
    """One complaint: the endpoint, its name, and what must hold."""

    endpoint: str
    name: str
    holds: Callable[[Sent], bool]

    @property
    def complaint(self) -> str:
        return f"{self.endpoint}: {self.name}"


def _verifier_fits(sent: Sent) -> bool:
    challenge = b64(hashlib.sha256(sent.get("code_verifier").encode()).digest())
    return sent.asked is not None and challenge == sent.asked.get("code_challenge")


def _authenticates(sent: Sent) -> bool:
    header, in_form = sent.headers.get("authorization", ""), sent.get("client_secret")
    if sent.client == "basic":
        told = unquote(b64decode(header.removeprefix("Basic ")).decode()) if header.startswith("Basic ") else ""
        return told == f"{CLIENT}:{CODE_SECRET}" and not in_form
    named = sent.get("client_id") == CLIENT
    return named and not header and in_form == ("" if sent.client == "spa" else CODE_SECRET)


def _first(sent: Sent) -> bool:
    return "metadata" in sent.earlier


def _once(sent: Sent) -> bool:
    return len(sent.names) == len(set(sent.names))


def _odd(text: str) -> bool:
    return not re.fullmatch(r"[A-Za-z0-9_-]{32,128}", text)


EXPECTED: tuple[Expected, ...] = (
    Expected("authorize", "metadata first", _first),
    Expected("authorize", "client_id", lambda sent: sent.get("client_id") == CLIENT),
    Expected("authorize", "openid", lambda sent: "openid" in sent.words("scope")),
    Expected("authorize", "response_type", lambda sent: sent.get("response_type") == "code"),
    # Equal as a string, so that it is also complete, without a fragment, and on loopback.
    Expected("authorize", "redirect_uri", lambda sent: sent.get("redirect_uri") == REDIRECT),
    Expected("authorize", "max_age", lambda sent: (sent.get("max_age"), sent.get("prompt")) != ("0", "none")),
    Expected("authorize", "request object", lambda sent: not {"request", "request_uri"} & set(sent.names)),
    Expected("authorize", "nonce", lambda sent: not _odd(sent.get("nonce"))),
    Expected("authorize", "PKCE method", lambda sent: sent.get("code_challenge_method") == "S256"),
    Expected("authorize", "PKCE length", lambda sent: len(sent.get("code_challenge")) == 43),
    Expected(
        "authorize",
        "claims",
        lambda sent: bool({"profile", "email", "phone", "address"} & set(sent.words("scope"))),
    ),
    Expected("authorize", "state", lambda sent: not _odd(sent.get("state"))),
    Expected("authorize", "once", _once),
    Expected("authorize", "response_mode", lambda sent: sent.get("response_mode") == "query"),
    Expected("authorize", "no refresh token", lambda sent: "offline_access" not in sent.words("scope")),
    Expected("authorize", "no secret", lambda sent: "client_secret" not in sent.names),
    Expected("token", "metadata first", _first),
    Expected("token", "grant_type", lambda sent: sent.get("grant_type") == "authorization_code"),
    Expected("token", "code", lambda sent: sent.asked is not None),
    Expected("token", "redirect_uri", lambda sent: sent.asked is None or sent.get("redirect_uri") == REDIRECT),
    Expected("token", "client authentication", _authenticates),
    Expected("token", "client_id", lambda sent: sent.get("client_id") in ("", CLIENT)),
    Expected("token", "code_verifier", lambda sent: sent.asked is None or _verifier_fits(sent)),
    Expected("token", "PKCE reused", lambda sent: sent.get("code_verifier") not in sent.verifiers),
    Expected("token", "PKCE length", lambda sent: 43 <= len(sent.get("code_verifier")) <= 128),
    Expected("token", "once", _once),
    Expected("token", "body", lambda sent: sent.method == "POST" and not sent.query),
    # Entra takes a SPA's code only from a browser, and a web client's only from a server (AADSTS9002327, 9002326).
    Expected(
        "token",
        "origin",
        lambda sent: sent.headers.get("origin", "") == (ORIGIN if sent.client == "spa" else ""),
    ),
    Expected("jwks", "metadata first", _first),
    Expected("jwks", "no token", lambda sent: "authorization" not in sent.headers),
    Expected("userinfo", "metadata first", _first),
    Expected("userinfo", "bearer", lambda sent: sent.headers.get("authorization") == "Bearer access-1"),
    Expected("userinfo", "never in the query", lambda sent: not sent.query),
    Expected("userinfo", "never in the body", lambda sent: not sent.form),
)
