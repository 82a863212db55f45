"""A step that is done can be opened again, changed, and left as it is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from walked import Walked, begun

from steps.model.views import Ask, Done, Propose, Report
from wizard.text import text

OMAR = "omar.reyes@contoso-practice.example"


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walked]:
    with begun(tmp_path_factory.mktemp("opened")) as made:
        made.walk("choose_product", "sign_in", "check_tenant", "register_app", "grant_access", "collect_endpoints")
        yield made


def opened(walked: Walked, step: str) -> Ask | Report:
    """What a step asks once it was opened by the button that its page of the facts has."""
    done = walked.look(step)
    assert isinstance(done, Done)
    assert text(done.change)
    walked.answer(step, change="yes")
    view = walked.look(step)
    assert isinstance(view, Ask | Report)
    return view


@pytest.mark.parametrize("step", ["register_app", "grant_access"])
def test_what_was_opened_can_be_left_as_it_is(walked: Walked, step: str) -> None:
    before = walked.application
    view = opened(walked, step)
    ask = view.ask if isinstance(view, Report) else view
    assert ask
    walked.answer(step, card=ask.cards[-1].name)
    assert isinstance(walked.look(step), Done)
    assert walked.application == before


def test_who_may_sign_in_is_changed_and_planned(walked: Walked) -> None:
    opened(walked, "grant_access")
    walked.answer("grant_access", who="only", people=OMAR)
    plan = walked.look("grant_access")
    assert isinstance(plan, Propose)
    assert [(one.kind, one.values["name"]) for one in plan.changes] == [("assignment", OMAR)]
    walked.confirm("grant_access")
    assert isinstance(walked.look("grant_access"), Done)


def test_the_name_is_changed_and_planned(walked: Walked) -> None:
    view = opened(walked, "register_app")
    assert isinstance(view, Report)
    (section,) = view.sections
    assert {finding.step for finding in section.findings} == {"choose_product", "grant_access", "make_secret"}
    walked.answer("register_app", application_name="Hub")
    walked.confirm("register_app")
    assert walked.application["displayName"] == "Hub"
    assert isinstance(walked.look("register_app"), Done)


def test_opening_it_again_reads_the_tenant_again(walked: Walked) -> None:
    assert isinstance(walked.look("register_app"), Done)
    walked.edit(lambda app: app["web"].update(redirectUris=[]))
    walked.answer("register_app", change="yes")
    plan = walked.engine.seen(walked.setup.id, "register_app", wait=10).view
    assert isinstance(plan, Propose)
    # The whole plan can be adjusted, with who may sign in and the life of the secret.
    walked.answer("register_app", application_name="Hub", who="everyone", people="", secret_days="90")
    walked.confirm("register_app")
    assert walked.application["web"]["redirectUris"]
    assert isinstance(walked.look("register_app"), Done)
