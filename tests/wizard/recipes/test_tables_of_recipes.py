"""Questions of kind table in a recipe: what their columns must be, and what can be made of their rows."""

from __future__ import annotations

from pathlib import Path

import pytest
from broken_recipes import GOOD, TEMPLATE

from steps.model.problems import Blocked
from wizard.recipes import RecipeShelf
from wizard.recipes.render import forbidden, names_of, render

TABLE = """\
[ask.clusters]
kind = "table"
label = "Clusters"
example = "A | /a | Files"
default = \"""
A | /a | Files
B | /b | Wikis, News
\"""

[[ask.clusters.columns]]
name = "name"
label = "Cluster"
pattern = '[A-Z]{1,3}'
pattern_says = "Type a capital letter."
unique = true

[[ask.clusters.columns]]
name = "root"
label = "Context root"

[[ask.clusters.columns]]
name = "apps"
label = "Applications"
entries = true
choices = { Files = "Files", Wikis = "Wikis", News = "News" }

[derive.roots]
each = "clusters"
text = "{root}"

[derive.paths]
each = "clusters"
text = "{name} | {apps}"
become = { Files = "/files", Wikis = "/wikis", News = "/news" }

[app]
"""
WITH_TABLE = GOOD.replace("[app]\n", TABLE, 1).replace("{host}/callback", "{host}{roots}/callback")


def shelf_of(folder: Path, toml: str, template: str = TEMPLATE) -> RecipeShelf:
    (folder / "demo").mkdir()
    (folder / "demo.toml").write_text(toml, "utf-8")
    (folder / "demo" / "demo.conf").write_text(template, "utf-8")
    return RecipeShelf([folder])


def test_a_table_and_what_is_made_of_its_rows_are_accepted(tmp_path: Path) -> None:
    recipe = shelf_of(tmp_path, WITH_TABLE).get("demo")
    assert [column.name for column in recipe.ask["clusters"].columns] == ["name", "root", "apps"]
    assert recipe.derive["paths"].become["Wikis"] == "/wikis"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('name = "root"', 'nmae = "root"', "columns[2].nmae: nmae is not a known key. Did you mean name?"),
        ('name = "root"', 'name = "name"', "columns[2].name: Every column needs its own name"),
        ('name = "root"', 'name = "The root"', "columns[2].name: Every column needs its own name"),
        ("'[A-Z]{1,3}'", "'['", "ask.clusters.columns[1].pattern: This is not a valid pattern"),
        ('pattern_says = "Type a capital letter."', "", "columns[1].pattern: A pattern needs pattern_says"),
        ('{ Files = "Files"', '{ "A, B" = "x", Files = "Files"', "A choice of a column has no comma"),
        ('{ Files = "Files"', '{ "A|B" = "x", Files = "Files"', "A choice of a column has no comma"),
        ('kind = "table"', 'kind = "list"', "ask.clusters.columns: A question of kind table has two or more columns"),
        ('kind = "host"', 'kind = "table"', "ask.host.columns: A question of kind table has two or more columns"),
        ('kind = "table"', 'kind = "table"\npattern = "x"\npattern_says = "x."', "A table has no pattern of its own"),
        ("B | /b | Wikis, News", "B | /b", "ask.clusters.default: The question's own check refuses this"),
        ("B | /b | Wikis, News", "A | /b | Wikis", "ask.clusters.default: The question's own check refuses this"),
        ('example = "A | /a | Files"', 'example = "a | /a | Files"', "ask.clusters.example: The question's own"),
        ('text = "{root}"', 'text = "{entry}"', "derive.roots.text: A derived value needs the placeholder entry"),
        ('text = "{root}"', 'text = "{root}{nope}"', "derive.roots.text: The placeholder nope is not known. Use"),
        ('text = "{root}"', 'text = "x"', "derive.roots.text: A derived value needs the placeholder entry"),
        (', News = "/news" }', " }", "derive.paths.become: Every choice of the table needs one text here"),
        (', News = "/news" }', ', News = "/n", New = "/o" }', "nothing else does. Add or remove New."),
        ("{host}{roots}/callback", "{host}{clusters}/callback", "has the character"),
    ],
)  # fmt: skip
def test_each_mistake_in_a_table_has_its_sentence(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in WITH_TABLE
    with pytest.raises(Blocked) as refused:
        shelf_of(tmp_path, WITH_TABLE.replace(old, new, 1))
    assert said in refused.value.values["said"]
    assert refused.value.values["said"].startswith("Line ")


ROWS = ("A | /a | Files", "B | /b | Wikis, News")
LOOP = "{% for row in clusters %}{% set name, root, apps = row|cells %}"


@pytest.mark.parametrize(
    ("template", "text"),
    [
        (LOOP + "{{ name }}={{ root }};{% endfor %}", "A=/a;B=/b;"),
        (LOOP + "{% for app in apps|entries %}{{ app }}.{% endfor %}{% endfor %}", "Files.Wikis.News."),
        (LOOP + "{% if 'News' in apps|entries %}{{ name }}{% endif %}{% endfor %}", "B"),
        (LOOP + "{{ apps|entries|length }}{% endfor %}", "12"),
    ],
)
def test_a_template_takes_rows_apart_by_filters_alone(template: str, text: str) -> None:
    assert render(template, {"clusters": ROWS}) == text
    assert forbidden(template) == []
    assert names_of(template) == {"clusters"}


def test_a_row_with_other_cells_than_the_template_takes_is_refused(tmp_path: Path) -> None:
    template = "{% for row in clusters %}{% set name, root = row|cells %}{% endfor %}"
    with pytest.raises(Blocked) as refused:
        shelf_of(tmp_path, WITH_TABLE, template)
    assert "demo.conf cannot be filled in" in refused.value.values["said"]
