"""Things that somebody changed in the tenant behind the wizard's back; each is written as the portal would write it.

A situation of `scenarios` holds until it is switched off. A mishap happens once, Graph shows it, and it is mended by
whoever mends it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta

from .directory import Directory
from .graph.assignments import DEFAULT_ACCESS
from .moments import graph_time
from .objects.application import new_application
from .objects.grant import object_key
from .objects.group import shown
from .objects.service_principal import follow_application
from .people import NESTED
from .store import Row

_OTHER = {"web": "spa", "spa": "web"}


def _applications(directory: Directory) -> list[Row]:
    return directory.applications_json()


def _principals(directory: Directory) -> list[Row]:
    found = (directory.principal_of(app["appId"]) for app in _applications(directory))
    return [principal for principal in found if principal]


def _keep(directory: Directory, app: Row) -> None:
    directory.applications.put(app["id"], app)
    follow_application(directory, app)


def _switched_off(directory: Directory) -> None:
    for principal in _principals(directory):
        directory.service_principals.put(principal["id"], {**principal, "accountEnabled": False})


def _moved(directory: Directory) -> None:
    for app in _applications(directory):
        swapped = {here: {**app[here], "redirectUris": app[there]["redirectUris"]} for here, there in _OTHER.items()}
        swapped["web"]["redirectUriSettings"] = []
        _keep(directory, {**app, **swapped})


def _misspelt(directory: Directory) -> None:
    for app in _applications(directory):
        for platform in _OTHER:
            wrong = [uri if _is_loopback(uri) else f"{uri}/old" for uri in app[platform]["redirectUris"]]
            app = {**app, platform: {**app[platform], "redirectUris": wrong}}
        _keep(directory, app)


def _is_loopback(uri: str) -> bool:
    return uri.startswith("http://localhost")


def _withdrawn(directory: Directory) -> None:
    ours = {principal["id"] for principal in _principals(directory)}
    for grant in directory.grants.all():
        if grant["clientId"] in ours:
            directory.grants.drop(grant["id"])


def _unassigned(directory: Directory) -> None:
    ours = {principal["id"] for principal in _principals(directory)}
    for assignment in directory.assignments.all():
        if assignment["resourceId"] in ours:
            directory.assignments.drop(assignment["id"])


def _nested(directory: Directory) -> None:
    """Only a group is assigned whose members are in it through another group."""
    _unassigned(directory)
    outer = set(NESTED.values())
    for principal in _principals(directory):
        for group in directory.groups:
            if group["displayName"] in outer:
                made = _assignment(shown(group), principal)
                directory.assignments.put(made["id"], made)


def _assignment(group: Row, principal: Row) -> Row:
    return {
        "id": object_key(),
        "deletedDateTime": None,
        "appRoleId": DEFAULT_ACCESS,
        "createdDateTime": graph_time(fraction=True),
        "principalDisplayName": group["displayName"],
        "principalId": group["id"],
        "principalType": "Group",
        "resourceDisplayName": principal["displayName"],
        "resourceId": principal["id"],
    }


def _open_to_all(directory: Directory) -> None:
    for principal in _principals(directory):
        directory.service_principals.put(principal["id"], {**principal, "appRoleAssignmentRequired": False})


def _run_out(directory: Directory) -> None:
    ended = f"{datetime.now(UTC) - timedelta(days=1):%Y-%m-%dT%H:%M:%SZ}"
    for app in _applications(directory):
        over = [{**one, "endDateTime": ended} for one in app["passwordCredentials"]]
        _keep(directory, {**app, "passwordCredentials": over})


def _removed(directory: Directory) -> None:
    for app in _applications(directory):
        _keep(directory, {**app, "passwordCredentials": []})


def _doubled(directory: Directory) -> None:
    """A second application with the same name and addresses, as after a first try by hand."""
    for principal in _principals(directory):
        app = directory.application_of(principal["appId"]) or {}
        copied = {name: app[name] for name in ("displayName", "web", "spa", "publicClient", "signInAudience")}
        made = {**new_application(graph_time()), **copied}
        directory.applications.put(made["id"], made)


def _deleted(directory: Directory) -> None:
    for principal in _principals(directory):
        directory.service_principals.drop(principal["id"])


MISHAPS: Mapping[str, Callable[[Directory], None]] = {
    "switched_off": _switched_off,
    "moved": _moved,
    "misspelt": _misspelt,
    "withdrawn": _withdrawn,
    "unassigned": _unassigned,
    "nested": _nested,
    "open_to_all": _open_to_all,
    "run_out": _run_out,
    "removed": _removed,
    "doubled": _doubled,
    "deleted": _deleted,
}
"""By name; the sentence of each is `practice.mishap.<name>`."""
