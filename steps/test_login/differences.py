"""What Microsoft's error names, held against the setup: the address, the application, the tenant, the person."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace

from ..model.chosen import Chosen
from ..model.facts import Registration, SignedIn
from ..model.ports import World
from ..model.problems import Problem
from ..model.setup import Setup
from ..model.views import Finding
from ..model.words import Words, say
from ..pasted import addresses, request
from ..pasted.error_message import ErrorMessage
from ..pasted.guids import GUID
from ..registration.application import find, redirect_uris
from ..registration.product_report import side_by_side
from . import named_person

_OF_ADDRESS = ("AADSTS50011", "AADSTS500113", "AADSTS900971")


def differences(
    named: ErrorMessage, codes: Sequence[str], setup: Setup, picked: Chosen, world: World
) -> tuple[Finding, ...]:
    """One finding for each thing that the error names otherwise than the setup, both texts one below the other."""
    if setup.registration is None or setup.signed_in is None:
        return ()
    return (
        *_tenant(named.tenant, setup, setup.signed_in),
        *_client(named.client_id, setup, setup.registration),
        *(_address(named.redirect_uri, setup, picked, world) if {*codes} & {*_OF_ADDRESS} else ()),
        *named_person.findings(named.user, codes, setup, world),
    )


def _tenant(sent: str, setup: Setup, known: SignedIn) -> Iterator[Finding]:
    """A domain or a name is judged only where the tenant's own is known."""
    ours = {known.tenant_id.lower()}
    if setup.tenant:
        ours |= {setup.tenant.domain.lower(), setup.tenant.name.lower()} - {""}
    if not sent or sent.lower() in ours or (len(ours) == 1 and not re.fullmatch(GUID, sent)):
        return
    swapped = setup.registration is not None and sent.lower() == setup.registration.client_id.lower()
    why = say("live_login.tenant_is_client") if swapped else say("live_login.tenant_differs")
    wanted = known.tenant_id if setup.tenant is None or re.fullmatch(GUID, sent) else setup.tenant.domain
    yield _differs(say("live_login.named_tenant"), sent, wanted, why, "configure_product")


def _client(sent: str, setup: Setup, app: Registration) -> Iterator[Finding]:
    if not sent or sent.lower() == app.client_id.lower():
        return
    ids = {
        app.object_id.lower(): say("live_login.client_is_object"),
        app.service_principal_id.lower(): say("live_login.client_is_principal"),
        # By hand, a mark of ours may follow the id.
        setup.secret.key_id.partition(" ")[0].lower() if setup.secret else "": say("live_login.client_is_secret"),
        setup.signed_in.tenant_id.lower() if setup.signed_in else "": say("pasted.client_is_tenant"),
    }
    why = ids.get(sent.lower(), say("live_login.client_differs"))
    yield _differs(say("live_login.named_client"), sent, app.client_id, why, "configure_product")


def _address(sent: str, setup: Setup, picked: Chosen, world: World) -> Iterator[Finding]:
    if not sent:
        return
    lists, platform = _registered(setup, picked, world), picked.app.platform
    name = say("live_login.named_address")
    if addresses.same(sent, world.logins.redirect_uri()):
        there = any(addresses.same(sent, uri) for uri in lists[platform])
        do = say("live_login.own_spreading") if there else say("live_login.own_missing")
        yield Finding(name, "warn" if there else "fail", sent, do)
        return
    asked = request.AuthorizationRequest(redirect_uri=sent)
    found = request.compare(asked, tenant_id="", client_id="", redirect_uris=lists, platform=platform)
    differs = next((one for one in found if one.name == "redirect_uri"), None)
    if differs is None:
        yield Finding(name, "info", sent, say("live_login.address_there", platform=addresses.PLATFORMS[platform]))
        return
    at = next((p for p, uris in lists.items() if differs.registered in uris), platform)
    label = say("live_login.registered_under", platform=addresses.PLATFORMS[at])
    # Behind a proxy that ends TLS it is the product that must be mended; every other address may be the right one.
    step = "configure_product" if sent.startswith("http:") else "choose_product"
    yield _differs(name, differs.sent, differs.registered, differs.words, step, label)


def _registered(setup: Setup, picked: Chosen, world: World) -> dict[str, tuple[str, ...]]:
    """The redirect URIs by platform, as they stand in the tenant; as they were told where nobody may look."""
    app = None
    if world.sign_in.current():
        with suppress(Problem):
            app = find(setup, world)
    known = setup.registration.redirect_uris if setup.registration else {}
    told = redirect_uris(picked)
    return {
        name: tuple(app.get(name, {}).get("redirectUris", ()))
        if app
        else tuple(dict.fromkeys((*told[name], *known.get(name, ()))))
        for name in addresses.PLATFORMS
    }


def _differs(name: Words, sent: str, wanted: str, why: Words, step: str, label: Words = "") -> Finding:
    return replace(side_by_side(name, sent, wanted, why, label or say("live_login.yours")), step=step)
