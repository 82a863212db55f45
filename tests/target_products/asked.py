"""The product asked for what it sends, before any browser: the wizard's own probe against a real product."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from steps.model.product_side import Visit
from steps.pasted import request
from wizard.entra.cloud import sign_in_hosts
from wizard.product_side.follow import follow

from .handed import HandedOver


def differences(handed: HandedOver, login_start: str) -> list[tuple[str, str, str]]:
    """What differs between the product's request and the registration: its name, and both texts.

    Fails with the name of the end if the product's login does not lead to Microsoft at all.
    """
    hosts = sign_in_hosts(handed.tenant.cloud)
    # A thread of its own: the browser's loop runs in this one.
    with ThreadPoolExecutor(1) as elsewhere:
        (led,) = elsewhere.submit(follow, [Visit(login_start)], hosts).result(timeout=30)
    assert led.sent, (led.end, led.told)
    application = handed.tenant.directory.applications.get(handed.registration.object_id)
    assert application
    found = request.compare(
        request.read(led.sent, "probe", hosts),
        tenant_id=handed.tenant.tenant_id,
        client_id=handed.registration.client_id,
        redirect_uris={part: tuple(application[part]["redirectUris"]) for part in ("web", "spa", "publicClient")},
        platform="web",
    )
    return [(one.name, one.sent, one.registered) for one in found]
