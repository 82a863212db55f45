"""Which registration a pasted text names, what a manifest says, and why any other text is refused."""

from __future__ import annotations

import json
from typing import Any

import pytest
from portal_text import (
    APPLICATION,
    CLIENT,
    ENTERPRISE,
    HOSTS,
    KEY,
    LOGIN,
    MANIFEST,
    OBJECT,
    OLD_MANIFEST,
    OTHER,
    OVERVIEW,
    PRINCIPAL,
    SECRET,
    TENANT,
    TOKEN,
    URI,
    shown,
)

from steps.model.problems import AskAgain
from steps.pasted.registration import RegistrationPaste, read

SEEN = {"tenant_id": TENANT, "object_id": OBJECT, "service_principal_id": PRINCIPAL, "key_id": KEY}
APP_LINK = "https://entra.microsoft.com/{}#view/Microsoft_AAD_RegisteredApps/ApplicationMenuBlade/~/Overview/appId/{}"
ENTERPRISE_LINK = (
    "https://portal.azure.com/#view/Microsoft_AAD_IAM/ManagedAppMenuBlade/~/Overview"
    f"/objectId/{PRINCIPAL}/appId/{CLIENT}/preferredSingleSignOnMode~/null"
)
ALONE = RegistrationPaste(CLIENT)
OVERVIEW_ONLY = RegistrationPaste(CLIENT, OBJECT, "Contoso Wiki")
WHOLE = RegistrationPaste(CLIENT, OBJECT, "Contoso Wiki", application=APPLICATION)
ONE_LINE = f"Application (client) ID{CLIENT}Object ID{OBJECT}Directory (tenant) ID{TENANT}Supported account types"

GOOD: dict[str, tuple[str, RegistrationPaste]] = {
    "client id": (CLIENT, ALONE),
    "in capitals and braces": (f"{{{CLIENT.upper()}}}", ALONE),
    "in a sentence": (f"The client is `{CLIENT}`, thanks.", ALONE),
    "label": (f"Application (client) ID : {CLIENT}", ALONE),
    "environment": (f"CLIENT_ID={CLIENT}", ALONE),
    "application id uri": (f"api://{CLIENT}", ALONE),
    "overview": (OVERVIEW, OVERVIEW_ONLY),
    "overview with tabs": (OVERVIEW.replace("\n:\n", "\t"), OVERVIEW_ONLY),
    "overview with colons": (OVERVIEW.replace("\n:\n", " : "), OVERVIEW_ONLY),
    "overview without breaks": (ONE_LINE, RegistrationPaste(CLIENT, OBJECT)),
    "enterprise application": (ENTERPRISE, RegistrationPaste(CLIENT, "", "Contoso Wiki", PRINCIPAL)),
    "both overviews": (f"{OVERVIEW}\n{ENTERPRISE}", RegistrationPaste(CLIENT, OBJECT, "Contoso Wiki", PRINCIPAL)),
    "link to the app": (APP_LINK.format("", CLIENT), ALONE),
    "link with the tenant": (APP_LINK.format(f"{TENANT}/", CLIENT), ALONE),
    "link to the enterprise app": (ENTERPRISE_LINK, RegistrationPaste(CLIENT, "", "", PRINCIPAL)),
    "authorize address": (f"{LOGIN}/{TENANT}/oauth2/v2.0/authorize?client_id={CLIENT}&scope=openid", ALONE),
    "manifest": (shown(MANIFEST), WHOLE),
    "manifest on one line": (json.dumps(MANIFEST, separators=(",", ":")), WHOLE),
    "manifest in a fence": (f"```json\n{shown(MANIFEST)}\n```", WHOLE),
    "manifest with no-break spaces": (shown(MANIFEST).replace("\t", "\u00a0\u00a0"), WHOLE),
    "older manifest": (shown(OLD_MANIFEST), WHOLE),
    "overview and manifest": (f"{OVERVIEW}\n\n{shown(MANIFEST)}", WHOLE),
    "manifest and enterprise application": (
        f"{shown(MANIFEST)}\n{ENTERPRISE}",
        RegistrationPaste(CLIENT, OBJECT, "Contoso Wiki", PRINCIPAL, APPLICATION),
    ),
    "Graph's answer": (
        json.dumps({"@odata.context": "https://graph.microsoft.com/v1.0/$metadata#applications/$entity", **MANIFEST}),
        WHOLE,
    ),
    "Graph's list of one": (json.dumps({"@odata.context": "…#applications", "value": [MANIFEST]}), WHOLE),
    "service principal": (
        json.dumps({"id": PRINCIPAL, "appId": CLIENT, "displayName": "W", "servicePrincipalType": "Application"}),
        RegistrationPaste(CLIENT, "", "W", PRINCIPAL),
    ),
    "settings file": (shown({"AzureAd": {"TenantId": TENANT, "ClientId": CLIENT}}), ALONE),
}


