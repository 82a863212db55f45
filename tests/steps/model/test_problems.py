"""Problems are a closed set: no code and no value outside it."""

from __future__ import annotations

import pytest

from steps.model.problems import PROBLEMS, AskAgain, Blocked, Broken, NotYet, Problem, problem


@pytest.mark.parametrize("code", PROBLEMS)
def test_every_code_makes_its_kind_of_problem(code: str) -> None:
    kind, placeholders = PROBLEMS[code]
    made = problem(code, request_id="r", **dict.fromkeys(placeholders, "x"))
    assert type(made) is kind
    assert kind in (NotYet, AskAgain, Blocked, Broken)
    assert (made.code, set(made.values), made.request_id) == (code, set(placeholders), "r")
    assert code in str(made)


@pytest.mark.parametrize("code", PROBLEMS)
def test_a_value_too_many_is_a_bug(code: str) -> None:
    with pytest.raises(ValueError, match=code):
        problem(code, **dict.fromkeys([*PROBLEMS[code][1], "extra"], "x"))


def test_a_value_too_few_or_an_unknown_code_is_a_bug() -> None:
    with pytest.raises(ValueError, match="throttled"):
        problem("throttled")
    with pytest.raises(KeyError):
        problem("unknown-error")


@pytest.mark.parametrize("code", [code for code in PROBLEMS if code.startswith("answer-")])
def test_a_wrong_answer_always_names_its_field(code: str) -> None:
    kind, placeholders = PROBLEMS[code]
    assert kind is AskAgain
    assert "field" in placeholders


def test_only_a_wrong_answer_names_a_field() -> None:
    others = [code for code, (kind, names) in PROBLEMS.items() if kind is not AskAgain and "field" in names]
    assert others == []
    assert issubclass(AskAgain, Problem)
