"""The practice tenant as one object: start it, point the SDKs at its cloud, look into its directory."""

from __future__ import annotations

import socket
from contextlib import ExitStack
from pathlib import Path
from typing import Self

from ..entra.cloud import Cloud
from .certificates import authority, serving
from .directory import Directory
from .endpoints import page_app, program_app
from .first_party import GRAPH_RESOURCE
from .listening import Listening, take_port
from .objects.service_principal import make_graph
from .realm import Realm
from .scenarios import Scenarios
from .scripted import Browsing
from .signing import SigningKey


class PracticeTenant:
    """A tenant whose state, key, certificates and ports live in one folder.

    Port 0 means the one used before if it is free, because issuers and registered addresses contain it. The ports
    are taken at once, so that `cloud` is final; requests are answered from `start` to `stop`. Raises `OSError` if a
    port that was asked for is taken.
    """

    def __init__(self, folder: Path, *, port: int = 0, pages_port: int = 0) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.directory = Directory(folder / "tenant.sqlite")
        make_graph(self.directory)
        issuer, ca = authority(folder)
        self._tls = serving(issuer)
        self._secure, self._pages = self._take_ports(port, pages_port)
        ports = {"secure": self._secure.getsockname()[1], "pages": self._pages.getsockname()[1]}
        secure, pages = f"https://localhost:{ports['secure']}", f"http://localhost:{ports['pages']}"
        self._realm = Realm(self.directory, SigningKey(folder / "signing.pem"), secure, pages)
        self.cloud = Cloud(
            name="Practice tenant",
            login=secure,
            graph=secure,
            audience=GRAPH_RESOURCE,
            portal=f"{pages}/portal",
            entra_portal=f"{pages}/portal",
            ca=str(ca),
            pages=pages,
        )
        self._listening: Listening | None = None

    def _take_ports(self, port: int, pages_port: int) -> tuple[socket.socket, socket.socket]:
        none: dict[str, list[int]] = {"secure": [], "pages": []}
        known = self.directory.settings.get("known_ports") or none
        with ExitStack() as undo:
            undo.callback(self.directory.close)
            secure = undo.enter_context(take_port(port, known["secure"]))
            pages = take_port(pages_port, known["pages"])
            undo.pop_all()
        # The first port stays the first choice: a second start beside a running one must not move the tenant.
        taken = {"secure": secure.getsockname()[1], "pages": pages.getsockname()[1]}
        fresh = {name: list(dict.fromkeys([*known[name], number])) for name, number in taken.items()}
        self.directory.settings.put("known_ports", fresh)
        return secure, pages

    @property
    def scenarios(self) -> Scenarios:
        """What can be switched on."""
        return self.directory.scenarios

    @property
    def tenant_id(self) -> str:
        return self.directory.tenant_id

    def start(self) -> None:
        """Answer requests, in a thread of our own."""
        if self._listening is None:
            secure = (program_app(self._realm), self._secure, self._tls)
            self._listening = Listening(secure, (page_app(self._realm), self._pages))

    def stop(self) -> None:
        """Close the ports and the file. A tenant cannot be started again: make a new one on its folder."""
        if self._listening is not None:
            self._listening.stop()
        self._secure.close()
        self._pages.close()
        self.directory.close()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def approve_device_code(self, user_code: str, person: str, consent: bool = True) -> None:
        """A scripted person types the code, picks their account and accepts, or cancels.

        `person` is a sign-in name, an object id, a display name or the part before the @. Raises `StaysOnPage` if a
        page says no, `KeyError` if there is nobody of that name.
        """
        with Browsing(self._realm) as browsing:
            browsing.approve_device_code(user_code, self.directory.person(person)["id"], consent)

    def sign_in(self, authorize_url: str, person: str, consent: bool = True) -> str:
        """A scripted person opens the address, picks their account and accepts, or cancels.

        Returns the address of the application that the browser would be sent to, with code or error; for
        `form_post` the form's fields stand in its query. Raises `StaysOnPage` with the page's AADSTS number if Entra
        would keep the person on its own page.
        """
        with Browsing(self._realm) as browsing:
            return browsing.sign_in(authorize_url, self.directory.person(person)["id"], consent).address

    def sign_in_and_deliver(self, authorize_url: str, person: str, consent: bool = True) -> int:
        """Like `sign_in`, but goes on as a browser would: to the application's address, by GET or by form.

        Returns the status of the application's answer.
        """
        with Browsing(self._realm) as browsing:
            return browsing.deliver(browsing.sign_in(authorize_url, self.directory.person(person)["id"], consent))
