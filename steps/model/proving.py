"""Proof that Entra knows something that was written a moment ago, asked for until every server has heard of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from .facts import Endpoints
from .secret import Secret
from .tried import Tried


@dataclass(frozen=True)
class Proof:
    """A proof under way since then, until then at the latest (ISO 8601 UTC): `asking`, `accepted` or `refused`.

    `tries` counts the requests made, `last` is what Entra said to the last of them. `fault` is what kept us from
    asking: a problem of the network.
    """

    state: str
    since: str
    until: str
    tries: int = 0
    last: Tried | None = None
    fault: Exception | None = None


class Proofs(Protocol):
    """Proofs of this process, each asked for in a thread of its own, so that neither a page nor a step waits.

    A proof that nobody asks about any more ends by itself, and is forgotten however it ended. `known` is what else
    it builds on, compared only: where that is another, the proof begins anew.
    """

    def secret(
        self, setup_id: str, tenant_id: str, client_id: str, secret: Secret, *, since: str = "", known: object = None
    ) -> Proof:
        """The proof of this secret or key as it stands, begun if there is none; one of another secret is forgotten.

        Patience is counted from `since` (ISO 8601), when it was written, or else from the first question. After
        that one refusal ends it; a proof begun again over it bears what Entra said last.
        """

    def redirect(
        self, setup_id: str, endpoints: Endpoints, client_id: str, redirect_uri: str, *, known: object = None
    ) -> Proof:
        """The same for a redirect URI. What does not say whether Entra knows the address counts as accepted."""

    def last(self, setup_id: str, secret: Secret) -> Tried | None:
        """What Entra said last of this secret or key while this process ran, whatever became of the proof."""

    def begun(self, setup_id: str, known: object = None) -> bool:
        """Whether something is proven for this setup: what must come before was seen then, and is not asked again."""

    def drop(self, setup_id: str) -> None:
        """Forget the proofs of this setup, so that the next question begins anew."""
