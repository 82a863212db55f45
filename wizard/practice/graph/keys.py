"""Certificates of an application: the whole list is written at once, and read without the keys themselves.

Source: learn.microsoft.com/graph/api/resources/keycredential and learn.microsoft.com/graph/api/application-update.
"""

from __future__ import annotations

import base64
import hashlib
import uuid
from binascii import Error as NotBase64
from datetime import UTC

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

from ..moments import graph_time, now, seconds
from ..store import Row
from .answers import GraphRefusal, bad
from .call import Call
from .shapes import invalid

DAY = 86_400
LEAST_BITS = 2048


def written(call: Call, before: list[Row], sent: list[Row]) -> list[Row]:
    """The list as it is kept after a write: what was there stays by its key ID, everything else is new.

    Raises 400 for a certificate that Entra would not have, or a policy that forbids its life.
    """
    there = {entry["keyId"]: entry for entry in before}
    after = [_kept(there[key_id], entry) if (key_id := _id(entry)) in there else _new(call, entry) for entry in sent]
    if len({entry["keyId"] for entry in after}) < len(after):
        raise invalid("keyCredentials", "Application")
    return after


def shown(call: Call, app: Row) -> Row:
    """The application as a read shows it: a key only where one object was asked for its keyCredentials by name."""
    if "keyCredentials" in call.query.get("$select", "").split(",") and call.args:
        return app
    return {**app, "keyCredentials": [{**entry, "key": None} for entry in app["keyCredentials"]]}


def _id(entry: Row) -> str:
    return str(entry.get("keyId") or "").lower()


def _kept(there: Row, entry: Row) -> Row:
    if entry.get("key") not in (None, there["key"]):
        raise invalid("keyCredentials", "Application")
    return {**there, "displayName": entry.get("displayName") or there["displayName"]}


def _new(call: Call, entry: Row) -> Row:
    try:
        der = base64.b64decode(entry.get("key") or "", validate=True)
        certificate = x509.load_der_x509_certificate(der)
    except (NotBase64, ValueError):
        raise bad("Key credential value is invalid.", {"code": "InvalidValue", "target": "keyCredentials"}) from None
    public = certificate.public_key()
    fits = isinstance(public, RSAPublicKey) and public.key_size >= LEAST_BITS
    if not fits or entry.get("type") != "AsymmetricX509Cert" or entry.get("usage") not in ("Verify", "Sign"):
        raise invalid("keyCredentials", "Application")
    first = certificate.not_valid_before_utc.astimezone(UTC).timestamp()
    last = certificate.not_valid_after_utc.astimezone(UTC).timestamp()
    begin = seconds(entry["startDateTime"]) if entry.get("startDateTime") else first
    end = seconds(entry["endDateTime"]) if entry.get("endDateTime") else last
    if not first <= begin < end <= last or end <= now():
        raise bad("Key credential end date is invalid.", {"code": "InvalidValue", "target": "keyCredentials"})
    most = call.realm.scenarios.key_max_days
    if most and end - begin > most * DAY + 60:
        message = "Credential lifetime exceeds the max value allowed as per assigned policy"
        raise GraphRefusal(400, "CredentialInvalidLifetimeAsPerAppPolicy", message)
    key_id = _id(entry) or str(uuid.uuid4())
    call.directory.born(key_id)
    return {
        "customKeyIdentifier": hashlib.sha1(der, usedforsecurity=False).hexdigest().upper(),
        "displayName": entry.get("displayName") or certificate.subject.rfc4514_string(),
        "endDateTime": graph_time(end),
        "key": base64.b64encode(der).decode(),
        "keyId": key_id,
        "startDateTime": graph_time(begin),
        "type": entry["type"],
        "usage": entry["usage"],
    }
