"""The program as a person starts it: a process of its own, killed and started again like a laptop's."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path


class Program:
    """`sso-wizard --practice` on a free port of loopback, with its files in one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self._process: subprocess.Popen[str] | None = None

    def start(self) -> str:
        """Start it; returns the one-time link that it prints."""
        command = [sys.executable, "-m", "wizard", "--practice", "--no-browser"]
        command += ["--port", str(self.port), "--data", str(self._folder)]
        self._log = self._folder / f"log-{time.monotonic_ns()}"
        self._folder.mkdir(parents=True, exist_ok=True)
        with self._log.open("w") as log:
            environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
            self._process = subprocess.Popen(
                command, stdout=log, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, text=True, env=environment
            )
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            for line in self._log.read_text().splitlines():
                if "/enter/" in line:
                    return line[line.index("http") :].strip()
            assert self._process.poll() is None, self._log.read_text()
            time.sleep(0.1)
        raise TimeoutError(self._log.read_text())

    def kill(self) -> None:
        """End it as a power cut would: no clean-up of any kind."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """End it as Ctrl+C does."""
        self._end(signal.SIGINT)

    def output(self) -> str:
        """Everything it printed, in all its lives."""
        return "\n".join(log.read_text() for log in sorted(self._folder.glob("log-*")))

    def _end(self, sign: signal.Signals) -> None:
        if self._process and self._process.poll() is None:
            self._process.send_signal(sign)
            self._process.wait(20)
        self._process = None
