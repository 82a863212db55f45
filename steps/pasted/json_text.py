"""A JSON object in a text: found, read, or refused with the place where it breaks off."""

from __future__ import annotations

import json
import re

from ..model.directory import Json
from ..model.problems import problem
from .refused import no_error

_BEGIN = re.compile(r"\{\s*(?:\"|“|'|\}|$)")
# Pairs as a manifest has them, line by line, where the brace before them was not copied.
_PAIR = re.compile(r"^[ \t]*\"[A-Za-z0-9@.]{2,40}\"\s*:", re.MULTILINE)


def json_in(text: str, field: str) -> tuple[Json | None, str]:
    """The object and the text around it; no object where the text holds none. Raises `AskAgain` for a broken one."""
    text = re.sub(r"^```\w*$", "", text, flags=re.MULTILINE).strip()
    if text.startswith("[") and re.match(r"\[\s*[\[{\"\]]", text):
        raise problem("paste-json-list", field=field)
    begin = _BEGIN.search(text)
    pair = _PAIR.search(text)
    if pair and (not begin or pair.start() < begin.start()):
        raise problem("paste-json-no-start", field=field)
    if not begin:
        return None, text
    try:
        found, end = json.JSONDecoder().raw_decode(text, begin.start())
    except json.JSONDecodeError as broken:
        if not text[broken.pos :].strip() or broken.msg.startswith("Unterminated string"):
            raise problem("paste-json-cut", field=field) from None
        # Lines are counted from the brace: that is how an editor counts them.
        lines = text[begin.start() : broken.pos].split("\n")
        place = {"line": str(len(lines)), "column": str(len(lines[-1]) + 1)}
        raise problem("paste-json-broken", field=field, **place) from None
    except (RecursionError, ValueError):
        # Nested a thousand deep, or a number of thousands of digits: nothing Microsoft ever sends.
        raise problem("paste-json-other", field=field) from None
    return found, f"{text[: begin.start()]}\n{text[end:]}".strip()


def refuse_other(found: Json, field: str) -> None:
    """Raise `AskAgain` for JSON that is well known, and not an application."""
    keys = set(found)
    if keys & {"access_token", "id_token", "refresh_token", "password", "secretText", "client_secret"}:
        raise problem("paste-has-secret", field=field)
    if keys & {"authorization_endpoint", "token_endpoint", "jwks_uri"}:
        raise problem("paste-json-metadata", field=field)
    if "error" in keys or "odata.error" in keys:
        no_error(json.dumps(found), field)
        raise problem("paste-json-error", field=field)
    if {"iss", "aud"} <= keys:
        raise problem("paste-json-token", field=field)
