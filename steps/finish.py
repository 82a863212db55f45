"""Finish: take back what was temporary, and hand over the summary."""

from __future__ import annotations

from collections.abc import Mapping

from .configure_product import waiting
from .model.changes import Change, Made, Row
from .model.chosen import chosen
from .model.ports import World
from .model.setup import Finished, Setup
from .model.views import Done, Propose, View
from .model.words import Words, say
from .registration import test_redirect

PRODUCES = Finished


def look(setup: Setup, world: World) -> View:
    left = test_redirect.standing(setup)
    if left:
        # Confirmed already: the plan that added each of these said that this step takes it back.
        return Propose(tuple(_remove(made, setup, world) for made in left), confirmed=True)
    at = setup.finished.at if setup.finished else world.clock.now().isoformat(timespec="seconds")
    waits = tuple(say("finish.waiting", what=what) for what in waiting(setup, chosen(setup, world)))
    title = say("finish.waiting_title") if waits else ""
    return Done(Finished(at), notes=(*waits, *_to_do(setup, world)), stay=True, exports=True, title=title)


def act(change: Change, setup: Setup, world: World) -> Mapping[str, str]:
    app = world.directory.application(setup.unique_name)
    if app is None:
        return {}
    return test_redirect.remove(world, chosen(setup, world), app, change.values["uri"])


def _remove(made: Made, setup: Setup, world: World) -> Change:
    uri, platform = made.values["uri"], chosen(setup, world).app.platform
    row = Row(f"{platform}.redirectUris", uri, None)
    return Change("finish", "test_redirect_removed", "PATCH /applications/{id}", (row,), {"uri": uri})


def _to_do(setup: Setup, world: World) -> tuple[Words, ...]:
    recipe = chosen(setup, world).recipe
    to_do: list[Words] = [say("finish.ordinary_user")]
    if setup.secret and setup.secret.key_id:
        to_do.append(say("finish.rotate", day=setup.secret.expires[:10]))
    return (*to_do, recipe.enforce.how, recipe.enforce.way_back)
