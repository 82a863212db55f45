"""A product as a process of its own on loopback, ended by its id."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

PATIENCE = 90.0
"""Seconds a product may take until it answers, on a machine that does much else."""


def free_port() -> int:
    """A port of loopback that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(port: int) -> bool:
    """Whether something listens on this port of loopback."""
    with socket.socket() as asking:
        return asking.connect_ex(("127.0.0.1", port)) == 0


def installed(program: Path, package: str) -> str:
    """The program's path; fails the test in one sentence where it is missing."""
    assert program.exists(), (
        f"{program} is missing. Run tests/install_target_products.sh as root, or install {package}."
    )
    return str(program)


class Running:
    """A process and those it starts, from construction until `stop`; `ready` is asked until the product answers."""

    def __init__(
        self,
        command: Sequence[str],
        folder: Path,
        environment: Mapping[str, str],
        ready: Callable[[Running], bool],
    ) -> None:
        self._log = folder / "output.log"
        with self._log.open("w") as log:
            self._process = subprocess.Popen(
                command,
                cwd=folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                env={**os.environ, **environment},
                start_new_session=True,
            )
        try:
            self.wait_until(ready)
        except BaseException:
            self.stop()
            raise

    def wait_until(self, ready: Callable[[Running], bool]) -> None:
        """Wait for what is told by `ready`; fails with the output if the process ends instead."""
        deadline = time.monotonic() + PATIENCE
        while not ready(self):
            assert self._process.poll() is None, self.output()
            if time.monotonic() > deadline:
                raise TimeoutError(self.output())
            time.sleep(0.05)

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to the process itself."""
        self._process.send_signal(number)

    def output(self) -> str:
        """Everything it and its children printed."""
        return self._log.read_text("utf-8", "replace")

    def stop(self) -> None:
        """End it, and what is left of its process group."""
        if self._process.poll() is None:
            self._process.terminate()
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(10)
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait(10)
