"""Which tenant a pasted text names, and why any other text is refused."""

from __future__ import annotations

import pytest
from portal_text import (
    CLIENT,
    ENDPOINTS,
    HOSTS,
    KEY,
    LOGIN,
    OBJECT,
    OTHER,
    OVERVIEW,
    PRACTICE,
    SECRET,
    TENANT,
    TENANT_OVERVIEW,
    TOKEN,
)

from steps.model.hosts import Hosts
from steps.model.problems import AskAgain
from steps.pasted.tenant import TenantPaste, read

METADATA = f"{LOGIN}/{TENANT}/v2.0/.well-known/openid-configuration"
SAFELINK = "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Flogin.microsoftonline.com%2F{}&data=05"

GOOD: dict[str, tuple[str, str]] = {
    "id": (TENANT, TENANT),
    "upper case": (TENANT.upper(), TENANT),
    "braces": (f"{{{TENANT}}}", TENANT),
    "quotes and comma": (f'"{TENANT}",', TENANT),
    "curly quotes": (f"“{TENANT}”", TENANT),
    "trailing dot": (f"{TENANT}.", TENANT),
    "zero-width": (f"\u200b{TENANT[:8]}\u200d{TENANT[8:]}\ufeff", TENANT),
    "no-break spaces": (f"\u00a0Tenant ID\u00a0:\u00a0{TENANT}\u00a0", TENANT),
    "word processor's hyphens": (TENANT.replace("-", "‑"), TENANT),
    "surrounding text": (f"Hi, our tenant ID is {TENANT}, regards Jane", TENANT),
    "label": (f"Directory (tenant) ID : {TENANT}", TENANT),
    "label without a break": (f"Directory (tenant) ID{TENANT}Object ID{OBJECT}", TENANT),
    "environment": (f"export AZURE_TENANT_ID='{TENANT}'", TENANT),
    "domain": ("Contoso.COM", "contoso.com"),
    "domain with a dot": (" contoso.onmicrosoft.com. ", "contoso.onmicrosoft.com"),
    "domain with @": ("@contoso.com", "contoso.com"),
    "domain for an id": ("TENANT_ID=contoso.com", "contoso.com"),
    "labelled domain": ("Primary domain : contoso.com", "contoso.com"),
    "initial domain in a sentence": ("It is contoso.onmicrosoft.com I think", "contoso.onmicrosoft.com"),
    "sign-in name": ("Jane.Doe@Contoso.com", "contoso.com"),
    "sign-in name in brackets": ("Jane Doe <jane@contoso.com>", "contoso.com"),
    "guest": ("jane_home.example#EXT#@contoso.onmicrosoft.com", "contoso.onmicrosoft.com"),
    "v2 metadata": (METADATA, TENANT),
    "v1 metadata": (f"{LOGIN}/{TENANT}/.well-known/openid-configuration", TENANT),
    "metadata by domain": (f"{LOGIN}/contoso.com/v2.0/.well-known/openid-configuration", "contoso.com"),
    "v2 authorize": (f"{LOGIN}/{TENANT}/oauth2/v2.0/authorize?client_id={CLIENT}", TENANT),
    "v1 token": (f"{LOGIN}/{TENANT}/oauth2/token", TENANT),
    "v2 issuer": (f"{LOGIN}/{TENANT}/v2.0", TENANT),
    "v1 issuer": (f"https://sts.windows.net/{TENANT}/", TENANT),
    "other name of the host": (f"https://login.windows.net/{TENANT}", TENANT),
    "host in capitals, port": (f"https://Login.MicrosoftOnline.com:443/{TENANT}/v2.0", TENANT),
    "no scheme": (f"login.microsoftonline.com/{TENANT}/v2.0", TENANT),
    "encoded": ("https%3A%2F%2Flogin.microsoftonline.com%2F" + TENANT + "%2Fv2.0", TENANT),
    "markdown": (f"[metadata]({METADATA})", TENANT),
    "angle brackets": (f"<{METADATA}>.", TENANT),
    "from a mail": (SAFELINK.format(TENANT), TENANT),
    "endpoints page": (ENDPOINTS, TENANT),
    "metadata document": (f'{{"issuer":"{LOGIN}/{TENANT}/v2.0","token_endpoint":"{METADATA}"}}', TENANT),
    "portal link with the tenant": (f"https://entra.microsoft.com/{TENANT}/#view/Microsoft_AAD_IAM/X", TENANT),
    "portal link with @": ("https://portal.azure.com/#@contoso.com/view/Microsoft_AAD_IAM/X", "contoso.com"),
    "link with tenantId": (f"https://portal.azure.com/?tenantId={TENANT}", TENANT),
    "json of az": (f'{{\n  "id": "{OTHER}",\n  "tenantId": "{TENANT}"\n}}', TENANT),
}

