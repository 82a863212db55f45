"""Every sentence has its use, every use its sentence, and the placeholders of both are the same."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache

import pytest
from sources import PACKAGES, ROOT, module_name, parsed, python_files

import steps
from steps.model.problems import PROBLEMS
from wizard.text import PLACEHOLDER, sentences

PARTS = {"problem": ("what", "why", "next"), "change": ("title", "why", "undo")}
OPEN = ("aadsts.", "claim.")
"""Named by what Microsoft sends: any error number, any claim."""


@cache
def literals() -> frozenset[str]:
    """Every string in the code."""
    nodes = (node for file in python_files(*PACKAGES) for node in ast.walk(parsed(file)))
    return frozenset(n.value for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str))


@cache
def patterns() -> tuple[re.Pattern[str], ...]:
    """Every f-string in the code that starts like a key, as a pattern of the keys it can name."""
    nodes = (node for file in python_files(*PACKAGES) for node in ast.walk(parsed(file)))
    found = {_pattern(node) for node in nodes if isinstance(node, ast.JoinedStr)}
    return tuple(re.compile(text) for text in sorted(found) if re.match(r"[a-z_]+\\\.", text))


def _pattern(node: ast.JoinedStr) -> str:
    return "".join(_part(part) for part in node.values)


def _part(part: ast.expr) -> str:
    if isinstance(part, ast.Constant):
        return re.escape(str(part.value))
    # A choice between two written-out names can only be one of them.
    names = list(_keys(part.value)) if isinstance(part, ast.FormattedValue) else []
    return f"(?:{'|'.join(map(re.escape, names))})" if names else r"([A-Za-z0-9_.+-]+)"


def said() -> Iterator[tuple[str, str, set[str] | None]]:
    """Every `say("key", …)` in the code: where, the key, and the names of its values (None when not written out)."""
    for file in python_files(*PACKAGES):
        for node in ast.walk(parsed(file)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "say" and node.args:
                names = [word.arg for word in node.keywords]
                values = None if None in names else {name for name in names if name}
                for key in _keys(node.args[0]):
                    yield f"{module_name(file)}:{node.lineno}", key, values


def _keys(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant):
        yield str(node.value)
    elif isinstance(node, ast.IfExp):
        yield from _keys(node.body)
        yield from _keys(node.orelse)


def placeholders(key: str) -> set[str]:
    return set(PLACEHOLDER.findall(sentences()[key]))


def test_every_sentence_that_is_named_exists() -> None:
    assert [f"{where} {key}" for where, key, _ in said() if key not in sentences()] == []


def test_every_sentence_gets_the_values_it_shows() -> None:
    wrong = [
        f"{where} {key}: gets {sorted(values)}, shows {sorted(placeholders(key))}"
        for where, key, values in said()
        if key in sentences() and values is not None and not placeholders(key) <= values
    ]
    assert wrong == []


def test_every_sentence_is_used() -> None:
    assert [key for key in sentences() if not is_used(key)] == []


@pytest.mark.parametrize("family", ["live_login", "list", "export", "screen", "check", "field", "command", "step"])
def test_a_sentence_that_nobody_needs_would_be_found(family: str) -> None:
    assert not is_used(f"{family}.nobody_needs_this")


def is_used(key: str) -> bool:
    """Whether the code names this key: whole, by an f-string whose parts are named, or in the summary's template."""
    if key.startswith("export."):
        return key in literals() or _in_template(key)
    found = [match.groups() for pattern in patterns() if (match := pattern.fullmatch(key))]
    # What fills an f-string must itself be named somewhere: a step, a way to sign in, a check, a field.
    words = [".".join(parts).split(".") for parts in found]
    return key in literals() or any(key.startswith(OPEN) or named().issuperset(parts) for parts in words)


def _in_template(key: str) -> bool:
    # The template names its sentences without `export.`, or adds the end of the name: say("verdict." + …).
    template = (ROOT / "wizard/export/summary.md").read_text("utf-8")
    name = key.removeprefix("export.")
    family = name.partition(".")[0]
    in_code = ("endpoint", "known", "made")
    return any(part in template for part in (f'say("{name}"', f'say("{family}." +')) or family in in_code


@cache
def named() -> frozenset[str]:
    """Every name in the code or in the data beside it: strings, modules, functions, fields, words of a TOML file."""
    nodes = [node for file in python_files(*PACKAGES) for node in ast.walk(parsed(file))]
    names = {node.name for node in nodes if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    fields = {n.target.id for n in nodes if isinstance(n, ast.AnnAssign) and isinstance(n.target, ast.Name)}
    modules = {file.stem for file in python_files(*PACKAGES)}
    data = [file for kind in ("*/*.toml", "*/pages/*") for file in (ROOT / "wizard").glob(kind)]
    words = re.findall(r"\w+", " ".join([*literals(), *(file.read_text("utf-8") for file in data)]))
    blanks = (text.replace(" ", "_") for text in literals())
    return frozenset({*literals(), *names, *fields, *modules, *words, *blanks})


@pytest.mark.parametrize("code", PROBLEMS)
def test_every_problem_has_its_three_sentences(code: str) -> None:
    keys = [f"problem.{code}.{part}" for part in PARTS["problem"]]
    assert [key for key in keys if key not in sentences()] == []
    assert [key for key in keys if not placeholders(key) <= set(PROBLEMS[code][1])] == []


@pytest.mark.parametrize("family", PARTS)
def test_no_family_has_a_part_too_few_or_too_many(family: str) -> None:
    keys = [key.split(".") for key in sentences() if key.startswith(f"{family}.") and not key.endswith(".go")]
    names = {key[1] for key in keys}
    assert sorted(".".join(key) for key in keys) == sorted(
        f"{family}.{name}.{part}" for name in names for part in PARTS[family]
    )


def test_no_sentences_are_left_of_a_problem_that_is_gone() -> None:
    assert {key.split(".")[1] for key in sentences() if key.startswith("problem.")} == set(PROBLEMS)


def test_a_problem_sends_people_only_to_steps_that_exist() -> None:
    names = {step.__name__.rpartition(".")[2] for step in steps.ALL}
    sent = {key: said for key, said in sentences().items() if key.startswith("problem.") and key.endswith(".go")}
    assert {key: step for key, step in sent.items() if step not in names} == {}


def test_every_problem_is_raised_somewhere() -> None:
    assert sorted(code for code in PROBLEMS if code not in raised()) == []


@cache
def raised() -> frozenset[str]:
    """Every string in the code outside the table of problems itself."""
    files = (file for file in python_files(*PACKAGES) if file.name != "problems.py")
    nodes = (node for file in files for node in ast.walk(parsed(file)))
    return frozenset(n.value for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str))


def test_no_brace_is_left_that_would_be_shown() -> None:
    assert [key for key, said in sentences().items() if re.search(r"[{}]", PLACEHOLDER.sub("", said))] == []


def test_sentences_keep_the_manners_of_the_house() -> None:
    texts = {key: said for key, said in sentences().items() if not key.endswith((".doc", ".go"))}
    assert [key for key, said in texts.items() if "!" in said or said != said.strip() or not said] == []
    endings = [f"problem.{code}.{part}" for code in PROBLEMS for part in PARTS["problem"]]
    assert [key for key in endings if key in sentences() and not sentences()[key].endswith((".", "}"))] == []
