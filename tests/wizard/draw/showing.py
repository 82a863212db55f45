"""Shows scenes in a browser, and hears what it complains about and what is sent to it."""

from __future__ import annotations

import subprocess

from playwright.sync_api import Page, WebSocket, expect
from scenes import address

# Streamlit's own index page sets one variable inline; the policy refuses it and nothing is lost.
KNOWN = "Executing inline script violates"


class Scenes:
    """A server of scenes, and what the browser complained about."""

    def __init__(self, process: subprocess.Popen[str], port: int, page: Page) -> None:
        self._process, self._origin, self.page = process, f"http://localhost:{port}/", page
        self.complaints: list[str] = []
        self.outside: list[str] = []
        self.heard: list[bytes] = []
        page.on("console", lambda said: said.type == "error" and self._complain(said.text))
        page.on("pageerror", lambda fault: self.complaints.append(str(fault)))
        page.on("request", lambda request: self._sent(request.url))
        page.on("websocket", self._hear)

    def show(self, scene: str, width: int = 1440, dark: bool = False) -> Page:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{scene}\n")
        self._process.stdin.flush()
        assert self._process.stdout.readline() == "ready\n"
        self.page.emulate_media(color_scheme="dark" if dark else "light")
        self.page.set_viewport_size({"width": width, "height": 900})
        self.page.goto(self._origin + address(scene))
        expect(self.page.locator(".level-1")).to_be_visible(timeout=20_000)
        expect(self.page.locator('[data-test-script-state="notRunning"]')).to_be_attached(timeout=20_000)
        return self.page

    def _hear(self, socket: WebSocket) -> None:
        socket.on(
            "framereceived", lambda frame: self.heard.append(frame if isinstance(frame, bytes) else frame.encode())
        )

    def _complain(self, said: str) -> None:
        if not said.startswith(KNOWN):
            self.complaints.append(said)

    def _sent(self, url: str) -> None:
        if not url.startswith((self._origin, "data:", "blob:")):
            self.outside.append(url)
