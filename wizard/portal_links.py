"""Links into the portal for a page that belongs to no step: those of a setup, or without one."""

from __future__ import annotations

from collections.abc import Callable

from steps.by_hand import portal
from steps.model.ports import World
from steps.model.setup import Setup


class PortalLinks:
    """Makes them; reads the journal only."""

    def __init__(self, setup: Callable[[str], Setup], world: Callable[[str], World]) -> None:
        self._setup, self._world = setup, world

    def link(self, page: str, setup_id: str = "") -> str:
        """The address of a page, a key of `wizard.entra.portal.PAGES`; the nearest list where an ID is not known.

        Without a setup the portal opens in whatever tenant the browser is signed in to.
        """
        setup = self._setup(setup_id) if setup_id else Setup(id="", created="")
        return portal.link(page, setup, self._world(setup_id))
