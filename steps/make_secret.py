"""Make the client secret or a certificate in its place, keep it in memory only, and prove that Entra accepts it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from .by_hand import secret as by_hand
from .by_hand import way
from .model.changes import Change
from .model.chosen import Chosen, chosen
from .model.facts import SecretRecord
from .model.ports import World
from .model.problems import problem
from .model.setup import Setup
from .model.step import Taken
from .model.views import Ask, Done, Propose, View
from .model.words import say
from .registration import carried, credential, made_credential, secret_policy
from .registration.application import find
from .registration.made_credential import in_use
from .registration.secret_policy import terms

PRODUCES = SecretRecord


def look(setup: Setup, world: World) -> View:
    picked = chosen(setup, world)
    view = _look(setup, picked, world)
    if isinstance(view, Done) and isinstance(view.fact, SecretRecord):
        return replace(view, outdated=carried.outdated(view.fact, setup, picked))
    return view


def _look(setup: Setup, picked: Chosen, world: World) -> View:
    if picked.app.client_auth == "none":
        # Only one that the wizard made is the wizard's to remove.
        had_one = setup.secret is not None and setup.secret.key_id != "" and not setup.secret.how
        left = credential.plan(setup, world, find(setup, world), terms(setup, picked, world)) if had_one else ()
        return Propose(left) if left else Done(SecretRecord(), notes=(say("make_secret.public"),))
    if setup.by_hand("make_secret"):
        return by_hand.look(setup, world)
    held, renewing = setup.secret, setup.renewing_secret
    if held and held.how and not renewing and (setup.configured or world.vault.secret(setup.id, held.key_id)):
        # Made in the portal before somebody signed in: it bears no mark of ours, and is as good.
        return in_use(held, setup, world)
    kept = held and not renewing and (setup.configured or world.vault.secret(setup.id, held.key_id))
    if held and kept and world.sign_in.current() is None:
        return in_use(held, setup, world)
    app = find(setup, world)
    if app is None:
        raise problem("registration-gone")
    wanted = terms(setup, picked, world)
    for one in credential.ours(setup, app, wanted.kind):
        if held and kept and one["keyId"] == held.key_id:
            return in_use(held, setup, world)
        if not (renewing and held and one["keyId"] == held.key_id) and world.vault.secret(setup.id, one["keyId"]):
            return made_credential.found(setup, world, app, one)
    if wanted.refused:
        return secret_policy.for_its_owner(setup, picked, credential.keep_card(setup))
    if wanted.must_be_typed:
        return credential.shorter(setup, wanted)
    fields, keep = credential.fields(wanted, picked), credential.keep_card(setup)
    ask = Ask(fields, say("register_app.adjust"), cards=keep, title=say("certificate.adjust"))
    changes, notes = credential.plan(setup, world, app, wanted), credential.notes(setup, world, app, wanted)
    return Propose(changes, adjust=ask, cards=way.ONE_STEP, notes=notes)


def take(answers: Mapping[str, str], setup: Setup, world: World) -> Taken:
    if switched := way.switched(answers, setup, "make_secret"):
        return switched
    if answers.get("card") == "keep":
        return Taken(choices={"renew_secret": ""})
    if answers.get("card") in credential.LISTS:
        return Taken(choices={"credential": answers["card"]})
    if "change" in answers:
        return Taken(choices={"renew_secret": setup.secret.key_id if setup.secret else ""})
    if setup.by_hand("make_secret"):
        return by_hand.take(answers, setup, world)
    if "secret_days" not in answers:
        return Taken(choices=secret_policy.try_again(setup))
    return Taken(choices=credential.lifetime(answers, setup, chosen(setup, world), world))


def act(change: Change, setup: Setup, world: World) -> Mapping[str, str]:
    return made_credential.act(change, setup, world)


def made(change: Change, setup: Setup, world: World) -> Mapping[str, str] | None:
    return made_credential.made(change, setup, world)
