"""Serve one scene for the browser: `python serve_scene.py PORT`; the scene is named on each line of stdin."""

from __future__ import annotations

import sys
import threading

from scenes import ALL

from wizard import running, server


class NoLogins:
    """No login is ever under way."""

    def start(self, attempt_id: str) -> None:
        return None

    def complete(self, params: object, browser_key: str | None, form_post: bool = False) -> bool:
        return False


def choose() -> None:
    for line in sys.stdin:
        running.start(ALL[line.strip()](), NoLogins())
        print("ready", flush=True)


running.start(ALL["home"](), NoLogins())
threading.Thread(target=choose, daemon=True).start()
server.serve(int(sys.argv[1]), False, lambda link: print(link, flush=True))
