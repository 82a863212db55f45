"""Texts that are refused wherever they are pasted: secrets, tokens, error messages, documents' placeholders."""

from __future__ import annotations

import re

from ..model.problems import problem
from ..model.secret import PEM_PRIVATE_KEY

# An Entra client secret, a token; and any of them behind its usual name.
_SECRET = re.compile(
    r"[a-zA-Z0-9_~.]{3}\dQ~[a-zA-Z0-9_~.-]{31,34}"
    r"|eyJ[\w-]{8,400}\.[\w-]{8}"
    r"|(?:client[ _-]?secret|secretText|refresh_token|access_token|id_token|client_assertion|password)"
    r"[\"']?\s*[:=]\s*[\"']?(?!null\b|[\"'<{[$]|your)[^\s\"']{8,}",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"AADSTS(\d{4,9})", re.IGNORECASE)
_NAMES = r"(?:tenant|directory|client|app(?:lication)?|object|guid|id|secret|domain|organi[sz]ation|value)"
_PLACEHOLDER = re.compile(
    rf"[{{<\[][\w $%.-]{{0,40}}?{_NAMES}[\w .()-]{{0,40}}[}}>\]]"
    rf"|\byour[ _-](?:[A-Z]+[ _-]){{0,3}}{_NAMES}\b"
    r"|\b(?:enter|insert)[ _-](?:the|your)[ _-]|\bx{8}(?:-x{4}){3}-x{12}\b",
    re.IGNORECASE,
)


def holds_secret(text: str) -> bool:
    """Whether a secret or a token stands in the text."""
    return bool(_SECRET.search(text) or PEM_PRIVATE_KEY.search(text))


def no_secret(text: str, field: str) -> None:
    """Raise `AskAgain` for a text that holds a secret or a token: its sentence repeats nothing of the text."""
    if holds_secret(text):
        raise problem("paste-has-secret", field=field)


def no_error(text: str, field: str) -> None:
    """Raise `AskAgain` for an error message of Microsoft's sign-in page; its number is repeated."""
    if found := _NUMBER.search(text):
        raise problem("paste-is-error", field=field, number=found[1])


def has_placeholder(text: str) -> bool:
    """Whether words stand in the text where a document expects the reader's own value."""
    return bool(_PLACEHOLDER.search(text))
