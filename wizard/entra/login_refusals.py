"""What azure-identity raises while signing in, as problems.

Source of numbers: learn.microsoft.com/entra/identity-platform/reference-error-codes. Only numbers and exception
types are judged; Microsoft changes the texts.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from azure.core.exceptions import AzureError, DecodeError, ServiceRequestError, ServiceResponseError

from steps.model.problems import Problem, problem

from .cloud import Cloud

NUMBER = re.compile(r"AADSTS(\d+)")
TRACE = re.compile(r"Trace ID: ([0-9a-fA-F-]{36})")
TAIL = re.compile(r"\s*(?:Trace ID:|To mitigate this issue).*", re.DOTALL)
HEAD = re.compile(r"^(?:Authentication failed: |Couldn't begin authentication: )+")
# The Azure CLI's whole output is quoted by azure-identity when it cannot be read, and it may hold an access token.
TOKEN = re.compile(r"[A-Za-z0-9_\-]{40,}(?:\.[A-Za-z0-9_\-]+)*")

EXPIRED = {"70020", "70008", "70019"}
"""Codes and refresh tokens that are older than they may be."""

DECLINED = {"65001", "65004", "90094", "90095"}
"""Refused by the person, or waiting for an administrator: without a number both come back as access_denied."""


def explain(cause: AzureError, cloud: Cloud) -> Problem:
    """The problem behind a failed sign-in or renewal."""
    message = str(cause.message)
    host = urlsplit(cloud.login).hostname or cloud.login
    trace = TRACE.search(message)
    request_id = trace[1] if trace else ""
    below = cause.__cause__
    if "CERTIFICATE_VERIFY_FAILED" in message:
        return problem("tls-not-trusted", host=host, said=quote(message))
    if isinstance(below, DecodeError) or "Unexpected response" in message:
        return problem("not-microsoft", host=host)
    if isinstance(below, ServiceRequestError | ServiceResponseError):
        return problem("unreachable", host=host, said=quote(message))
    numbers = {*NUMBER.findall(message)}
    if numbers & DECLINED or (not numbers and re.search("access_denied|authorization_declined", message)):
        return problem("sign-in-declined", request_id)
    if numbers & EXPIRED or "expired_token" in message or message.startswith("Timed out"):
        return problem("sign-in-expired", request_id)
    return problem("sign-in-failed", request_id, said=quote(message))


def quote(message: str) -> str:
    """Microsoft's or the Azure CLI's words on one line, without ids of the request and without any token."""
    text = " ".join(TOKEN.sub("…", HEAD.sub("", TAIL.sub("", message))).split())
    return text if len(text) <= 400 else f"{text[:399]}…"
