"""A template reaches the given values and nothing behind them, even where the static check is not asked."""

from __future__ import annotations

from pathlib import Path

import pytest
from broken_recipes import GOOD
from jinja2 import TemplateError

from steps.model.problems import Blocked
from wizard.recipes import RecipeShelf
from wizard.recipes.render import render

VALUES = {"host": "demo.example", "names": ("a", "b"), "yes": True}


@pytest.mark.parametrize(
    "template",
    [
        "{{ host.__class__ }}",
        "{{ host['__class__'] }}",
        "{{ host.upper() }}",
        "{{ host|attr('__class__') }}",
        "{{ names|map('upper')|list }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ self }}{{ self.__init__ }}",
        "{{ range(3) }}",
        "{{ lipsum.__globals__ }}",
        "{{ cycler }}",
        "{{ missing }}",
        "{% include 'x' %}",
        "{% for n in names %}{{ loop.__class__ }}{% endfor %}",
        "{% for n in names %}{{ loop.cycle('a') }}{% endfor %}",
    ],
)
def test_nothing_but_values_can_be_reached(template: str) -> None:
    with pytest.raises(TemplateError):
        render(template, VALUES)


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{{ host }}\n", "demo.example\n"),
        ("{% for n in names %}{{ loop.index }}{{ n }};{% endfor %}", "1a;2b;"),
        ("{{ '<&\"'|e }}", "&lt;&amp;&#34;"),
        ("{{ 'a\"b: \u00fc'|quoted }}", '"a\\"b: \u00fc"'),
        ("{{ 'yes' if yes else 'no' }}", "yes"),
        ("{{ '<b>' }}", "<b>"),
    ],
)
def test_values_are_rendered_plainly_and_escaped_where_asked(template: str, text: str) -> None:
    assert render(template, VALUES) == text


def test_a_file_that_is_not_sensitive_is_never_given_the_secret(tmp_path: Path) -> None:
    (tmp_path / "demo").mkdir()
    (tmp_path / "demo.toml").write_text(GOOD, "utf-8")
    (tmp_path / "demo" / "demo.conf").write_text("{{ host }}", "utf-8")
    shelf = RecipeShelf([tmp_path])
    recipe = shelf.get("demo")
    values = {"host": "demo.example", "client_secret": "s3cret-value"}
    assert shelf.render(recipe, "demo.conf", values) == "demo.example"


def test_a_value_that_is_missing_is_one_sentence_without_the_others(tmp_path: Path) -> None:
    sensitive = GOOD.replace('where = "/etc"', 'where = "/etc"\nsensitive = true')
    (tmp_path / "demo").mkdir()
    (tmp_path / "demo.toml").write_text(sensitive, "utf-8")
    (tmp_path / "demo" / "demo.conf").write_text("{{ client_secret }}{{ host }}", "utf-8")
    shelf = RecipeShelf([tmp_path])
    with pytest.raises(Blocked) as refused:
        shelf.render(shelf.get("demo"), "demo.conf", {"client_secret": "s3cret-value"})
    assert refused.value.code == "recipe-wrong"
    assert "host" in refused.value.values["said"]
    assert "s3cret-value" not in str(refused.value)
    assert refused.value.__suppress_context__
