"""A client secret or private key, kept out of every place where text ends up."""

from __future__ import annotations

import hmac
import re
from typing import NoReturn

_BLANK = "(?:[ +]|%20)"
_LABEL = rf"{_BLANK}(?:[A-Z0-9]{{1,20}}{_BLANK}){{0,3}}PRIVATE{_BLANK}KEY(?:{_BLANK}BLOCK)?"
PEM_PRIVATE_KEY = re.compile(rf"-----BEGIN{_LABEL}(?:.*?-----END{_LABEL}-----|.*)", re.DOTALL | re.IGNORECASE)
"""A private key in a text (RFC 7468 §10 and §11, with any label), also as JSON or a form holds it.

One that is cut off goes to the end of the text: nothing says which of it is no key any more.
"""


class Secret:
    """A secret value that prints as dots and refuses to be pickled; `reveal()` is the only way out.

    Python cannot wipe memory: the value lives until the process ends or the object is dropped and reused.
    """

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        """The value itself, for the one page, file or request that needs it."""
        return self._value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and hmac.compare_digest(self._value.encode(), other._value.encode())

    def __hash__(self) -> int:
        return id(self)

    def __repr__(self) -> str:
        return "Secret(••••)"

    __str__ = __repr__

    def __format__(self, spec: str) -> str:
        return repr(self)

    def __reduce__(self) -> NoReturn:
        raise TypeError("a secret is never pickled or copied")


class PrivateKey(Secret):
    """A private key as PEM (PKCS #8, RFC 5958); `certificate` is that of its public half, as PEM, and no secret."""

    __slots__ = ("certificate",)

    def __init__(self, value: str, certificate: str) -> None:
        super().__init__(value)
        self.certificate = certificate
