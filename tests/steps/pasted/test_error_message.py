"""What is read from a pasted error: its ids, what was sent, who it was; fast, and never a secret."""

from __future__ import annotations

import time
from dataclasses import asdict
from urllib.parse import quote

import pytest

from steps.pasted.error_message import ErrorMessage, read

APP = "6b6b6b6b-aaaa-4222-8333-0123456789ab"
TENANT = "9d0a4c11-7f2b-4c0c-8a5d-5e6f7a8b9c0d"
REQUEST = "12345678-7000-4123-8567-000012345600"
CORRELATION = "7000215a-0000-4000-8000-000000050105"
SENT = "https://wiki.example.com/oauth2/callback?to=%2Fstart&x=1"
MISMATCH = f"The redirect URI '{SENT}' specified in the request does not match those of the application '{APP}'."

GUEST = (
    "User account 'lee@fabrikam.example' from identity provider 'live.com' does not exist in tenant 'Contoso Ltd' "
    f"and cannot access the application '{APP}'(Wiki) in that tenant."
)
AUTHORIZE = f"https://login.microsoftonline.com/{TENANT}/oauth2/v2.0/authorize?client_id={APP}&redirect_uri="
GRAPH = f"""{{"error": {{"code": "Authorization_RequestDenied", "message": "Insufficient privileges", "innerError":
{{"date": "2025-02-20T10:52:24", "request-id": "{REQUEST}", "client-request-id": "{CORRELATION}"}}}}}}"""


@pytest.mark.parametrize(
    ("pasted", "found"),
    [
        (f"AADSTS50011: {MISMATCH}", {"numbers": ("50011",), "redirect_uri": SENT, "client_id": APP}),
        (f"AADSTS50011: {MISMATCH[:40]}\n{MISMATCH[40:]}", {"redirect_uri": SENT}),
        (f"AADSTS50011: Der Umleitungs-URI „{SENT}“ der Anwendung „{APP}“", {"redirect_uri": SENT, "client_id": APP}),
        ("AADSTS50011: 「http://wiki.example.com/cb」", {"redirect_uri": "http://wiki.example.com/cb"}),
        ("AADSTS50011 siehe „https://aka.ms/x“ „app.wiki://auth“", {"redirect_uri": ""}),
        ("AADSTS500112: The reply address 'http://a.example/' does not", {"redirect_uri": "http://a.example/"}),
        (
            f"{AUTHORIZE}{quote(SENT, safe='')}&login_hint=lee@contoso.example",
            {"user": "lee@contoso.example", "redirect_uri": SENT, "client_id": APP, "tenant": TENANT},
        ),
        ("?error=access_denied&error_subcode=cancel", {"error": "access_denied"}),
        (
            '{"error":"invalid_grant","error_codes":[70000, 54005]}',
            {"numbers": ("70000", "54005"), "error": "invalid_grant"},
        ),
        (f"AADSTS50020: {GUEST}", {"user": "lee@fabrikam.example", "tenant": "Contoso Ltd", "client_id": APP}),
        (f"AADSTS50020: „lee@fabrikam.example“ … „{APP}“", {"user": "lee@fabrikam.example", "client_id": APP}),
        ("AADSTS50105: The signed in user 'a_b.example#EXT#@c.example' is", {"user": "a_b.example#EXT#@c.example"}),
        (f"AADSTS90002: Tenant '{TENANT}' not found.", {"tenant": TENANT, "client_id": ""}),
        (f"AADSTS90002: Der Mandant „{TENANT}“ wurde nicht gefunden.", {"tenant": TENANT, "client_id": ""}),
        (
            "AADSTS700016: Application with identifier 'x' was not found in the directory 'Contoso'",
            {"tenant": "Contoso"},
        ),
        (GRAPH, {"error": "Authorization_RequestDenied", "request_id": REQUEST, "correlation_id": CORRELATION}),
        (GRAPH, {"timestamp": "2025-02-20T10:52:24Z", "client_id": "", "numbers": ()}),
        (f"Client app ID: {APP}(Wiki). Correlation ID {CORRELATION.upper()}", {"client_id": APP}),
        (f"Correlation ID {CORRELATION.upper()}", {"correlation_id": CORRELATION}),
        ("Timestamp: 2026-11-21 03:00:00 +01:00", {"timestamp": "2026-11-21T02:00:00Z"}),
        ("Timestamp: 2026-99-21 03:00:00Z", {"timestamp": ""}),
        # Years in which nobody signs in to Entra; the last two are not even a time in UTC.
        ("Timestamp: 0001-01-01T00:00:00Z", {"timestamp": ""}),
        ("Timestamp: 2101-01-01T00:00:00Z", {"timestamp": ""}),
        ("Timestamp: 0001-01-01T00:00:00+05:00", {"timestamp": ""}),
        ("Timestamp: 9999-12-31T23:59:59-05:00", {"timestamp": ""}),
    ],
)
def test_what_a_message_names_is_found(pasted: str, found: dict[str, object]) -> None:
    read_as = asdict(read(pasted))
    assert {name: read_as[name] for name in found} == found


