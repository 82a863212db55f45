"""A table as an answer in what is handed on: prepared setups both ways, and bundles with names that tell nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from bundle_sources import ACME, SHELF, WHO, bundle, events, source

from steps import choose_product
from steps.model.facts import Product
from steps.model.problems import Problem
from steps.model.setup import Setup
from steps.model.views import Ask
from tests.wizard.walked import Walked, begun
from wizard.bundle.read import read as read_bundle
from wizard.bundle.shown import NoPortal
from wizard.bundle.source import Source
from wizard.export.summary import summarize
from wizard.journal import Checkpoint
from wizard.prepared.begin import begin
from wizard.prepared.read import read
from wizard.prepared.write import prepared_file
from wizard.private import of_answers
from wizard.text import say_problem, text

ROWS = ("AcmeApps | /acme_oidc | Activities, Wikis", "AcmeRest | /acme_rest | Common, News")
HCL = "hcl_connections"
HEAD = f'format = 1\nproduct = "{HCL}"\n[answers]\n'
WRITTEN = [
    f"clusters = {json.dumps(list(ROWS))}\n",
    'clusters = ["AcmeApps|/acme_oidc|activities,wikis", "AcmeRest|/acme_rest|Common;News"]\n',
    'clusters = """\nAcmeApps | /acme_oidc | Activities, Wikis\n\nAcmeRest | /acme_rest | Common, News\n"""\n',
]


@pytest.fixture
def walked(tmp_path: Path) -> Iterator[Walked]:
    with begun(tmp_path) as made:
        yield made


def file(folder: Path, content: str) -> Path:
    written = folder / "acme.ssosetup"
    written.write_text(content, "utf-8")
    return written


def test_a_prepared_table_stands_in_the_form_and_is_taken_as_it_stands_there(walked: Walked, tmp_path: Path) -> None:
    engine = walked.engine
    for written in WRITTEN:
        setup = begin(engine, read(file(tmp_path, HEAD + written), SHELF))
        view = engine.seen(setup.id, "choose_product", wait=10).view
        assert isinstance(view, Ask)
        shown = {field.name: field.shown for field in view.fields} | {"hosts": "acme.example"}
        assert len(shown["clusters"].splitlines()) in (2, 3)
        engine.answer(setup.id, engine.setup(setup.id).seq, "choose_product", shown)
        product = engine.setup(setup.id).product
        assert product is not None
        assert product.answers["clusters"] == ROWS


def test_what_is_written_for_another_setup_is_read_as_the_same_rows(tmp_path: Path) -> None:
    product = Product(HCL, "HCL Connections", "h", {"hosts": ("acme.example",), "clusters": ROWS})
    name, content = prepared_file(Setup("s", "", product=product), "Global")
    (tmp_path / name).write_bytes(content)
    assert read(tmp_path / name, SHELF).prepared.answers["clusters"] == ROWS


def test_a_wrong_row_of_a_prepared_table_is_named_by_row_and_column(tmp_path: Path) -> None:
    with pytest.raises(Problem) as refused:
        read(file(tmp_path, HEAD + 'clusters = ["A | /a | Files", "B | /b | Fils"]\n'), SHELF)
    assert refused.value.code == "prepared-answer"
    assert "Row 2, Applications: Fils is not known. Type Files." in say_problem(refused.value)


def hcl_source() -> Source:
    product = Product(HCL, "HCL Connections", "h", {"hosts": ("conn.acme.example",), "clusters": ROWS})
    recipe = SHELF.get(HCL)
    setup = Setup("s", "", product=product, choices={"recipe": HCL, "editing": True})

    class World:
        recipes = SHELF

    asked = choose_product.look(setup, World())
    made = source({"choose_product": asked}, events((product, WHO, ACME)))
    return replace(made, recipe=recipe, typed=tuple(of_answers(product, recipe)))


def test_the_form_with_a_table_comes_back_from_a_bundle(tmp_path: Path) -> None:
    made = hcl_source()
    found = read_bundle(bundle(tmp_path, made), SHELF)
    assert found.seen["choose_product"].view == made.seen["choose_product"].view


def test_names_and_roots_are_masked_in_a_bundle_and_what_the_recipe_offers_is_not(tmp_path: Path) -> None:
    shown = read_bundle(bundle(tmp_path, hcl_source(), mask=True), SHELF)
    view = shown.seen["choose_product"].view
    assert isinstance(view, Ask)
    (table,) = (field for field in view.fields if field.kind == "table")
    written = bundle(tmp_path, hcl_source(), mask=True).read_text()
    assert "AcmeApps" not in written
    assert "acme_rest" not in written
    assert "Activities, Wikis" in table.shown
    assert [text(column.label) for column in table.columns] == ["Cluster", "Context root", "Applications"]


def test_only_what_a_person_typed_of_their_own_tells_whose_it_is() -> None:
    recipe = SHELF.get(HCL)
    mixed = ("AppsCluster | /oidcclient_apps | Wikis", "AcmeRest | /acme_rest | Common")
    product = Product(HCL, "HCL Connections", "h", {"clusters": mixed, "realm": "defaultWIMFileBasedRealm"})
    assert list(of_answers(product, recipe)) == ["AcmeRest", "/acme_rest"]


def test_a_table_is_one_line_of_the_summary() -> None:
    made = hcl_source()
    assert made.recipe is not None
    summary = summarize(made.setup, made.recipe, made.events, Checkpoint("abc23456", 1, "h"), NoPortal())
    assert summary.product is not None
    assert summary.product.answers["Clusters and their applications"] == "; ".join(ROWS)
