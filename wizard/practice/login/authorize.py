"""An authorize request, read and checked in Entra's order.

Source: learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow.

Until client and redirect URI are known to be good, a refusal stays on the page; from then on it goes back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..realm import Realm
from ..roles import GLOBAL_ADMINISTRATOR
from ..store import Row
from .claims import assigned_to
from .clients import Client, find_client, match_redirect
from .refusals import Refused, refuse
from .scopes import Wanted, parse, parse_v1
from .tenancy import is_shared

RESPONSE_TYPES = ({"code"}, {"id_token"}, {"code", "id_token"})
PROMPTS = ("", "login", "none", "consent", "select_account", "create")


@dataclass(frozen=True)
class Target:
    """Where an answer goes: a redirect URI that is registered, how, and the caller's state."""

    redirect: str
    platform: str
    mode: str
    state: str


class GoesBack(Exception):
    """A refusal that the application gets to see."""

    def __init__(self, target: Target, refused: Refused, error: str = "", subcode: str = "") -> None:
        super().__init__(str(refused))
        self.target, self.refused = target, refused
        self.error, self.subcode = error or refused.error, subcode


@dataclass(frozen=True)
class Asked:
    """A good request."""

    client: Client
    target: Target
    kinds: frozenset[str]
    wanted: Wanted
    nonce: str
    prompt: str
    login_hint: str
    challenge: tuple[str, str]
    with_info: bool
    v1: bool


def read(realm: Realm, tenant: str, sent: Mapping[str, str], v1: bool) -> Asked:
    """The request. Raises `Refused` for what stays on the page and `GoesBack` for everything else."""
    client = find_client(realm, sent.get("client_id", ""), is_shared(realm, tenant))
    redirect, platform = match_redirect(realm, client, sent.get("redirect_uri", ""))
    kinds = frozenset(sent.get("response_type", "").split())
    mode = sent.get("response_mode") or ("fragment" if "id_token" in kinds else "query")
    target = Target(redirect, platform, mode, sent.get("state", ""))
    try:
        _check_kinds(client, kinds, mode)
        wanted = _wanted(realm, client, sent, v1)
        if "id_token" in kinds and not sent.get("nonce"):
            raise refuse(900144, name="nonce")
        if sent.get("prompt", "") not in PROMPTS:
            raise refuse(9002313)
        challenge = _challenge(sent)
    except Refused as refused:
        raise GoesBack(target, refused) from None
    return Asked(
        client=client,
        target=target,
        kinds=kinds,
        wanted=wanted,
        nonce=sent.get("nonce", ""),
        prompt=sent.get("prompt", ""),
        login_hint=sent.get("login_hint", ""),
        challenge=challenge,
        with_info=sent.get("client_info") == "1",
        v1=v1,
    )


def _check_kinds(client: Client, kinds: frozenset[str], mode: str) -> None:
    if not kinds:
        raise refuse(900144, name="response_type")
    if kinds not in RESPONSE_TYPES or mode not in ("query", "fragment", "form_post"):
        raise refuse(9002313)
    if "id_token" not in kinds:
        return
    allowed = client.app and client.app["web"]["implicitGrantSettings"]["enableIdTokenIssuance"]
    if not allowed:
        raise refuse(700054)
    if mode == "query":
        # A token in a query would end up in logs and histories.
        raise refuse(9002313)


def _wanted(realm: Realm, client: Client, sent: Mapping[str, str], v1: bool) -> Wanted:
    if v1:
        return parse_v1(realm, client, sent.get("resource", ""), sent.get("scope", "openid"))
    return parse(realm, client, sent.get("scope", ""))


def _challenge(sent: Mapping[str, str]) -> tuple[str, str]:
    challenge = sent.get("code_challenge", "")
    method = sent.get("code_challenge_method") or "plain"
    if challenge and method not in ("S256", "plain"):
        raise refuse(9002313)
    if challenge and not 43 <= len(challenge) <= 128:
        raise refuse(501491)
    return challenge, method


def check_assignment(realm: Realm, asked: Asked, user: Row) -> None:
    """Raises AADSTS50105 for a person who is not assigned where assignment is required.

    A Global Administrator is let in all the same, which is why such a person proves nothing in a test login.
    """
    principal = realm.directory.principal_of(asked.client.app_id)
    if principal is None or not principal["appRoleAssignmentRequired"]:
        return
    if GLOBAL_ADMINISTRATOR in realm.directory.roles_of(user["id"]):
        return
    if not assigned_to(realm, asked.client.app_id, user):
        raise refuse(50105, name=asked.client.name, app=asked.client.app_id, user=str(user["userPrincipalName"]))
