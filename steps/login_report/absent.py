"""Why a claim did not come, decided from what is known of the token, the account and the application."""

from __future__ import annotations

from dataclasses import dataclass

from ..model.chosen import Chosen
from ..model.facts import LoginResult, Witness
from .told import is_extension

ATTRIBUTES = {"email": "mail", "given_name": "givenName", "family_name": "surname"}
"""Claims that are left out when an attribute of the account is empty, and the attribute in Graph's name."""

_SCOPES = {"email": "email", "preferred_username": "profile", "name": "profile", "oid": "profile"}
"""Claims that come by a permission that the product asks for at each login."""

_ON_REQUEST = frozenset(
    (
        *("acct", "acrs", "auth_time", "ctry", "email", "family_name", "fwd", "given_name", "in_corp", "ipaddr"),
        *("login_hint", "onprem_sid", "pwd_exp", "pwd_url", "sid", "tenant_ctry", "tenant_region_scope", "upn"),
        *("verified_primary_email", "verified_secondary_email", "vnet", "xms_edov", "xms_pdl", "xms_pl", "xms_tpl"),
        "zoneinfo",
    )
)
"""Claims that a version 2 ID token has only where the application asks for them (optional claims reference)."""

_NEVER = frozenset(
    (
        *("email_verified", "phone_number", "phone_number_verified", "picture", "profile", "website", "gender"),
        *("birthdate", "locale", "address", "updated_at", "middle_name", "nickname"),
    )
)
"""Claims of OpenID Connect Core 5.1 that Entra does not put into the ID token of a work account."""

_NOT_IN_V1 = ("email", "preferred_username")


@dataclass(frozen=True)
class Reason:
    """Why: `key` in the family `claim_absent`; then the step that mends it here, and the portal's page, if any."""

    key: str
    step: str = ""
    page: str = ""
    scope: str = ""


def reason(name: str, result: LoginResult, picked: Chosen) -> Reason:
    """The reason that the evidence leaves; where it leaves two, the key of the sentence that tells both.

    Sources: Microsoft Entra, ID token claims reference and optional claims reference.
    """
    seen = result.witness or Witness()
    if name in _NEVER:
        return Reason("verified_never" if name == "email_verified" else "never")
    if name in ("groups", "roles"):
        return _groups(result, seen, picked) if name == "groups" else Reason("roles_none", page="enterprise-users")
    if name in _NOT_IN_V1 and result.claims.get("ver") == "1.0":
        return Reason(f"v1.{name}")
    if name == "wids":
        return Reason("wids_off", page="app-manifest")
    if name in _ON_REQUEST and not _asked(name, seen, picked):
        return _not_asked(name, picked)
    if name in _SCOPES and not _asked(name, seen, picked):
        return Reason("scope", scope=_SCOPES[name])
    if name in ATTRIBUTES:
        return _of_account(name, seen, picked)
    if name == "upn" and is_guest(result):
        return Reason("upn_guest")
    if name == "acct" or name in _SCOPES or name in _ON_REQUEST:
        return Reason("spreading")
    return Reason("extension" if is_extension(name) else "unknown", page="app-token-configuration")


def is_guest(result: LoginResult) -> bool:
    """Whether the tester is a guest: as the tenant says, else by the marks that a token of a guest bears."""
    if result.witness and result.witness.guest is not None:
        return result.witness.guest
    claims = result.claims
    marked = any("#EXT#" in claims.get(name, "") for name in ("upn", "preferred_username", "unique_name"))
    return marked or claims.get("acct") == "1" or "idp" in claims


def asked_by_app(name: str, seen: Witness, picked: Chosen) -> bool:
    """Whether the application itself asks for the claim, as read in the tenant, else as the recipe has it."""
    return name in (picked.app.optional_claims.id_token if seen.claims is None else seen.claims)


def _asked(name: str, seen: Witness, picked: Chosen) -> bool:
    return _SCOPES.get(name) in picked.app.login_scopes or asked_by_app(name, seen, picked)


def _not_asked(name: str, picked: Chosen) -> Reason:
    # Only what the recipe itself asks for is put back by the wizard.
    step = "register_app" if name in picked.app.optional_claims.id_token else ""
    return Reason("not_asked", step, "app-token-configuration")


def _of_account(name: str, seen: Witness, picked: Chosen) -> Reason:
    if seen.empty is None:
        return Reason(f"unread.{name}", page="users")
    if ATTRIBUTES[name] in seen.empty:
        return Reason(f"empty.{name}", page="users")
    if name == "email" and picked.app.audience != "AzureADMyOrg":
        return Reason("email_unverified")
    return Reason("spreading")


def _groups(result: LoginResult, seen: Witness, picked: Chosen) -> Reason:
    setting = picked.app.groups if seen.group_claims is None else seen.group_claims
    if "hasgroups" in result.claims or "groups" in result.claims.get("_claim_names", ""):
        return Reason("groups_overage", page="app-token-configuration")
    if not {"SecurityGroup", "ApplicationGroup", "All"} & {part.strip() for part in setting.split(",")}:
        return Reason("groups_off", "register_app" if picked.app.groups else "", "app-token-configuration")
    where = "assigned" if "ApplicationGroup" in setting else "member"
    told = "unread" if seen.groups is None else "none" if seen.groups == 0 else "spreading"
    if told == "spreading":
        return Reason(told)
    step, page = ("grant_access", "enterprise-users") if where == "assigned" else ("", "users")
    return Reason(f"{where}.{told}", step, page)
