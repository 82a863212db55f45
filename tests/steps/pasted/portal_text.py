"""Texts as a person copies them from the Entra admin center, and the IDs in them."""

from __future__ import annotations

import json
from typing import Any

from steps.model.hosts import Hosts

TENANT = "4d5e6f70-8192-4a3b-9c4d-5e6f708192a3"
CLIENT = "1a2b3c4d-5e6f-4708-9192-a3b4c5d6e7f8"
OBJECT = "7c8d9e0f-1a2b-4c3d-8e4f-5a6b7c8d9e0f"
PRINCIPAL = "b6a7c8d9-e0f1-4233-8445-566778899aab"
KEY = "c3d4e5f6-0718-4293-8a4b-5c6d7e8f9012"
OTHER = "e9f0a1b2-c3d4-4e5f-9061-728394a5b6c7"
SECRET = "Ab18Q~CanaryCanary.Canary-Canary_Canary1"
TOKEN = "eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJjYW5hcnkifQ.c2lnbmF0dXJl"

ELSEWHERE = {"login.microsoftonline.us": "US Government", "login.partner.microsoftonline.cn": "China"}
HOSTS = Hosts(("login.microsoftonline.com", "sts.windows.net"), ELSEWHERE)
PRACTICE = Hosts(("127.0.0.1:45123", "localhost:45124"), {"login.microsoftonline.com": "Global", **ELSEWHERE})
LOGIN = "https://login.microsoftonline.com"
URI = "https://wiki.contoso.com/oidc/callback"

OVERVIEW = f"""Essentials

Display name
:
Contoso Wiki
Application (client) ID
:
{CLIENT}
Object ID
:
{OBJECT}
Directory (tenant) ID
:
{TENANT}
Supported account types
:
My organization only
Client credentials
:
0 certificate, 1 secret
Redirect URIs
:
1 web, 0 spa, 0 public client
Application ID URI
:
Add an Application ID URI
Managed application in local directory
:
Contoso Wiki"""

ENTERPRISE = f"""Properties
Name
Contoso Wiki
Copied
Application ID
{CLIENT}
Object ID
{PRINCIPAL}
Getting Started"""

TENANT_OVERVIEW = f"""Basic information
Name
Contoso Ltd
Users
112
Tenant ID
{TENANT}
Copy to clipboard
Groups
24
Primary domain
contoso.com
Applications
31
License
Microsoft Entra ID P1"""

ENDPOINTS = f"""OAuth 2.0 authorization endpoint (v2)
{LOGIN}/{TENANT}/oauth2/v2.0/authorize
OAuth 2.0 token endpoint (v2)
{LOGIN}/{TENANT}/oauth2/v2.0/token
OpenID Connect metadata document
{LOGIN}/{TENANT}/v2.0/.well-known/openid-configuration
Microsoft Graph API endpoint
https://graph.microsoft.com
Federation metadata document
{LOGIN}/{TENANT}/federationmetadata/2007-06/federationmetadata.xml"""

ACCESS = [
    {
        "resourceAppId": "00000003-0000-0000-c000-000000000000",
        "resourceAccess": [{"id": "37f7f235-527c-4136-accd-4a02d197296e", "type": "Scope"}],
    }
]
SCOPE = {
    "adminConsentDescription": "Sign in",
    "adminConsentDisplayName": "Sign in",
    "id": "5b6c7d8e-9fa0-4b1c-8d2e-3f4051627384",
    "isEnabled": True,
    "type": "User",
    "userConsentDescription": None,
    "userConsentDisplayName": None,
    "value": "access",
}
CLAIM = {"additionalProperties": [], "essential": False, "name": "email", "source": None}