@pytest.mark.parametrize(
    ("pasted", "number"),
    [
        ("AADSTS500\n11: The redirect", "50011"),
        ("AADSTS70002\n15: Invalid client secret", "7000215"),
        ("AAD\nSTS7000215", "7000215"),
        ("> AADSTS7000\n>   215", "7000215"),
        ("AADSTS50011\n2026-11-21T03:00:00Z", "50011"),
        ("AADSTS50011\n10:52 we called", "50011"),
        ("AADSTS50011\n15 people saw it", "50011"),
        ("AADSTS error 50011", ""),
        ("AADSTS-50011.", "50011"),
        ("AADSTS%2050011", "50011"),
        ("AADSTS&#58;&nbsp;50011", "50011"),
        ("AADSTS\u200b50011", "50011"),
        ("\u202eAADSTS50011", "50011"),
        ("Error code: 50011", "50011"),
        ("Sign-in error code\t50011", "50011"),
        ("エラー コード: 50011", "50011"),
        ("codigo de error: 50011", "50011"),
        ("(50011)", "50011"),
        ("https://login.microsoftonline.com/error?code=50011", "50011"),
        ("https://wiki.example.com/cb?code=50011abc", ""),
        ("invoice 50011", ""),
        ("Error 90002", "90002"),
        ("error: 90002.", "90002"),
        ("Fehler 90002", "90002"),
        ("Erreur : 50011", "50011"),
        ("Error 404", ""),
        ("error in invoice 50011", ""),
        ("AADSTS0", ""),
    ],
)
def test_the_number_is_found_however_it_is_written(pasted: str, number: str) -> None:
    assert read(pasted).numbers == ((number,) if number else ())


SECRETS = [
    "abc8Q~" + "x" * 34,
    "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl",
    "1.AXoA" + "z" * 120,
    "S3cret-Value-0123456789",
    "M.C531_BAY.2.U.7e1b8c2a",
]


@pytest.mark.parametrize("secret", SECRETS)
def test_nothing_secret_is_told(secret: str) -> None:
    back = f"https://wiki.example.com/cb?code={secret}&state=x&id_token={secret}"
    for pasted in (
        f"{back}&error_description=AADSTS54005:+used+code={secret}",
        f"AADSTS50011: The redirect URI '{back}' specified",
        f"{AUTHORIZE}{quote(back, safe='')}&client_secret={secret}&login_hint={secret}&nonce={secret}",
        f'{{"error": "invalid_client", "client_secret": "{secret}", "error_codes": [7000215]}}',
        f"grant_type=authorization_code&client_secret={secret}&code={secret}",
    ):
        assert secret not in repr(read(pasted)), pasted


@pytest.mark.parametrize("parted", ["?code=", "#code=", "&code=", ";code=", "?state=1&code="])
@pytest.mark.parametrize("times", [0, 1, 2, 3, 4])
def test_no_code_is_told_however_often_it_is_encoded(times: int, parted: str) -> None:
    back = f"https://wiki.example.com/cb{parted}{SECRETS[-1]}"
    for _ in range(times):
        back = quote(back, safe="")
    for said in (f"redirect_uri={back}", f"{AUTHORIZE}{back}", f"the redirect URI '{back}'"):
        pasted = f"AADSTS50011: {said}"
        assert SECRETS[-1] not in repr(read(pasted)), pasted


@pytest.mark.parametrize("id_", ["anything at all", "api://wiki", SECRETS[-1], APP + "0", "x" * 90_000])
def test_a_client_id_is_a_guid_or_nothing(id_: str) -> None:
    assert read(f"AADSTS700016 https://login.microsoftonline.com/x?client_id={quote(id_)}").client_id == ""


def test_whatever_is_told_is_short() -> None:
    long = "x" * 5_000
    found = read(
        f"AADSTS50011 https://login.microsoftonline.com/authorize?redirect_uri=https://wiki.example.com/{long}"
        f"&login_hint={long}@contoso.example&error={long} in tenant '{long}' code: {long}_{long}"
    )
    assert max(len(value) for value in asdict(found).values() if isinstance(value, str)) <= 2048
    assert (found.redirect_uri, found.user) == ("", "")


def test_a_text_without_an_error_says_nothing() -> None:
    for pasted in (
        "",
        " ",
        "\x00",
        "hello",
        "<html></html>",
        "%",
        "\ud800",
        "\\u12",
        "&#99999999;",
        "[::1",
        "a=b&c=d?#",
    ):
        assert read(pasted) == ErrorMessage(), pasted


PIECES = (
    *("AADSTS ", "AADSTS5\n", "error code ", "<a ", "'https://", "%25", "&amp;", "A\n", "redirect uri '", "a@", "'"),
    *(
        "AaBb",
        "application '",
        "a=&",
        "12345678-",
        "tenant '",
        "redirect_uri=a:",
        "x",
        "é",
        "\\u0041",
        "https://login.",
    ),
    *("1", "(aaa@aaaaaaaaaaaaaaaaaaaaaa", "user ", f"redirect uri 'https:{'a' * 2030}", f"{APP} ", "\\", "Code: a"),
    "2026-11-21T03:00:00",
    *(" ", "\t", "\u00a0", "&nbsp;", "\\t", "%20", " \t", "<td>", "<td>  </td>", "  \n", "> ", "x  ", "|"),
)


@pytest.mark.parametrize("piece", PIECES)
def test_a_long_text_is_read_at_once(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    took = []
    for _ in range(3):
        began = time.process_time()
        read(text)
        took.append(time.process_time() - began)
    assert min(took) < 0.1
