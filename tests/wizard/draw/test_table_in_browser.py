"""The field of a table in Chromium: rows stand apart, help is at hand, and nothing typed is lost."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from showing import Scenes

pytestmark = pytest.mark.browser

NAMED = "Clusters and their applications: Cluster, Context root, Applications"


def test_a_row_is_mended_where_it_was_typed(scenes: Scenes) -> None:
    page = scenes.show("table")
    field = page.get_by_role("textbox", name=NAMED)
    # Drawn after the page that it stands in.
    expect(field).not_to_have_value("")
    rows = field.input_value().split("\n\n")
    assert [row.split(" | ")[0] for row in rows] == ["AppsCluster", "InfraCluster", "PushCluster"]
    page.get_by_role("textbox", name="Host names").fill("connections.contoso.com")
    field.fill("\n".join(rows).replace("Common,", "Comon,"))
    page.get_by_role("button", name="Save and continue").click()
    expect(page.get_by_role("alert")).to_contain_text("Row 2, Applications: Comon is not known. Type Common.")
    expect(field).to_have_value("\n".join(rows).replace("Common,", "Comon,"))


def test_what_may_stand_in_a_column_opens_with_the_keyboard(scenes: Scenes) -> None:
    page = scenes.show("table", 390, dark=True)
    offered = page.get_by_text("What can stand under Applications")
    expect(page.get_by_text("/Mobile Administration")).to_be_hidden()
    offered.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("/Mobile Administration")).to_be_visible()
    assert page.get_by_test_id("stMain").evaluate("main => main.scrollWidth - main.clientWidth") <= 0


@pytest.mark.parametrize("width", [1440, 390])
def test_the_whole_table_is_in_the_field_without_scrolling_in_it(scenes: Scenes, width: int) -> None:
    field = scenes.show("table", width).get_by_role("textbox", name=NAMED)
    expect(field).to_be_visible()
    assert field.evaluate("box => box.scrollHeight - box.clientHeight") <= 2
    assert field.evaluate("box => box.scrollWidth - box.clientWidth") <= 0
