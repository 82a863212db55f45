"""JupyterHub with its proxy: a small configuration of our own that loads the wizard's file."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from .running import Running, free_port, installed

OWN = Path(__file__).parents[2] / ".venv-target-products"
NEEDED = "JupyterHub into .venv-target-products"

# What a hub has of its own: ports, where accounts are kept, how servers are started (no test starts one). The last
# line is the one that the wizard tells the admin to add.
CONFIGURATION = """\
c = get_config()
c.JupyterHub.bind_url = "http://127.0.0.1:{port}{base_path}"
c.JupyterHub.hub_bind_url = "http://127.0.0.1:{hub_port}"
c.JupyterHub.db_url = "sqlite:///{folder}/hub.sqlite"
c.JupyterHub.cookie_secret_file = "{folder}/cookie_secret"
c.JupyterHub.spawner_class = "simple"
c.JupyterHub.default_url = "{base_path}/hub/home"
c.ConfigurableHTTPProxy.command = [{proxy!r}]
c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:{api_port}"
c.ConfigurableHTTPProxy.pid_file = "{folder}/proxy.pid"
{line}
"""


class Hub:
    """A hub whose first page after a sign-in names the person; begins at `start`."""

    def __init__(self, base_path: str = "") -> None:
        self.port = free_port()
        self.folder = Path(tempfile.mkdtemp(prefix="sso-wizard-hub-"))
        self._base_path = base_path
        self._running: Running | None = None

    @property
    def origin(self) -> str:
        return f"http://localhost:{self.port}"

    def start(self, ca: str, files: Mapping[str, bytes], line: str) -> None:
        """Save the handed files beside a configuration that has this line, and run it."""
        for name, content in files.items():
            (self.folder / name).write_bytes(content)
            (self.folder / name).chmod(0o600)
        text = CONFIGURATION.format(
            folder=self.folder,
            port=self.port,
            base_path=self._base_path,
            hub_port=free_port(),
            api_port=free_port(),
            proxy=installed(OWN / "node/node_modules/.bin/configurable-http-proxy", NEEDED),
            line=line,
        )
        (self.folder / "jupyterhub_config.py").write_text(text, "utf-8")
        command = [installed(OWN / "bin/jupyterhub", NEEDED), "--config", "jupyterhub_config.py"]
        # A hub trusts the machine's certificates. Here these are the practice tenant's.
        self._running = Running(
            command, self.folder, {"SSL_CERT_FILE": ca}, lambda it: "JupyterHub is now running" in it.output()
        )

    def log(self) -> str:
        """Everything the hub printed."""
        assert self._running
        return self._running.output()

    def stop(self) -> None:
        if self._running:
            self._running.stop()
        # The hub ends its proxy, unless it was ended by force itself.
        with suppress(FileNotFoundError, ProcessLookupError, ValueError):
            os.kill(int((self.folder / "proxy.pid").read_text()), signal.SIGKILL)
        shutil.rmtree(self.folder, ignore_errors=True)
