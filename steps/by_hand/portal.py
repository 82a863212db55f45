"""Actions in the Entra admin center as tasks: which page, what to do there, which values to carry.

The sentences and menu names stand in the text file `portal.toml`, with the month they were checked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ..model.ports import World
from ..model.setup import Setup
from ..model.views import Task, Value
from ..model.words import Words, say

CHECKED = say("portal.checked")
"""When the menu names were last compared with Microsoft's documentation."""

TICKS = "portal/"
"""How the names of ticks on these actions begin; nothing that a step decides depends on them."""

ORDER = (
    "tenant-overview",
    "tenant-roles",
    "user-settings",
    "conditional-access",
    "users",
    "new-registration",
    "app-overview",
    "app-authentication",
    "app-expose",
    "app-token-configuration",
    "app-permissions",
    "app-manifest",
    "app-credentials",
    "enterprise-properties",
    "enterprise-users",
)
"""The pages in the order in which a setup needs them: a scope must be exposed before it can be permitted."""

_SAVED = ("app-authentication", "app-manifest", "enterprise-properties")
"""Pages on which nothing is kept before Save."""


@dataclass(frozen=True)
class Action:
    """One action on one page. `page` is a key of the port `Portal`, `does` of the sentences `[portal.do]`."""

    page: str
    does: str
    values: tuple[Value, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class App:
    """What is known of the application, for deep links; empty as long as it is not."""

    client_id: str = ""
    service_principal_id: str = ""


def known(setup: Setup) -> App:
    """The application of this setup, registered or just pasted."""
    pasted = setup.choices.get("pasted_client_id", "")
    if setup.registration and pasted in ("", setup.registration.client_id):
        return App(setup.registration.client_id, setup.registration.service_principal_id)
    if not pasted:
        # What the wizard itself made before somebody went on by hand.
        ids = {name: id_ for made in setup.made for name, id_ in made.ids.items()}
        return App(ids.get("client_id", ""), ids.get("service_principal_id", ""))
    return App(str(pasted), str(setup.choices.get("pasted_service_principal_id", "")))


def tasks(actions: Iterable[Action], setup: Setup, world: World) -> tuple[Task, ...]:
    """The actions as tasks, page by page, with Save where a page needs it; ticks are kept under the action's name."""
    listed = list(actions)
    return tuple(
        _task(action, setup, world)
        for page in ORDER
        for action in _saved([action for action in listed if action.page == page])
    )


def link(page: str, setup: Setup, world: World) -> str:
    """The deep link of a page; the list of applications as long as the application is not known."""
    app = known(setup)
    if page.startswith("enterprise-") and app.service_principal_id and app.client_id:
        return world.portal.link(page, client_id=app.client_id, object_id=app.service_principal_id)
    if page.startswith("app-") and app.client_id:
        return world.portal.link(page, client_id=app.client_id)
    listed = {"app": "app-registrations", "enterprise": "enterprise-apps"}
    return world.portal.link(listed.get(page.partition("-")[0], page))


def _saved(actions: list[Action]) -> list[Action]:
    # The manifest is copied as it was saved: what was typed into it counts only then.
    edits = [action for action in actions if action.does != "copy_manifest"]
    if not edits or edits[0].page not in _SAVED:
        return actions
    return [*edits, Action(edits[0].page, "save"), *(action for action in actions if action not in edits)]


def _task(action: Action, setup: Setup, world: World) -> Task:
    carried = "|".join([*(str(value.text) for value in action.values), *action.words.values()])
    name = f"{TICKS}{action.page}/{action.does}/{carried}"
    return Task(
        name,
        where(action.page),
        say(f"portal.do.{action.does}", **action.words),
        action.values,
        link=link(action.page, setup, world),
        ticked=setup.ticks.get(name, ""),
    )


def where(page: str) -> Words:
    """The menu path of a page."""
    return say(f"portal.page.{page}")
