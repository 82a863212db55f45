"""The lint command, and the lines it names."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_broken_recipes import GOOD

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
        (("docs", 0), 6, "docs[1]"),
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
    ]


def test_lint_of_a_file_that_is_missing_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert lint([tmp_path / "none.toml"]) == 1
    assert "The file cannot be read" in capsys.readouterr().out


def test_lint_of_a_file_that_is_not_text_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "demo.toml"
    file.write_bytes(b"name = \xff")
    assert lint([file]) == 1
    assert "UTF-8" in capsys.readouterr().out
