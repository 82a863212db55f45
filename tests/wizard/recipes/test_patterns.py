"""A recipe's pattern never holds the program up: slow ones are refused unread, and the others are tried on little."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from broken_recipes import GOOD, Broken

from steps.model.pattern import LONGEST, fits
from steps.model.problems import AskAgain
from wizard.recipes.backtracking import is_slow
from wizard.recipes.shelf import load

ENDLESS = r"(\w+\.?)+"
QUICK = 1.0
"""Seconds for one answer, on a machine that does much else; a slow pattern takes years."""


@pytest.mark.parametrize(
    "pattern",
    [
        ENDLESS,
        "(a+)+",
        "(a*)*",
        "(a|a)*",
        "(?i:a|A)(?i:É|é)((?i:s|ss))+",
        "((a?)?b?)*",
        "(x+x+)+y",
        r"([a-z]+|\d|[a-f])+",
        "(a{1,3}){1,9}",
        "(?=(a+)+$)a",
        "(?!(a+)+$).+",
        "(?>a+)+",
        "(?:a++)+",
        r".*.*.*.*x",
        r"(a)(?(1)b|c)",
        r"(.)\1+",
        "()" + "(a?)?" * 40,
        "(" * 400 + "a" + ")" * 400,
        "a?" * 501,
        "(?:(?!a)){1000000000}",
    ],
)
def test_a_pattern_that_may_take_very_long_is_slow(pattern: str) -> None:
    assert is_slow(pattern)


@pytest.mark.parametrize(
    "pattern",
    [
        "",
        "(/[a-z]+)+",
        r"(\w+\.)*\w+",
        r"[A-Z]{2}(-\d{1,4}){3}",
        ".+@.+\\..+",
        r"(?!.*\.\.)[a-z.]+",
        "(?i:read|write|run)(,x)*",
        r"https?://[^\s/]+(/\S*)?",
        r"(?:\d{1,3}\.){3}\d{1,3}",
        r"([\u0400-\u04ff]+ )*",
    ],
)
def test_a_pattern_that_people_write_is_not(pattern: str) -> None:
    assert not is_slow(pattern)


@pytest.mark.parametrize("pattern", ["(", r"\b+a", "a{5000000000}", "[b-a]"])
def test_what_is_no_pattern_is_said_by_python(pattern: str) -> None:
    with pytest.raises(re.error):
        is_slow(pattern)


def made_up(depth: int, dice: random.Random) -> str:
    """Some pattern of a small alphabet, with repeats, choices and looks ahead in one another."""
    if depth == 0 or dice.random() < 0.3:
        return dice.choice(["a", "b", ".", "[ab]", "[^a]", r"\w", "(?=a)", r"\b", ""])
    first, second = made_up(depth - 1, dice), made_up(depth - 1, dice)
    ends = ["*", "+", "?", "{2}", "{1,3}", "{2,}", "*?", "??"]
    wholes = [f"{first}{second}", f"(?:{first}|{second})", f"(?!{first})", *(f"(?:{first}){end}" for end in ends)]
    return dice.choice(wholes)


def accepted(count: int) -> Iterator[str]:
    """Made-up patterns that are not slow; the same ones in every run."""
    dice = random.Random(4)
    while count:
        pattern = made_up(dice.choice([3, 4, 5]), dice)
        try:
            slow = is_slow(pattern)
        except re.error:
            continue
        count -= not slow
        if not slow:
            yield pattern


def test_no_accepted_pattern_takes_long_on_the_longest_answer() -> None:
    rest = LONGEST - 1
    answers = ["a" * rest + "!", "ab" * (rest // 2) + "!", "b" * rest + "c", "aab" * (rest // 3) + "!"]
    for pattern in accepted(3000):
        began = time.perf_counter()
        for answer in answers:
            fits("f", pattern, answer)
        assert time.perf_counter() - began < QUICK, pattern


def test_a_longer_answer_is_refused_before_the_pattern_is_tried() -> None:
    with pytest.raises(AskAgain) as refused:
        fits("f", ENDLESS, "a" * LONGEST + "!")
    assert (refused.value.code, refused.value.values) == ("answer-entry-long", {"field": "f", "most": "256"})
    assert fits("f", "", "a" * 10_000)


@pytest.mark.parametrize("answer", ["a" * 60 + "!", "a" * 200_000])
def test_a_slow_pattern_is_not_tried_on_the_recipes_own_answers(answer: str, tmp_path: Path) -> None:
    own = f"example = \"{answer}\"\npattern = '{ENDLESS}'\npattern_says = 'Type d.'"
    for broken in (
        Broken("", (), ['kind = "host"', 'example = "demo.example"'], ['kind = "text"', own]),
        Broken("", (), more=in_a_table(f"a | {answer}")),
    ):
        keys = [one.said.key for one in load(broken.write(tmp_path), tmp_path).findings]
        assert keys[0] == "lint.pattern_slow"


def in_a_table(example: str) -> str:
    columns = '[[ask.rows.columns]]\nname = "one"\nlabel = "One"\n[[ask.rows.columns]]\nname = "two"\nlabel = "Two"\n'
    question = f'[ask.rows]\nkind = "table"\nlabel = "Rows"\nexample = "{example}"\n'
    return f"{question}{columns}pattern = '{ENDLESS}'\npattern_says = 'Type d.'\n"


def test_an_example_that_is_far_too_long_is_refused(tmp_path: Path) -> None:
    (tmp_path / "demo.toml").write_text(GOOD.replace('"demo.example"', f'"{"a" * 20_001}"'), "utf-8")
    loaded = load(tmp_path / "demo.toml", tmp_path)
    assert "This text is longer than 20,000 characters." in loaded.findings[0].sentence(loaded.toml)