def without(*names: str) -> dict[str, Any]:
    return {name: value for name, value in MANIFEST.items() if name not in names}


CREDENTIAL = {"keyId": KEY, "displayName": "x", "secretText": SECRET}
METADATA = {"issuer": f"{LOGIN}/{TENANT}/v2.0", "token_endpoint": f"{LOGIN}/{TENANT}/oauth2/v2.0/token"}
CUT = shown(MANIFEST)[:900]

BAD: dict[str, tuple[str, str, dict[str, str]]] = {
    "empty": ("", "answer-missing", {}),
    "words": ("Contoso Wiki", "paste-client-nothing", {}),
    "half an id": (CLIENT[:-3], "paste-client-nothing", {}),
    "overview without ids": ("Display name : Contoso Wiki", "paste-client-nothing", {}),
    "tenant id": (TENANT.upper(), "paste-client-is-tenant", {}),
    "tenant id with its label": (f"Tenant ID {TENANT}", "paste-client-is-tenant", {}),
    "tenant id as client id": (f"Client ID: {TENANT}", "paste-client-is-tenant", {}),
    "swapped": (f"Client ID: {TENANT}\nTenant ID: {CLIENT}", "paste-client-swapped", {}),
    "object id with its label": (f"Object ID : {OBJECT}", "paste-client-other-id", {"label": "Object ID"}),
    "object id alone": (OBJECT, "paste-client-other-id", {"label": "Object ID"}),
    "service principal's id": (PRINCIPAL, "paste-client-other-id", {"label": "Object ID"}),
    "secret id alone": (KEY, "paste-client-other-id", {"label": "Secret ID"}),
    "secret id with its label": (f"Secret ID {OTHER}", "paste-client-other-id", {"label": "Secret ID"}),
    "another tenant's app": (
        OVERVIEW.replace(TENANT, OTHER),
        "paste-other-tenant",
        {"found": OTHER, "expected": TENANT},
    ),
    "another tenant's link": (
        APP_LINK.format(f"{OTHER}/", CLIENT),
        "paste-other-tenant",
        {"found": OTHER, "expected": TENANT},
    ),
    "several ids": (f"{CLIENT}\n{OTHER}", "paste-client-several", {}),
    "two apps": (f"Client ID {CLIENT}\nClient ID {OTHER}", "paste-client-several", {}),
    "another app's manifest": (f"{OVERVIEW.replace(CLIENT, OTHER)}\n{shown(MANIFEST)}", "paste-client-several", {}),
    "Microsoft Graph": ("00000003-0000-0000-c000-000000000000", "paste-graph-id", {}),
    "permission": (
        "37f7f235-527c-4136-accd-4a02d197296e",
        "paste-microsoft-id",
        {"id": "37f7f235-527c-4136-accd-4a02d197296e"},
    ),
    "Azure CLI": (
        "04b07795-8ddb-461a-bbee-02f9e1bf7b46",
        "paste-microsoft-id",
        {"id": "04b07795-8ddb-461a-bbee-02f9e1bf7b46"},
    ),
    "sample of the documentation": (
        "6731de76-14a6-49ae-97bc-6eba6914391e",
        "paste-sample-id",
        {"id": "6731de76-14a6-49ae-97bc-6eba6914391e"},
    ),
    "sample of Microsoft Learn": (
        "00001111-aaaa-2222-bbbb-3333cccc4444",
        "paste-sample-id",
        {"id": "00001111-aaaa-2222-bbbb-3333cccc4444"},
    ),
    "placeholder": ("<your client id>", "paste-placeholder", {}),
    "secret": (SECRET, "paste-has-secret", {}),
    "overview and secret": (f"{OVERVIEW}\nValue\n{SECRET}", "paste-has-secret", {}),
    "token": (f"Bearer {TOKEN}", "paste-has-secret", {}),
    "token answer": (json.dumps({"token_type": "Bearer", "access_token": "x" * 20}), "paste-has-secret", {}),
    "created by az": (json.dumps({"appId": CLIENT, "password": "canary-password"}), "paste-has-secret", {}),
    "manifest with a secret": (
        shown({**MANIFEST, "passwordCredentials": [CREDENTIAL]}),
        "paste-has-secret",
        {},
    ),
    "older manifest with a secret": (
        shown({**OLD_MANIFEST, "passwordCredentials": [{"keyId": KEY, "value": "canary-value"}]}),
        "paste-has-secret",
        {},
    ),
    "error": (f"AADSTS700016: Application '{CLIENT}' not found", "paste-is-error", {"number": "700016"}),
    "cut": (CUT, "paste-json-cut", {}),
    "cut at a comma": (shown(MANIFEST).rpartition(",")[0] + ",", "paste-json-cut", {}),
    "only a brace": ("{", "paste-json-cut", {}),
    "no beginning": (shown(MANIFEST)[1:], "paste-json-no-start", {}),
    "curly quotes": (
        shown(MANIFEST).replace('"displayName"', "“displayName”", 1),
        "paste-json-broken",
        {"line": "7", "column": "2"},
    ),
    "lost comma": (
        f'{OVERVIEW}\n\n{{\n "id": "{OBJECT}"\n "appId": "{CLIENT}"\n}}',
        "paste-json-broken",
        {"line": "3", "column": "2"},
    ),
    "array": (shown([MANIFEST]), "paste-json-list", {}),
    "list of many": (json.dumps({"@odata.context": "x", "value": [MANIFEST, MANIFEST]}), "paste-json-list", {}),
    "metadata": (shown(METADATA), "paste-json-metadata", {}),
    "error body": (json.dumps({"error": {"code": "Request_ResourceNotFound"}}), "paste-json-error", {}),
    "error body of the login": (
        json.dumps({"error": "invalid_request", "error_description": "AADSTS90002: x"}),
        "paste-is-error",
        {"number": "90002"},
    ),
    "claims": (json.dumps({"aud": CLIENT, "iss": LOGIN, "appid": CLIENT}), "paste-json-token", {}),
    "package.json": (shown({"name": "wiki", "version": "1.0.0", "dependencies": {}}), "paste-json-other", {}),
    "nested too deep": ('{"a":' * 100_000, "paste-json-other", {}),
    "no appId": (shown(without("appId")), "paste-manifest-no-id", {}),
    "appId null": (shown({**MANIFEST, "appId": None}), "paste-manifest-no-id", {}),
    "appId no id": (shown({**MANIFEST, "appId": "{client_id}"}), "paste-manifest-shape", {"name": "appId"}),
    "appId of Graph": (
        shown({**MANIFEST, "appId": "00000003-0000-0000-c000-000000000000"}),
        "paste-graph-id",
        {},
    ),
    "web is a list": (shown({**MANIFEST, "web": [URI]}), "paste-manifest-shape", {"name": "web"}),
    "addresses are numbers": (
        shown({**MANIFEST, "spa": {"redirectUris": [1]}}),
        "paste-manifest-shape",
        {"name": "redirectUris"},
    ),
    "version is a flag": (
        shown({**MANIFEST, "api": {"requestedAccessTokenVersion": True}}),
        "paste-manifest-shape",
        {"name": "requestedAccessTokenVersion"},
    ),
    "US portal": (
        f"https://entra.microsoft.us/#view/X/appId/{CLIENT}",
        "paste-other-cloud",
        {"cloud": "US Government"},
    ),
    "look-alike": (
        f"https://entra.micros0ft.com.example/appId/{CLIENT}",
        "paste-other-host",
        {"host": "entra.micros0ft.com.example"},
    ),
}


