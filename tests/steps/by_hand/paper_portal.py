"""An application in a portal on paper: it does what an instruction says, to the letter, and nothing else."""

from __future__ import annotations

from typing import Any

from steps.by_hand.portal import Action
from steps.by_hand.settings import AUDIENCES, PLATFORMS
from steps.model.graph_ids import DELEGATED, GRAPH_APP_ID

NAMES = {**{name: key for key, name in PLATFORMS.items()}, "Single-page application (SPA)": "spa"}
NAMES["Public client/native (mobile & desktop)"] = "publicClient"


class PaperPortal:
    """One application, as Graph would show it after each action. What needs Save is kept only by Save."""

    def __init__(self) -> None:
        self.app: dict[str, Any] = {}
        self.granted = False
        self.secrets = 0
        self._unsaved: dict[str, Any] | None = None

    def do(self, action: Action) -> None:
        """Follow one instruction."""
        getattr(self, f"_{action.does}")(action, *(str(value.text) for value in action.values))

    def _name(self, action: Action, name: str) -> None:
        self.app = {
            "appId": "client",
            "id": "object",
            "uniqueName": None,
            "displayName": name,
            "identifierUris": [],
            "api": {"requestedAccessTokenVersion": None, "oauth2PermissionScopes": []},
            **{platform: {"redirectUris": []} for platform in PLATFORMS},
            "optionalClaims": {"idToken": [], "accessToken": [], "saml2Token": []},
            "requiredResourceAccess": [],
            "isFallbackPublicClient": None,
            "groupMembershipClaims": None,
        }

    def _account_types(self, action: Action) -> None:
        self.app["signInAudience"] = next(key for key, name in AUDIENCES.items() if name == action.words["choice"])

    def _first_redirect(self, action: Action, uri: str) -> None:
        self.app[NAMES[action.words["platform"]]]["redirectUris"].append(uri)

    def _register(self, action: Action) -> None:
        assert self.app["signInAudience"]

    def _add_platform(self, action: Action, uri: str) -> None:
        uris = self.app[NAMES[action.words["platform"]]]["redirectUris"]
        assert not uris, "the portal offers a platform once"
        uris.append(uri)

    def _add_uri(self, action: Action, uri: str) -> None:
        uris = self.app[NAMES[action.words["platform"]]]["redirectUris"]
        assert uris, "there is nothing to add to before the platform is there"
        uris.append(uri)

    _add_test_uri = _add_uri

    def _remove_redirect(self, action: Action, uri: str) -> None:
        self.app[NAMES[action.words["platform"]]]["redirectUris"].remove(uri)

    def _logout(self, action: Action, uri: str) -> None:
        self.app["web"]["logoutUrl"] = uri

    def _public_client(self, action: Action) -> None:
        self.app["isFallbackPublicClient"] = True

    def _save(self, action: Action) -> None:
        pass

    def _application_id_uri(self, action: Action) -> None:
        self.app["identifierUris"].append("api://client")

    def _add_scope(self, action: Action, name: str) -> None:
        self._unsaved = {"value": name}

    def _who_can_consent(self, action: Action) -> None:
        assert self._unsaved is not None
        self._unsaved["type"] = "User"

    def _scope_texts(self, action: Action, name: str, description: str) -> None:
        assert self._unsaved is not None
        self._unsaved |= {"adminConsentDisplayName": name, "adminConsentDescription": description}

    def _enable_scope(self, action: Action) -> None:
        assert self._unsaved is not None
        self.app["api"]["oauth2PermissionScopes"].append({**self._unsaved, "isEnabled": True})

    def _add_claim(self, action: Action) -> None:
        token = {"ID": "idToken", "Access": "accessToken"}[action.words["token"]]
        self.app["optionalClaims"][token] += [{"name": name} for name in action.words["claims"].split(", ")]

    def _claim_permission(self, action: Action) -> None:
        pass

    def _groups(self, action: Action) -> None:
        names = {"Security groups": "SecurityGroup", "Groups assigned to the application": "ApplicationGroup"}
        self.app["groupMembershipClaims"] = names[action.words["choice"]]

    def _graph_permissions(self, action: Action) -> None:
        self.app["requiredResourceAccess"].append({"resourceAppId": GRAPH_APP_ID, "resourceAccess": []})

    def _tick_permissions(self, action: Action) -> None:
        access = self.app["requiredResourceAccess"][-1]["resourceAccess"]
        access += [{"id": DELEGATED[name], "type": "Scope"} for name in action.words["permissions"].split(", ")]

    def _own_permission(self, action: Action) -> None:
        assert [scope["value"] for scope in self.app["api"]["oauth2PermissionScopes"]] == [action.words["scopes"]]

    def _grant_consent(self, action: Action) -> None:
        assert self.app["requiredResourceAccess"], "consent is granted to what was added before"
        self.granted = True

    def _token_version(self, action: Action) -> None:
        self.app["api"]["requestedAccessTokenVersion"] = int(action.words["version"])
