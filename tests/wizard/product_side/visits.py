"""Visits to the playing product, what the setup's cloud is, and the sentences of an end."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from playing_product import WIKI, PlayingProduct

from steps.model.hosts import Hosts
from steps.model.product_side import Led, Visit
from steps.model.words import say
from wizard.product_side.follow import follow
from wizard.text import text

TENANT = "4d5e6f70-8192-4a3b-9c4d-5e6f708192a3"
CLIENT = "1a2b3c4d-5e6f-4708-9192-a3b4c5d6e7f8"
HOSTS = Hosts(("login.microsoftonline.com", "sts.windows.net"), {"login.microsoftonline.us": "US Government"})
DOOR = f"https://login.microsoftonline.com/{TENANT}/oauth2/v2.0/authorize"
ASKED = {"client_id": CLIENT, "redirect_uri": f"https://{WIKI}/cb", "state": "canary", "scope": "a b"}
SENT = f"{DOOR}?{urlencode(ASKED)}"


def led(product: PlayingProduct, path: str = "/", seconds: float = 5.0, **visit: Any) -> Led:
    begin = path if "://" in path or path.startswith("//") else product.url(path)
    (one,) = follow(
        [Visit(begin, **visit)],
        HOSTS,
        trust=product.trust,
        resolve=product.resolve,
        seconds=seconds,
    )
    return one


def told(one: Led) -> str:
    return " ".join(text(say(f"probe.end.{one.end}.{part}", **one.told)) for part in ("what", "next"))
