"""A template reaches the given values and nothing behind them, even where the static check is not asked."""

from __future__ import annotations

import time
import tracemalloc
from pathlib import Path

import pytest
from broken_recipes import GOOD
from expanded_recipes import SHELF, walked
from jinja2 import TemplateError, TemplateSyntaxError

from steps.model.problems import Blocked
from wizard.recipes import RecipeShelf
from wizard.recipes.render import forbidden, render

APPLICATIONS = SHELF.get("hcl_connections").ask["clusters"].columns[2].choices
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


DOUBLED = "{% set a = host %}" + "{% set a = a ~ a %}" * 40 + "{{ a|length }}"
NESTED = "".join(f"{{% for n{depth} in host|list %}}" for depth in range(9)) + "{% endfor %}" * 9


@pytest.mark.parametrize(
    "template",
    [
        '{{ ("a" * 900000000)|length }}',
        "{% set a = 9 ** 9 ** 8 %}x",
        '{{ "%0900000000d" % 1 }}',
        DOUBLED,
        DOUBLED.replace("a ~ a", "a + a"),
        "{% set a = host %}" + '{% set a = a|replace("e", "eeeeeeeeee") %}' * 15 + "{{ a }}",
        "{% set a = names %}" + "{% set a = [a, a] %}" * 60 + "{{ a }}",
        "{% set a = host %}" + "{% set a = a|quoted|quoted|quoted %}" * 20 + "{{ a }}",
        '{{ "x"|indent(900000000, true) }}',
        '{{ "x"|indent(-900000000) }}{{ "x"|indent(2000000) }}{{ "x"|indent(2000000) }}',
        '{{ host|list|join("' + "z" * 99_000 + '")|list|join("zzzz") }}',
        NESTED,
        "{% for n in host|list %}{% for m in host|list %}" + "y" * 99_000 + "{% endfor %}{% endfor %}",
        '{{ " left" }}{% for n in (1, 2, 3, 4, 5) %}{{ host|replace("", "' + "z" * 90_000 + '") }}{% endfor %}',
    ],
)
def test_a_template_cannot_take_long_or_fill_the_memory(template: str) -> None:
    began, _ = time.perf_counter(), tracemalloc.start()
    try:
        with pytest.raises(TemplateError, match=r"Only counts can be|It makes or goes through more than 5,000,000"):
            render(template, VALUES)
        assert tracemalloc.get_traced_memory()[1] < 50_000_000
    finally:
        tracemalloc.stop()
    assert time.perf_counter() - began < 20


@pytest.mark.parametrize(
    "template",
    [
        "{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}",
        "{{ " + "1+" * 3000 + "1 }}",
        "{{ host" + "|quoted" * 90 + " }}",
        "{% if " + "not " * 500 + "host %}x{% endif %}",
        "{{ " + "9" * 6000 + " }}",
        "".join(f"{{% for n{depth} in names %}}" for depth in range(30)) + "{% endfor %}" * 30,
        "x" * 100_001,
    ],
    ids=["brackets", "sum", "filters", "nots", "number", "loops", "long"],
)
def test_a_template_that_python_could_not_compile_is_refused(template: str) -> None:
    with pytest.raises(TemplateSyntaxError, match=r"too many parts|more than 100,000"):
        render(template, VALUES)


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("{{ names }}\n{{ host|length - 1 }}", ["lint.template_arithmetic"]),
        ("{{ -1 }}", ["lint.template_arithmetic"]),
        ("{% set a %}x{% endset %}", ["lint.template_call"]),
        ("{% macro m() %}x{% endmacro %}", ["lint.template_call"]),
        ("{% filter upper %}x{% endfilter %}", ["lint.template_call"]),
        ("{{ names|length * 22 + 1 }}{{ not host }}{{ 'a' ~ host }}{{ host is defined }}", []),
    ],
)
def test_only_what_is_known_to_be_harmless_is_allowed(template: str, said: list[str]) -> None:
    assert [one.key for one in forbidden(template)] == said


def test_the_wizards_own_largest_file_has_room_to_grow() -> None:
    rows = "\n".join(f"Cluster{number} | /oidc{number} | {name}" for number, name in enumerate(APPLICATIONS))
    hosts = ", ".join(f"host{number}.contoso.com" for number in range(40))
    files = walked("hcl_connections", clusters=rows, hosts=hosts, mobile="yes").files
    assert len(files["websphere-console.csv"]) > 50_000


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
