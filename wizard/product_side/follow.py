"""Follow a product's own login as a browser would, as far as Microsoft's door; read its public settings."""

from __future__ import annotations

import asyncio
import json
import ssl
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from itertools import chain, islice
from typing import Any
from urllib.parse import urljoin

from steps.model.hosts import Hosts
from steps.model.product_side import Led, Visit, shown

from . import page as pages
from .connection import Connection, Page, Resolve, resolve, trusted
from .door import at_door
from .ends import Ended, safe
from .places import Place, is_given, place
from .settings import flat

SECONDS = 15.0
"""For all visits together, answers included; without it a server that drips bytes holds us for ever."""

MOST_REDIRECTS = 10

_HTML, _JSON = "text/html,application/xhtml+xml;q=0.9", "application/json"
_MOST_NAMED = 200
_STATUS = {401: "unauthorized", 403: "forbidden", 404: "missing"}


def follow(
    visits: Sequence[Visit],
    hosts: Hosts,
    *,
    trust: ssl.SSLContext | None = None,
    resolve: Resolve = resolve,
    seconds: float = SECONDS,
) -> tuple[Led, ...]:
    """Make these visits at once, and wait for them; for a thread without a loop. Never raises for what it meets."""
    return asyncio.run(follow_all(visits, hosts, trust=trust, resolve=resolve, seconds=seconds))


async def follow_all(
    visits: Sequence[Visit],
    hosts: Hosts,
    *,
    trust: ssl.SSLContext | None = None,
    resolve: Resolve = resolve,
    seconds: float = SECONDS,
) -> tuple[Led, ...]:
    """Like `follow`, in a loop."""
    trust = trust or trusted()
    return tuple(await asyncio.gather(*(_Way(visit, hosts, trust, resolve).go(seconds) for visit in visits)))


class _Way:
    """One visit, with the cookies of this visit only: products set a state cookie before they redirect."""

    def __init__(self, visit: Visit, hosts: Hosts, trust: ssl.SSLContext, resolve: Resolve) -> None:
        self._visit, self._hosts, self._trust, self._resolve = visit, hosts, trust, resolve
        self._way: list[str] = []
        self._link = False

    async def go(self, seconds: float) -> Led:
        try:
            async with asyncio.timeout(seconds):
                begin = place(self._visit.address)
                async with Connection(self._trust, self._resolve) as connection:
                    return await (self._settings if self._visit.settings else self._login)(begin, connection)
        except Ended as ended:
            return self._led(end=ended.end, told=ended.told)
        except TimeoutError:
            last = place(self._way[-1]).host if self._way else ""
            return self._led(end="timeout", told={"host": last})

    async def _login(self, begin: Place, connection: Connection) -> Led:
        there, seen = begin, Counter[str]()
        while not self._is_door(there, begin):
            seen[there.url] += 1
            # Twice is how a product finds out whether cookies are kept.
            if seen[there.url] > 2:
                raise Ended("loop", address=there.shown)
            if seen.total() > MOST_REDIRECTS + 1:
                raise Ended("too-many", most=str(MOST_REDIRECTS))
            self._way.append(there.shown)
            came = await connection.get(there, _HTML)
            onward = self._onward(there, begin, came)
            lost = there.scheme == "https" and onward.scheme == "http" and not onward.here
            if lost and (onward.host == begin.host or is_given(onward, begin, self._visit.hosts)):
                raise Ended("downgrade", address=onward.shown)
            there = onward
        return self._led(sent=there.url, link=self._link)

    def _is_door(self, there: Place, begin: Place) -> bool:
        return at_door(there.url, self._hosts, is_given(there, begin, self._visit.hosts))

    def _onward(self, there: Place, begin: Place, came: Page) -> Place:
        """Where an answer sends the browser: by redirect, to Microsoft if a page names that door, or by itself."""
        if came.location:
            return _joined(there, came.location)
        leaving = [one for one in (pages.refreshed(came.refresh), *pages.sends(came.text)) if one]
        named = (one for one in pages.addresses(came.text) if "client_id" in one)
        by_itself = ((written, False) for written in chain(pages.forms(came.text), leaving))
        by_click = ((written, True) for written in named)
        for written, self._link in islice(chain(by_itself, by_click), _MOST_NAMED):
            # Links to other places stand on every page; of those it goes to by itself the next turn judges.
            with suppress(Ended):
                if self._is_door(onward := _joined(there, written), begin):
                    return onward
        self._link = False
        if leaving:
            return _joined(there, leaving[0])
        raise _stopped(there, came)

    async def _settings(self, begin: Place, connection: Connection) -> Led:
        if self._is_door(begin, begin):
            raise Ended("no-request", address=begin.shown)
        self._way.append(begin.shown)
        came = await connection.get(begin, _JSON)
        if came.location:
            raise Ended("settings-moved", host=begin.host)
        if came.status != 200:
            raise _stopped(begin, came)
        try:
            return self._led(read=flat(json.loads(came.text)))
        except (ValueError, RecursionError):
            raise Ended("no-settings", host=begin.host) from None

    def _led(self, **found: Any) -> Led:
        return Led(self._visit, way=tuple(map(safe, self._way)), **found)


def _joined(there: Place, location: str) -> Place:
    try:
        return place(urljoin(there.url, location.strip()))
    except ValueError:
        raise Ended("bad-address", address=shown(location)) from None


def _stopped(there: Place, came: Page) -> Ended:
    """Why an answer leads nowhere."""
    told = {"host": there.host, "address": there.shown, "status": str(came.status)}
    if came.status != 200:
        return Ended(_STATUS.get(came.status) or ("failed" if came.status >= 500 else "status"), **told)
    if pages.has_password(came.text):
        return Ended("own-login", **told)
    return Ended("stayed" if came.whole else "too-large", **told)
