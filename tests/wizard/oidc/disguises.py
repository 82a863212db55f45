"""Microsoft's errors as people meet them: on a page, wrapped by a mail, escaped, translated, as JSON, as a link."""

from __future__ import annotations

import html
import json
import re
import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote, quote_plus

CATALOGUE = Path(__file__).parents[4] / "shared" / "facts" / "aadsts.json"

REQUEST = "12345678-7000-4123-8567-000012345600"
CORRELATION = "7000215a-0000-4000-8000-000000050105"
TIME = "2026-11-21T03:00:00Z"
APP = "6b6b6b6b-aaaa-4222-8333-0123456789ab"
TENANT = "9d0a4c11-7f2b-4c0c-8a5d-5e6f7a8b9c0d"

FILLED = {
    "redirectTerm": "redirect URI",
    "replyAddress": "https://wiki.example.com/oauth2/callback",
    "actual": "http://wiki.example.com/cb",
    "provided": "https://wiki.example.com/cb",
    "akamsLink": "https://aka.ms/redirectUriMismatchError",
    "tenant": TENANT,
    "tenant_name": TENANT,
    "tenantName": "Contoso Ltd",
    "user": "lee@contoso.example",
    "email": "lee@fabrikam.example",
    "idp": "live.com",
    "appName": "Wiki",
    "scope": "profil",
    "origin": "https://wiki.example.com",
    "time": "10/15/2018",
    "detail": "",
}
"""What stands in a template's places; every other place holds the application's ID."""

_NUMBERS = """
16000 28002 28003 50011 50020 50029 50034 50053 50055 50057 50058 50059 50072 50074 50076 50079 50089 50097
50105 50126 50128 50131 50134 50146 50148 50149 50158 50173 50194 50196 50199 51004 53000 53001 53003 54005
65001 65002 65004 65005 70000 70002 70003 70005 70007 70008 70011 70016 70018 70019 70020 90002 90008 90014
90015 90023 90027 90033 90038 90072 90093 90094 90095 90102 90112 90120 90130 90133 90136 500011 500014 500021
500111 500112 500113 500115 500117 500119 500207 500208 500212 500213 501471 501481 501491 530032 530033 530035
650052 650053 650054 650056 650057 700005 700007 700009 700011 700016 700022 700023 700025 700027 700030 700038
700041 700051 700053 700054 700082 700084 700213 900023 900144 900382 900439 900561 900941 900971 901002 1000031
7000014 7000110 7000112 7000116 7000215 7000216 7000218 7000222 7000226 9001023 9002313 9002319 9002324 9002325
9002326 9002327 9002332 9002339
"""
FROZEN = _NUMBERS.split()
"""The numbers of the catalogue, for where it does not lie beside the project."""


def sentences() -> dict[str, str]:
    """A realistic message for every number."""
    if not CATALOGUE.is_file():
        return dict.fromkeys(FROZEN, f"Something about the application '{APP}' is not as it should be.")
    known: list[dict[str, Any]] = json.loads(CATALOGUE.read_text("utf-8"))
    return {one["code"].removeprefix("AADSTS"): _filled(one["template"]) for one in known}


def _filled(template: str) -> str:
    return re.sub(r"\{(\w+)\}", lambda place: FILLED.get(place[1], APP), template).strip()


def page(number: str, said: str) -> str:
    return f"""Sign in
Sorry, but we’re having trouble signing you in.

AADSTS{number}: {said}

Troubleshooting details
If you contact your administrator, send this info to them.
Copy info to clipboard
Request Id: {REQUEST}
Correlation Id: {CORRELATION}
Timestamp: {TIME}
Message: AADSTS{number}: {said}"""


def cut(number: str, said: str, width: int = 17) -> str:
    """Broken after so many characters, wherever that is, and quoted as a mail quotes it."""
    text = " ".join(page(number, said).split())
    return "\n> ".join(text[at : at + width] for at in range(0, len(text), width))


