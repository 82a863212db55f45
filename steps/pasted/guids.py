"""IDs in a text, and IDs that are nobody's own: samples of documents, and Microsoft's."""

from __future__ import annotations

import re

from ..model.graph_ids import DELEGATED, GRAPH_APP_ID
from ..model.problems import problem

GUID = r"[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}"
# A longer row of digits is no ID, whatever its first part looks like.
ALONE = re.compile(rf"(?<![0-9A-Za-z-]){GUID}(?![0-9A-Za-z-])")

PERSONAL = "9188040d-6c67-4c5b-b112-36a304b66dad"
"""The tenant of all personal Microsoft accounts (entra-docs, v2-protocols-oidc.md)."""

_SAMPLES = {
    "c270bc0a-0097-48d6-8e65-1728143c5c9e",  # HCL's documentation
    "6731de76-14a6-49ae-97bc-6eba6914391e",  # Microsoft's documentation of the authorization code flow
    "01234567-89ab-cdef-0123-456789abcdef",
    "2f1d3b0e-6a55-4f6d-9a3e-0b9c1d2e3f40",  # our own example
}
_OF_MICROSOFT = {
    *DELEGATED.values(),
    "f8cdef31-a31e-4b4a-93e4-5f571e91255a",  # the tenant that owns Microsoft's applications
    "04b07795-8ddb-461a-bbee-02f9e1bf7b46",  # Azure CLI
    "1950a258-227b-4e31-a9cf-717495945fc2",  # Azure PowerShell
    "14d82eec-204b-4c2f-b7e8-296a70dab67e",  # Microsoft Graph Command Line Tools
    "de8bc8b5-d9f9-48b1-a8ad-b748da725064",  # Graph Explorer
}


def own(found: str, field: str) -> str:
    """The ID in lower case; raises `AskAgain` for one that cannot be the person's own."""
    guid = found.lower()
    if guid == GRAPH_APP_ID:
        raise problem("paste-graph-id", field=field)
    # Microsoft numbers its first applications 00000001-…, 00000002-0000-0ff1-ce00-… and the like.
    if guid in _OF_MICROSOFT or re.fullmatch(r"0000000[1-9a-f]-0000-0[0-9a-f]{3}-c[e0]00-0{12}", guid):
        raise problem("paste-microsoft-id", field=field, id=guid)
    if is_sample(guid):
        raise problem("paste-sample-id", field=field, id=guid)
    return guid


def is_sample(guid: str) -> bool:
    """Whether an ID stands in documents only.

    Those of Microsoft Learn have at most two different digits in every group (aaaabbbb-0000-cccc-1111-dddd2222eeee);
    of random IDs, about two in 10^13 have.
    """
    return (
        guid in _SAMPLES
        or guid.startswith(("12345678-1234-", "12345678-abcd-", "12345678-90ab-"))
        or all(len(set(group)) <= 2 for group in _digits(guid))
    )


def _digits(guid: str) -> list[str]:
    eight, *fours, twelve = guid.split("-")
    return [eight[:4], eight[4:], *fours, twelve[:4], twelve[4:8], twelve[8:]]


def alone(text: str) -> tuple[str, ...]:
    """Every different ID that stands by itself in the text, in lower case, in order."""
    return tuple(dict.fromkeys(match[0].lower() for match in ALONE.finditer(text)))
