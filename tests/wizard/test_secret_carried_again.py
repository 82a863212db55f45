"""A new secret has to be put into the product again: what was ticked of the old one is open, and the page says so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from by_hand_setup import told
from walked import Walked, begun

from steps.model.chosen import chosen
from steps.model.views import Done, HandOver
from steps.registration.carried import carrying

ALL = (
    *("choose_product", "sign_in", "check_tenant", "register_app", "grant_access", "collect_endpoints"),
    *("make_secret", "configure_product"),
)
NEW = "The client secret is new."


@pytest.fixture(params=["hugging_face", "hcl_connections"])
def walked(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Walked]:
    with begun(tmp_path, request.param) as made:
        made.walk(*ALL)
        yield made


def renew(walked: Walked) -> None:
    walked.answer("make_secret", change="yes")
    walked.confirm("make_secret")


def test_a_new_secret_takes_off_the_ticks_of_what_holds_it(walked: Walked) -> None:
    before = walked.setup.ticks
    renew(walked)
    gone = {*before} - {*walked.setup.ticks}
    assert gone == {*carrying(chosen(walked.setup, walked.world))}
    assert gone < {*before}
    view = walked.look("configure_product")
    assert isinstance(view, HandOver)
    assert {task.name for task in view.tasks if not task.ticked} == gone
    assert NEW in told(view)
    for name in gone:
        walked.engine.tick(walked.setup.id, name, on=True)
    assert NEW not in told(walked.look("configure_product"))
    walked.walk("configure_product", "live_login", "finish")


def test_who_says_that_all_is_done_again_says_so_of_these(walked: Walked) -> None:
    renew(walked)
    walked.walk("configure_product")
    assert {*carrying(chosen(walked.setup, walked.world))} <= {*walked.setup.ticks}
    assert walked.setup.outdated == ()
    # It is the same one when it is looked at again, and when the program begins anew.
    assert isinstance(walked.look("make_secret"), Done)
    assert walked.setup.outdated == ()