@pytest.mark.parametrize("case", GOOD)
def test_a_text_that_names_the_registration_is_recognised(case: str) -> None:
    typed, paste = GOOD[case]
    assert read(typed, "pasted", HOSTS, TENANT) == paste


@pytest.mark.parametrize("case", BAD)
def test_any_other_text_is_refused_with_its_own_sentence(case: str) -> None:
    typed, code, values = BAD[case]
    with pytest.raises(AskAgain) as refused:
        read(typed, "pasted", HOSTS, TENANT, seen=SEEN)
    assert (refused.value.code, refused.value.values) == (code, {"field": "pasted", **values})


def test_another_registration_than_before_is_refused_only_where_one_is_known() -> None:
    assert read(OTHER, "pasted", HOSTS, TENANT, seen=SEEN).client_id == OTHER
    with pytest.raises(AskAgain) as refused:
        read(OTHER, "pasted", HOSTS, TENANT, seen={**SEEN, "client_id": CLIENT})
    assert (refused.value.code, refused.value.values["expected"]) == ("paste-other-registration", CLIENT)


def test_whatever_a_manifest_leaves_out_is_there_and_empty() -> None:
    app = read(
        json.dumps({"appId": CLIENT, "web": None, "signInAudience": "X", "optionalClaims": None}), "p", HOSTS, ""
    )
    assert app.application
    assert set(app.application) == set(APPLICATION)
    assert app.application["web"]["redirectUris"] == []
    assert app.application["optionalClaims"] is None


@pytest.mark.parametrize("groups", [None, "None", ""])
def test_no_groups_claim_is_written_in_three_ways(groups: str | None) -> None:
    app = read(shown({**MANIFEST, "groupMembershipClaims": groups}), "pasted", HOSTS, TENANT).application
    assert app is not None
    assert app["groupMembershipClaims"] is None
