"""What the product gets of the secret or the private key: which tasks put it there, and which files hold it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from ..model.chosen import Chosen
from ..model.facts import SecretRecord
from ..model.ports import World
from ..model.problems import Problem
from ..model.recipe import ProductFile, ProductStep
from ..model.setup import Setup
from ..model.values import CREDENTIAL, SECRETS, names
from ..model.views import FileOffer
from ..model.when import holds


def carrying(picked: Chosen) -> tuple[str, ...]:
    """The tasks whose values are the secret, or that speak of a file with it; without any such task, all of them.

    None is a wait for others.
    """
    mine = [step for step in picked.recipe.product_steps if holds(step.when, picked.values) and not step.waits]
    files = tuple(_files(picked))
    found = tuple(step.id for step in mine if _has_secret(step, files))
    return found or tuple(step.id for step in mine)


def outdated(held: SecretRecord, setup: Setup, picked: Chosen) -> tuple[str, ...]:
    """The ticks that are true no more once this setup has this secret in place of another."""
    if held.key_id in ("", setup.secret.key_id if setup.secret else ""):
        return ()
    return tuple(name for name in carrying(picked) if name in setup.ticks)


def offers(picked: Chosen, world: World) -> tuple[FileOffer, ...]:
    """The files of these answers; one counts as sensitive only where what grants access really stands in it."""
    by_key = picked.values.get(CREDENTIAL) == "certificate"
    return tuple(
        FileOffer(
            f.name,
            f.where,
            f.restart,
            held := _holds(f, picked, world),
            f.into.file if f.into else "",
            held and by_key,
        )
        for f in picked.recipe.files
        if holds(f.when, picked.values)
    )


def _holds(file: ProductFile, picked: Chosen, world: World) -> bool:
    """Whether the file is another one with another secret: a template may write it in any form, or not at all."""
    if not file.sensitive:
        return False
    name = "client_key_pem" if picked.values.get(CREDENTIAL) == "certificate" else "client_secret"
    with suppress(Problem):
        made = {world.recipes.render(picked.recipe, file.name, {**picked.values, name: tried}) for tried in "ab"}
        return len(made) > 1
    return True


def _files(picked: Chosen) -> Iterator[str]:
    for file in picked.recipe.files:
        if file.sensitive and holds(file.when, picked.values):
            yield file.name
            if file.into:
                yield file.into.file


def _has_secret(step: ProductStep, files: tuple[str, ...]) -> bool:
    by_value = any(SECRETS & names(value) for value in step.values.values())
    return by_value or any(name in text for name in files for text in (step.where, step.do))
