"""Client secrets in memory, for as long as this process lives."""

from __future__ import annotations

import threading

from steps.model.secret import Secret


class MemoryVault:
    """At most one secret per setup. Thread-safe; nothing is ever written anywhere."""

    def __init__(self) -> None:
        self._secrets: dict[str, tuple[str, Secret]] = {}
        self._lock = threading.Lock()

    def keep(self, setup_id: str, key_id: str, secret: Secret) -> None:
        """Hold this secret; an earlier one of the setup is dropped."""
        with self._lock:
            self._secrets[setup_id] = (key_id, secret)

    def secret(self, setup_id: str, key_id: str) -> Secret | None:
        """The secret with this key id, or None if it is not, or no longer, held."""
        with self._lock:
            held = self._secrets.get(setup_id)
        return held[1] if held and held[0] == key_id else None

    def drop(self, setup_id: str) -> None:
        """Forget the setup's secret."""
        with self._lock:
            self._secrets.pop(setup_id, None)