BAD: dict[str, tuple[str, str, dict[str, str]]] = {
    "empty": (" \u200b\n", "answer-missing", {}),
    "words": ("our company", "paste-tenant-nothing", {}),
    "half an id": (TENANT[:-1], "paste-tenant-nothing", {}),
    "too many digits": (TENANT + "0", "paste-tenant-nothing", {}),
    "file name": ("manifest.json", "paste-tenant-nothing", {}),
    "ip": ("10.0.0.1", "paste-tenant-nothing", {}),
    "common": ("common", "paste-tenant-any", {"name": "common"}),
    "common with a label": ("Tenant ID: common", "paste-tenant-any", {"name": "common"}),
    "organizations": (f"{LOGIN}/organizations/v2.0", "paste-tenant-any", {"name": "organizations"}),
    "consumers": (f"{LOGIN}/consumers/v2.0", "paste-personal", {}),
    "personal accounts": ("9188040D-6C67-4C5B-B112-36A304B66DAD", "paste-personal", {}),
    "private mail": ("jane@outlook.com", "paste-personal", {}),
    "personal sign-in": ("https://login.live.com/oauth20_authorize.srf?x=1", "paste-personal", {}),
    "US host": (f"https://login.microsoftonline.us/{TENANT}/v2.0", "paste-other-cloud", {"cloud": "US Government"}),
    "old China host": (f"https://login.chinacloudapi.cn/{TENANT}", "paste-other-cloud", {"cloud": "China"}),
    "US portal": (f"https://entra.microsoft.us/{TENANT}/#home", "paste-other-cloud", {"cloud": "US Government"}),
    "US domain": ("contoso.onmicrosoft.us", "paste-other-cloud", {"cloud": "US Government"}),
    "one letter more": (
        f"https://login.microsoftllonline.com/{TENANT}/v2.0",
        "paste-look-alike",
        {"host": "login.microsoftllonline.com"},
    ),
    "host goes on": (
        f"https://login.microsoftonline.com.evil.example/{TENANT}",
        "paste-look-alike",
        {"host": "login.microsoftonline.com.evil.example"},
    ),
    "name before the host": (
        f"https://login.microsoftonline.com@evil.example/{TENANT}",
        "paste-look-alike",
        {"host": "evil.example"},
    ),
    "zero for o": (
        f"https://login.micr0softonline.com/{TENANT}",
        "paste-look-alike",
        {"host": "login.micr0softonline.com"},
    ),
    "another alphabet": (
        f"https://login.micrоsoftonline.com/{TENANT}",
        "paste-look-alike",
        {"host": "login.micrоsoftonline.com"},
    ),
    "look-alike as a domain": (
        "login.microsoftllonline.com",
        "paste-look-alike",
        {"host": "login.microsoftllonline.com"},
    ),
    "port": (
        f"https://login.microsoftonline.com:8443/{TENANT}",
        "paste-other-host",
        {"host": "login.microsoftonline.com:8443"},
    ),
    "vendor": (f"https://sso.vendor.example/{TENANT}", "paste-other-host", {"host": "sso.vendor.example"}),
    "Graph": (
        f"https://graph.microsoft.com/v1.0/{TENANT}",
        "paste-other-host",
        {"host": "graph.microsoft.com"},
    ),
    "http": (
        f"http://login.microsoftonline.com/{TENANT}/v2.0",
        "paste-not-https",
        {"host": "login.microsoftonline.com"},
    ),
    "template issuer": (f"{LOGIN}/{{tenantid}}/v2.0", "paste-placeholder", {}),
    "encoded template": (f"{LOGIN}/%7Btenant%7D/v2.0", "paste-placeholder", {}),
    "YOUR-TENANT-ID": ("YOUR-TENANT-ID", "paste-placeholder", {}),
    "your tenant in an address": (f"{LOGIN}/<your tenant id>/v2.0", "paste-placeholder", {}),
    "x for digits": ("xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx", "paste-placeholder", {}),
    "zeros": (
        "00000000-0000-0000-0000-000000000000",
        "paste-sample-id",
        {"id": "00000000-0000-0000-0000-000000000000"},
    ),
    "ones": (
        f"{LOGIN}/11111111-1111-1111-1111-111111111111/v2.0",
        "paste-sample-id",
        {"id": "11111111-1111-1111-1111-111111111111"},
    ),
    "counting": (
        "12345678-1234-1234-1234-123456789012",
        "paste-sample-id",
        {"id": "12345678-1234-1234-1234-123456789012"},
    ),
    "HCL's sample": (
        "c270bc0a-0097-48d6-8e65-1728143c5c9e",
        "paste-sample-id",
        {"id": "c270bc0a-0097-48d6-8e65-1728143c5c9e"},
    ),
    "Microsoft Learn's tenant": (
        "aaaabbbb-0000-cccc-1111-dddd2222eeee",
        "paste-sample-id",
        {"id": "aaaabbbb-0000-cccc-1111-dddd2222eeee"},
    ),
    "Microsoft Graph": ("00000003-0000-0000-c000-000000000000", "paste-graph-id", {}),
    "Exchange": (
        "00000002-0000-0ff1-ce00-000000000000",
        "paste-microsoft-id",
        {"id": "00000002-0000-0ff1-ce00-000000000000"},
    ),
    "client id": (
        f"Application (client) ID : {CLIENT}",
        "paste-tenant-other-id",
        {"label": "Application (client) ID"},
    ),
    "object id": (f"Object ID\n{OBJECT}", "paste-tenant-other-id", {"label": "Object ID"}),
    "secret id": (f"Secret ID\t{KEY}", "paste-tenant-other-id", {"label": "Secret ID"}),
    "two tenants": (f"Tenant ID {TENANT}\nTenant ID {OTHER}", "paste-tenant-several", {}),
    "two ids": (f"{TENANT} {OTHER}", "paste-tenant-several", {}),
    "two addresses": (f"{LOGIN}/{TENANT}/v2.0 {LOGIN}/{OTHER}/v2.0", "paste-tenant-several", {}),
    "two domains": ("a@contoso.com b@fabrikam.com", "paste-tenant-several", {}),
    "error": (
        f"AADSTS90002: Tenant '{TENANT}' not found.",
        "paste-is-error",
        {"number": "90002"},
    ),
    "portal link": ("https://entra.microsoft.com/#view/Microsoft_AAD_IAM/TenantOverview", "paste-portal-link", {}),
    "link to an app": (
        f"https://entra.microsoft.com/#view/Microsoft_AAD_RegisteredApps/X/~/Overview/appId/{CLIENT}",
        "paste-portal-link",
        {},
    ),
    "no tenant in it": (LOGIN, "paste-tenant-missing", {}),
    "no tenant's page": (f"{LOGIN}/error?code=50011", "paste-tenant-missing", {}),
    "secret": (f"{TENANT} {SECRET}", "paste-has-secret", {}),
    "token": (TOKEN, "paste-has-secret", {}),
    "endless": ("a" * 600_000, "paste-too-long", {}),
}


