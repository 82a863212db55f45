"""Client secrets and private keys in memory, for as long as this process lives."""

from __future__ import annotations

import threading
from datetime import datetime

from steps.model.secret import PrivateKey, Secret


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

    def make_key(self, name: str, begins: datetime, ends: datetime) -> PrivateKey:
        """A fresh private key with its certificate; see `certificate.make`. It is not held yet."""
        # Imported here: hardly anybody needs it, and the first page should not wait for it.
        from .certificate import make

        return make(name, begins, ends)

    def key_of(self, text: str, certificate: str) -> PrivateKey | None:
        """The private key in a text, if it belongs to this certificate; see `certificate.read`."""
        from .certificate import read

        return read(text, certificate)

    def drop(self, setup_id: str, *key_ids: str) -> None:
        """Forget the setup's secrets, or these of them."""
        with self._lock:
            held = self._secrets.pop(setup_id, {})
            if left := {key_id: value for key_id, value in held.items() if key_ids and key_id not in key_ids}:
                self._secrets[setup_id] = left
