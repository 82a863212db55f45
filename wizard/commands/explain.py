"""`sso-wizard explain`: what an error of Microsoft's means. No setup, no network."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any, TextIO

from steps.model.logins import Explained
from steps.model.words import say
from steps.pasted.error_message import read

from ..entra.cloud import GLOBAL
from ..entra.portal import PAGES, Portal
from ..export.escape import visible
from ..oidc import errors
from ..text import text

NOT_TOLD = ("numbers", "error", "names")
"""What the errors themselves say already."""


def run(said: Sequence[str], as_json: bool, typed: TextIO | None = None, out: TextIO | None = None) -> int:
    """Explain the arguments, or standard input; 1 when no error was recognized in them."""
    told = " ".join(said) or (typed or sys.stdin).read()
    found = errors.explain(told)
    if as_json:
        message = {name: value for name, value in asdict(read(told)).items() if name not in NOT_TOLD and value}
        lines = [json.dumps({"errors": [_data(one) for one in found], "message": message}, indent=2)]
    else:
        lines = [visible(line) for one in found for line in ("", *_lines(one))][1:] or [text(say("explain.none"))]
    print("\n".join(lines), file=out)
    return 0 if found else 1


def _lines(one: Explained) -> Iterator[str]:
    yield text(say("explain.what", code=one.code, what=text(one.what)))
    yield text(one.why)
    yield text(one.do)
    if one.whose:
        yield text(say("explain.whose", whose=text(say(f"screen.doctor.whose.{one.whose}"))))
    if one.step:
        yield text(say("explain.step", title=text(say(f"step.{one.step}.title"))))
    if one.page:
        yield text(say("explain.by_hand", link=_by_hand(one.page)))
    if there := errors.lookup(one.code):
        yield text(say("explain.lookup", link=there))
    if one.whose:
        yield text(say("screen.doctor.sure") if one.sure else say("screen.doctor.unsure"))


def _data(one: Explained) -> dict[str, Any]:
    sentences = {"what": text(one.what), "why": text(one.why), "next": text(one.do)}
    where = {"step": one.step, "by_hand": _by_hand(one.page), "lookup": errors.lookup(one.code)}
    return {"code": one.code, **sentences, "whose": one.whose, "sure": one.sure, **where}


def _by_hand(page: str) -> str:
    """The page, or the list that leads to it: without a setup no application is known, nor which tenant it is in."""
    if "{" in PAGES.get(page, ""):
        page = "enterprise-apps" if page.startswith("enterprise-") else "app-registrations"
    return Portal(GLOBAL, lambda: "").link(page) if page else ""
