"""The Microsoft Graph app manifest: the application's JSON as text, and Save, which changes what differs.

Source: learn.microsoft.com/entra/identity-platform/reference-microsoft-graph-app-manifest.
"""

from __future__ import annotations

import json
from typing import Any

from steps.model.words import say

from ..store import Row
from .page import Page, Values
from .visit import Visit, Wrong


def _shown(visit: Visit) -> Values:
    app = visit.application()
    return {"app": app, "here": "manifest", "manifest": visit.typed.get("manifest") or written(app)}


def written(app: Row) -> str:
    """The manifest as the portal writes it: Graph's properties, indented by tabs."""
    return json.dumps(app, indent="\t", ensure_ascii=False)


def _save(visit: Visit) -> str:
    app = visit.application()
    try:
        sent = json.loads(visit.typed.get("manifest", ""))
        # Half a surrogate pair is valid JSON, and no page could show it afterwards.
        json.dumps(sent, ensure_ascii=False).encode()
    except json.JSONDecodeError as broken:
        place = {"line": str(broken.lineno), "column": str(broken.colno)}
        raise Wrong(say("practice.portal.broken_manifest", **place)) from None
    except (RecursionError, UnicodeEncodeError):
        raise Wrong(say("practice.portal.no_manifest")) from None
    if not isinstance(sent, dict):
        raise Wrong(say("practice.portal.no_manifest"))
    body = changed(app, sent)
    if body:
        visit.graph("PATCH", visit.app_path, body)
    return f"/apps/{app['appId']}/manifest"


def changed(app: Row, sent: Row) -> Row:
    """What differs from the application, as the body of a PATCH; a part of an object that stayed is left out."""
    body: dict[str, Any] = {name: _differing(app.get(name), value) for name, value in _unlike(app, sent).items()}
    web = body.get("web")
    # Entra derives the settings from the addresses, and refuses both in one body.
    if isinstance(web, dict) and "redirectUris" in web:
        web.pop("redirectUriSettings", None)
    return body


def _unlike(there: Row, sent: Row) -> Row:
    return {name: value for name, value in sent.items() if name not in there or value != there[name]}


def _differing(there: Any, sent: Any) -> Any:
    if isinstance(there, dict) and isinstance(sent, dict):
        return {name: _differing(there.get(name), value) for name, value in _unlike(there, sent).items()}
    return sent


PAGES = (Page("/apps/{client_id}/manifest", "portal_manifest.html", _shown, _save),)
