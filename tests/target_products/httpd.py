"""Apache httpd with mod_auth_openidc: a small configuration of our own around the wizard's file."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from .running import Running, answers, free_port, installed

APACHE = Path("/usr/sbin/apache2")
MODULES = Path("/usr/lib/apache2/modules")
LOADED = ("mpm_event", "authn_core", "authz_core", "authz_user", "dir", "include")

# What a server has of its own: ports, places, and whose certificates it trusts. The line inside the site is the one
# that the wizard tells the admin to add.
CONFIGURATION = """\
ServerRoot "{folder}"
ServerName localhost
DefaultRuntimeDir "{folder}"
PidFile "{folder}/httpd.pid"
ErrorLog "{folder}/error.log"
LogLevel warn
{modules}
{user}
Listen 127.0.0.1:{port}
StartServers 1
OIDCCABundlePath "{ca}"
<VirtualHost 127.0.0.1:{port}>
    DocumentRoot "{folder}/site"
    DirectoryIndex index.html
    <Directory "{folder}/site">
        Options +Includes
        SetOutputFilter INCLUDES
    </Directory>
    {line}
</VirtualHost>
"""
RUNS = "resuming normal operations"
PAGE = '<!doctype html><title>The site</title><p id="user"><!--#echo var="REMOTE_USER" --></p>'


class Httpd:
    """A server whose pages name the person who is signed in; begins at `start`."""

    def __init__(self) -> None:
        self.port = free_port()
        # Outside pytest's folders, which only their owner may enter: Apache's workers are somebody else.
        self.folder = Path(tempfile.mkdtemp(prefix="sso-wizard-httpd-"))
        self.folder.chmod(0o755)
        self._running: Running | None = None
        for place in ("site", "site/reports"):
            (self.folder / place).mkdir()
            (self.folder / place / "index.html").write_text(PAGE, "utf-8")

    @property
    def origin(self) -> str:
        return f"http://localhost:{self.port}"

    def configure(self, ca: str, files: Mapping[str, bytes], line: str) -> None:
        """Save the handed files beside a configuration that has this line."""
        authority = shutil.copy(ca, self.folder / "ca.pem")
        Path(authority).chmod(0o644)
        for name, content in files.items():
            (self.folder / name).write_bytes(content)
            (self.folder / name).chmod(0o600)
        openidc = installed(MODULES / "mod_auth_openidc.so", "libapache2-mod-auth-openidc")
        modules = [f"LoadModule {name}_module {MODULES}/mod_{name}.so" for name in LOADED]
        text = CONFIGURATION.format(
            folder=self.folder,
            modules="\n".join([*modules, f"LoadModule auth_openidc_module {openidc}"]),
            user="User www-data\nGroup www-data" if os.geteuid() == 0 else "",
            port=self.port,
            ca=authority,
            line=line,
        )
        (self.folder / "httpd.conf").write_text(text, "utf-8")

    def check(self) -> str:
        """What `apachectl configtest` says; that program only calls this."""
        return subprocess.run([*self._command, "-t"], capture_output=True, text=True, timeout=30).stderr

    def start(self) -> None:
        self._running = Running(
            [*self._command, "-DFOREGROUND"], self.folder, {"LC_ALL": "C"}, lambda _: answers(self.port)
        )

    def reload(self) -> None:
        """What `systemctl reload apache2` does: a graceful restart with a new generation of workers."""
        assert self._running
        before = self.errors().count(RUNS)
        self._running.signal(signal.SIGUSR1)
        self._running.wait_until(lambda _: self.errors().count(RUNS) > before)

    @property
    def _command(self) -> list[str]:
        return [installed(APACHE, "apache2-bin"), "-f", str(self.folder / "httpd.conf")]

    def errors(self) -> str:
        """The error log."""
        return (self.folder / "error.log").read_text("utf-8", "replace")

    def stop(self) -> None:
        if self._running:
            self._running.stop()
        shutil.rmtree(self.folder, ignore_errors=True)
