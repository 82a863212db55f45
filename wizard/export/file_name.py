"""The summary's file name."""

from __future__ import annotations

import re

from .document import Summary


def file_name(summary: Summary, suffix: str) -> str:
    """`<product>-<tenant domain>-summary.<suffix>`, of lower-case letters, digits, dots and hyphens only."""
    product = summary.product.id if summary.product else summary.setup
    domain = summary.tenant.domain if summary.tenant else ""
    return "-".join([*filter(None, (_safe(product), _safe(domain))), "summary"]) + f".{suffix}"


def _safe(part: str) -> str:
    # No leading dot and no two dots: a domain is outside text, and this becomes a path on somebody's machine.
    return re.sub(r"\.{2,}", ".", re.sub(r"[^a-z0-9.-]+", "-", part.lower()))[:80].strip(".-")
