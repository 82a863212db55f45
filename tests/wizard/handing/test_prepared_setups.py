"""A setup that begins with a prepared file: half-way, with its note, and once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from prepared_files import GOOD, MINIMAL

from steps.model.prepared import note, to_tell
from steps.model.views import Ask, Guide
from tests.wizard.walked import Walked, begun
from wizard.prepared.begin import begin
from wizard.prepared.read import Handed, read
from wizard.recipes import RecipeShelf
from wizard.text import text

SHELF = RecipeShelf()


@pytest.fixture
def walked(tmp_path: Path) -> Iterator[Walked]:
    with begun(tmp_path) as made:
        yield made


def handed(folder: Path, content: str) -> Handed:
    file = folder / "acme.ssosetup"
    file.write_text(content)
    return read(file, SHELF)


def test_a_complete_file_begins_behind_the_first_step(walked: Walked, tmp_path: Path) -> None:
    engine = walked.engine
    setup = begin(engine, handed(tmp_path, GOOD))
    assert setup.product is not None
    assert setup.product.answers == {
        "app_host": "app.sekoia.io",
        "domains": ("acme.example", "acme.test"),
        "create_accounts": False,
    }
    assert engine.position(setup) == "sign_in"
    assert setup.all_by_hand
    assert (setup.choices["who"], setup.choices["people_typed"]) == ("only", ("jane@acme.example", "SOC team"))
    assert (setup.choices["tenant"], setup.choices["secret_days"]) == ("acme.example", "90")
    assert note(setup) == "Hello Jane.\nPlease call us before the last step."
    assert [text(said) for said in to_tell(setup)] == ["Tell soc@acme.example, Sam that single sign-on works."]
    view = engine.seen(setup.id, "sign_in", wait=10).view
    assert isinstance(view, Guide)
    assert view.ask is not None
    assert view.ask.fields[0].shown == "acme.example"


def test_an_incomplete_file_begins_at_the_form_with_what_is_there(walked: Walked, tmp_path: Path) -> None:
    engine = walked.engine
    setup = begin(
        engine, handed(tmp_path, MINIMAL + '[answers]\ndomains = ["acme.example"]\ncreate_accounts = true\n')
    )
    assert setup.product is None
    view = engine.seen(setup.id, "choose_product", wait=10).view
    assert isinstance(view, Ask)
    shown = {field.name: field.shown for field in view.fields}
    assert shown == {"app_host": "app.sekoia.io", "domains": "acme.example", "create_accounts": "yes"}
    engine.answer(setup.id, setup.seq, "choose_product", shown)
    assert engine.setup(setup.id).is_done(type(engine.setup(setup.id).product))


def test_prepared_answers_are_not_those_of_another_product(walked: Walked, tmp_path: Path) -> None:
    engine = walked.engine
    setup = begin(engine, handed(tmp_path, MINIMAL + '[answers]\ndomains = ["acme.example"]\n'))
    for card in ("another", "matillion"):
        engine.answer(setup.id, engine.setup(setup.id).seq, "choose_product", {"card": card})
    view = engine.seen(setup.id, "choose_product", wait=10).view
    assert isinstance(view, Ask)
    assert {field.name: field.shown for field in view.fields}["domains"] == ""


def test_the_same_file_is_the_same_setup_until_somebody_works_on_it(walked: Walked, tmp_path: Path) -> None:
    engine = walked.engine
    for content in (MINIMAL, GOOD):
        file = handed(tmp_path, content)
        first = begin(engine, file)
        engine.seen(first.id, engine.position(first), wait=10)
        assert begin(engine, file).id == first.id
        engine.tick(first.id, "anything", on=True)
        second = begin(engine, file)
        assert second.id != first.id
        assert begin(engine, file).id == second.id


def test_a_changed_file_is_another_setup(walked: Walked, tmp_path: Path) -> None:
    first = begin(walked.engine, handed(tmp_path, MINIMAL))
    assert begin(walked.engine, handed(tmp_path, MINIMAL + 'note = "x"\n')).id != first.id


def test_without_a_note_or_people_nothing_is_said(walked: Walked, tmp_path: Path) -> None:
    setup = begin(walked.engine, handed(tmp_path, MINIMAL))
    assert (note(setup), to_tell(setup)) == ("", ())
