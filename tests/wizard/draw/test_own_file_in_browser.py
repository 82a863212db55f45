"""One's own file in Chromium: uploaded, reviewed, and downloaded with only the needed changes in it."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from fake_engine import SECRET
from playwright.sync_api import FilePayload, Page, expect
from samples_own_file import FRAGMENT, INTO, UPLOAD
from showing import Scenes

from wizard.edits import edit

pytestmark = pytest.mark.browser

EDITED = edit(UPLOAD, FRAGMENT, INTO, [SECRET])


def uploaded(scenes: Scenes, raw: bytes, *, width: int = 1440, dark: bool = False) -> Page:
    page = scenes.show("own", width, dark)
    scenes.heard.clear()
    page.get_by_text("Change my own file").click()
    given = FilePayload(name="anything.txt", mimeType="text/plain", buffer=raw)
    page.locator("input[type=file]").set_input_files(given)
    return page


def downloaded(page: Page, name: str) -> tuple[str, bytes]:
    # A button that is still being drawn loses the click. Nobody is that quick.
    expect(page.get_by_role("button", name=name)).to_be_visible()
    page.wait_for_timeout(300)
    expect(page.locator('[data-test-script-state="notRunning"]')).to_be_attached()
    with page.expect_download() as waiting:
        page.get_by_role("button", name=name).click()
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()


@pytest.mark.parametrize(("width", "dark"), [(1440, False), (390, True)])
def test_the_same_file_comes_back_with_only_the_needed_changes(scenes: Scenes, width: int, dark: bool) -> None:
    page = uploaded(scenes, UPLOAD, width=width, dark=dark)
    expect(page.get_by_text("What changes (5)")).to_be_visible()
    expect(page.get_by_text("authentication > provider").first).to_be_visible()
    expect(page.get_by_text("AUTHENTICATION_PROVIDER, AUTHENTICATION_CLIENT_ID.")).to_be_visible()
    expect(page.get_by_text("Only in your list authentication > admins")).to_contain_text(
        "this change: admin, etl-bot."
    )
    expect(page.get_by_text("# who signs people in").first).to_be_visible()
    assert downloaded(page, "Download catalog.yaml") == ("catalog.yaml", EDITED.content)
    assert downloaded(page, "Download the change") == ("catalog.yaml.patch", EDITED.patch.content)
    assert SECRET.encode() in EDITED.content
    overflow = "main => main.scrollWidth - main.clientWidth"
    assert page.get_by_test_id("stMain").evaluate(overflow) <= 0
    assert (scenes.complaints, scenes.outside) == ([], [])


def test_no_secret_is_shown_neither_ours_nor_the_persons(scenes: Scenes) -> None:
    page = uploaded(scenes, UPLOAD)
    expect(page.get_by_text("What changes (5)")).to_be_visible()
    sent = b"".join(scenes.heard)
    assert not [secret for secret in (SECRET, "correct-horse", "7f3a-not") if secret.encode() in sent]
    expect(page.get_by_text("Secrets are shown as dots")).to_be_visible()


def test_a_file_that_is_right_already_has_nothing_to_change(scenes: Scenes) -> None:
    page = uploaded(scenes, EDITED.content)
    expect(page.get_by_text("Nothing to change")).to_be_visible()
    expect(page.get_by_role("button", name="Download catalog.yaml")).to_have_count(0)


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"<config/>", "This file has no authentication, so it is probably another file."),
        (b"authentication:\n\tprovider: x\n", "cannot read this file from line 2"),
        (b"\x89PNG\0", "This is not a text file that can be changed safely."),
    ],
)
def test_another_file_is_refused_at_its_field(scenes: Scenes, raw: bytes, said: str) -> None:
    page = uploaded(scenes, raw)
    expect(page.get_by_role("alert")).to_contain_text(said)


def test_while_others_look_the_values_are_covered(scenes: Scenes) -> None:
    page = scenes.show("own")
    page.get_by_text("Screen-share mode").first.click()
    page.get_by_text("Change my own file").click()
    given = FilePayload(name="catalog.yaml", mimeType="text/yaml", buffer=UPLOAD)
    page.locator("input[type=file]").set_input_files(given)
    expect(page.get_by_text("What changes (5)")).to_be_visible()
    expect(page.get_by_text("2f1d3b0e-6a55")).to_have_count(0)
    expect(page.get_by_text("accounts.example.com")).to_have_count(0)
    expect(page.get_by_text("who signs people in")).to_have_count(0)
    expect(page.get_by_text("Only in your list")).to_be_visible()
    expect(page.get_by_text("etl-bot")).to_have_count(0)
    expect(page.get_by_text("authentication > provider").first).to_be_visible()


def test_files_come_together_in_one_archive_and_the_secret_is_not_in_it(scenes: Scenes) -> None:
    page = scenes.show("own")
    name, archive = downloaded(page, "2 without the secret as .zip")
    assert name == "hugging_face-files.zip"
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        found = {entry: opened.read(entry) for entry in opened.namelist()}
    assert found == {"notes.txt": b"contents of notes.txt", "rules.conf": b"contents of rules.conf"}
