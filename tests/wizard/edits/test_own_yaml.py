"""YAML files of the person's own: loaded, only what was meant is another; byte for byte, nothing else is."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from random import Random
from typing import Any

import pytest
from expanded_recipes import SHELF, S, walked
from own_yaml_files import SECRETS, chart_values, encoded, server_config
from proving import proven
from ruamel.yaml import YAML

from steps.model.into import Into
from steps.model.problems import AskAgain
from wizard.edits import Edited, edit
from wizard.edits.covered import DOTS
from wizard.edits.source import read

SEEDS = range(3)
SMALL = Into("sample.yaml", "yaml")


def given(client_type: str, deployment: str) -> tuple[str, Into]:
    """The generated fragment, and where it goes."""
    walk = walked("openmetadata", deployment=deployment, client_type=client_type)
    name = next(name for name in walk.files if name.endswith(".yaml") and "compose" not in name)
    file = next(file for file in walk.recipe.files if file.name == name)
    assert file.into is not None
    return SHELF.render(walk.recipe, name, walk.values), file.into


def loaded(raw: bytes | str) -> Any:
    text = read(raw, "yaml").text if isinstance(raw, bytes) else raw
    return YAML(typ="safe", pure=True).load(text)


def merged(there: Any, wanted: Any) -> Any:
    """What the two together should say: lists give way, except where their entries have names."""
    if isinstance(there, dict) and isinstance(wanted, dict):
        return there | {key: merged(there.get(key), value) for key, value in wanted.items()}
    if isinstance(there, list) and isinstance(wanted, list) and wanted and all(isinstance(w, dict) for w in wanted):
        names = {one["name"] for one in there}
        return [*there, *(one for one in wanted if one["name"] not in names)]
    return wanted


def check(raw: bytes, fragment: str, into: Into) -> Edited:
    made = proven(raw, fragment, into, S)
    assert loaded(made.content) == merged(loaded(raw), loaded(fragment))
    assert not any(secret in "\n".join(made.patch.lines) for secret in (S, *SECRETS, "QUJD"))
    return made


# Three times as long is the size of the file that comes with a server.
@pytest.mark.parametrize(("seed", "times"), [(0, 1), (1, 1), (2, 3)])
@pytest.mark.parametrize("client_type", ["public", "confidential"])
def test_a_long_server_file_says_what_it_said_and_what_is_wanted(seed: int, times: int, client_type: str) -> None:
    rng = Random(seed)
    raw = encoded(rng, server_config(rng, rng.random() < 0.7, times))
    assert read(raw, "yaml").text.count("\n") > 200 * times
    fragment, into = given(client_type, "yaml")
    made = check(raw, fragment, into)
    wide = raw[:2] in (b"\xff\xfe", b"\xfe\xff")
    assert made.patch.applies == (client_type == "public" and not wide)
    before, after = (read(one, "yaml").text.split("\n") for one in (raw, made.content))
    steps = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    gone = [line for tag, first, last, _, _ in steps if tag != "equal" for line in before[first:last]]
    # To the byte: only lines with a value that is wanted are other lines now.
    keys = set(re.findall(r"(\w+):", fragment))
    assert all((key := re.match(r" *(\w+):", line)) and key[1] in keys for line in gone)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("client_type", ["public", "confidential"])
def test_values_of_a_release_keep_their_own_lists(seed: int, client_type: str) -> None:
    rng = Random(seed)
    raw = encoded(rng, chart_values(rng))
    made = check(raw, *given(client_type, "helm"))
    assert loaded(made.content)["extraEnvs"][:2] == loaded(raw)["extraEnvs"]


@pytest.mark.parametrize("deployment", ["helm", "yaml"])
def test_the_file_of_another_deployment_is_refused(deployment: str) -> None:
    files = {"helm": server_config(Random(0), oidc=True), "yaml": chart_values(Random(0))}
    with pytest.raises(AskAgain) as refused:
        edit(files[deployment].encode(), *given("confidential", deployment))
    assert refused.value.code == "edit-other-file"


@pytest.mark.parametrize(
    ("before", "wanted", "gone"),
    [
        ("a:\n- admin # default\n- 'etl, bot'\n- jane\n", "a: [jane]", ("admin", "etl", "bot")),
        ("a: [admin, jane]", "a: [jane]", ("admin",)),
        ("a: ${A:-[admin, \"etl-bot\", 'b, c']}", "a: [jane]", ("admin", "etl-bot", "b, c")),
        ("a: [b, jane]", "a: [jane, b]", ()),
        ("a: admin", "a: [jane]", ()),
        ("a: []", "a: [jane]", ()),
        ("a:\n- admin", "a: []", ("admin",)),
        (f"a: [admin, {SECRETS[0]}]", "a: [jane]", ("admin", DOTS)),
    ],
)
def test_entries_that_a_list_loses_are_named(before: str, wanted: str, gone: tuple[str, ...]) -> None:
    (change,) = proven(before.encode(), wanted, SMALL, *SECRETS).changes
    assert change.gone == gone


def test_variables_that_decide_no_more_are_named() -> None:
    raw = b"authenticationConfiguration:\n  clientId: ${AUTHENTICATION_CLIENT_ID:-x}\n  ownSetting: ${OWN}\n"
    made = check(raw, *given("public", "yaml"))
    assert [change.variable for change in made.changes if change.variable] == ["AUTHENTICATION_CLIENT_ID"]


@pytest.mark.parametrize(
    ("before", "fragment", "after"),
    [
        ("a: x  # c\n", 'a: "y"', 'a: "y"  # c\n'),
        ("a: 'x'", 'a: "x"', "a: 'x'"),
        ("a: x\n", 'a: "x"', "a: x\n"),
        ('a: "true"\n', "a: true", "a: true\n"),
        ("a: yes\n", 'a: "yes"', 'a: "yes"\n'),
        ("a:\nb: 1\n", 'a: "x"', 'a: "x"\nb: 1\n'),
        ("a: # c\nb: 1\n", "a: [x]", "a: [x] # c\nb: 1\n"),
        ("a: |\n  x\n\nb: 1\n", 'a: "y"', 'a: "y"\n\nb: 1\n'),
        ("a: >+\n  x\n\n\nb: 1\n", 'c: "y"', 'a: >+\n  x\n\n\nb: 1\nc: "y"\n'),
        ("a: x\n  y\nb: 1\n", 'a: "z"', 'a: "z"\nb: 1\n'),
        ("a: &one x\nb: *one\n", 'b: "y"', 'a: &one x\nb: "y"\n'),
        ("a: &one x\nb: *one\n", 'b: "x"', "a: &one x\nb: *one\n"),
        ("a: &one x\n", 'a: "y"', 'a: "y"\n'),
        ("b: &b {k: 1}\na:\n  <<: *b\n", "a:\n  k: 2", "b: &b {k: 1}\na:\n  <<: *b\n  k: 2\n"),
        ("a: {b: 1}\n", "a:\n  b: 2\n  c: [x]", "a: {b: 2, c: [x]}\n"),
        ("a: &x\n  b: 1\n", "a:\n  c: 2", "a: &x\n  b: 1\n  c: 2\n"),
        ("a: !!map # c\n  b: 1\n", "a:\n  b: 2\n  c: 3", "a: !!map # c\n  b: 2\n  c: 3\n"),
        ("? a\n: b: 1\n", "c: 2", "? a\n: b: 1\nc: 2\n"),
        ("a: {}\n", "a:\n  b: x, y\n", "a:\n  b: x, y\n"),
        ("a: {z: 1}\n", "a:\n  b: x, y\n", 'a: {z: 1, b: "x, y"}\n'),
        ("a: {\n  b: 1,\n}\n", "a:\n  c: 2", "a: {\n  b: 1, c: 2\n}\n"),
        ("a: []\n", "a:\n  - x\n", "a: [x]\n"),
        ("a:\n- x # c\n# between\n- y\n", "a:\n  - z", "a:\n- z\n# between\n"),
        ("a:\n- x # x\n- q # q\n- y # y\n", "a: [x, y]", "a:\n- x # x\n- y # y\n"),
        ("a:\n- q # q\n- x # x\n", "a: [x, y]", "a:\n- x # x\n- y\n"),
        ("a:\n- x # x\n# of z\n- z # z\n", "a: [x, y, z]", "a:\n- x # x\n- y\n# of z\n- z # z\n"),
        ("a: # c\n  # of x\n  - x # x\n", "a: [y, x]", "a: # c\n  - y\n  # of x\n  - x # x\n"),
        ("a:\n- x\n- q # q\n- r # r\n", 'a: [x, "y"]', 'a:\n- x\n- "y"\n'),
        ("a:\n- x # x\n- x # again\n", "a: [x]", "a:\n- x # x\n"),
        ("a:\n- y # y\n- x # x\n", "a: [x, y]", "a:\n- x\n- y # y\n"),
        ("a:\n  - x # c\n  - y\n", "a: []", "a: []\n"),
        ("a:\n  - x", "a:\n  - x\n  - y", "a:\n  - x\n  - y"),
        ("a:\n    b: 1\n", "a:\n  c:\n    d: 1", "a:\n    b: 1\n    c:\n        d: 1\n"),
        ("l:\n- a: 1\n  x: 2\nb: 1\n", "b: 2", "l:\n- a: 1\n  x: 2\nb: 2\n"),
        ('"a": 1\n', "a: 2", '"a": 2\n'),
        ("a: 1\n...\n", "b: 2", "a: 1\nb: 2\n...\n"),
        ("", "a: 1", "a: 1\n"),
        ("# c", "a:\n  b: 1", "# c\na:\n  b: 1\n"),
        ("a: ${X:-y}\n", "a: y", "a: y\n"),
    ],
)
def test_small_cases(before: str, fragment: str, after: str) -> None:
    assert proven(before.encode(), fragment, SMALL).content.decode() == after
    broken = before.replace("\n", "\r\n").encode()
    assert proven(broken, fragment, SMALL).content.decode().replace("\r\n", "\n") == after


NAMED = Into("sample.yaml", "yaml", key="name")
WANTED = 'l:\n  - name: "A"\n    value: "1"\n'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("l:\n- name: A # c\n  value: '0'\n- name: B\n", 'l:\n- name: A # c\n  value: "1"\n- name: B\n'),
        ("l:\n  - name: B\nz: 1\n", 'l:\n  - name: B\n  - name: "A"\n    value: "1"\nz: 1\n'),
        ("l: []\nz: 1\n", 'l:\n  - name: "A"\n    value: "1"\nz: 1\n'),
        ("l:\n", 'l:\n  - name: "A"\n    value: "1"\n'),
        ("l:\n  - {name: A}\n", 'l:\n  - {name: A, value: "1"}\n'),
        ("l:\n  - name: A\n    value: '1'\n", "l:\n  - name: A\n    value: '1'\n"),
    ],
)
def test_entries_with_a_name_are_found_by_it(before: str, after: str) -> None:
    assert proven(before.encode(), WANTED, NAMED).content.decode() == after
