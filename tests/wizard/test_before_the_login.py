"""What the page before the test login proposes, to whom, and what it says of everything else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, cast

import pytest
from by_hand_setup import told
from product_answers import READY
from walked import Walked, begun

from steps import live_login, preflight
from steps.model.chosen import chosen
from steps.model.facts import Access, Principal
from steps.model.problems import AskAgain
from steps.model.views import Finding, Open, Propose, Report, Wait
from steps.model.words import Say
from wizard.evidence import is_telling
from wizard.practice.mishaps import MISHAPS
from wizard.practice.people import DOMAIN

ADELE, GIDEON, MINA, NOEL = (
    f"{name}@{DOMAIN}" for name in ("adele.vance", "gideon.hall", "mina.osei", "noel.brandt")
)
ROSA = f"rosa.lind_fabrikam.example#EXT#@{DOMAIN}"


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walked]:
    with begun(tmp_path_factory.mktemp("before")) as made:
        made.walk(*READY)
        vars(made.world.proofs)["_again"] = 0.01
        yield made
        made.answer("live_login", tester="")
        made.answer("live_login", change="yes")
        made.walk("live_login", "finish")


@pytest.fixture
def fresh(walked: Walked) -> Walked:
    """Adele tests, and nothing is offered."""
    walked.tenant.scenarios.reset()
    walked.answer("live_login", tester="")
    walked.answer("live_login", change="yes")
    return walked


def name(walked: Walked, who: str) -> Propose | Open:
    walked.answer("live_login", tester=who)
    view = walked.look("live_login")
    assert isinstance(view, Propose | Open), view
    return view


def known(walked: Walked) -> preflight.Preflight:
    return preflight.before_login(walked.setup, chosen(walked.setup, walked.world), walked.world)


def named(found: tuple[Finding, ...], key: str) -> list[Finding]:
    return [one for one in found if isinstance(one.name, Say) and one.name.key == key]


def kinds(view: Any) -> list[str]:
    assert isinstance(view, Propose), view
    return [change.kind for change in view.changes]


def test_what_was_declined_is_offered_again_after_a_failure(fresh: Walked) -> None:
    assert kinds(name(fresh, NOEL)) == ["assignment"]
    fresh.answer("live_login", card="test_without")
    view = fresh.look("live_login")
    assert isinstance(view, Open)
    fresh.answer("live_login", page_says="AADSTS50105")
    assert isinstance(fresh.look("live_login"), Report)
    fresh.answer("live_login")
    assert kinds(fresh.look("live_login")) == ["assignment"]


@pytest.mark.parametrize("answers", [{"card": "again"}, {"tester": NOEL}], ids=["check again", "the tester"])
def test_what_was_declined_is_offered_again(answers: dict[str, str], fresh: Walked) -> None:
    name(fresh, NOEL)
    fresh.answer("live_login", card="test_without")
    assert isinstance(fresh.look("live_login"), Open)
    fresh.answer("live_login", **answers)
    assert kinds(fresh.look("live_login")) == ["assignment"]


def test_no_assignment_is_proposed_for_a_global_administrator(fresh: Walked) -> None:
    view = name(fresh, GIDEON)
    assert isinstance(view, Open), view
    assert view.report
    assert "Test as somebody else" in told(view)
    (found,) = named(known(fresh).findings, "preflight.assigned")
    assert (found.verdict, "ordinary person" in told(found)) == ("warn", True)
    # What keeps everybody else out is mended all the same.
    MISHAPS["open_to_all"](fresh.tenant.directory)
    fresh.answer("live_login", card="again")
    assert kinds(fresh.look("live_login")) == ["assignment_required"]
    fresh.confirm("live_login")


@pytest.mark.parametrize(
    ("who", "verdicts"),
    [(ADELE, ["info"]), (GIDEON, ["warn"]), (MINA, ["pass"]), (ROSA, [])],
    ids=["another role", "global", "ordinary", "guest"],
)
def test_nobody_stands_for_ordinary_people_of_whom_the_report_says_otherwise(
    who: str, verdicts: list[str], fresh: Walked
) -> None:
    name(fresh, who)
    found = known(fresh).tester
    assert [one.verdict for one in named(found, "check_tenant.blind_spot")] == verdicts
    assert [one.verdict for one in named(found, "preflight.guest")] == (["info"] if who == ROSA else [])


def test_a_proposal_shows_what_else_was_found_and_takes_another_tester(fresh: Walked) -> None:
    view = name(fresh, NOEL)
    assert isinstance(view, Propose)
    assert view.report
    assert "mail: –" in told(view.report)
    assert "other_tester" in [card.name for card in view.cards]
    assert ADELE in told(name(fresh, ADELE))


def test_an_address_that_somebody_else_wrote_is_named_beside_what_mends_it(fresh: Walked) -> None:
    assert named(known(fresh).findings, "preflight.redirect_other") == []
    kept = fresh.application
    MISHAPS["misspelt"](fresh.tenant.directory)
    view = fresh.look("live_login")
    assert isinstance(view, Propose)
    assert "/consume/old" in told(view.report)
    fresh.confirm("live_login")
    (left,) = named(known(fresh).findings, "preflight.redirect_other")
    assert (left.verdict, left.seen.endswith("/old"), bool(left.link)) == ("info", True, True)
    assert is_telling(left), "on a shared screen it may name whose it is"
    fresh.tenant.directory.applications.put(kept["id"], kept)


def test_what_is_needed_with_a_new_enterprise_application_is_one_plan(fresh: Walked) -> None:
    name(fresh, MINA)
    MISHAPS["deleted"](fresh.tenant.directory)
    fresh.answer("live_login", card="again")
    view = fresh.look("live_login")
    assert kinds(view) == ["service_principal", "consent", "assignment", "assignment"]
    fresh.confirm("live_login")
    assert isinstance(fresh.look("live_login"), Open)


def test_by_hand_it_is_not_said_that_anything_was_read(fresh: Walked) -> None:
    access = Access(assignment_required=True, assigned=(Principal("", "User", ADELE),))
    setup = replace(fresh.setup, choices={**fresh.setup.choices, "by_hand": True}, access=access)
    made = preflight.before_login(setup, chosen(setup, fresh.world), fresh.world)
    said = told(made.report)
    assert "Read from the tenant" not in said
    assert "Nothing stands in the way" not in said
    assert "nothing was read" in said.lower()
    assert made.report.verdict == "info"


class Metadata:
    """A provider that counts how often the metadata is read."""

    def __init__(self, real: Any) -> None:
        self.real, self.read = real, 0

    def endpoints(self, tenant_id: str) -> Any:
        self.read += 1
        return self.real.endpoints(tenant_id)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.real, name)


def test_the_metadata_is_read_again_for_each_login_and_not_at_each_look(fresh: Walked) -> None:
    provider = Metadata(fresh.world.provider)
    world = replace(fresh.world, provider=cast(Any, provider))
    while isinstance(view := live_login.look(fresh.setup, world), Wait):
        assert provider.read == 0
    for _ in range(5):
        assert live_login.look(fresh.setup, world) == view
    assert provider.read == 1


@pytest.mark.parametrize(
    ("odd", "code"),
    [("metadata-html", "metadata-wrong"), ("issuer-template", "issuer-template"), ("no-issuer", "issuer-mismatch")],
)
def test_metadata_that_went_wrong_since_it_was_collected_is_said_before_the_login(
    odd: str, code: str, fresh: Walked
) -> None:
    fresh.tenant.scenarios.misbehaviour = odd
    assert fresh.problem("live_login") == code
    fresh.tenant.scenarios.reset()
    assert isinstance(fresh.look("live_login"), Open)


def test_a_tester_is_a_person_and_the_refusal_says_no_group(fresh: Walked) -> None:
    with pytest.raises(AskAgain, match="answer-no-tester") as refused:
        fresh.answer("live_login", tester=f"nobody@{DOMAIN}")
    assert refused.value.values["field"] == "tester"
