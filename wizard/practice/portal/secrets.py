"""Certificates & secrets: client secrets, each value whole once and masked ever after.

Source: learn.microsoft.com/entra/identity-platform/how-to-add-credentials.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

from steps.model.words import say

from ..graph.passwords import DAY, TWO_YEARS
from ..moments import graph_time, now, seconds
from ..store import Row
from .page import Page, Values
from .visit import Visit, Wrong

MASK = "*" * 15
DAYS = ("180", "90", "365", "545", "730")
"""Lives offered by name; every other one is Custom."""


def _shown(visit: Visit) -> Values:
    app = visit.application()
    rows = [_row(credential) for credential in app["passwordCredentials"]]
    # A form that was refused stays open, with what was typed.
    return {"app": app, "here": "credentials", "secrets": rows, "adding": "new" in visit.query, "fresh": {}}


def _row(credential: Row) -> Row:
    return {
        "description": credential["displayName"] or "",
        "expires": american(credential["endDateTime"]),
        "value": f"{credential['hint']}{MASK}",
        "id": credential["keyId"],
    }


def american(moment: str) -> str:
    """A day as the portal writes it for English (United States): 5/20/2027."""
    day = datetime.fromisoformat(moment)
    return f"{day.month}/{day.day}/{day.year}"


def _act(visit: Visit) -> str | Values:
    app = visit.application()
    if "remove" in visit.typed:
        visit.graph("POST", f"{visit.app_path}/removePassword", {"keyId": visit.typed["remove"]})
        return f"/apps/{app['appId']}/credentials"
    begin, end = _life(visit)
    asked = {
        "displayName": visit.typed.get("description", "").strip() or f"Password uploaded on {_today()}",
        "startDateTime": graph_time(begin),
        "endDateTime": graph_time(end),
    }
    made = visit.graph("POST", f"{visit.app_path}/addPassword", {"passwordCredential": asked})
    # Drawn at once and not read again: the value exists nowhere else, and must not travel in an address.
    rows = [_row(credential) for credential in visit.application()["passwordCredentials"]]
    return {"adding": False, "secrets": rows, "fresh": {made["keyId"]: made["secretText"]}}


def _life(visit: Visit) -> tuple[float, float]:
    choice = visit.typed.get("expires", "")
    if choice in DAYS:
        begin, end = now(), now() + int(choice) * DAY
    else:
        try:
            begin = seconds(date.fromisoformat(visit.typed.get("start", "")).isoformat())
            end = seconds(date.fromisoformat(visit.typed.get("end", "")).isoformat())
        except ValueError:
            raise Wrong(say("practice.portal.no_days")) from None
    if end - begin > TWO_YEARS + DAY:
        raise Wrong(say("practice.portal.too_long"))
    return begin, end


def _today() -> str:
    return f"{datetime.now(UTC):%a %b %d %Y}"


PAGES = (Page("/apps/{client_id}/credentials", "portal_secrets.html", _shown, _act),)
