"""The product's own sign-in, compared with the registration before anybody has signed in."""

from __future__ import annotations

from urllib.parse import urlencode

from by_hand_setup import Bench, ByHand

from steps.model.views import Ask, Open
from steps.registration.product_request import PASTE


def compared(bench: Bench, *, tenant: str = "", v1: bool = False, **changed: str) -> str:
    """What the wizard says of a good request with these parameters otherwise, pasted before the test login."""
    setup = bench.ready
    view = setup.look("live_login")
    assert isinstance(view, Open)
    assert view.ask
    assert PASTE in view.ask.cards
    setup.answer("live_login", card=PASTE.name)
    assert isinstance(setup.look("live_login"), Ask)
    setup.answer("live_login", product_request=_address(setup, tenant, v1, changed))
    said = setup.says("live_login")
    # Whoever corrected the product pastes again from here.
    setup.answer("live_login", card=PASTE.name)
    assert isinstance(setup.look("live_login"), Ask)
    setup.answer("live_login", back="yes")
    assert isinstance(setup.look("live_login"), Open)
    assert setup.setup.login is None
    assert "canary" not in repr(setup.engine.events(setup.setup.id))
    return said


def _address(setup: ByHand, tenant: str, v1: bool, changed: dict[str, str]) -> str:
    """The address of Microsoft's page that the product's sign-in opens."""
    registered, endpoints = setup.setup.registration, setup.setup.endpoints
    assert registered
    assert endpoints
    sent = {
        "client_id": registered.client_id,
        "redirect_uri": registered.redirect_uris["web"][0],
        "response_type": "code",
        "scope": "openid profile email",
        "state": "canary",
    }
    place = endpoints.authorization.replace("/v2.0/", "/") if v1 else endpoints.authorization
    return f"{place.replace(setup.tenant.tenant_id, tenant or setup.tenant.tenant_id)}?{urlencode(sent | changed)}"
