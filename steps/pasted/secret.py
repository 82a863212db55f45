"""The client secret: its value alone, or the row of the portal's table that it was copied with."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ..model.problems import problem
from ..model.secret import Secret
from .guids import ALONE, GUID
from .labels import Labelled
from .plain import dashed, plain, unwrapped
from .refused import has_placeholder

LEAST, MOST = 16, 64
"""How long a value is that Entra makes (graph-docs, passwordCredential)."""

# What Entra makes today, and the mark in it that tells where it begins. Older secrets have neither.
_TODAY = re.compile(r"[A-Za-z0-9_~.-]{3}\dQ~[A-Za-z0-9_~.-]{31,34}")
_MARK = re.compile(r"\dQ~")
_TODAYS_LENGTH = 40
LONGEST = 50_000
"""Characters of a paste: more than the longest manifest that is pasted here by mistake, and told apart."""

_DATE = r"\d{1,2}/\d{1,2}/\d{4}|\d{4}-\d{2}-\d{2}(?:T[\d:.]+Z?)?|\d{1,2}\.\d{1,2}\.\d{4}"
# The portal's columns: Description, Expires, Value, Secret ID.
_ROW = re.compile(rf"(?<!\S)(?P<date>{_DATE})\s+(?P<value>\S{{3,200}})(?:\s+(?P<id>{GUID}))?(?!\S)")
_NOISE = re.compile(r"(?i)\b(?:copy to clipboard|copied to clipboard|copied)\b")
_HIDDEN = re.compile(r"[*•●∗]{3}|…$|\.{3}$")
# A SHA-1 or SHA-256 thumbprint, also with colons or blanks between the bytes.
_THUMBPRINT = re.compile(r"(?i)(?:[0-9a-f]{2}[: ]?){20}(?:(?:[0-9a-f]{2}[: ]?){12})?")
_TOKEN = re.compile(r"eyJ[\w-]{8,400}\.[\w-]{8}")
_SAMPLE = re.compile(
    r"(?i)aa1bb~2cc3\.-dd4ee5ff6gg7hh8ii9_jj0kk1ll2"
    r"|(.)\1{7,}|change[-_ ]?me.*|.*(?:your|my|client|app)[-_ ]?(?:client[-_ ]?)?secret.*|secret[-_ ]?value.*"
)
_LABELS = {
    "tenant_id": "Directory (tenant) ID",
    "client_id": "Application (client) ID",
    "object_id": "Object ID",
    "service_principal_id": "Object ID",
}


@dataclass(frozen=True)
class SecretPaste:
    """`key_id` and `expires` (ISO 8601 date) only if the whole row was pasted."""

    secret: Secret
    key_id: str = ""
    expires: str = ""


def read(typed: str, field: str, *, seen: Mapping[str, str] | None = None) -> SecretPaste:
    """The secret that was pasted; raises an `AskAgain` at `field` whose values never carry any of it.

    `seen` are ids already known, by name: `tenant_id`, `client_id`, `object_id`, `service_principal_id`, `key_id`.
    """
    if len(typed) > LONGEST:
        raise problem("paste-too-long", field=field)
    text = _NOISE.sub(" ", plain(typed, field)).strip()
    if re.match(r"[{\[]\s*[\"{\[]", text):
        raise problem("paste-secret-json", field=field)
    rows = list(_ROW.finditer(text))
    shown = [row for row in rows if not _HIDDEN.search(row["value"])]
    if len(shown) > 1:
        raise problem("paste-secret-several", field=field)
    if rows and not shown:
        raise problem("paste-secret-hidden", field=field)
    if shown:
        value = _checked(shown[0]["value"], field, seen or {})
        return SecretPaste(Secret(value), (shown[0]["id"] or "").lower(), _day(shown[0]["date"]))
    labelled = Labelled(text)
    values = labelled.wholes("value")
    if len(values) > 1:
        raise problem("paste-secret-several", field=field)
    value = _checked(unwrapped(values[0] if values else text), field, seen or {})
    return SecretPaste(Secret(value), next(iter(labelled.ids("key_id")), "") if values else "")


def _checked(value: str, field: str, seen: Mapping[str, str]) -> str:
    if found := _other(value):
        raise problem(found, field=field)
    guid = dashed(value).strip("{}").lower()
    if ALONE.fullmatch(guid):
        for name, label in _LABELS.items():
            if guid == seen.get(name, "").lower():
                raise problem("paste-secret-other-id", field=field, label=label)
        raise problem("answer-secret-id", field=field)
    if re.search(r"\s", value):
        raise problem("answer-secret-blank", field=field)
    if len(value) < LEAST:
        raise problem("paste-secret-short", field=field, least=str(LEAST))
    if (mark := _MARK.search(value)) and not _TODAY.fullmatch(value):
        if mark.start() < 3 or len(value) < _TODAYS_LENGTH:
            raise problem("paste-secret-short", field=field, least=str(_TODAYS_LENGTH))
        if value.isascii():
            raise problem("paste-secret-around", field=field)
    if len(value) > MOST:
        raise problem("paste-secret-long", field=field, most=str(MOST))
    if not value.isascii():
        raise problem("paste-secret-odd", field=field)
    return value


def _other(value: str) -> str:
    """The code of the problem with a text that is something else than a secret; empty when it may be one."""
    if "-----BEGIN" in value or _THUMBPRINT.fullmatch(value):
        return "paste-secret-certificate"
    if _TOKEN.search(value):
        return "paste-secret-token"
    if "://" in value:
        return "paste-secret-url"
    if _HIDDEN.search(value):
        return "paste-secret-hidden"
    # Secrets of 2020 may hold brackets; words in brackets without a digit are a document's.
    if (has_placeholder(value) and not re.search(r"\d", value)) or _SAMPLE.fullmatch(value):
        return "paste-placeholder"
    return "paste-secret-encoded" if re.search(r"%[0-9A-Fa-f]{2}", value) else ""


def _day(shown: str) -> str:
    """The date as the portal shows it, in ISO 8601; empty when it is none.

    The English portal writes month/day/year. Where that is no date, another region's day/month/year is meant.
    """
    if iso := re.match(r"\d{4}-\d{2}-\d{2}", shown):
        orders = [tuple(map(int, iso[0].split("-")))]
    else:
        one, two, year = map(int, re.split(r"[/.]", shown))
        orders = [(year, two, one)] if "." in shown else [(year, one, two), (year, two, one)]
    for year, month, day in orders:
        try:
            return date(year, month, day).isoformat()
        except ValueError:
            continue
    return ""