def told(number: str, said: str) -> str:
    return f"AADSTS{number}: {said} Trace ID: {REQUEST} Correlation ID: {CORRELATION} Timestamp: 2026-11-21 03:00:00Z"


def token_error(number: str, said: str) -> str:
    body = {"error": "invalid_grant", "error_description": told(number, said), "error_codes": [int(number)]}
    more = {"timestamp": "2026-11-21 03:00:00Z", "trace_id": REQUEST, "correlation_id": CORRELATION}
    return json.dumps({**body, **more, "error_uri": f"https://login.microsoftonline.com/error?code={number}"})


def callback(number: str, said: str) -> str:
    sent = quote_plus(told(number, said).replace(" Trace", "\r\nTrace"))
    return f"https://wiki.example.com/cb?error=invalid_request&error_description={sent}&state=af0ifjsldkj"


def sign_in_log(number: str, said: str) -> str:
    status = {"errorCode": int(number), "failureReason": said, "additionalDetails": None}
    who = {"userPrincipalName": "lee@contoso.example", "appId": APP, "correlationId": CORRELATION}
    return json.dumps({"id": REQUEST, "createdDateTime": TIME, **who, "status": status}, indent=2)


DISGUISES: dict[str, Callable[[str, str], str]] = {
    "page": page,
    "cut anywhere": cut,
    "wrapped at words": lambda number, said: textwrap.fill(page(number, said), 40),
    "escaped": lambda number, said: html.escape(page(number, said)),
    "escaped twice": lambda number, said: html.escape(html.escape(page(number, said))),
    "page source": lambda number, said: (
        f"<div id='msg'><b>AADSTS{number}</b>: {html.escape(said)}</div>"
        f"<p>Request Id: {REQUEST}</p><p>Correlation Id: {CORRELATION}</p><p>Timestamp: {TIME}</p>"
    ),
    "German": lambda number, said: (
        f"AADSTS{number}: Bei der Anmeldung für „{APP}“ ist ein Fehler aufgetreten. "
        f"Anforderungs-ID: {REQUEST} Korrelations-ID: {CORRELATION} Zeitstempel: {TIME}"
    ),
    "French": lambda number, said: (
        f"Désolé… AADSTS{number} : une erreur concerne « {APP} ».\n"
        f"ID de la demande : {REQUEST}\nID de corrélation : {CORRELATION}\nHorodatage : {TIME}"
    ),
    "Japanese": lambda number, said: (
        f"申し訳ありません。AADSTS{number}: アプリケーション「{APP}」のエラーです。"
        f"要求 ID: {REQUEST} 関連付け ID: {CORRELATION} タイムスタンプ: {TIME}"
    ),
    "German number": lambda number, said: (
        f"Fehlercode: {number}\nKorrelations-ID: {CORRELATION}\nAnforderungs-ID: {REQUEST}\nZeitstempel: {TIME}"
    ),
    "token error": token_error,
    "escaped JSON": lambda number, said: json.dumps(token_error(number, said)),
    "callback": callback,
    "callback cut": lambda number, said: "\n".join(textwrap.wrap(callback(number, said), 76)),
    "fragment": lambda number, said: callback(number, said).replace("cb?", "cb#"),
    "encoded twice": lambda number, said: (
        "https://wiki.example.com/cb?error_description=" + quote(quote(told(number, said)))
    ),
    "sign-in log": sign_in_log,
    "odd characters": lambda number, said: (
        f"\u200fAADSTS\u00a0{number}\u200e:\u202f{said} Request\u00a0Id:\u00a0{REQUEST} "
        f"\u2066Correlation Id: {CORRELATION.replace('-', '‑')}\u2069 Timestamp: {TIME}"
    ),
    "wide letters": lambda number, said: (
        "".join(chr(ord(c) + 0xFEE0) for c in f"AADSTS{number}:")
        + f" {said} Request Id {REQUEST} Correlation Id {CORRELATION} {TIME}"
    ),
}
