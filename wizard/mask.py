"""What others must not read off a shared screen, found in a text and replaced by dots."""

from __future__ import annotations

import re
from collections.abc import Iterable

from steps.model.answers import GUID

from .secret_shapes import redact

DOTS = "•" * 6

_FILES = (
    "bat|cfg|cmd|conf|config|crt|css|csv|env|htm|html|ini|ics|jar|js|json|jks|key|log|md|pdf|pem|properties|ps1|py|"
    "sh|sql|template|toml|tpl|txt|xml|yaml|yml|zip"
)
"""The ends of file names: a product's file is no host."""

ADDRESS = re.compile(r"\b[a-z][a-z0-9+.-]*://[\w\[](?:[^\s<>\"'“”]*[^\s<>\"'“”.,;:)\]])?", re.IGNORECASE)
EMAIL = re.compile(r"[\w.!#$%&*+/=?^`{|}~-]+@[\w-]+(?:\.[\w-]+)+")
# Names of a host end in small letters; `web.redirectUris` and `User.Read` do not, nor do names in camel case.
HOST = re.compile(
    rf"(?<![\w.-])(?![\w.-]*[a-z][A-Z])(?:[A-Za-z0-9](?:[\w-]*[A-Za-z0-9])?\.)+(?!(?:{_FILES})\b)[a-z]{{2,24}}(?![\w-])"
    r"(?::\d+)?(?:/[^\s<>\"'“”]*[^\s<>\"'“”.,;:)\]])?"
)
_NUMBERED = re.compile(r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?(?!\w|\.\d)")
QUOTED = re.compile(r"'[^'\n]{1,200}'")
"""Microsoft's messages put the names of applications, people and tenants between these."""


LONGEST = 20_000
"""Characters; the patterns take longer than a page may for hostile text beyond it."""


class Mask:
    """Hides these values, whatever they are, and besides them what looks like an ID, an address or a secret.

    `keep` are names that everybody may know, such as those of products: one may look like a host.
    """

    def __init__(self, values: Iterable[str], keep: Iterable[str] = ()) -> None:
        self._keep = frozenset(keep)
        known = {value.strip() for value in values} - self._keep
        # One letter or a short number is part of too many words; the longest first, because one may hold another.
        telling = sorted((v for v in known if len(v) > 1 and not re.fullmatch(r"\d{1,4}", v)), key=len, reverse=True)
        told = "|".join(map(re.escape, telling))
        self._known = re.compile(rf"(?<!\w)(?:{told})(?!\w)", re.IGNORECASE) if told else None

    def over(self, text: str) -> str:
        """The text as others may see it; one longer than any page of ours is not looked through, but hidden whole."""
        if len(text) > LONGEST:
            return DOTS
        for pattern in (ADDRESS, EMAIL, GUID, HOST, _NUMBERED, self._known):
            text = pattern.sub(self._dots, text) if pattern else text
        if "AADSTS" in text:
            text = QUOTED.sub(f"'{DOTS}'", text)
        return redact(text)

    def _dots(self, found: re.Match[str]) -> str:
        return found[0] if found[0] in self._keep else DOTS
