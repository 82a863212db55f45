"""The same registration by hand: where in the Entra admin center, what to click, which values to carry."""

from __future__ import annotations

from ..model.chosen import Chosen
from ..model.ports import World
from ..model.views import Guide, Instruction, Value
from ..model.words import say
from .application import redirect_uris

_PLATFORMS = {"web": "Web", "spa": "Single-page application", "publicClient": "Mobile and desktop applications"}


def registration(picked: Chosen, name: str, world: World) -> Guide:
    """One instruction per page of the portal, in the order the portal asks for them."""
    app = picked.app
    uris = [Value(_PLATFORMS[platform], uri) for platform, all_ in redirect_uris(picked).items() for uri in all_]
    steps = [
        _step("register", Value(say("register_app.name"), name)),
        _step("redirects", *uris),
        _step("token_version", Value("api.requestedAccessTokenVersion", str(app.token_version))),
    ]
    if app.optional_claims.id_token:
        steps.append(_step("claims", Value("ID", ", ".join(app.optional_claims.id_token))))
    steps.append(_step("permissions", Value("Microsoft Graph", ", ".join(app.scopes))))
    if app.expose:
        steps.append(_step("expose", Value(say("by_hand.scope_name"), app.expose.value)))
    steps.append(_step("assignment"))
    if app.client_auth != "none":
        steps.append(_step("secret", Value(say("make_secret.days"), str(app.secret_days))))
    return Guide(tuple(steps), link=world.portal.link("new-registration"))


def _step(key: str, *values: Value) -> Instruction:
    return Instruction(say(f"by_hand.{key}.where"), say(f"by_hand.{key}.do"), values)
