"""The lint command, and the lines it names."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from broken_recipes import GOOD, TODAY, all_broken

from wizard.__main__ import main
from wizard.recipes import lint
from wizard.recipes.lines import line_of, shown

TOML = '''\
name = "x"
text = """
[not.a.table]
key = 1
"""
docs = [
    "a",
]

[ask.host]  # a comment
kind = "host"
"quoted key" = 1
dotted.inner = 2

[[step]]
id = "one"

[[step]]
id = "two"
[step.values]
"A label" = "x"
'''


@pytest.mark.parametrize(
    ("path", "line", "words"),
    [
        ((), 1, ""),
        (("name",), 1, "name"),
        (("key",), 1, "key"),
        (("docs", 0), 7, "docs[1]"),
        (("docs", 1), 6, "docs[2]"),
        (("ask", "host"), 10, "ask.host"),
        (("ask", "host", "kind"), 11, "ask.host.kind"),
        (("ask", "host", "quoted key"), 12, "ask.host.quoted key"),
        (("ask", "host", "dotted", "inner"), 13, "ask.host.dotted.inner"),
        (("ask", "host", "missing"), 10, "ask.host.missing"),
        (("step", 0, "id"), 16, "step[1].id"),
        (("step", 1, "id"), 19, "step[2].id"),
        (("step", 1, "values", "A label"), 21, "step[2].values.A label"),
    ],
)
def test_a_place_has_its_line(path: tuple[str | int, ...], line: int, words: str) -> None:
    assert (line_of(TOML, path), shown(path)) == (line, words)


def test_lint_prints_every_finding_with_its_line_and_fails(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "demo.toml"
    broken = GOOD.replace("{host}/callback", "{hots}/callback").replace("Paste the values.", "{client_secret}")
    file.write_text(broken, "utf-8")
    assert lint([file]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line.removeprefix(f"{file}: ").split(":")[0] for line in lines] == [
        "Line 24, app.redirects[1]",
        "Line 29, product_step[1].do",
        "Line 41, file[1].template",
        "Warning",
    ]


def broken(folder: Path, key: str) -> Path:
    """A folder with one broken recipe."""
    return next(one for one in all_broken() if one.key == key).write(folder)


@pytest.mark.parametrize(
    ("key", "strict", "code"), [("old", False, 0), ("old", True, 1), ("link", False, 1), ("link", True, 1)]
)
def test_only_an_error_fails_unless_it_is_strict(
    key: str, strict: bool, code: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = broken(tmp_path, key)
    assert main(["lint", str(file), *(["--strict"] if strict else [])]) == code
    said = capsys.readouterr().out
    assert said.startswith(f"{file}: {'Warning: Line 8' if key == 'old' else 'Line 4, docs[1]'}")


def test_a_whole_folder_is_one_argument_and_errors_come_first(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken(tmp_path, "no_template")
    (tmp_path / "another.toml").write_text("x = [", "utf-8")
    assert main(["lint", str(tmp_path)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line.removeprefix(f"{tmp_path}/").split(",")[0] for line in lines] == [
        "another.toml: Line 1",
        "demo.toml: Line 41",
        "demo.toml: Warning: Line 1",
    ]


def test_an_empty_folder_says_what_belongs_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lint", str(tmp_path)]) == 1
    said = "There is no recipe in this folder. Name a folder with .toml files in it, or a file."
    assert capsys.readouterr().out == f"{tmp_path}: {said}\n"


def test_as_json_every_finding_has_its_parts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = broken(tmp_path, "no_template")
    assert main(["lint", str(file), "--json"]) == 1
    error, warning = json.loads(capsys.readouterr().out)
    assert error == {
        "file": str(file),
        "line": 41,
        "level": "error",
        "key": "file[1].template",
        "sentence": "Line 41, file[1].template: There is no template other.conf in the folder demo beside the "
        "recipe. Add it, or correct the name.",
    }
    assert (warning["level"], warning["key"]) == ("warning", "the file")


def test_a_name_that_is_taken_or_cannot_be_an_id_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = GOOD.split("[[file]]")[0] + GOOD[GOOD.index("[enforce]") :]
    for name in ("sekoia.toml", "My Product.toml"):
        (tmp_path / name).write_text(text, "utf-8")
    assert lint([tmp_path], today=TODAY) == 1
    assert [line.partition("the file: ")[2] for line in capsys.readouterr().out.splitlines()] == [
        "A recipe's file is named with lower-case letters, digits and underscores, because its name is its id. "
        "Rename it, and its folder of templates.",
        "Another recipe is already named sekoia. Rename this file.",
    ]


def test_the_first_line_of_every_array_element_is_known() -> None:
    toml = 'a = ["x", "[y", # no "z"\n  "z]",\n  { b = ["q"], c = "," }, """\n"k"\n""", "l"]\n[t]\nb = [1,\n2]\n'
    assert [line_of(toml, ("a", place)) for place in range(7)] == [1, 1, 2, 3, 3, 5, 1]
    assert [line_of(toml, ("t", "b", place)) for place in range(2)] == [7, 8]


def test_lint_of_a_file_that_is_missing_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert lint([tmp_path / "none.toml"]) == 1
    assert "The file cannot be read" in capsys.readouterr().out


def test_lint_of_a_file_that_is_not_text_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "demo.toml"
    file.write_bytes(b"name = \xff")
    assert lint([file]) == 1
    assert "UTF-8" in capsys.readouterr().out
