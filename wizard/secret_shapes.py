"""What secrets look like in text: the last net before anything is written down.

The shapes are those of private keys, Entra client secrets, tokens, codes, cookies and headers. They also match inside
JSON and Python reprs, where `name=value` patterns see nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from steps.model.secret import PEM_PRIVATE_KEY

# Names whose value grants access wherever they stand. `code`, `state` and `nonce` are left out: as keys they also
# name a problem's code, a postal address and a claim.
NAMES = "client_secret|refresh_token|access_token|id_token|client_assertion|code_verifier|secretText|password"

SHAPES: Mapping[str, re.Pattern[str]] = {
    # First: its lines may look like something shorter.
    "private-key": PEM_PRIVATE_KEY,
    # An Entra client secret. No delimiters around it: in a form body it ends at `&`.
    "entra-secret": re.compile(r"[a-zA-Z0-9_~.]{3}\dQ~[a-zA-Z0-9_~.-]{31,34}"),
    # From where a word begins, or behind an encoded "=", blank or quote: from every "eyJ" it would take for ever.
    "jwt": re.compile(r"(?:(?<![\w-])|(?<=%3D)|(?<=%20)|(?<=%22))eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*"),
    # Entra's authorization codes and refresh tokens: opaque, versioned, hundreds of characters.
    "entra-code": re.compile(r"(?<![\w.-])[01]\.A[\w-]{40,}[\w.-]{60,}"),
    # The boundary keeps `status_code=200`.
    "parameter": re.compile(
        rf"(?<![A-Za-z0-9_])(?P<name>code|state|nonce|{NAMES})=(?P<value>(?!•)[^&\s\"']+)", re.IGNORECASE
    ),
    "quoted": re.compile(
        rf"""(?P<name>["'](?:{NAMES})\\?["']\s*:\s*)(?P<value>\\?["'](?!•)[^"']+)""",
        re.IGNORECASE,
    ),
    "authorization": re.compile(
        r"""(?P<name>\bauthorization\\?["']?\s*[:=]\s*\\?["']?)(?P<value>(?:bearer|basic)\s+[^\s"']+)""",
        re.IGNORECASE,
    ),
    "cookie": re.compile(r"(?P<name>\b_streamlit_\w+=|\b(?:set-)?cookie: *)(?P<value>(?!•)[^;\s]+)", re.IGNORECASE),
}

_NAME = re.compile(NAMES, re.IGNORECASE)


def shape_in(value: object) -> str:
    """The name of the first secret shape in a text, or in any text of nested data; empty when there is none."""
    if isinstance(value, str):
        return next((name for name, pattern in SHAPES.items() if pattern.search(value)), "")
    if isinstance(value, Mapping):
        for key, inside in value.items():
            if found := _named(str(key), inside) or shape_in(str(key)) or shape_in(inside):
                return found
        return ""
    if isinstance(value, list | tuple):
        return next((found for inside in value if (found := shape_in(inside))), "")
    return ""


def redact(text: str) -> str:
    """The text with every secret shape replaced by dots; names in front of a value stay readable."""
    for pattern in SHAPES.values():
        text = pattern.sub(_dots, text)
    return text


def _named(key: str, value: object) -> str:
    if not isinstance(value, str) or not value:
        return ""
    if _NAME.fullmatch(key):
        return "quoted"
    header = SHAPES["authorization"].search(f"{key}: {value}")
    return "authorization" if header else ""


def _dots(match: re.Match[str]) -> str:
    whole = match[0]
    if "value" not in match.re.groupindex:
        return "••••"
    return whole[: match.start("value") - match.start()] + "••••"
