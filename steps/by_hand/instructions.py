"""What a planned change asks of somebody who makes it in the Entra admin center: one action per click or field.

Source: learn.microsoft.com/entra/identity-platform/quickstart-register-app and the pages it links; see `[portal]` in
the texts for the month in which the menu names were compared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from ..model.changes import Change
from ..model.chosen import Chosen
from ..model.directory import Json
from ..model.views import Value
from ..model.words import say
from .portal import Action
from .settings import AUDIENCES, PLATFORMS, setting_actions

_NEW_PLATFORMS = {
    "web": "Web",
    "spa": "Single-page application (SPA)",
    "publicClient": "Public client/native (mobile & desktop)",
}
"""The platforms as the page New registration names them."""


def actions(changes: Iterable[Change], picked: Chosen, app: Json | None = None) -> list[Action]:
    """Every action these changes ask for; `app` is the application as it is, where that is known."""
    there = {platform for platform in PLATFORMS if (app or {}).get(platform, {}).get("redirectUris")}
    by_kind: Mapping[str, Callable[[Change], list[Action]]] = {
        "application": lambda change: _registered(change, picked),
        "application_again": lambda change: setting_actions(change.rows, there),
        "expose_scope": lambda _: _exposed(picked),
        "service_principal": lambda change: [Action("app-overview", "create_enterprise"), *_required(change)],
        "consent": lambda _: [Action("app-permissions", "grant_consent")],
        "consent_own": _own_permission,
        "assignment_required": _required,
        "assignment": _assigned,
        "enabled": lambda _: [Action("enterprise-properties", "enable_sign_in")],
        "secret": _secret,
        "test_redirect": lambda change: setting_actions(change.rows, temporary=True),
        "test_redirect_removed": lambda change: setting_actions(change.rows),
    }
    found: list[Action] = []
    for change in changes:
        # Two changes may end in the same click, such as the one that consents to every permission.
        found += [action for action in by_kind[change.kind](change) if action not in found]
    return found


def _registered(change: Change, picked: Chosen) -> list[Action]:
    """The page New registration takes the name, the account type and one redirect URI; the rest comes after it."""
    first = [row for row in change.rows if row.path == f"{picked.app.platform}.redirectUris"][:1]
    found = [
        Action("new-registration", "name", (Value(say("register_app.name"), change.values["name"]),)),
        Action("new-registration", "account_types", words={"choice": AUDIENCES[picked.app.audience]}),
    ]
    for row in first:
        platform = row.path.partition(".")[0]
        uri = Value(say(f"field.redirect_{platform}"), row.after or "")
        found.append(Action("new-registration", "first_redirect", (uri,), {"platform": _NEW_PLATFORMS[platform]}))
    found.append(Action("new-registration", "register"))
    rest = [row for row in change.rows if row not in first and row.path not in ("displayName", "signInAudience")]
    return found + setting_actions(rest, there={row.path.partition(".")[0] for row in first})


def _exposed(picked: Chosen) -> list[Action]:
    scope = picked.app.expose
    if scope is None:
        return []
    return [
        Action("app-expose", "application_id_uri"),
        Action("app-expose", "add_scope", (Value(say("portal.scope_name"), scope.value),)),
        Action("app-expose", "who_can_consent"),
        Action(
            "app-expose",
            "scope_texts",
            (
                Value(say("portal.consent_name"), scope.name),
                Value(say("portal.consent_description"), scope.description),
            ),
        ),
        Action("app-expose", "enable_scope"),
    ]


def _own_permission(change: Change) -> list[Action]:
    return [
        Action("app-permissions", "own_permission", words={"scopes": change.values["scopes"]}),
        Action("app-permissions", "grant_consent"),
    ]


def _required(change: Change) -> list[Action]:
    row = next(row for row in change.rows if row.path == "appRoleAssignmentRequired")
    return [Action("enterprise-properties", "require_assignment" if row.after == "true" else "require_nothing")]


def _assigned(change: Change) -> list[Action]:
    return [
        Action("enterprise-users", "add_user"),
        Action("enterprise-users", "pick", (Value(say("grant_access.people"), change.values["name"]),)),
        Action("enterprise-users", "assign"),
    ]


def certificate_actions(file: str, thumbprint: Value) -> list[Action]:
    """Uploading the public half of a key; what the list shows afterwards is brought back."""
    return [
        Action("app-credentials", "certificates"),
        Action("app-credentials", "upload_certificate", words={"file": file}),
        Action("app-credentials", "copy_thumbprint", (thumbprint,)),
    ]


def _secret(change: Change) -> list[Action]:
    return [
        Action("app-credentials", "new_secret"),
        Action("app-credentials", "secret_expires", words={"days": change.values["days"]}),
        Action("app-credentials", "add_secret"),
        Action("app-credentials", "copy_secret"),
    ]
