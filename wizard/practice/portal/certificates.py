"""Certificates & secrets, tab Certificates: the list by thumbprint, and the upload of one more.

Source: learn.microsoft.com/entra/identity-platform/how-to-add-credentials.
"""

from __future__ import annotations

import base64
import ssl

from steps.model.words import say

from ..store import Row
from .page import Page, Values
from .secrets import american
from .visit import Visit, Wrong

MARK = "-----BEGIN CERTIFICATE-----"


def _shown(visit: Visit) -> Values:
    app = visit.application()
    rows = [_row(credential) for credential in app["keyCredentials"]]
    return {"app": app, "here": "credentials", "certificates": rows, "adding": "new" in visit.query}


def _row(credential: Row) -> Row:
    return {
        "thumbprint": credential["customKeyIdentifier"],
        "description": credential["displayName"],
        "start": american(credential["startDateTime"]),
        "expires": american(credential["endDateTime"]),
        "id": credential["keyId"],
    }


def _act(visit: Visit) -> str:
    app = visit.application()
    there = app["keyCredentials"]
    if "remove" in visit.typed:
        left = [entry for entry in there if entry["keyId"] != visit.typed["remove"]]
        visit.graph("PATCH", visit.app_path, {"keyCredentials": left})
    else:
        visit.graph("PATCH", visit.app_path, {"keyCredentials": [*there, _uploaded(visit)]})
    return f"/apps/{app['appId']}/credentials/certificates"


def _uploaded(visit: Visit) -> Row:
    """What was uploaded, as PEM or as DER. Graph judges the rest."""
    content = visit.typed.get("certificate", "")
    if not content or "PRIVATE KEY" in content:
        raise Wrong(say("practice.portal.certificates.none"))
    der = content.encode("latin-1", "replace")
    if MARK in content:
        try:
            der = ssl.PEM_cert_to_DER_cert(content[content.index(MARK) :].strip())
        except ValueError:
            raise Wrong(say("practice.portal.certificates.none")) from None
    return {
        "type": "AsymmetricX509Cert",
        "usage": "Verify",
        "key": base64.b64encode(der).decode(),
        "displayName": visit.typed.get("description", "").strip() or None,
    }


PAGES = (Page("/apps/{client_id}/credentials/certificates", "portal_certificates.html", _shown, _act),)
