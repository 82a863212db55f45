"""Sign in to Microsoft Entra ID as the person who may make the changes."""

from __future__ import annotations

from collections.abc import Mapping

from .model.ports import World
from .model.setup import Setup, SignedIn
from .model.step import Taken
from .model.views import Ask, Card, Done, Open, Value, View, Wait
from .model.words import say

PRODUCES = SignedIn

WAYS = ("browser", "device_code", "azure_cli")
"""Ways to sign in. The browser comes first: many tenants block the device code flow by Conditional Access."""


def look(setup: Setup, world: World) -> View:
    if who := world.sign_in.current():
        values = (
            Value(say("sign_in.person"), f"{who.display_name} ({who.user_name})"),
            Value(say("field.tenant_id"), who.tenant_id),
        )
        return Done(who, values=values, change=say("sign_in.change"))
    prompt = world.sign_in.prompt()
    if prompt is None:
        world.sign_in.begin(WAYS[0])
        prompt = world.sign_in.prompt()
    if prompt is None or not prompt.link:
        way = prompt.way if prompt else WAYS[0]
        return Wait(say(f"sign_in.{way}.starting"), since=world.clock.now().isoformat())
    others = tuple(
        Card(way, say(f"sign_in.{way}.title"), say(f"sign_in.{way}.text")) for way in WAYS if way != prompt.way
    )
    if setup.made and not setup.choices.get("take_over"):
        others += (Card("take_over", say("sign_in.take_over.title"), say("sign_in.take_over.text")),)
    return Open(
        link=prompt.link,
        label=say(f"sign_in.{prompt.way}.open"),
        waiting_for=say(f"sign_in.{prompt.way}.waiting"),
        until=prompt.until,
        code=prompt.code,
        qr=bool(prompt.code),
        notes=(say("sign_in.role"), *(say(reason) for _, reason in world.sign_in.permissions())),
        ask=Ask(cards=others, title=say("sign_in.other_ways")),
    )


def take(answers: Mapping[str, str], setup: Setup, world: World) -> Taken:
    world.sign_in.forget()
    if answers.get("card") in WAYS:
        world.sign_in.begin(answers["card"])
    return Taken(choices={"take_over": True} if answers.get("card") == "take_over" else {})
