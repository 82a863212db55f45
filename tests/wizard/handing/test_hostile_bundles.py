"""A bundle from anybody: whatever is wrong with it is named, and nothing of it is shown or followed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from bundle_sources import TENANT, bundle, source
from hostile_bundles import EDITS, FILES, Edit, at, edited, event, event_data, view
from prepared_files import SECRET, TOKEN

from steps.model.problems import Problem
from steps.model.views import Guide, HandOver, Open
from wizard.bundle.make import bundle_file
from wizard.bundle.read import Bundle, read
from wizard.recipes import RecipeShelf
from wizard.text import say_problem

SHELF = RecipeShelf()


def opened(folder: Path, content: bytes) -> Bundle:
    file = folder / "acme.ssobundle"
    file.write_bytes(content)
    return read(file, SHELF)


@pytest.mark.parametrize("name", EDITS)
def test_an_edited_bundle_is_refused_and_the_place_is_named(name: str, tmp_path: Path) -> None:
    edit, code, names = EDITS[name]
    with pytest.raises(Problem) as refused:
        opened(tmp_path, edited(edit))
    told = say_problem(refused.value)
    assert refused.value.code == code, refused.value
    assert names in told
    for secret in (SECRET, TOKEN, "hunter2"):
        assert secret not in f"{told} {refused.value.values}"


@pytest.mark.parametrize("name", FILES)
def test_what_is_no_bundle_is_refused(name: str, tmp_path: Path) -> None:
    content, code = FILES[name]
    with pytest.raises(Problem) as refused:
        opened(tmp_path, content)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("edit", "seq", "how"),
    [
        (event(4, actor="somebody else"), 5, "altered"),
        (event_data(0, version="2"), 1, "altered"),
        (lambda data: data["events"].pop(4), 5, "missing"),
        (lambda data: data["events"].pop(), 19, "truncated"),
        (lambda data: data.update(checkpoint=""), 19, "truncated"),
        (lambda data: data.update(setup="other234"), 1, "altered"),
    ],
    ids=["an-actor", "a-version", "one-removed", "the-last-removed", "no-checkpoint", "another-setup"],
)
def test_a_trail_that_does_not_verify_is_shown_with_a_warning(edit: Edit, seq: int, how: str, tmp_path: Path) -> None:
    found = opened(tmp_path, edited(edit))
    assert found.fault is not None
    assert (found.fault.how, found.fault.seq) == (how, min(seq, len(found.events) + 1))


def test_facts_that_contradict_the_trail_are_said_and_not_believed(tmp_path: Path) -> None:
    found = opened(tmp_path, edited(at("facts", "Tenant", "name", put="Other")))
    assert found.differs
    assert found.setup.tenant is not None
    assert found.setup.tenant.name == "Acme Ltd"


LINKS = {
    f"https://entra.microsoft.com/{TENANT}/#view/x": True,
    "https://portal.azure.us/x": True,
    "https://docs.sekoia.io/x": True,
    "https://sekoia.example/x": False,
    "http://entra.microsoft.com/x": False,
    "https://entra.microsoft.com.evil.example/": False,
    "https://entra.microsoft.com@evil.example/": False,
    "https://entra.microsoft.com:8443/": False,
    "https://evil.example/entra.microsoft.com": False,
    "https://entra.microsoft.com\\@evil.example/": False,
    "https://entra.micr\u043esoft.com/": False,
    "javascript:alert(1)": False,
    "data:text/html,x": False,
    "//entra.microsoft.com/x": False,
    "/login/start/abc": False,
    "https://[": False,
}


@pytest.mark.parametrize("link", LINKS)
def test_a_link_leads_to_microsoft_or_the_product_or_nowhere(link: str, tmp_path: Path) -> None:
    for step in ("grant_access", "configure_product"):
        shown = opened(tmp_path, edited(at("steps", step, "view", "tasks", 0, "link", put=link))).seen[step].view
        assert isinstance(shown, Guide | HandOver)
        assert shown.tasks[0].link == (link if LINKS[link] else "")


def test_a_sign_in_is_never_offered(tmp_path: Path) -> None:
    evil = view("sign_in", link="https://login.microsoftonline.com/x", code="ABCD", qr=True)
    shown = opened(tmp_path, edited(evil)).seen["sign_in"].view
    assert isinstance(shown, Open)
    assert (shown.link, shown.code, shown.qr) == ("", "", False)


def test_a_product_that_is_not_known_here_still_shows_its_pages(tmp_path: Path) -> None:
    content = bundle_file(source(), mask=False)[1].replace(b'"sekoia"', b'"their_own"')
    found = opened(tmp_path, content)
    assert found.recipe is None
    assert found.seen["live_login"].view is not None


@pytest.mark.parametrize(
    "make", [Path.mkdir, lambda file: file.symlink_to(bundle(file.parent))], ids=["folder", "link"]
)
def test_what_is_no_file_is_refused(make: Callable[[Path], object], tmp_path: Path) -> None:
    file = tmp_path / "x.ssobundle"
    make(file)
    with pytest.raises(Problem) as refused:
        read(file, SHELF)
    assert refused.value.code in ("file-unreadable", "file-link")
