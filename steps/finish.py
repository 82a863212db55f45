"""Finish: take back what was temporary, and hand over the summary."""

from __future__ import annotations

from collections.abc import Mapping

from .by_hand import test_address
from .configure_product import undone, waiting
from .login_report import missing
from .model.changes import Change
from .model.chosen import chosen
from .model.expiry import rotation
from .model.facts import Finished
from .model.ports import World
from .model.prepared import to_tell
from .model.problems import problem
from .model.recipe import enforce_for
from .model.setup import Setup
from .model.step import Taken
from .model.views import Ask, Card, Done, Propose, View
from .model.words import Words, say
from .registration import test_redirect
from .registration.application import find

PRODUCES = Finished


_EARLIER = Card("earlier", say("finish.earlier"), say("finish.earlier_text"))


def look(setup: Setup, world: World) -> View:
    if setup.testing_again:
        # Whoever repairs what the next login needs still needs its address, and has nothing to hand over yet.
        return Ask(cards=(_EARLIER,), notes=(say("finish.testing_again"),))
    # The address of the test is taken back by whoever added it.
    picked, by_hand = chosen(setup, world), setup.by_hand("finish")
    if by_hand and setup.finished is None and (left_over := test_address.still_there(setup, world, picked)):
        return left_over
    made_by_hand = setup.registration is not None and not setup.registration.unique_name
    if made_by_hand and not by_hand and setup.finished is None and world.sign_in.current() is None:
        # Only the tenant knows whether the address of the test is still there.
        raise problem("sign-in-needed")
    # The tenant is asked as well while somebody is signed in: the journal alone cannot know what was lost on the way.
    app = find(setup, world) if world.sign_in.current() else None
    if not by_hand and (left := test_redirect.left(setup, app)):
        # Confirmed already: the plan that added each of these said that this step takes it back.
        return Propose(left, confirmed=True)
    if asked := test_redirect.left_by_hand(setup, picked, app, world):
        return Propose(asked)
    at = setup.finished.at if setup.finished else world.clock.now().isoformat(timespec="seconds")
    waits = tuple(say("finish.waiting", what=what) for what in waiting(setup, picked))
    left_to_do = tuple(say("finish.undone", where=step.where) for step in undone(setup, picked))
    title = say("finish.waiting_title") if waits else say("finish.undone_title") if left_to_do else ""
    notes = (*waits, *left_to_do, *_to_do(setup, world))
    return Done(Finished(at), notes=notes, stay=True, exports=True, title=title)


def take(answers: Mapping[str, str], setup: Setup, world: World) -> Taken:
    if answers.get("card") == _EARLIER.name:
        world.logins.drop(setup.id)
        world.proofs.drop(setup.id)
        return Taken(choices={"again": ""})
    return Taken(choices={"test_removed_at": world.clock.now().isoformat(timespec="seconds")})


def act(change: Change, setup: Setup, world: World) -> Mapping[str, str]:
    app = find(setup, world)
    return test_redirect.remove(change, world, app) if app else {}


def made(change: Change, setup: Setup, world: World) -> Mapping[str, str] | None:
    app = find(setup, world)
    if app is None:
        return {}
    return None if test_redirect.is_registered(change, app) else {"object_id": app["id"]}


def _to_do(setup: Setup, world: World) -> tuple[Words, ...]:
    picked = chosen(setup, world)
    enforce = enforce_for(picked.recipe, picked.values)
    to_do: list[Words] = [*missing(setup, picked), say("finish.same_person"), say("finish.ordinary_user")]
    return (*to_do, *rotation(setup), *to_tell(setup), enforce.how, say("finish.way_back", how=enforce.way_back))