@pytest.mark.parametrize("case", GOOD)
def test_a_text_that_names_the_tenant_is_recognised(case: str) -> None:
    typed, name = GOOD[case]
    assert read(typed, "tenant", HOSTS).name == name


@pytest.mark.parametrize("case", BAD)
def test_any_other_text_is_refused_with_its_own_sentence(case: str) -> None:
    typed, code, values = BAD[case]
    with pytest.raises(AskAgain) as refused:
        read(typed, "tenant", HOSTS)
    assert (refused.value.code, refused.value.values) == (code, {"field": "tenant", **values})


def test_an_overview_brings_more_than_the_tenant() -> None:
    assert read(OVERVIEW, "tenant", HOSTS) == TenantPaste(TENANT, CLIENT, "Contoso Wiki")
    expected = TenantPaste(TENANT, organization="Contoso Ltd", domain="contoso.com")
    assert read(TENANT_OVERVIEW, "tenant", HOSTS) == expected


@pytest.mark.parametrize(
    "typed",
    [
        f"https://localhost:45124/{TENANT}/v2.0",
        f"http://127.0.0.1:45123/{TENANT}/oauth2/v2.0/authorize?client_id={CLIENT}",
        f"http://127.0.0.1:45123/portal/{TENANT}/#view/Microsoft_AAD_IAM/X",
    ],
)
def test_the_practice_tenant_is_read_at_its_own_hosts_only(typed: str) -> None:
    assert read(typed, "tenant", PRACTICE).name == TENANT
    with pytest.raises(AskAgain) as refused:
        read(typed, "tenant", HOSTS)
    assert refused.value.code == "paste-other-host"
    with pytest.raises(AskAgain) as elsewhere:
        read(f"{LOGIN}/{TENANT}/v2.0", "tenant", PRACTICE)
    assert elsewhere.value.values == {"field": "tenant", "cloud": "Global"}


def test_a_cloud_reads_its_own_domains() -> None:
    government = Hosts(("login.microsoftonline.us",), {"login.microsoftonline.com": "Global"})
    assert read("contoso.onmicrosoft.us", "tenant", government).name == "contoso.onmicrosoft.us"
