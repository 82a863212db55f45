"""What must hold of an OpenMetadata configuration for Entra although its models do not say so.

Each rule is what a vendor's page gets wrong, or what a server refuses only at the first login. A name, and what
holds of the two sections; `own_tls` says whether TLS ends in OpenMetadata itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from expanded_recipes import LOGIN, C, S, T
from vendor_models import Configuration

HOME = "https://openmetadata.contoso.com"
Rule = Callable[[dict[str, Any], dict[str, Any], dict[str, Any], bool], bool]


def _no(value: object) -> bool:
    return str(value).lower() == "false"


RULES: Mapping[str, Rule] = {
    # The keys of "common" sign the tokens of every tenant, and older servers ask for no more than a signature.
    "keys": lambda a, r, o, t: (
        a["publicKeyUrls"] == [f"{HOME}/api/v1/system/config/jwks", f"{LOGIN}/discovery/v2.0/keys"]
    ),
    # Without v2.0: the server's validator reads the tenant from the last part.
    "authority": lambda a, r, o, t: a["authority"] == LOGIN,
    "client": lambda a, r, o, t: a["clientId"] == C,
    "callback": lambda a, r, o, t: a["callbackUrl"] == f"{HOME}/callback",
    "claims": lambda a, r, o, t: a["jwtPrincipalClaims"] == ["email", "preferred_username", "sub"],
    "mapping": lambda a, r, o, t: not a["jwtPrincipalClaimsMapping"],
    "admins": lambda a, r, o, t: (
        r["adminPrincipals"] and not any("@" in one or one != one.lower() for one in r["adminPrincipals"])
    ),
    "domain": lambda a, r, o, t: r["principalDomain"] == "contoso.com" and not _no(r["enforcePrincipalDomain"]),
    "socket": lambda a, r, o, t: _no(r["enableSecureSocketConnection"]) != t,
    "roles": lambda a, r, o, t: _no(r["useRolesFromProvider"]),
    "secret": lambda a, r, o, t: (a["clientType"] == "confidential") == bool(o) == (o.get("secret") == S),
    # pac4j ignores the discovery address and takes the tenant; a blank one means every tenant.
    "tenant": lambda a, r, o, t: not o or o["tenant"] == T,
    "discovery": lambda a, r, o, t: not o or o["discoveryUri"] == f"{LOGIN}/v2.0/.well-known/openid-configuration",
    "same client": lambda a, r, o, t: not o or o["id"] == C,
    "same callback": lambda a, r, o, t: not o or o["callbackUrl"] == a["callbackUrl"],
    "server": lambda a, r, o, t: not o or o["serverUrl"] == HOME,
    "refresh": lambda a, r, o, t: not o or "offline_access" in o["scope"].split(),
    "pkce": lambda a, r, o, t: not o or _no(o["disablePkce"]),
    "method": lambda a, r, o, t: not o or o["clientAuthenticationMethod"] == "client_secret_post",
    "response": lambda a, r, o, t: (
        a["responseType"] == ("code" if o else "id_token") and o.get("responseType", "code") == "code"
    ),
}


def broken(configuration: Configuration, *, own_tls: bool = False) -> list[str]:
    """The names of the rules that do not hold."""
    sections = (configuration["authenticationConfiguration"], configuration["authorizerConfiguration"])
    oidc = sections[0].get("oidcConfiguration") or {}
    return [name for name, holds in RULES.items() if not holds(*sections, oidc, own_tls)]
