"""Lists read of the research stand in the tests; where the research is at hand, they are compared with it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.wizard.oidc.disguises import FROZEN

TESTS = Path(__file__).parents[1]
FACTS = TESTS.parents[1] / "shared" / "facts"


def facts(name: str) -> str:
    if not (FACTS / name).exists():
        pytest.skip(f"{name} is not on this machine")
    return (FACTS / name).read_text("utf-8")


def test_the_tests_of_a_relying_party_are_those_of_the_facts() -> None:
    tables = facts("relying-party.md").partition("\n### 3.1")[2].partition("\n### 3.6")[0]
    listed = (TESTS / "wizard" / "oidc" / "listed_ids.txt").read_text("utf-8").split()
    assert set(re.findall(r"^\| \**`([^`]+)`\** \|", tables, re.MULTILINE)) == set(listed)


def test_the_problems_of_administrators_are_those_of_the_facts() -> None:
    sections = re.split(r"^## (?=\d)", facts("problems.md"), flags=re.MULTILINE)
    rows = [line for part in sections if part[:1] in "123456" for line in part.splitlines() if line.startswith("| ")]
    names = [re.sub(r"[*`]", "", row.split("|")[1]).strip() for row in rows]
    listed = (TESTS / "wizard" / "catalogue.txt").read_text("utf-8").splitlines()
    assert [name for name in names if name != "problem"] == listed


def test_the_numbers_of_errors_are_those_of_the_facts() -> None:
    known = {one["code"].removeprefix("AADSTS") for one in json.loads(facts("aadsts.json"))}
    assert known == set(FROZEN)
