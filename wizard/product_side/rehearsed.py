"""Practice mode: a stand-in of the practice tenant is asked in place of a product elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from urllib.parse import urlencode, urlsplit

from steps.model.hosts import Hosts
from steps.model.product_side import Led, Visit

from .asking import ProductAsked
from .ends import Ended
from .places import place

Configured = Callable[[], tuple[str, Sequence[str]]]
"""The client ID and the redirect URIs that the product was given."""


class ProductRehearsed(ProductAsked):
    """Nothing leaves this machine: the stand-in sends what a product that was configured as handed over would send.

    A product on this machine is asked itself. `pages` is the origin of the practice tenant's pages.
    """

    def __init__(self, hosts: Hosts, pages: str, configured: Configured) -> None:
        super().__init__(hosts)
        # By number, because by name this is the practice tenant's door, and no visit goes through it.
        self._stand_in = f"http://127.0.0.1:{urlsplit(pages).port}/product"
        self._configured = configured

    async def lead(self, visits: tuple[Visit, ...]) -> tuple[Led, ...]:
        asked = tuple(self._instead(visit, number) for number, visit in enumerate(visits))
        led = await super().lead(asked)
        return tuple(
            one if one.visit == visit else self._told(one, visit) for one, visit in zip(led, visits, strict=True)
        )

    def _instead(self, visit: Visit, number: int) -> Visit:
        try:
            there = place(visit.address)
        except Ended:
            # What is wrong with the address itself is told as it would be anywhere.
            return visit
        if there.here:
            return visit
        client_id, uris = self._configured()
        own = [uri for uri in uris if urlsplit(uri).hostname == there.host] or list(uris)
        back = visit.redirect if visit.redirect in uris else own[number % len(own)] if own else ""
        sent = {"client_id": client_id, "redirect_uri": back}
        return Visit(f"{self._stand_in}?{urlencode(sent)}")

    def _told(self, led: Led, visit: Visit) -> Led:
        if visit.settings:
            return Led(visit, end="practice-settings")
        return replace(led, visit=visit, way=(place(visit.address).shown,), stand_in=True)
