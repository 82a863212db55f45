"""Trouble that can be switched on for every Graph request: throttling, an outage, answers that get lost."""

from __future__ import annotations

from ..realm import Realm
from .answers import Answer, GraphRefusal


def check_trouble(realm: Realm) -> None:
    """Raises 429 or 503 while a scenario says so."""
    if realm.scenarios.spend("throttled"):
        after = str(realm.scenarios.retry_after)
        message = "This request is throttled. Please try again after the value specified in the Retry-After header."
        headers = {"Retry-After": after, "x-ms-throttle-scope": "Tenant_Application/Write/Practice"}
        raise GraphRefusal(429, "TooManyRequests", message, headers=headers)
    if realm.scenarios.spend("unavailable"):
        raise GraphRefusal(503, "ServiceUnavailable", "The service is temporarily unavailable.")


def lose_answer(realm: Realm, method: str, answer: Answer) -> Answer:
    """The answer, or a 504 in its place after a write that was carried out all the same."""
    if method != "GET" and realm.scenarios.spend("lost_answers"):
        raise GraphRefusal(504, "GatewayTimeout", "The gateway did not receive a response in time.")
    return answer
