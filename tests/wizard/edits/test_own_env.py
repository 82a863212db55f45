"""Environment files of the person's own: each variable changes where it is set, and everything else stays."""

from __future__ import annotations

from random import Random

import pytest
from expanded_recipes import S, walked
from proving import changed_lines, proven

from steps.model.into import Into
from steps.model.when import holds
from wizard.edits import edit
from wizard.edits.env_lines import assignments

INTO = Into("sample.env", "env")
SECRET = "swordfish-swordfish"


def given(client_type: str) -> tuple[str, Into]:
    """The generated file, and where it goes."""
    walk = walked("openmetadata", deployment="docker", client_type=client_type)
    file = next(f for f in walk.recipe.files if f.name.endswith(".env") and holds(f.when, walk.values))
    assert file.into is not None
    return walk.files[file.name], file.into


def environment(rng: Random, fragment: str) -> str:
    """An environment file with some of these variables, in some order, and others."""
    names = [one.name for one in assignments(fragment)]
    values = [
        "x",
        "",
        "'a b'",
        '"a # b"',
        "${OTHER:-y}",
        "[a,b]",
        "a b  # aside",
        '"-----\nOIDC_TENANT=inside\n-----"',
    ]
    lines = [f"{name}={rng.choice(values)}" for name in rng.sample(names, rng.randrange(len(names)))]
    lines += [f"export {rng.choice(names)}={rng.choice(values)}", f"{rng.choice(names)} = old", rng.choice(names)]
    lines += [f"DB_PASSWORD={SECRET}", "# OIDC_CLIENT_SECRET=" + SECRET, "", "MINE='kept'", "  # an aside"]
    rng.shuffle(lines)
    text = rng.choice(["", "\ufeff"]) + "\n".join(lines) + rng.choice(["", "\n"])
    return text.replace("\n", "\r\n") if rng.random() < 0.5 else text


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("client_type", ["public", "confidential"])
def test_every_variable_is_set_and_no_other_line_is_touched(seed: int, client_type: str) -> None:
    rng = Random(seed)
    fragment, into = given(client_type)
    before = environment(rng, fragment)
    made = proven(before.encode(), fragment, into, S)
    wanted = {one.name: one.value for one in assignments(fragment)}
    after = made.content.decode()
    assert {one.name: one.value for one in assignments(after) if one.name in wanted} == wanted
    others = [(one.name, one.raw) for one in assignments(before) if one.name not in wanted]
    assert [(one.name, one.raw) for one in assignments(after) if one.name not in wanted] == others
    changed = {change.place[0] for change in made.changes}
    written = {one.name: f"{one.name}={one.raw}" for one in assignments(fragment) if one.name in changed}
    unseen = [name for name, row in written.items() if not any(row in line for line in changed_lines(made))]
    assert unseen == (["OIDC_CLIENT_SECRET"] if client_type == "confidential" else [])
    shown = "\n".join(made.patch.lines)
    assert not any(secret in shown for secret in (S, SECRET))
    asides = [line.strip() for line in before.splitlines() if line.strip().startswith("#")]
    assert [line.strip() for line in after.splitlines() if line.strip().startswith("#")] == asides


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "A=1\n"),
        ("B=2", "B=2\nA=1\n"),
        ("\ufeff", "\ufeffA=1\n"),
        ("\ufeffA=0\n", "\ufeffA=1\n"),
        ("\ufeff# c\n\n \t\nA=0\n", "\ufeff# c\n\n \t\nA=1\n"),
        ("A=0", "A=1"),
        ("A=1", "A=1"),
        ("A='1'\n", "A='1'\n"),
        ('A="1" # c\n', 'A="1" # c\n'),
        ("A=0 # c\n", "A=1 # c\n"),
        ("A=0#c\n", "A=1\n"),
        ("A= 1\n", "A=1\n"),
        ("A =1\n", "A=1\n"),
        ("export A=0\n", "export A=1\n"),
        ("A\n", "A=1\n"),
        ("#A=0\n", "#A=0\nA=1\n"),
        ("A=0\nA=2\n", "A=1\nA=1\n"),
        ("A=1\nA=2\n", "A=1\nA=1\n"),
        ('A="x\ny"\nB=2\n', "A=1\nB=2\n"),
        ('A="x\nB=2\n', "A=1\nB=2\n"),
        ("AA=0\nBA=0\n", "AA=0\nBA=0\nA=1\n"),
    ],
)
def test_small_cases(before: str, after: str) -> None:
    assert proven(before.encode(), "# c\nA=1\n", INTO).content.decode() == after


def test_a_variable_that_is_set_twice_is_told_once() -> None:
    made = proven(b"A=0\nB=1\nA=2\n", "A=1\n", INTO)
    assert [(change.before, change.after, change.times) for change in made.changes] == [("2", "1", 2)]
    assert changed_lines(made) == ["-A=0", "+A=1", "-A=2", "+A=1"]


def test_blanks_that_are_taken_away_are_told() -> None:
    (change,) = edit(b"A = 1\n", "A=1\n", INTO).changes
    assert (change.before, change.after) == ("A = 1", "1")
