"""A broken recipe is refused in one sentence that names the file, the line, the key and what to write instead."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from broken_recipes import END, GOOD, TEMPLATE, Broken, all_broken

from steps.model.problems import Blocked
from wizard.recipes import RecipeShelf
from wizard.recipes.shelf import load
from wizard.text import sentences

BROKEN = all_broken()
ELSEWHERE = {"at", "in_template", "warning", "whole_file", "fine", "gone", "twice", "unreadable"} | {
    "recipe_name",
    "empty_folder",
    "template_effort",
    "template_deep",
    "template_long",
}
"""Sentences about more than one recipe, and the words around a finding; `test_lint` and the tests below have them."""

REMEDIES = """Add Begin Change Choose Correct Did Give Make Move Name Remove Rename Say Set Shorten Try Use Write"""
REMEDY = re.compile(rf"\b({'|'.join(REMEDIES.split())})\b")


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken.key)
def test_each_mistake_has_its_sentence_to_the_letter(broken: Broken, tmp_path: Path) -> None:
    found = broken.findings(tmp_path)
    assert [sentence for _, sentence in found] == list(broken.says)
    assert found[0][0].said.key == f"lint.{broken.key}"


@pytest.mark.parametrize("said", sorted({said for broken in BROKEN for said in broken.says}))
def test_each_sentence_has_a_line_a_key_and_a_remedy(said: str) -> None:
    assert re.match(r"Line [1-9]\d*, \S", said)
    assert REMEDY.search(said)
    assert said.endswith((".", "?"))
    assert "\n" not in said


def test_every_sentence_of_the_linter_is_said_by_a_row() -> None:
    keys = {key.removeprefix("lint.") for key in sentences() if key.startswith("lint.")}
    assert keys - {broken.key for broken in BROKEN} == ELSEWHERE


def test_the_good_one_is_accepted_and_could_not_be_said_better(tmp_path: Path) -> None:
    assert Broken("", ()).findings(tmp_path) == []
    assert RecipeShelf([tmp_path]).get("demo").hash


@pytest.mark.parametrize("key", ["not_toml", "secret_here", "file_not_sensitive"])
def test_an_error_refuses_the_recipe(key: str, tmp_path: Path) -> None:
    broken = next(one for one in BROKEN if one.key == key)
    broken.write(tmp_path)
    with pytest.raises(Blocked) as refused:
        RecipeShelf([tmp_path])
    assert refused.value.code == "recipe-wrong"
    assert refused.value.values == {"file": str(tmp_path / "demo.toml"), "said": broken.says[0]}


@pytest.mark.parametrize("key", ["no_docs", "old", "question_unused"])
def test_a_warning_does_not(key: str, tmp_path: Path) -> None:
    next(one for one in BROKEN if one.key == key).write(tmp_path)
    assert RecipeShelf([tmp_path]).get("demo").name == "Demo"


@pytest.mark.parametrize(
    "broken",
    [
        Broken("", (), ['where = "/etc"'], ['where = "/etc"\nsensitive = true'], template="{{ client_secret }}"),
        Broken("", (), ['platform = "web"'], ['platform = "web"\npublic_redirects = ["com.example.app://token"]']),
        Broken("", (), ["https://{host}/callback"], ["http://localhost:8585/callback"]),
        Broken("", (), [GOOD.split("[app]")[0]], ["\ufeff" + GOOD.split("[app]")[0]]),
        Broken("", (), ["\n"], ["\r\n"]),
    ],
)
def test_what_is_allowed_is_accepted(broken: Broken, tmp_path: Path) -> None:
    assert [finding for finding, _ in broken.findings(tmp_path) if finding.level == "error"] == []


@pytest.mark.parametrize("part", range(1, len(GOOD.splitlines()), 2))
def test_half_a_recipe_never_crashes_the_reader(part: int, tmp_path: Path) -> None:
    lines = GOOD.splitlines()
    for left in (lines[:part], lines[part:], [*lines[: part - 1], *lines[part:]], [*lines[:part], lines[part - 1]]):
        (tmp_path / "demo.toml").write_text("\n".join([*left, ""]), "utf-8")
        loaded = load(tmp_path / "demo.toml", tmp_path)
        count = len(left) + 1
        assert all(1 <= one.line_in(loaded.toml) <= count for one in loaded.findings)
        assert all(one.sentence(loaded.toml) for one in loaded.findings)


def test_a_second_recipe_of_the_same_name_is_refused(tmp_path: Path) -> None:
    (tmp_path / "sekoia.toml").write_text(GOOD.split("[[file]]")[0] + GOOD[GOOD.index("[enforce]") :], "utf-8")
    with pytest.raises(Blocked) as refused:
        RecipeShelf([tmp_path])
    assert refused.value.values["said"] == "Another recipe is already named sekoia. Rename this file."


def test_a_folder_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(Blocked) as refused:
        RecipeShelf([tmp_path / "missing"])
    assert refused.value.values["said"].startswith("The file cannot be read")


def test_a_template_that_is_no_text_is_named_itself(tmp_path: Path) -> None:
    Broken("", ()).write(tmp_path)
    (tmp_path / "demo" / "demo.conf").write_bytes(b"\xff")
    with pytest.raises(Blocked) as refused:
        RecipeShelf([tmp_path])
    assert refused.value.values["file"] == str(tmp_path / "demo" / "demo.conf")


def test_a_recipe_that_is_gone_is_one_sentence() -> None:
    with pytest.raises(Blocked) as refused:
        RecipeShelf().get("demo")
    assert refused.value.values == {
        "file": "demo.toml",
        "said": "This product is no longer among the recipes. Put its file back, or start the wizard with --products "
        "and its folder.",
    }


def test_the_hash_covers_the_recipe_and_its_templates(tmp_path: Path) -> None:
    def hash_of(**changes: object) -> str:
        Broken("", (), **changes).write(tmp_path)
        return RecipeShelf([tmp_path]).get("demo").hash

    before = hash_of()
    assert hash_of() == before
    other_template = hash_of(template=TEMPLATE.replace("=", " = "))
    assert len({before, other_template, hash_of(old=["A demo."], new=["Another demo."])}) == 3


def test_a_further_table_may_stand_before_the_rehearsal() -> None:
    assert GOOD.count(END) == 1
