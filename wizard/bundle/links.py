"""Where the links of a bundle may lead: to Microsoft and to the product, and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from steps.model.recipe import Recipe

from ..entra.cloud import CLOUDS

_ORIGIN = re.compile(r"https://([A-Za-z0-9.-]+)")


def known_hosts(recipe: Recipe | None) -> frozenset[str]:
    """The portals of every Microsoft cloud, and the hosts that the product file itself names.

    Not the hosts of answers: in a bundle these are whatever somebody wrote into it.
    """
    portals = [urlsplit(origin).netloc for cloud in CLOUDS.values() for origin in (cloud.portal, cloud.entra_portal)]
    written = [*recipe.docs, *(step.link for step in recipe.product_steps)] if recipe else []
    return frozenset([*portals, *(found[1].lower() for text in written if (found := _ORIGIN.match(text)))])


def with_safe_links(data: Any, hosts: frozenset[str]) -> Any:
    """The data of a view in which every other link is gone: what it said elsewhere still stands there as text."""
    if isinstance(data, list):
        return [with_safe_links(inside, hosts) for inside in data]
    if not isinstance(data, Mapping):
        return data
    kept = {name: with_safe_links(inside, hosts) for name, inside in data.items()}
    # A view that waits for a sign-in leads nowhere at all: the sign-in is the customer's.
    if isinstance(kept.get("link"), str) and ("waiting_for" in kept or not is_safe(kept["link"], hosts)):
        kept["link"] = ""
    return kept | ({"code": "", "qr": False} if "waiting_for" in kept else {})


def is_safe(link: str, hosts: frozenset[str]) -> bool:
    """Whether a link is https and leads to exactly one of these hosts."""
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    plain = link.isascii() and not re.search(r"[\s\\]", link)
    return plain and parts.scheme == "https" and parts.netloc.lower() in hosts
