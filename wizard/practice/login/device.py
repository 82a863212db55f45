"""The device code flow: a code for the device, a shorter one for the person, and what became of it.

Numbers and answers: learn.microsoft.com/entra/identity-platform/v2-oauth2-device-code.
"""

from __future__ import annotations

import secrets
from typing import Any

from ..directory import fingerprint
from ..moments import now
from ..realm import Realm
from ..store import Row
from .clients import Client
from .issue import session_for
from .refusals import Refused, refuse
from .scopes import Wanted, parse, parse_v1
from .tokens import Session

LIFE, INTERVAL = 900, 5
# Neither vowels nor look-alikes: nobody has to spell a word or tell O from 0.
LETTERS = "BCDFGHJKLMNPQRSTVWXZ23456789"


def begin(realm: Realm, client: Client, scope: str, resource: str, v1: bool) -> dict[str, Any]:
    """The answer to a devicecode request. Raises AADSTS900144 and what `parse` raises."""
    wanted = parse_v1(realm, client, resource, scope) if v1 else parse(realm, client, scope)
    user_code = "".join(secrets.choice(LETTERS) for _ in range(9))
    device_code = secrets.token_urlsafe(90)
    row: Row = {
        "client_id": client.app_id,
        "scope": " ".join(wanted.asked),
        "resource": resource,
        "openid": list(wanted.openid),
        "status": "pending",
        "user_id": "",
        "device": fingerprint(device_code),
        "user_code": fingerprint(user_code),
        "expires": now() + LIFE,
        "v1": v1,
    }
    realm.directory.device_codes.put(row["device"], row)
    link = f"{realm.pages}/devicelogin"
    answer = {
        "user_code": user_code,
        "device_code": device_code,
        "verification_uri": link,
        "expires_in": LIFE,
        "interval": INTERVAL,
        "message": f"To sign in, use a web browser to open the page {link} and enter the code {user_code} to "
        "authenticate.",
    }
    if v1:
        answer |= {"verification_url": link, "expires_in": str(LIFE), "interval": str(INTERVAL)}
    return answer


def typed(realm: Realm, user_code: str) -> Row | None:
    """The flow a person means who types this; None if the code is wrong, used or too old."""
    wanted = fingerprint(user_code.strip().replace("-", "").replace(" ", "").upper())
    for row in realm.directory.device_codes:
        if row["user_code"] == wanted and row["status"] == "pending" and row["expires"] > now():
            return row
    return None


def wanted_by(realm: Realm, client: Client, row: Row) -> Wanted:
    """What the device asked for."""
    if row["v1"]:
        return parse_v1(realm, client, row["resource"], row["scope"])
    return parse(realm, client, row["scope"])


def settle(realm: Realm, row: Row, user_id: str, agreed: bool) -> None:
    """Write down what the person did: signed in, or refused."""
    status = "approved" if agreed else "declined"
    realm.directory.device_codes.put(row["device"], {**row, "status": status, "user_id": user_id})


def redeem(realm: Realm, client: Client, device_code: str, v1: bool) -> tuple[Session, Wanted]:
    """The session, once the person has signed in. Raises AADSTS70016 until then, and the ends of the flow."""
    if not client.is_public:
        raise refuse(7000218)
    row = realm.directory.device_codes.get(fingerprint(device_code))
    if row is None or row["status"] == "used":
        raise refuse(7000014)
    if row["client_id"] != client.app_id:
        raise refuse(70018)
    if row["status"] == "declined":
        raise Refused(65004, "authorization_declined", "User declined to consent to access the app.")
    if row["status"] == "pending":
        raise refuse(70020 if row["expires"] <= now() else 70016)
    if realm.scenarios.device_code_blocked:
        raise refuse(53003)
    user = realm.directory.users.get(row["user_id"])
    if user is None:
        raise refuse(70000)
    wanted = wanted_by(realm, client, row)
    session = session_for(realm, client, user, wanted, v1, "", "")
    realm.directory.device_codes.put(row["device"], {**row, "status": "used"})
    return session, wanted
