"""A pasted error of Microsoft's: its numbers, its ids, and what was sent; never a code, a token or a secret."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import unquote, urlsplit

from .error_text import decoded, lines, parameters
from .guids import GUID
from .refused import holds_secret

OAUTH = (
    *("access_denied", "account_selection_required", "authorization_declined", "authorization_pending"),
    *("bad_verification_code", "consent_required", "expired_token", "interaction_required", "invalid_client"),
    *("invalid_grant", "invalid_request", "invalid_resource", "invalid_scope", "invalid_tenant", "login_required"),
    *("server_error", "temporarily_unavailable", "unauthorized_client", "unsupported_grant_type"),
    "unsupported_response_type",
)
"""Errors by RFC 6749 §4.1.2.1 and §5.2, RFC 8628 §3.5, OpenID Connect Core §3.1.2.6, and Entra's own three."""

_CODE_WORDS = (
    r"(?:error|status|failure)[ _-]?codes?|fehlercode|code d.?erreur|c[óo]digo (?:de|do) error?|codice (?:di )?errore"
    r"|foutcode|エラー ?コード|错误代码|錯誤碼"
)
_ERROR_WORDS = r"error|code|fehler|erreur|errore|erro|fout|エラー|错误|錯誤"
"""What a person puts before a number that they type themselves: then nothing else stands there."""
# A program that wraps lines breaks the number, too: "AADSTS500" and "11: The redirect…".
_NUMBER = re.compile(
    r"A\n?A\n?D\n?S\n?T\n?S[^A-Za-z\d]{0,4}(?P<wrapped>\d(?:\n?\d){3,7})(?!\d)"
    rf"|(?:{_CODE_WORDS})[^A-Za-z\d]{{0,8}}(?P<list>\d{{5,7}}(?:\s?,\s?\d{{5,7}}){{0,9}})(?!\d)"
    r"|[?&]code=(?P<link>\d{5,7})(?![\w.-])"
    rf"|\A\W{{0,9}}(?:(?:{_ERROR_WORDS})\W{{1,4}}){{0,2}}(?P<bare>\d{{5,7}})\W{{0,9}}\Z",
    re.IGNORECASE,
)
_OAUTH = re.compile(rf"(?:AADSTS|(?<![A-Za-z_]))({'|'.join(OAUTH)})(?![A-Za-z_])")
_NAMED = re.compile(
    r"[\"']code[\"']\s?:\s?[\"']([A-Za-z]{3,80}(?:_[A-Za-z]{3,80})?)[\"']"
    r"|(?<![A-Za-z_])[Cc]ode\W{1,6}([A-Za-z]{3,40}_[A-Za-z]{3,80})(?![\w.-])"
)
_NAME = re.compile(r"(?<!\w)[A-Z][a-z]{1,30}_?[A-Z][A-Za-z0-9]{3,80}(?!\w)")

