"""Every recipe earns its level here: the whole procedure over real TLS with the real SDKs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from steps.model.recipe import Recipe, Rehearsal
from wizard.__main__ import main
from wizard.commands.rehearse import planned, rehearse
from wizard.recipes import RecipeShelf

SHELF = RecipeShelf()
REHEARSALS = planned(SHELF, [recipe.id for recipe in SHELF.all()])
"""What `rehearse --all` walks."""


@pytest.mark.parametrize(("recipe", "rehearsal"), REHEARSALS, ids=lambda one: one.name if one.name else "")
def test_the_rehearsal_ends_with_a_passed_login_and_nothing_left_behind(recipe: Recipe, rehearsal: Rehearsal) -> None:
    walk = rehearse(recipe, rehearsal, SHELF)
    assert walk.findings == []
    assert [step for step, _ in walk.steps][-2:] == ["live_login", "finish"]
    assert recipe.verified.level == "rehearsed"


def test_a_recipe_says_it_was_rehearsed_only_if_every_rehearsal_of_it_is_walked_here() -> None:
    walked = [(recipe.id, rehearsal) for recipe, rehearsal in REHEARSALS]
    said = {recipe.id: recipe for recipe in SHELF.all() if recipe.verified.level == "rehearsed"}
    assert {recipe_id for recipe_id, _ in walked} >= said.keys()
    for recipe in said.values():
        assert [rehearsal for recipe_id, rehearsal in walked if recipe_id == recipe.id] == list(recipe.rehearsals)


def test_no_recipe_says_it_was_tried_against_the_real_services() -> None:
    assert [recipe.id for recipe in SHELF.all() if recipe.verified.level == "live"] == []


def test_a_recipe_that_cannot_work_is_found_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    built_in = Path(__file__).parents[3] / "wizard" / "products" / "hugging_face.toml"
    broken = built_in.read_text("utf-8").replace('name = "sub"', 'name = "a_claim_entra_never_sends"')
    (tmp_path / "broken.toml").write_text(broken, "utf-8")
    assert main(["rehearse", "broken", "--json", "--products", str(tmp_path)]) == 1
    (walk,) = json.loads(capsys.readouterr().out)
    assert walk["passed"] is False
    assert "a_claim_entra_never_sends" in walk["findings"][0]


@pytest.mark.parametrize(("arguments", "said"), [(["nobody"], "no product called nobody"), ([], "Name a product")])
def test_a_wrong_name_is_one_clear_sentence(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["rehearse", *arguments]) == 2
    assert said in capsys.readouterr().err
