"""The metadata documents, key by key as the service sends them.

Source: learn.microsoft.com/entra/identity-platform/v2-protocols-oidc.
"""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from ..realm import Realm
from .tenancy import is_shared

CACHED = {"Cache-Control": "max-age=86400, private", "Access-Control-Allow-Methods": "GET, OPTIONS"}


class Discovery:
    """Metadata, keys, and what MSAL asks before it trusts an authority."""

    def __init__(self, realm: Realm) -> None:
        self._realm = realm

    async def v2(self, request: Request) -> Response:
        tenant, issuer = self._named(request)
        own = self._realm.secure
        # A browser opens these two; the rest is for programs, which know our CA.
        authorize, logout = (f"{self._realm.pages}/{tenant}/oauth2/v2.0/{page}" for page in ("authorize", "logout"))
        return _document(
            {
                "token_endpoint": f"{own}/{tenant}/oauth2/v2.0/token",
                "token_endpoint_auth_methods_supported": [
                    "client_secret_post",
                    "private_key_jwt",
                    "client_secret_basic",
                ],
                "jwks_uri": f"{own}/{tenant}/discovery/v2.0/keys",
                "response_modes_supported": ["query", "fragment", "form_post"],
                "subject_types_supported": ["pairwise"],
                "id_token_signing_alg_values_supported": ["RS256"],
                "response_types_supported": ["code", "id_token", "code id_token", "id_token token"],
                "scopes_supported": ["openid", "profile", "email", "offline_access"],
                "issuer": issuer,
                "request_uri_parameter_supported": False,
                "userinfo_endpoint": f"{own}/oidc/userinfo",
                "authorization_endpoint": authorize,
                "device_authorization_endpoint": f"{own}/{tenant}/oauth2/v2.0/devicecode",
                "http_logout_supported": True,
                "frontchannel_logout_supported": True,
                "end_session_endpoint": logout,
                "claims_supported": [
                    *("sub", "iss", "cloud_instance_name", "cloud_instance_host_name", "cloud_graph_host_name"),
                    *("msgraph_host", "aud", "exp", "iat", "auth_time", "acr", "nonce", "preferred_username"),
                    *("name", "tid", "ver", "at_hash", "c_hash", "email"),
                ],
                "kerberos_endpoint": f"{own}/{tenant}/kerberos",
                **self._region(),
                "msgraph_host": own.partition("://")[2],
                "rbac_url": "https://pas.windows.net",
            }
        )

    async def v1(self, request: Request) -> Response:
        tenant, _ = self._named(request)
        own = self._realm.secure
        shared = is_shared(self._realm, tenant)
        issuer = f"{own}/sts/{{tenantid}}/" if shared else self._realm.issuer_v1
        return _document(
            {
                "token_endpoint": f"{own}/{tenant}/oauth2/token",
                "token_endpoint_auth_methods_supported": ["client_secret_post", "private_key_jwt"],
                "jwks_uri": f"{own}/common/discovery/keys",
                "response_modes_supported": ["query", "fragment", "form_post"],
                "subject_types_supported": ["pairwise"],
                "id_token_signing_alg_values_supported": ["RS256"],
                "response_types_supported": ["code", "id_token", "code id_token", "token id_token", "token"],
                "scopes_supported": ["openid"],
                "issuer": issuer,
                "microsoft_multi_refresh_token": True,
                "authorization_endpoint": f"{self._realm.pages}/{tenant}/oauth2/authorize",
                "device_authorization_endpoint": f"{own}/{tenant}/oauth2/devicecode",
                "http_logout_supported": True,
                "frontchannel_logout_supported": True,
                "end_session_endpoint": f"{self._realm.pages}/{tenant}/oauth2/logout",
                "claims_supported": [
                    *("sub", "iss", "cloud_instance_name", "cloud_instance_host_name", "cloud_graph_host_name"),
                    *("aud", "exp", "iat", "auth_time", "acr", "amr", "nonce", "email", "given_name"),
                    *("family_name", "nickname"),
                ],
                "userinfo_endpoint": f"{own}/{tenant}/openid/userinfo",
                **self._region(),
            }
        )

    async def keys(self, request: Request) -> Response:
        is_shared(self._realm, request.path_params["tenant"])
        return _document(self._realm.key.published(f"{self._realm.secure}/{{tenantid}}/v2.0"))

    async def instance(self, request: Request) -> Response:
        host = self._realm.secure.partition("://")[2]
        found = f"{self._realm.secure}/{self._realm.tenant_id}/v2.0/.well-known/openid-configuration"
        network = {"preferred_network": host, "preferred_cache": host, "aliases": [host]}
        return _document({"tenant_discovery_endpoint": found, "api-version": "1.1", "metadata": [network]})

    async def user_realm(self, request: Request) -> Response:
        user = request.path_params.get("user", "")
        return _document(
            {
                "ver": "1.0",
                "account_type": "Managed",
                "domain_name": user.rpartition("@")[2],
                "cloud_instance_name": "microsoftonline.com",
                "cloud_audience_urn": "urn:federation:MicrosoftOnline",
            }
        )

    def _named(self, request: Request) -> tuple[str, str]:
        """The tenant part for the endpoints, and the issuer: with the GUID even if the address had a domain."""
        tenant: str = request.path_params["tenant"]
        if is_shared(self._realm, tenant):
            return tenant, f"{self._realm.secure}/{{tenantid}}/v2.0"
        return self._realm.tenant_id, self._realm.issuer

    def _region(self) -> dict[str, Any]:
        return {
            "tenant_region_scope": "EU",
            "cloud_instance_name": "microsoftonline.com",
            "cloud_graph_host_name": "graph.windows.net",
        }


def _document(body: dict[str, Any]) -> Response:
    return JSONResponse(body, headers=CACHED)