_OPEN, _SHUT = "['\"`‘’“”„«»‹›「『(\\[{]", "['\"`‘’“”„«»‹›」』)\\]}]"
_ID = r"[^A-Za-z\d]{0,8}"
_GUID = re.compile(GUID)
_CORRELATION = re.compile(
    r"(?:correlation[ _-]?id|client-request-id|korrelations-?id|id de corr[ée]lation|id\.? de correlaci[óo]n"
    rf"|id di correlazione|id de correla[çc][ãa]o|correlatie-?id|(?:関連付け|相関|相关|關聯|相關) ?id){_ID}\Z",
    re.IGNORECASE,
)
_REQUEST = re.compile(
    r"(?:(?<!client-)request[ _-]?id|trace[ _-]?id|(?:anforderungs|anfrage|ablaufverfolgungs)-?id"
    r"|id\.? de (?:la )?(?:requ[êe]te|demande|suivi|trace|solicitud|seguimiento|solicita[çc][ãa]o)"
    rf"|id (?:di )?(?:richiesta|traccia)|aanvraag-?id|(?:要求|トレース|请求|跟踪) ?id|[\"']id){_ID}\Z",
    re.IGNORECASE,
)
_TIME = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d{1,9})?(?: ?Z| ?[+-]\d\d:?\d\d)?", re.IGNORECASE)
_TIMED = re.compile(
    rf"(?:time ?stamp|zeitstempel|horodatage|marca de tiempo|タイムスタンプ|时间戳|createddatetime){_ID}\Z",
    re.IGNORECASE,
)
_WORD = r"[^\s'\"`‘’“”„«»‹›「」『』<>|]"
_URI = rf"[A-Za-z][A-Za-z0-9+.-]{{1,30}}:/{{0,2}}{_WORD}{{1,2048}}"
_SENT = re.compile(
    rf"(?:redirect ?ur[il]|reply ?(?:ur[il]|address)){_ID[:-5]}{{0,2}}\s?{_OPEN}\s?({_URI}?)\s?{_SHUT}"
    rf"|redirect_?uri{_ID[:-5]}{{1,6}}({_URI})",
    re.IGNORECASE,
)
_QUOTED_LINK = re.compile(rf"{_OPEN}\s?(https?://{_WORD}{{1,2048}}?)\s?{_SHUT}", re.IGNORECASE)
_CLIENT = re.compile(
    rf"(?:app(?:lication)?|client)(?!-request)[^\n]{{0,60}}?{_OPEN}({GUID}){_SHUT}"
    rf"|(?:client[ _]?app|app(?:lication)?|client)[ _-]?id{_ID}({GUID})(?![0-9A-Za-z-])",
    re.IGNORECASE,
)
_QUOTED_GUID = re.compile(rf"{_OPEN}\s?({GUID})\s?{_SHUT}", re.IGNORECASE)
_TENANT = re.compile(
    rf"(?:(?:tenant|directory)(?: identifier| named)?\s?{_OPEN}([^'\"`‘’“”«»\n]{{1,100}}){_SHUT}"
    rf"|(?:resource ?tenant ?id|tenant[ _]?id){_ID}({GUID})"
    r"|(?:the tenant named|in tenant) ([A-Za-z0-9.-]{1,253}[A-Za-z0-9]))",
    re.IGNORECASE,
)
_TENANT_PATH = re.compile(
    r"https://login\.[a-z.]{5,40}/([A-Za-z0-9.-]{1,253})/(?:oauth2|v2\.0|saml2|login|reprocess|kmsi)"
)
_PEOPLE = r"([^\s'\"`‘’“”„«»<>@:/?&=]{1,100}@[A-Za-z0-9.-]{1,250}[A-Za-z0-9])"
_USER = re.compile(
    rf"(?:user(?: account|name)?|userprincipalname|upn|login_hint)\W{{1,6}}{_PEOPLE}"
    rf"|{_OPEN}\s?{_PEOPLE}\s?{_SHUT}",
    re.IGNORECASE,
)
_OF_TENANTS = {"90002", "900023", "90038", "500021"}
"""Their sentences name a tenant where others name the application."""
_OF_ADDRESSES = {"50011", "500111", "500112", "500115", "500117", "50029"}
_SESSION = re.compile(
    r"[?&#;](?:code|state|nonce|session_state)=|(?<![\w.-])[01]\.A[\w-]{40,}[\w.-]{60,}", re.IGNORECASE
)
"""What belongs to one sign-in; the second is how an authorization code of Entra's looks."""
_YEARS = range(2015, 2101)
"""When a login through Entra's present endpoints can have been; a page that was made up names any other year."""
_LONGEST = 2048
"""Of what is told, in characters; an address of a page may be longer, a redirect URI that is registered is not."""
_NOT_SENT = ("aka.ms", "microsoft.com", "microsoftonline.com", "microsoftonline.us", "chinacloudapi.cn")


@dataclass(frozen=True)
class ErrorMessage:
    """What a text says of an error; everything that is absent is empty.

    `numbers` are those of AADSTS, once each, in order. `error` is OAuth's error, or else the code of Graph's JSON.
    `names` are words shaped like a code of Graph's; not every one needs to be one. Ids are in lower case,
    `timestamp` is ISO 8601 UTC, `redirect_uri` is the one that was sent, `tenant` an ID, a domain or a name.
    """

    numbers: tuple[str, ...] = ()
    error: str = ""
    correlation_id: str = ""
    request_id: str = ""
    timestamp: str = ""
    redirect_uri: str = ""
    client_id: str = ""
    tenant: str = ""
    user: str = ""
    names: tuple[str, ...] = ()


