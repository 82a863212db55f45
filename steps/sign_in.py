"""Sign in to Microsoft Entra ID as the person who may make the changes."""

from __future__ import annotations

from collections.abc import Mapping

from .by_hand import way, which_tenant
from .model.facts import Answer, SignedIn
from .model.ports import World
from .model.setup import Setup
from .model.step import Taken
from .model.views import Card, Done, Open, Value, View, Wait
from .model.words import say
from .signing_in import page_says

PRODUCES = SignedIn

WAYS = ("browser", "device_code", "azure_cli")
"""Ways to sign in. The browser comes first: many tenants block the device code flow by Conditional Access."""

DEPTHS = ("least", "deeper")
"""What is asked for: the least that the changes take, or reading besides, to find problems before the first login."""


def look(setup: Setup, world: World) -> View:
    if setup.all_by_hand:
        return which_tenant.look(setup, world)
    if who := world.sign_in.current():
        values = (
            Value(say("sign_in.person"), f"{who.display_name} ({who.user_name})"),
            Value(say("field.tenant_id"), who.tenant_id),
        )
        return Done(who, values=values, change=say("sign_in.change"))
    prompt, deeper = world.sign_in.prompt(), looks_deeper(setup)
    if prompt is None:
        world.sign_in.begin(WAYS[0], deeper)
        prompt = world.sign_in.prompt()
    if prompt is None or not prompt.link:
        begun = prompt.way if prompt else WAYS[0]
        return Wait(say(f"sign_in.{begun}.starting"), since=world.clock.now().isoformat())
    others = tuple(
        Card(name, say(f"sign_in.{name}.title"), say(f"sign_in.{name}.text")) for name in WAYS if name != prompt.way
    )
    if setup.made and not setup.choices.get("take_over"):
        others += (Card("take_over", say("sign_in.take_over.title"), say("sign_in.take_over.text")),)
    # What the Azure CLI may ask for is fixed.
    if prompt.way != "azure_cli":
        depth = "least" if deeper else "deeper"
        others += (Card(depth, say(f"sign_in.{depth}.title"), say(f"sign_in.{depth}.text")),)
    others += (way.WHOLE,)
    if told := page_says.report(setup, prompt, others, world):
        return told
    asked, overdue = page_says.question(prompt, others, world)
    return Open(
        link=prompt.link,
        label=say(f"sign_in.{prompt.way}.open"),
        waiting_for=say(f"sign_in.{prompt.way}.waiting"),
        until=prompt.until,
        code=prompt.code,
        qr=bool(prompt.code),
        notes=(say("sign_in.role"), *(say(reason) for _, reason in world.sign_in.permissions(deeper))),
        ask=asked,
        overdue=overdue,
    )


def take(answers: Mapping[str, str], setup: Setup, world: World) -> Taken:
    if setup.all_by_hand and answers.get("card") != "sign_in":
        return which_tenant.take(answers, setup, world)
    begun, deeper = world.sign_in.prompt(), looks_deeper(setup)
    if page_says.PASTE.name in answers:
        return page_says.take(answers[page_says.PASTE.name], begun, world)
    world.sign_in.forget()
    way_before = begun.way if begun else WAYS[0]
    if answers.get("card") in DEPTHS:
        deeper = answers["card"] == "deeper"
        world.sign_in.begin(way_before, deeper)
        return Taken(choices={**page_says.NOTHING, "look_deeper": deeper})
    if answers.get("card") == way.WHOLE.name:
        return Taken(choices={**page_says.NOTHING, "by_hand": True})
    if answers.get("card") in WAYS or not answers:
        world.sign_in.begin(answers.get("card", way_before), deeper)
    kept: dict[str, Answer] = {**page_says.NOTHING, "by_hand": ()} if setup.all_by_hand else {**page_says.NOTHING}
    return Taken(choices={**kept, "take_over": True} if answers.get("card") == "take_over" else kept)


def looks_deeper(setup: Setup) -> bool:
    """Whether the person lets the wizard read more than its changes take; it does unless they said no."""
    return setup.choices.get("look_deeper") is not False
