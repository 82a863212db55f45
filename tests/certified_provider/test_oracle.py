"""A certified relying party in front of the same hostile provider: where it and ours differ is known, and why."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from typing import Any

import pytest

from tests.wizard.oidc.hostile import CLIENT, CODE_SECRET, REDIRECT, HostileProvider
from tests.wizard.oidc.rows import LOST, METADATA, ROWS, Row
from wizard.practice.misbehaviour import MISBEHAVIOURS

from .certified import HERE, NODE, PACKAGES, installed

STRICTER = {
    "oidcc-client-test-invalid-chash": "Optional in the code flow (Core 3.3.2.11); ours wants it right where it is.",
    "oidcc-client-test-invalid-athash": "Optional in the code flow (Core 3.1.3.8); ours wants it right where it is.",
    "at-hash-bad": "The same.",
    "empty-error": "An error without a name is one for ours, and none for theirs.",
    "iat-future": "Core leaves the window to the client; ours names the clock that is wrong.",
    "aud-array-extra-azp-us": "Entra issues a single audience, so that ours wants no other beside it.",
    "azp-other": "Theirs asks for it only where there are several audiences (Core 3.1.3.7 (4) (5)).",
    "tid-other": "A claim of Entra's.",
    "tid-missing": "A claim of Entra's.",
    "ver-1": "A claim of Entra's.",
    "endpoint-elsewhere": "Discovery allows any host; Entra's endpoints are where its metadata is.",
    "endpoint-not-an-address": "Theirs takes the control character off the address, as browsers do; ours refuses it.",
    "userinfo-elsewhere": "The same, with Microsoft Graph besides.",
    "authorize-elsewhere": "The same.",
}
"""Rows that ours refuses and the certified one accepts, each with the reason."""

MILDER = {
    "oidcc-client-test-signing-key-rotation-just-before-signing": "Theirs has fetched the keys for this very check, "
    "and does not do so again; its own driver of the official suite leaves the row out.",
    "expired-30-seconds": "Theirs allows 30 seconds, ours 60: it runs on a desk, not in a data centre.",
    "jwks-unknown-kty": "Theirs wants every key to be an object; ours looks at none but the one that fits.",
    "odd-expires-in": "Ours uses the access token once and at once, so that its life is of no interest.",
}
"""Rows that ours accepts and the certified one refuses, each with the reason."""

ALL = (*ROWS, *(Row(id, "refused") for id in (*LOST, *METADATA)))


class Oracle:
    """The other relying party as a process, which trusts this provider's certificate."""

    def __init__(self, provider: HostileProvider) -> None:
        self._provider = provider
        installed(PACKAGES / "openid-client", "the packages of tests/certified_provider/package.json")
        self._process = subprocess.Popen(
            [installed(NODE, "nodejs"), str(HERE / "oracle.mjs"), str(PACKAGES)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env={**os.environ, "NODE_EXTRA_CA_CERTS": str(provider.ca)},
        )

    def judge(self, row: Row) -> dict[str, Any]:
        """Whether it accepts a login at a provider that behaves so."""
        self._provider.misbehave(row.does if row.id not in LOST else MISBEHAVIOURS[row.id], row.client)
        asked = {"issuer": self._provider.issuer, "client_id": CLIENT, "secret": CODE_SECRET, "client": row.client}
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps({**asked, "redirect_uri": REDIRECT, "ahead": row.ahead}) + "\n")
        self._process.stdin.flush()
        said = json.loads(self._process.stdout.readline())
        assert isinstance(said, dict)
        return said

    def stop(self) -> None:
        self._process.communicate(timeout=10)


@pytest.fixture(scope="module")
def oracle(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Oracle]:
    provider = HostileProvider(tmp_path_factory.mktemp("hostile"))
    provider.start()
    running = Oracle(provider)
    yield running
    running.stop()
    provider.stop()


@pytest.mark.parametrize("row", ALL, ids=lambda row: row.id)
def test_both_say_the_same_but_where_it_is_known_why_not(row: Row, oracle: Oracle) -> None:
    said = oracle.judge(row)
    ours = not row.at
    assert (said["accepts"] and not ours) == (row.id in STRICTER), said
    assert (ours and not said["accepts"]) == (row.id in MILDER), said


def test_what_is_known_is_still_a_row() -> None:
    assert {*STRICTER, *MILDER} <= {row.id for row in ALL}
