"""A person at the practice tenant, for tests: tokens by the real flows, Graph by plain requests."""

from __future__ import annotations

import base64
import hashlib
import json
import ssl
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx2

from wizard.practice import PracticeTenant

GRAPH = "https://graph.microsoft.com"
GRAPH_APP_ID = "00000003-0000-0000-c000-000000000000"
COMMAND_LINE_TOOLS = "14d82eec-204b-4c2f-b7e8-296a70dab67e"
AZURE_CLI = "04b07795-8ddb-461a-bbee-02f9e1bf7b46"
DEFAULT_ACCESS = "00000000-0000-0000-0000-000000000000"
VERIFIER = "a" * 50
CHALLENGE = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).decode().rstrip("=")
WIZARD_SCOPES = (
    "User.Read",
    "Application.ReadWrite.All",
    "DelegatedPermissionGrant.ReadWrite.All",
    "AppRoleAssignment.ReadWrite.All",
    "User.ReadBasic.All",
    "GroupMember.Read.All",
)
CALLBACK = "http://localhost/callback"


def payload(token: str) -> dict[str, Any]:
    """The claims of a JWT, unchecked."""
    part = token.split(".")[1]
    claims: dict[str, Any] = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    return claims


def fields(address: str) -> dict[str, str]:
    """The parameters in an address: of its query, else of its fragment."""
    parts = urlsplit(address)
    return {name: values[0] for name, values in parse_qs(parts.query or parts.fragment).items()}


class Desk:
    """Requests to one practice tenant."""

    def __init__(self, practice: PracticeTenant) -> None:
        self.practice = practice
        self.http = httpx2.Client(verify=ssl.create_default_context(cafile=practice.cloud.ca), trust_env=False)
        self.token = ""

    def login(self, path: str) -> str:
        return f"{self.practice.cloud.login}/{self.practice.tenant_id}{path}"

    def authorize_url(self, client_id: str, *, v1: bool = False, tenant: str = "", **changed: str | None) -> str:
        """A good authorize address, with parameters changed or, as None, left out."""
        asked: dict[str, str | None] = {
            "client_id": client_id,
            "response_type": "code",
            "redirect_uri": CALLBACK,
            "scope": "openid profile email",
            "state": "the state",
            "nonce": "the nonce",
            "code_challenge": CHALLENGE,
            "code_challenge_method": "S256",
        }
        kept = {name: value for name, value in (asked | changed).items() if value is not None}
        version = "oauth2" if v1 else "oauth2/v2.0"
        tenant = tenant or self.practice.tenant_id
        return f"{self.practice.cloud.pages}/{tenant}/{version}/authorize?{urlencode(kept)}"

    def redeem(
        self, *, v1: bool = False, tenant: str = "", headers: dict[str, str] | None = None, **form: str
    ) -> httpx2.Response:
        """A request to the token endpoint."""
        version = "oauth2" if v1 else "oauth2/v2.0"
        address = f"{self.practice.cloud.login}/{tenant or self.practice.tenant_id}/{version}/token"
        return self.http.post(address, data=form, headers=headers or {})

    def tokens(
        self, client_id: str, person: str, *, v1: bool = False, secret: str = "", **asked: str
    ) -> dict[str, Any]:
        """Sign in and redeem the code; all of the token endpoint's answer."""
        back = fields(self.practice.sign_in(self.authorize_url(client_id, v1=v1, **asked), person))
        form = {
            "grant_type": "authorization_code",
            "client_id": client_id,
            "code": back["code"],
            "redirect_uri": asked.get("redirect_uri", CALLBACK),
            "code_verifier": VERIFIER,
        }
        answer = self.redeem(v1=v1, **form, **({"client_secret": secret} if secret else {}))
        assert answer.status_code == 200, answer.text
        body: dict[str, Any] = answer.json()
        return body

    def sign_in(self, person: str = "adele.vance", *scopes: str) -> Desk:
        """From now on Graph requests are this person's."""
        scope = " ".join(f"{GRAPH}/{name}" for name in scopes or WIZARD_SCOPES)
        body = self.tokens(
            COMMAND_LINE_TOOLS, person, scope=f"{scope} openid profile", redirect_uri="http://localhost:1"
        )
        self.token = body["access_token"]
        return self

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> httpx2.Response:
        """A Graph request."""
        given = {"Authorization": f"Bearer {self.token}"} | {n.replace("_", "-"): v for n, v in headers.items()}
        return self.http.request(method, f"{self.practice.cloud.graph}/v1.0{path}", json=body, headers=given)

    def do(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        """A Graph request that has to succeed; its JSON."""
        answer = self.ask(method, path, body, **headers)
        assert answer.is_success, answer.text
        return answer.json() if answer.content else None

    def application(self, **properties: Any) -> dict[str, Any]:
        """A new application with a service principal and, for openid and so on, everybody's consent."""
        web = {"web": {"redirectUris": [CALLBACK]}} if not {"web", "spa", "publicClient"} & {*properties} else {}
        app: dict[str, Any] = self.do("POST", "/applications", {"displayName": "Product", **web, **properties})
        principal = self.do("POST", "/servicePrincipals", {"appId": app["appId"]})
        graph = self.do("GET", f"/servicePrincipals(appId='{GRAPH_APP_ID}')?$select=id")
        scope = "openid profile email offline_access User.Read"
        grant = {
            "clientId": principal["id"],
            "consentType": "AllPrincipals",
            "resourceId": graph["id"],
            "scope": scope,
        }
        self.do("POST", "/oauth2PermissionGrants", grant)
        return app | {"principal": principal["id"]}

    def secret(self, app: dict[str, Any]) -> str:
        """A new secret of this application."""
        made = self.do("POST", f"/applications/{app['id']}/addPassword", {"passwordCredential": {"displayName": "x"}})
        return str(made["secretText"])

    def close(self) -> None:
        self.http.close()
