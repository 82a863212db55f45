"""What a product's authorization request says, how it differs from the registration, and what is no request."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import quote, urlencode

import pytest
from portal_text import CLIENT, HOSTS, LOGIN, OTHER, PRACTICE, SECRET, TENANT, URI

from steps.model.problems import AskAgain
from steps.pasted.remarks import remarks
from steps.pasted.request import AuthorizationRequest, compare, parting, read
from wizard.text import text

SENT = {
    "client_id": CLIENT,
    "redirect_uri": URI,
    "response_type": "code",
    "response_mode": "form_post",
    "scope": "openid profile email",
    "prompt": "select_account",
    "state": "canary-state",
    "nonce": "canary-nonce",
    "code_challenge": "canary-challenge",
    "code_challenge_method": "S256",
    "login_hint": "canary@contoso.com",
}
QUERY = urlencode(SENT)
ADDRESS = f"{LOGIN}/{TENANT}/oauth2/v2.0/authorize?{QUERY}"
ASKED = AuthorizationRequest(
    TENANT, "v2.0", CLIENT, URI, "code", "form_post", "openid profile email", "select_account", "S256"
)
MISMATCH = (
    f"Sorry, but we're having trouble signing you in. AADSTS50011: The redirect URI '{URI}' specified in the request "
    f"does not match the redirect URIs configured for the application '{CLIENT}'. Make sure the redirect URI sent"
)

GOOD: dict[str, tuple[str, AuthorizationRequest]] = {
    "v2": (ADDRESS, ASKED),
    "v1": (f"{LOGIN}/{TENANT}/oauth2/authorize?{QUERY}", replace(ASKED, version="v1.0")),
    "common": (f"{LOGIN}/common/oauth2/v2.0/authorize?{QUERY}", replace(ASKED, tenant="common")),
    "domain": (f"{LOGIN}/Contoso.com/oauth2/v2.0/authorize?{QUERY}", replace(ASKED, tenant="contoso.com")),
    "loaded again": (f"{ADDRESS}&sso_reload=true", ASKED),
    "reprocess with its parameters": (f"{LOGIN}/{TENANT}/reprocess?ctx=canary&{QUERY}", replace(ASKED, version="")),
    "login with its parameters": (f"{LOGIN}/{TENANT}/login?{QUERY}", replace(ASKED, version="")),
    "no scheme": (ADDRESS.removeprefix("https://"), ASKED),
    "quotes": (f'"{ADDRESS}"', ASKED),
    "in HTML": (ADDRESS.replace("&", "&amp;"), ASKED),
    "encoded as a whole": (quote(ADDRESS, safe=""), ASKED),
    "in a sentence": (f"It says {ADDRESS} in the address bar", ASKED),
    "nothing but the client": (
        f"{LOGIN}/{TENANT}/oauth2/v2.0/authorize?client_id={CLIENT}",
        AuthorizationRequest(TENANT, "v2.0", CLIENT),
    ),
    "message": (MISMATCH, AuthorizationRequest(redirect_uri=URI, client_id=CLIENT)),
    "message and address": (f"{MISMATCH} {ADDRESS}", ASKED),
    "message on several lines": (
        MISMATCH.replace(". ", ".\n"),
        AuthorizationRequest(redirect_uri=URI, client_id=CLIENT),
    ),
}

BAD: dict[str, tuple[str, str, dict[str, str]]] = {
    "empty": ("", "answer-missing", {}),
    "words": ("it does not work", "paste-request-nothing", {}),
    "token endpoint": (f"{LOGIN}/{TENANT}/oauth2/v2.0/token", "paste-request-nothing", {}),
    "no parameters left": (f"{LOGIN}/{TENANT}/reprocess?ctx=canary", "paste-request-lost", {}),
    "after the password": (f"{LOGIN}/{TENANT}/login", "paste-request-lost", {}),
    "stay signed in": (f"{LOGIN}/kmsi", "paste-request-lost", {}),
    "SAML": (f"{LOGIN}/{TENANT}/saml2?SAMLRequest=canary", "paste-request-protocol", {"protocol": "SAML"}),
    "WS-Federation": (
        f"{LOGIN}/{TENANT}/wsfed?wa=wsignin1.0",
        "paste-request-protocol",
        {"protocol": "WS-Federation"},
    ),
    "came back": (f"{URI}?code=canary&state=canary", "paste-request-over", {}),
    "came back with an error": (f"{URI}?error=access_denied", "paste-request-over", {}),
    "product's login": ("https://wiki.contoso.com/login", "paste-other-host", {"host": "wiki.contoso.com"}),
    "other error": (
        f"AADSTS700016: Application with identifier '{CLIENT}' was not found",
        "paste-is-error",
        {"number": "700016"},
    ),
    "older message without the address": (
        "AADSTS50011: The reply URL specified in the request does not match the reply URLs configured",
        "paste-is-error",
        {"number": "50011"},
    ),
    "portal link": (f"https://entra.microsoft.com/{TENANT}/#view/X", "paste-portal-link", {}),
    "personal sign-in": (f"https://login.live.com/oauth20_authorize.srf?{QUERY}", "paste-personal", {}),
    "US": (ADDRESS.replace(".com/", ".us/", 1), "paste-other-cloud", {"cloud": "US Government"}),
    "look-alike": (
        ADDRESS.replace("microsoftonline.com", "microsoft-online.com"),
        "paste-look-alike",
        {"host": "login.microsoft-online.com"},
    ),
    "http": (ADDRESS.replace("https", "http", 1), "paste-not-https", {"host": "login.microsoftonline.com"}),
}


@pytest.mark.parametrize("case", GOOD)
def test_a_request_is_read_without_what_belongs_to_one_login_only(case: str) -> None:
    typed, asked = GOOD[case]
    assert read(typed, "address", HOSTS) == asked
    assert "canary" not in repr(read(typed, "address", HOSTS))


@pytest.mark.parametrize("case", BAD)
def test_any_other_text_is_refused_with_its_own_sentence(case: str) -> None:
    typed, code, values = BAD[case]
    with pytest.raises(AskAgain) as refused:
        read(typed, "address", HOSTS)
    assert (refused.value.code, refused.value.values) == (code, {"field": "address", **values})


def test_the_practice_tenant_asks_over_plain_http_on_loopback() -> None:
    assert read(f"http://127.0.0.1:45123/{TENANT}/oauth2/v2.0/authorize?{QUERY}", "address", PRACTICE) == ASKED


def test_a_parameter_that_is_sent_twice_is_noticed_whatever_it_says() -> None:
    more = urlencode({"client_id": OTHER, "redirect_uri": "https://evil.example/cb", "scope": ""})
    found = read(f"{ADDRESS}&{more}&sso_reload=true&sso_reload=true", "address", HOSTS)
    assert found == replace(ASKED, twice="client_id redirect_uri scope")
    told = compare(found, tenant_id=TENANT, client_id=CLIENT, redirect_uris=REGISTERED, platform="web")
    assert [one.name for one in told] == ["client_id", "redirect_uri", "scope"]
    assert all("OAuth allows it once" in text(one.words) for one in told)
    assert read(f"{ADDRESS}&state=canary", "address", HOSTS).twice == "state"


def test_the_session_that_a_server_writes_into_its_address_is_not_kept() -> None:
    sent = ADDRESS.replace(quote(URI, safe=""), quote(f"{URI};jsessionid=0000canary:-1?a=b", safe=""))
    assert read(sent, "address", HOSTS) == replace(ASKED, redirect_uri=f"{URI};jsessionid=…?a=b")


DIFFERENCES: dict[str, tuple[AuthorizationRequest, list[tuple[str, str, str]]]] = {
    "nothing": (ASKED, []),
    "by domain": (replace(ASKED, tenant="contoso.com"), []),
    "only an address": (AuthorizationRequest(redirect_uri=URI), []),
    "mobile address": (replace(ASKED, redirect_uri="http://localhost:8080/app"), []),
    "common": (replace(ASKED, tenant="common"), [("tenant", TENANT, "AADSTS50194")]),
    "another tenant": (replace(ASKED, tenant=OTHER), [("tenant", TENANT, "another tenant")]),
    "another app": (replace(ASKED, client_id=OTHER), [("client_id", CLIENT, "another app")]),
    "swapped": (replace(ASKED, client_id=TENANT), [("client_id", CLIENT, "swapped")]),
    "http": (replace(ASKED, redirect_uri=URI.replace("https", "http")), [("redirect_uri", URI, "X-Forwarded-Proto")]),
    "slash": (replace(ASKED, redirect_uri=URI + "/"), [("redirect_uri", URI, "a slash at the end")]),
    "other platform": (
        replace(ASKED, redirect_uri="https://wiki.contoso.com/spa"),
        [("redirect_uri", "https://wiki.contoso.com/spa", "Single-page application")],
    ),
    "nothing near": (replace(ASKED, redirect_uri="urn:x"), [("redirect_uri", URI, "No registered address")]),
    "hybrid": (replace(ASKED, response_type="code id_token"), [("response_type", "code", "AADSTS700054")]),
    "port 443": (
        replace(ASKED, redirect_uri=URI.replace(".com/", ".com:443/")),
        [("redirect_uri", URI, "as WebSphere does unless told otherwise")],
    ),
    "another region": (
        replace(ASKED, redirect_uri=URI.replace("wiki.", "wiki.fra2.")),
        [("redirect_uri", URI, "host name and its region")],
    ),
    "nothing asked for": (replace(ASKED, response_type=""), [("response_type", "code", "AADSTS900144")]),
    "nothing asked for, before a password": (replace(ASKED, response_type="", version=""), []),
    "fragment": (
        replace(ASKED, response_mode="fragment"),
        [("response_mode", "query, form_post", "never reaches the product's server")],
    ),
    "silent": (replace(ASKED, prompt="none"), [("prompt", "select_account", "AADSTS50058")]),
    "no openid": (replace(ASKED, scope="profile"), [("scope", "openid", "no ID token")]),
    "everything": (
        replace(ASKED, tenant=OTHER, client_id=OTHER, redirect_uri="", response_type="id_token", scope=""),
        [
            ("tenant", TENANT, "another tenant"),
            ("client_id", CLIENT, "another app"),
            ("response_type", "code", "AADSTS700054"),
            ("scope", "openid", "no ID token"),
        ],
    ),
}
REGISTERED = {
    "web": (URI,),
    "spa": ("https://wiki.contoso.com/spa",),
    "publicClient": ("http://localhost/app",),
}


@pytest.mark.parametrize("case", DIFFERENCES)
def test_each_difference_says_what_was_sent_and_what_is_registered(case: str) -> None:
    found, expected = DIFFERENCES[case]
    told = compare(found, tenant_id=TENANT, client_id=CLIENT, redirect_uris=REGISTERED, platform="web")
    assert [(one.name, one.registered) for one in told] == [(name, registered) for name, registered, _ in expected]
    for one, (_, _, words) in zip(told, expected, strict=True):
        assert words in text(one.words)


def test_a_product_of_its_own_flow_is_not_told_to_use_the_code() -> None:
    found = replace(ASKED, response_type="id_token")
    kept = {"tenant_id": TENANT, "client_id": CLIENT}
    assert compare(found, **kept, redirect_uris=REGISTERED, platform="web", code_flow=False) == ()


def test_a_single_page_application_needs_a_challenge() -> None:
    found = replace(ASKED, redirect_uri="https://wiki.contoso.com/spa", code_challenge_method="")
    (told,) = compare(found, tenant_id=TENANT, client_id=CLIENT, redirect_uris=REGISTERED, platform="spa")
    assert told.name == "code_challenge_method"


@pytest.mark.parametrize(
    ("sent", "registered", "at"),
    [
        ("abc", "abd", 2),
        ("abc", "abcd", 3),
        ("abcd", "abc", 3),
        ("x", "a", 0),
        ("", "a", -1),
        ("a", "", -1),
        ("a", "a", -1),
    ],
)
def test_the_first_differing_character_has_its_place(sent: str, registered: str, at: int) -> None:
    assert parting(sent, registered) == at


REMARKS: dict[str, tuple[AuthorizationRequest, list[tuple[str, str]]]] = {
    "nothing": (ASKED, []),
    "consent each time": (replace(ASKED, prompt="consent"), [("prompt", "warn")]),
    "password each time": (replace(ASKED, prompt="login"), [("prompt", "info")]),
    "plain": (replace(ASKED, code_challenge_method="plain"), [("code_challenge_method", "warn")]),
    "no PKCE": (replace(ASKED, code_challenge_method=""), [("code_challenge_method", "info")]),
    "only an error's text": (AuthorizationRequest(client_id=CLIENT), []),
    "no address": (replace(ASKED, redirect_uri=""), [("redirect_uri", "warn")]),
}


@pytest.mark.parametrize("case", REMARKS)
def test_what_works_and_could_be_better_is_remarked(case: str) -> None:
    found, expected = REMARKS[case]
    told = list(remarks(found, "web"))
    assert [(one.name, one.verdict) for one in told] == expected
    assert all(text(one.words) for one in told)


def test_a_challenge_without_a_method_is_a_plain_one() -> None:
    assert read(ADDRESS.replace("&code_challenge_method=S256", ""), "address", HOSTS).code_challenge_method == "plain"


def test_a_secret_in_a_request_goes_nowhere() -> None:
    with pytest.raises(AskAgain) as refused:
        read(f"https://{SECRET}@wiki.contoso.com/{SECRET}?x={SECRET}", "address", HOSTS)
    assert "Canary" not in str(refused.value)
