"""How each kind of answer is checked where it is typed. Every refusal says what to type instead."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from urllib.parse import SplitResult, urlsplit

from .facts import Answer
from .problems import problem
from .table import check_rows, rows
from .views import Field

GUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")

_LABEL = r"[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
HOST = re.compile(rf"(?=.{{1,253}}$){_LABEL}(\.{_LABEL})*")
SLUG = re.compile(r"[A-Za-z0-9_-]+")
LOOPBACK = ("localhost", "127.0.0.1")
MOST_PASTED = 200_000
LISTS = ("list", "people", "hosts", "email-domains", "table")


def _text(name: str, text: str) -> Answer:
    return text


def _host(name: str, text: str) -> Answer:
    if "://" in text:
        raise problem("answer-has-scheme", field=name, keep=text.partition("://")[2].partition("/")[0])
    if "/" in text:
        raise problem("answer-has-path", field=name, keep=text.split("/")[0])
    if not HOST.fullmatch(text):
        raise problem("answer-not-host", field=name)
    return text.lower()


def _address(name: str, text: str) -> SplitResult:
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        # urlsplit raises for half a bracket and for a port that is no number.
        raise problem("answer-not-url", field=name) from None
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in LOOPBACK):
        raise problem("answer-not-https", field=name)
    host = parts.hostname or ""
    exact = host + (f":{port}" if port else "")
    if not HOST.fullmatch(host) or parts.netloc.lower() != exact or re.search(r"\s", text) or len(text) > 256:
        raise problem("answer-not-url", field=name)
    return parts


def _origin(name: str, text: str) -> Answer:
    parts = _address(name, text)
    if parts.path == "/" and not parts.query and not parts.fragment:
        raise problem("answer-trailing-slash", field=name, keep=text.rstrip("/"))
    if text != f"{parts.scheme}://{parts.netloc}":
        raise problem("answer-has-path", field=name, keep=f"{parts.scheme}://{parts.netloc}")
    return text


def _url(name: str, text: str) -> Answer:
    # A redirect URI has no fragment (reply-url restrictions), and "#" alone is one.
    if "#" in text or not _address(name, text):
        raise problem("answer-not-url", field=name)
    return text


def _slug(name: str, text: str) -> Answer:
    if not SLUG.fullmatch(text):
        raise problem("answer-not-slug", field=name)
    return text


def _guid(name: str, text: str) -> Answer:
    if not GUID.fullmatch(text):
        raise problem(
            "answer-tenant-name" if "." in text or text in ("common", "organizations") else "answer-not-guid",
            field=name,
        )
    return text.lower()


def _sign_in_name(name: str, text: str) -> Answer:
    local, _, domain = text.rpartition("@")
    if not local or not HOST.fullmatch(domain) or "." not in domain or re.search(r"\s|@", local):
        raise problem("answer-not-sign-in-name", field=name)
    return text


def _domain(name: str, text: str) -> Answer:
    text = text.removeprefix("@").lower()
    if not HOST.fullmatch(text) or "." not in text:
        raise problem("answer-not-domain", field=name)
    return text


def _domains(name: str, text: str) -> Answer:
    return tuple(dict.fromkeys(str(_domain(name, entry)) for entry in _entries(text)))


def _hosts(name: str, text: str) -> Answer:
    return tuple(dict.fromkeys(str(_host(name, entry)) for entry in _entries(text)))


def _list(name: str, text: str) -> Answer:
    return tuple(dict.fromkeys(_entries(text)))


def _table(name: str, text: str) -> Answer:
    return rows(text)


def _flag(name: str, text: str) -> Answer:
    return text == "yes"


def _secret(name: str, text: str) -> Answer:
    if GUID.fullmatch(text):
        raise problem("answer-secret-id", field=name)
    if re.search(r"\s", text):
        raise problem("answer-secret-blank", field=name)
    return text


def _days(name: str, text: str) -> Answer:
    # 730 days: the Entra admin center offers at most 24 months for a client secret.
    if not text.isdigit() or not 1 <= int(text) <= 730:
        raise problem("answer-days", field=name, most="730")
    return text


def expiry_days() -> tuple[date, date]:
    """The first and the last day that a secret may expire on, a week more than the 24 months Entra offers."""
    today = datetime.now(UTC).date()
    return today + timedelta(days=1), today + timedelta(days=731 + 7)


def _day(name: str, text: str) -> Answer:
    first, last = expiry_days()
    try:
        found = date.fromisoformat(text)
    except ValueError:
        raise problem("answer-day", field=name) from None
    if not first <= found <= last:
        raise problem("answer-day", field=name)
    return found.isoformat()


def _pasted(name: str, text: str) -> Answer:
    # A manifest has some ten thousand characters; the text of a portal page has fewer.
    if len(text) > MOST_PASTED:
        raise problem("answer-too-long", field=name, most=f"{MOST_PASTED:,}")
    return text


def _entries(text: str) -> list[str]:
    return [entry.strip() for entry in re.split(r"[,;\n]", text) if entry.strip()]


KINDS: Mapping[str, Callable[[str, str], Answer]] = {
    "text": _text,
    "host": _host,
    "hosts": _hosts,
    "https-origin": _origin,
    "url": _url,
    "slug": _slug,
    "guid": _guid,
    "sign-in-name": _sign_in_name,
    "email-domain": _domain,
    "email-domains": _domains,
    "choice": _text,
    "list": _list,
    "table": _table,
    "people": _list,
    "flag": _flag,
    "secret": _secret,
    "days": _days,
    "day": _day,
    "long-text": _text,
    "pasted": _pasted,
}
"""Every kind of answer and its check: (field name, what was typed) → the answer, or raises `AskAgain`."""


def check(field: Field, typed: str) -> Answer:
    """The checked answer to one field; raises `AskAgain` with one sentence that says what to type."""
    text = typed.strip()
    if not text or (field.kind in LISTS and not _entries(text)):
        if field.optional:
            return () if field.kind in LISTS else False if field.kind == "flag" else ""
        raise problem("answer-missing", field=field.name)
    if field.choices and text not in dict(field.choices):
        raise problem("answer-not-offered", field=field.name, offered=", ".join(name for name, _ in field.choices))
    if field.columns:
        return check_rows(field.name, field.columns, text)
    return KINDS[field.kind](field.name, text)
