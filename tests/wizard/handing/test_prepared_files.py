"""A prepared setup is read and checked as a whole; whatever is wrong with it is named, and a secret is not echoed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from prepared_files import GOOD, HOSTILE, MINIMAL, SECRET, TOKEN

from steps.model.facts import Product
from steps.model.problems import Problem
from steps.model.setup import Setup
from wizard.prepared.document import Prepared
from wizard.prepared.read import read
from wizard.prepared.write import prepared_file
from wizard.recipes import RecipeShelf
from wizard.text import say_problem

SHELF = RecipeShelf()


def written(folder: Path, content: bytes) -> Path:
    file = folder / "acme.ssosetup"
    file.write_bytes(content)
    return file


def refused(file: Path) -> Problem:
    with pytest.raises(Problem) as stopped:
        read(file, SHELF)
    return stopped.value


def test_a_right_file_is_read_with_everything_it_says(tmp_path: Path) -> None:
    prepared = read(written(tmp_path, GOOD.encode()), SHELF).prepared
    assert prepared == Prepared(
        format=1,
        product="sekoia",
        cloud="US Government",
        tenant="Acme.example",
        by_hand=True,
        application_name="Sekoia (test)",
        who="only",
        people=("jane@acme.example", "SOC team"),
        secret_days=90,
        note="Hello Jane.\nPlease call us before the last step.",
        tell=("soc@acme.example", "Sam"),
        answers={
            "app_host": "app.sekoia.io",
            "domains": ("acme.example", "acme.test"),
            "create_accounts": False,
        },
    )


def test_a_byte_order_mark_and_windows_line_ends_are_no_fault(tmp_path: Path) -> None:
    content = b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode()
    assert read(written(tmp_path, content), SHELF).prepared.product == "sekoia"


@pytest.mark.parametrize("name", HOSTILE)
def test_a_wrong_file_is_refused_and_what_is_wrong_is_named(name: str, tmp_path: Path) -> None:
    content, code, names = HOSTILE[name]
    stopped = refused(written(tmp_path, content))
    assert stopped.code == code, stopped
    told = say_problem(stopped)
    assert names in told
    assert "acme.ssosetup" in told
    for secret in (SECRET, TOKEN, "hunter2"):
        assert secret not in f"{told} {stopped!r} {stopped.values}"
    assert not any(character in told for character in "\x1b\u202e\u2066\u200b\0")


def test_a_wrong_answer_is_told_in_the_words_of_its_field(tmp_path: Path) -> None:
    content = MINIMAL + '[answers]\ndomains = ["not a domain"]\n'
    told = say_problem(refused(written(tmp_path, content.encode())))
    assert "This is not an email domain. Type it like example.com." in told


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda file: None, "file-missing"),
        (lambda file: file.mkdir(), "file-unreadable"),
        (lambda file: file.symlink_to("/etc/hostname"), "file-link"),
        (lambda file: file.symlink_to("nowhere"), "file-link"),
        (lambda file: os.mkfifo(file), "file-unreadable"),
    ],
    ids=["missing", "folder", "link", "dangling-link", "pipe"],
)
def test_what_is_no_file_is_refused_and_not_waited_for(make: object, code: str, tmp_path: Path) -> None:
    file = tmp_path / "acme.ssosetup"
    assert callable(make)
    make(file)
    assert refused(file).code == code


def test_a_name_with_an_escape_sequence_is_told_harmlessly(tmp_path: Path) -> None:
    told = say_problem(refused(tmp_path / "a\x1b[31m.ssosetup"))
    assert "\x1b" not in told
    assert "⟨U+001B⟩" in told


SETUP = Setup(
    "s",
    "2026-11-21T00:00:00+00:00",
    product=Product("sekoia", "Sekoia.io", "h", {"app_host": "app.sekoia.io", "domains": ("a.example", "b.example")}),
    choices={
        "recipe": "sekoia",
        "by_hand": True,
        "tenant": "acme.example",
        "application_name": 'A "quoted" \\ name',
        "who": "only",
        "people_typed": ("jane@acme.example", "Ärzte"),
        "secret_days": "30",
        "prepared.note": "First line\nSecond line\twith a tab",
        "prepared.tell": ("Sam",),
    },
)


def test_a_setup_becomes_a_file_that_says_the_same_again(tmp_path: Path) -> None:
    name, content = prepared_file(SETUP, "China")
    assert name == "sekoia.ssosetup"
    assert content.startswith(b"# A prepared setup for SSO Wizard.")
    assert read(written(tmp_path, content), SHELF).prepared == Prepared(
        1,
        "sekoia",
        cloud="China",
        tenant="acme.example",
        by_hand=True,
        application_name='A "quoted" \\ name',
        who="only",
        people=("jane@acme.example", "Ärzte"),
        secret_days=30,
        note="First line\nSecond line\twith a tab",
        tell=("Sam",),
        answers={"app_host": "app.sekoia.io", "domains": ("a.example", "b.example")},
    )


def test_the_practice_tenant_is_no_cloud_of_a_file_and_nothing_unknown_is_made_up(tmp_path: Path) -> None:
    setup = Setup("s", "", choices={"recipe": "sekoia"})
    _, content = prepared_file(setup, "Practice tenant")
    assert read(written(tmp_path, content), SHELF).prepared == Prepared(1, "sekoia")


@pytest.mark.parametrize("place", ["application_name", "tenant", "people_typed", "prepared.note", "prepared.tell"])
def test_a_file_never_holds_a_secret_or_what_opening_it_would_refuse(place: str) -> None:
    told = f"x {SECRET}\u202e"
    choices = {**SETUP.choices, place: (told,) if place in ("people_typed", "prepared.tell") else told}
    product = Product("sekoia", "Sekoia.io", "h", {"domains": (SECRET,)})
    for setup in (
        Setup("s", "", product=product, choices=choices),
        Setup("s", "", product=SETUP.product, choices=choices),
    ):
        _, content = prepared_file(setup, "Global")
        assert SECRET.encode() not in content
        assert "\u202e".encode() not in content


def test_without_a_product_there_is_nothing_to_prepare() -> None:
    with pytest.raises(Problem) as stopped:
        prepared_file(Setup("s", ""), "Global")
    assert stopped.value.code == "changed-elsewhere"
