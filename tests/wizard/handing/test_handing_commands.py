"""`sso-wizard bundle` and `sso-wizard open`, as they are typed."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from bundle_sources import source
from prepared_files import GOOD, MINIMAL, SECRET

from steps.model.views import Guide
from wizard.__main__ import main
from wizard.bundle.read import read
from wizard.journal import Journal
from wizard.recipes import RecipeShelf

SHELF = RecipeShelf()


@pytest.fixture
def place(tmp_path: Path) -> str:
    """A journal with the events of a setup."""
    place = str(tmp_path / "state.sqlite")
    journal = Journal(place)
    for event in source().events:
        journal.append("abc23456", event.seq, event.kind, event.data, event.actor)
    journal.close()
    return place


@pytest.mark.parametrize("mask", [False, True], ids=["plain", "masked"])
def test_a_bundle_is_written_without_the_web_app(
    mask: bool, place: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "out.ssobundle"
    before = Journal(place).events("abc23456")
    command = ["bundle", "abc23456", "--state", place, "--output", str(file), *(["--mask"] if mask else [])]
    assert main(command) == 0
    assert "out.ssobundle is written" in capsys.readouterr().out
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    found = read(file, SHELF)
    assert (found.document.masked, found.fault) == (mask, None)
    (seen,) = found.seen.values()
    assert seen.step == "register_app"
    assert isinstance(seen.view, Guide)
    assert Journal(place).events("abc23456") == before


def test_without_a_sign_in_a_bundle_shows_what_the_customer_would_see_then(place: str, tmp_path: Path) -> None:
    file = tmp_path / "out.ssobundle"
    journal = Journal(place)
    journal.append("abc23456", 19, "chosen", {"choices": {"by_hand": ()}}, "me")
    journal.close()
    assert main(["bundle", "abc23456", "--state", place, "--output", str(file)]) == 0
    (seen,) = read(file, SHELF).seen.values()
    assert seen.problem is not None
    assert seen.problem.code == "sign-in-needed"


def test_a_file_that_is_there_is_never_overwritten(
    place: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "mine.txt"
    file.write_text("mine")
    assert main(["bundle", "abc23456", "--state", place, "--output", str(file)]) == 2
    assert "mine.txt is there already" in capsys.readouterr().err
    assert file.read_text() == "mine"
    assert main(["bundle", "abc23456", "--state", place, "--output", str(tmp_path / "no" / "x")]) == 2
    assert "cannot be written" in capsys.readouterr().err


def test_a_bundle_of_nothing_is_said_and_leaves_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = tmp_path / "folder" / "state.sqlite"
    assert main(["bundle", "nobody", "--state", str(place)]) == 2
    assert "nobody" in capsys.readouterr().err
    assert not place.parent.exists()


REFUSED = {
    "neither": ("x.txt", MINIMAL, (), "neither a prepared setup nor a bundle"),
    "missing": ("x.ssosetup", None, (), "There is no file x.ssosetup"),
    "broken": ("x.ssosetup", "format = ?\n", (), "cannot be understood at line 1"),
    "secret": ("x.ssosetup", MINIMAL + f'note = "{SECRET}"\n', (), "looks like a secret"),
    "other-cloud": (
        "x.ssosetup",
        GOOD,
        ("--cloud", "China"),
        "the cloud US Government, and the command says China",
    ),
    "no-bundle": ("x.ssobundle", "{}", (), "lacks the entry"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused_starts_nothing_and_keeps_nothing(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, content, options, told = REFUSED[name]
    if content is not None:
        (tmp_path / file).write_text(content)
    data = tmp_path / "data"
    assert main(["open", str(tmp_path / file), "--data", str(data), *options]) == 2
    said = capsys.readouterr().err
    assert told in said
    assert SECRET not in said
    assert not data.exists()


def test_the_clouds_of_file_and_command_may_agree_or_be_left_out(tmp_path: Path) -> None:
    from argparse import Namespace

    from wizard.commands.open import _cloud
    from wizard.prepared.read import read as read_prepared

    file = tmp_path / "x.ssosetup"
    for content, asked, practice, found in (
        (GOOD, None, False, "US Government"),
        (GOOD, "US Government", False, "US Government"),
        (GOOD, "China", True, "US Government"),
        (MINIMAL, "China", False, "China"),
        (MINIMAL, None, False, None),
    ):
        file.write_text(content)
        options = Namespace(cloud=asked, practice=practice)
        assert _cloud(options, read_prepared(file, SHELF), file) == found
