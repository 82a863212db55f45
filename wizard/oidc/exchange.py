"""From the answer at /callback to verified claims: each stage is fetched only after the one before it passed."""

from __future__ import annotations

from datetime import datetime

from .answer_checks import ANSWER, TOKEN, Answer
from .checks import Trail, VerifiedClaims
from .fetch import spoken
from .keys import HEADER, KEY, SIGNATURE, candidates, read_header, verify
from .relying_party import RelyingParty
from .token_checks import CLAIMS, Claimed
from .userinfo_checks import USERINFO, Userinfo


def exchange(answer: Answer, now: datetime, ca: str = "") -> VerifiedClaims:
    """Finish one login; blocks. Raises `checks.Refused` at the first check that fails, and asks for nothing more.

    The access token is used for userinfo once, and dropped.
    """
    trail, transaction = Trail(), answer.transaction
    trail.walk(ANSWER, answer, answer.error)
    code = answer.get("code") or ""
    with RelyingParty(transaction, ca) as party:
        reply = party.redeem(code)
        trail.walk(TOKEN, reply, spoken(reply.body or {}))
        body = reply.body or {}
        token, access_token = str(body["id_token"]), str(body["access_token"])

        header = read_header(token)
        trail.walk(HEADER, header)
        keys = candidates(header, transaction.endpoints.jwks, transaction.client_id, party.keys)
        trail.walk(KEY, keys)
        signed = verify(token, keys.fit[0])
        trail.walk(SIGNATURE, signed)

        trail.walk(CLAIMS, Claimed(transaction, signed.claims, now.timestamp(), reply.date, code, access_token))
        if transaction.asks_userinfo:
            trail.walk(USERINFO, Userinfo(party.userinfo(access_token), str(signed.claims["sub"])))
    return trail.verified()
