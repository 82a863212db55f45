"""Client secrets in memory, for as long as this process lives."""

from __future__ import annotations

import threading

from steps.model.secret import Secret


class MemoryVault:
    """The secret of each setup, and one more while a new one is tried. Thread-safe; nothing is ever written."""

    def __init__(self) -> None:
        self._secrets: dict[str, dict[str, Secret]] = {}
        self._lock = threading.Lock()

    def keep(self, setup_id: str, key_id: str, secret: Secret) -> None:
        """Hold this secret beside the one before; any earlier one is dropped."""
        with self._lock:
            held = self._secrets.get(setup_id, {})
            before = [(other, value) for other, value in held.items() if other != key_id][-1:]
            self._secrets[setup_id] = {**dict(before), key_id: secret}

    def secret(self, setup_id: str, key_id: str) -> Secret | None:
        """The secret with this key id, or None if it is not, or no longer, held."""
        with self._lock:
            return self._secrets.get(setup_id, {}).get(key_id)

    def drop(self, setup_id: str) -> None:
        """Forget the setup's secrets."""
        with self._lock:
            self._secrets.pop(setup_id, None)
