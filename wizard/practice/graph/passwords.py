"""Client secrets: made here, shown once, kept as a hash (learn.microsoft.com/graph/api/application-addpassword)."""

from __future__ import annotations

import secrets
import string
import uuid
from typing import Any

from ..directory import fingerprint
from ..moments import graph_time, now, seconds
from ..store import Row
from .answers import Answer, GraphRefusal, bad
from .audit import record
from .call import Call
from .shapes import PASSWORD, check_shape

DAY = 86_400
TWO_YEARS = 730 * DAY
LETTERS = string.ascii_letters + string.digits + "~._-"
GIVEN_BY_ENTRA = frozenset({"keyId", "secretText", "hint"})


def add(call: Call, app: Row) -> Answer:
    """addPassword: 200 with the value, which no later answer shows again."""
    unknown = set(call.body) - {"passwordCredential"}
    if unknown:
        raise bad(f"Invalid property '{sorted(unknown)[0]}'.")
    credential, secret = new_password(call, call.body.get("passwordCredential") or {}, app["appId"])
    stored = {**app, "passwordCredentials": [*app["passwordCredentials"], credential]}
    call.directory.applications.put(app["id"], stored)
    keep(call, app["id"], credential, secret)
    record(call, "Update application – Certificates and secrets management", app)
    head = {"@odata.context": call.context("microsoft.graph.passwordCredential")}
    return Answer(200, head | {**credential, "secretText": secret}, {"location": call.realm.secure})


def new_password(call: Call, asked: Any, client_id: str = "") -> tuple[Row, str]:
    """A credential as it is kept, and its value. Raises 400 for a bad life or a policy that forbids it."""
    if not isinstance(asked, dict):
        raise bad("Invalid value specified for property 'passwordCredential'.")
    check_shape(asked, PASSWORD, "PasswordCredential", GIVEN_BY_ENTRA)
    begin = seconds(asked["startDateTime"]) if asked.get("startDateTime") else now()
    end = seconds(asked["endDateTime"]) if asked.get("endDateTime") else begin + TWO_YEARS
    if end <= begin:
        raise bad("Key credential end date is invalid.")
    if not client_id or client_id != call.realm.scenarios.exempt_application:
        _check_policy(call, end - begin)
    secret = _value()
    credential = {
        "customKeyIdentifier": None,
        "displayName": asked.get("displayName"),
        "endDateTime": graph_time(end),
        "hint": secret[:3],
        "keyId": str(uuid.uuid4()),
        "secretText": None,
        "startDateTime": graph_time(begin),
    }
    return credential, secret


def _check_policy(call: Call, life: float) -> None:
    scenarios = call.realm.scenarios
    if scenarios.secrets_forbidden:
        message = "Credential type not allowed as per assigned policy"
        raise GraphRefusal(400, "CredentialTypeNotAllowedAsPerAppPolicy", message)
    if scenarios.secret_max_days and life > scenarios.secret_max_days * DAY + 60:
        message = "Credential lifetime exceeds the max value allowed as per assigned policy"
        raise GraphRefusal(400, "CredentialInvalidLifetimeAsPerAppPolicy", message)


def _value() -> str:
    # Entra's values have this mark in fourth place, and never begin with a dash that a command line would eat.
    pick = "".join(secrets.choice(LETTERS) for _ in range(34))
    return "".join(secrets.choice(string.ascii_letters) for _ in range(3)) + "8Q~" + pick


def keep(call: Call, app_object_id: str, credential: Row, secret: str) -> None:
    """Remember the value so that it can be recognized, not read."""
    row = {"keyId": credential["keyId"], "application": app_object_id}
    call.directory.born(credential["keyId"])
    call.directory.secrets.put(fingerprint(secret), row)


def remove(call: Call, app: Row) -> Answer:
    """removePassword: 204. Raises 400 for a key id that is not there."""
    key_id = str(call.body.get("keyId", "")).lower()
    left = [c for c in app["passwordCredentials"] if c["keyId"] != key_id]
    if len(left) == len(app["passwordCredentials"]):
        raise bad("No password credential found with keyId.", {"code": "InvalidValue", "target": "keyId"})
    call.directory.applications.put(app["id"], {**app, "passwordCredentials": left})
    record(call, "Update application – Certificates and secrets management", app)
    return Answer(204)