MANIFEST: dict[str, Any] = {
    "id": OBJECT,
    "deletedDateTime": None,
    "appId": CLIENT,
    "applicationTemplateId": None,
    "createdDateTime": "2026-11-21T09:40:20Z",
    "displayName": "Contoso Wiki",
    "description": None,
    "groupMembershipClaims": None,
    "identifierUris": [f"api://{CLIENT}"],
    "isFallbackPublicClient": False,
    "notes": None,
    "publisherDomain": "contoso.onmicrosoft.com",
    "signInAudience": "AzureADMyOrg",
    "tags": [],
    "uniqueName": None,
    "optionalClaims": {"accessToken": [], "idToken": [CLAIM], "saml2Token": []},
    "addIns": [],
    "api": {
        "acceptMappedClaims": None,
        "knownClientApplications": [],
        "requestedAccessTokenVersion": 2,
        "oauth2PermissionScopes": [SCOPE],
        "preAuthorizedApplications": [],
    },
    "appRoles": [],
    "info": {"logoUrl": None, "marketingUrl": None},
    "keyCredentials": [],
    "parentalControlSettings": {"countriesBlockedForMinors": [], "legalAgeGroupRule": "Allow"},
    "passwordCredentials": [
        {
            "customKeyIdentifier": None,
            "displayName": "SSO Wizard",
            "endDateTime": "2027-05-20T09:40:20Z",
            "hint": SECRET[:3],
            "keyId": KEY,
            "secretText": None,
            "startDateTime": "2026-11-21T09:40:20Z",
        }
    ],
    "publicClient": {"redirectUris": ["http://localhost/wizard"]},
    "requiredResourceAccess": ACCESS,
    "verifiedPublisher": {"displayName": None, "verifiedPublisherId": None, "addedDateTime": None},
    "web": {
        "homePageUrl": None,
        "logoutUrl": "https://wiki.contoso.com/bye",
        "redirectUris": [URI],
        "implicitGrantSettings": {"enableAccessTokenIssuance": False, "enableIdTokenIssuance": True},
        "redirectUriSettings": [{"uri": URI, "index": None}],
    },
    "spa": {"redirectUris": []},
}

OLD_MANIFEST: dict[str, Any] = {
    "id": OBJECT,
    "acceptMappedClaims": None,
    "accessTokenAcceptedVersion": 2,
    "addIns": [],
    "allowPublicClient": False,
    "appId": CLIENT,
    "appRoles": [],
    "oauth2AllowUrlPathMatching": False,
    "createdDateTime": "2026-11-21T09:40:20Z",
    "groupMembershipClaims": None,
    "identifierUris": [f"api://{CLIENT}"],
    "informationalUrls": {"termsOfService": None, "support": None, "privacy": None, "marketing": None},
    "keyCredentials": [],
    "knownClientApplications": [],
    "logoUrl": None,
    "logoutUrl": "https://wiki.contoso.com/bye",
    "name": "Contoso Wiki",
    "notes": None,
    "oauth2AllowIdTokenImplicitFlow": True,
    "oauth2AllowImplicitFlow": False,
    "oauth2Permissions": [{**SCOPE, "lang": None, "origin": "Application"}],
    "oauth2RequirePostResponse": False,
    "optionalClaims": {"accessToken": [], "idToken": [CLAIM], "saml2Token": []},
    "orgRestrictions": [],
    "parentalControlSettings": {"countriesBlockedForMinors": [], "legalAgeGroupRule": "Allow"},
    "passwordCredentials": [
        {
            "customKeyIdentifier": None,
            "endDate": "2027-05-20T09:40:20Z",
            "keyId": KEY,
            "startDate": "2026-11-21T09:40:20Z",
            "value": None,
            "createdOn": "2026-11-21T09:40:21.8324948Z",
            "hint": SECRET[:3],
            "displayName": "SSO Wizard",
        }
    ],
    "preAuthorizedApplications": [],
    "publisherDomain": "contoso.onmicrosoft.com",
    "replyUrlsWithType": [
        {"url": URI, "type": "Web"},
        {"url": "http://localhost/wizard", "type": "InstalledClient"},
    ],
    "requiredResourceAccess": ACCESS,
    "samlMetadataUrl": None,
    "signInUrl": None,
    "signInAudience": "AzureADMyOrg",
    "tags": [],
    "tokenEncryptionKeyId": None,
}

APPLICATION: dict[str, Any] = {
    "appId": CLIENT,
    "id": OBJECT,
    "displayName": "Contoso Wiki",
    "signInAudience": "AzureADMyOrg",
    "identifierUris": [f"api://{CLIENT}"],
    "isFallbackPublicClient": False,
    "groupMembershipClaims": None,
    "web": {
        "redirectUris": [URI],
        "logoutUrl": "https://wiki.contoso.com/bye",
        "implicitGrantSettings": {"enableAccessTokenIssuance": False, "enableIdTokenIssuance": True},
    },
    "spa": {"redirectUris": []},
    "publicClient": {"redirectUris": ["http://localhost/wizard"]},
    "api": {
        "requestedAccessTokenVersion": 2,
        "oauth2PermissionScopes": [{"value": "access", "isEnabled": True, "type": "User", "id": SCOPE["id"]}],
    },
    "optionalClaims": {"idToken": [CLAIM], "accessToken": [], "saml2Token": []},
    "requiredResourceAccess": ACCESS,
    "passwordCredentials": [
        {"displayName": "SSO Wizard", "endDateTime": "2027-05-20T09:40:20Z", "hint": SECRET[:3], "keyId": KEY}
    ],
}
"""What is kept of either manifest."""


def shown(manifest: object) -> str:
    """The manifest as the portal's editor shows it."""
    return json.dumps(manifest, indent="\t")