def read(text: str) -> ErrorMessage:
    """The error in a text: a page, its source, a log's JSON, a token answer, an address; wrapped or escaped."""
    broken = lines(text)
    # Where a line ended within a word, the two halves belong together; elsewhere a blank was there.
    spaced, joined = broken.replace("\n", " "), broken.replace("\n", "")
    sent = dict(reversed([*parameters(joined), *parameters(spaced)]))
    told = sent.get("error_description", "")
    texts = tuple(dict.fromkeys((decoded(told), decoded(spaced), decoded(joined))))
    # An address is told as it was sent: percent-encoding inside it is part of it.
    as_sent = tuple(dict.fromkeys((told, spaced, joined, decoded(told))))
    numbers = tuple(dict.fromkeys(_numbers((decoded(told), decoded(broken)))))
    correlation_id, request_id = (_behind(label, _GUID, texts).lower() for label in (_CORRELATION, _REQUEST))
    guids = (match[1].lower() for text in texts for match in _QUOTED_GUID.finditer(text))
    # In a translation the words around an ID are no help, but the order is that of the English sentence.
    guid = next((one for one in guids if numbers and one not in (correlation_id, request_id)), "")
    of_tenant = bool(_OF_TENANTS & {*numbers})
    return ErrorMessage(
        numbers=numbers,
        error=safe(_error(sent, texts)),
        correlation_id=correlation_id,
        request_id=request_id,
        timestamp=_time(texts),
        redirect_uri=_redirect(sent, as_sent, bool(_OF_ADDRESSES & {*numbers})),
        client_id=_client(sent, texts) or ("" if of_tenant else guid),
        tenant=safe(_first(_TENANT, texts) or _first(_TENANT_PATH, texts)) or (guid if of_tenant else ""),
        user=safe(_first(_USER, (f"'{sent.get('login_hint', '')}'", *texts))),
        names=tuple(dict.fromkeys(name for one in texts[:2] for name in _NAME.findall(one))),
    )


def _numbers(texts: Sequence[str]) -> Iterator[str]:
    for text in texts:
        for found in _NUMBER.finditer(text):
            if found["wrapped"]:
                yield _unwrapped(found["wrapped"], text[found.end() : found.end() + 2])
            else:
                yield from re.findall(r"\d+", found["list"] or found["link"] or found["bare"])


def _unwrapped(number: str, after: str) -> str:
    """A whole number may stand at a line's end, and the next line begin with another, such as a date."""
    first = number.split("\n")[0]
    goes_on = len(first) < 5 or re.match(r":(?!\d)", after)
    return number.replace("\n", "") if goes_on else first


def _first(pattern: re.Pattern[str], texts: Sequence[str]) -> str:
    for text in texts:
        if found := pattern.search(text):
            return next((group for group in found.groups() if group), "")
    return ""


def _behind(label: re.Pattern[str], value: re.Pattern[str], texts: Sequence[str]) -> str:
    """The first value with its label in front of it: values are found fast, and labels in many languages slowly."""
    for text in texts:
        for found in value.finditer(text):
            if label.search(text[max(0, found.start() - 40) : found.start()]):
                return found[0]
    return ""


def _error(sent: dict[str, str], texts: Sequence[str]) -> str:
    if sent.get("error") in OAUTH:
        return sent["error"]
    return _first(_OAUTH, texts) or _first(_NAMED, texts)


def _time(texts: Sequence[str]) -> str:
    found = _behind(_TIMED, _TIME, texts) or next((match[0] for text in texts if (match := _TIME.search(text))), "")
    try:
        when = datetime.fromisoformat(found.upper().replace(" ", "T", 1).replace(" ", ""))
        when = when.replace(tzinfo=when.tzinfo or UTC).astimezone(UTC)
    except (ValueError, OverflowError):
        # The first and the last day that there is have no time in another zone.
        return ""
    return when.isoformat(timespec="seconds").replace("+00:00", "Z") if when.year in _YEARS else ""


def _client(sent: dict[str, str], texts: Sequence[str]) -> str:
    # Anything can stand in an address under this name.
    found = sent.get("client_id", "")
    return (found if _GUID.fullmatch(found) else _first(_CLIENT, texts)).lower()


def _redirect(sent: dict[str, str], texts: Sequence[str], translated: bool) -> str:
    found = sent.get("redirect_uri", "") or _first(_SENT, texts)
    if not found and translated:
        links = (match[1] for text in texts for match in _QUOTED_LINK.finditer(text))
        found = next((link for link in links if not _host(link).endswith(_NOT_SENT)), "")
    return safe(found)


def _host(link: str) -> str:
    try:
        return urlsplit(link).hostname or ""
    except ValueError:
        return ""


def safe(value: str) -> str:
    """A value that can be shown and kept: nothing at all where a code, a token or a secret stands in it."""
    if len(value) > _LONGEST:
        return ""
    whole, before = value, ""
    while whole != before:
        # An address within an address within an address is encoded as often, and so is the code in it.
        whole, before = unquote(whole), whole
    return "" if any(holds_secret(one) or _SESSION.search(one) for one in (value, whole)) else value
