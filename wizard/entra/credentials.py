"""The settings that every azure-identity credential of ours shares, and the plainest of them: device code."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any

from azure.identity import DeviceCodeCredential

from .cloud import Cloud
from .permissions import CLIENT_ID

# It warns of every failed sign-in, with Microsoft's whole answer; we say it on the page, without that.
logging.getLogger("azure.identity").setLevel(logging.ERROR)


def settings(cloud: Cloud, tenant_id: str, stop: Callable[[], None]) -> dict[str, Any]:
    """Keyword arguments for a credential. `stop` is called before every request and raises to end the attempt."""
    shared: dict[str, Any] = {
        "authority": cloud.login,
        "tenant_id": tenant_id or "organizations",
        "client_id": CLIENT_ID,
        # A token request must never open a prompt by itself: the person would not know why.
        "disable_automatic_authentication": True,
        "connection_timeout": 10,
        "read_timeout": 30,
        "retry_total": 2,
        "raw_request_hook": lambda _: stop(),
    }
    if cloud.is_practice:
        # Microsoft's list of clouds does not know this authority, and no proxy can reach loopback.
        shared |= {"disable_instance_discovery": True, "connection_verify": cloud.ca, "use_env_settings": False}
    return shared


def device_code(shared: dict[str, Any], show: Callable[[str, str, datetime], None]) -> DeviceCodeCredential:
    """A credential that shows an address and a code; Entra decides how long the code lives (15 minutes)."""
    return DeviceCodeCredential(prompt_callback=show, **shared)
