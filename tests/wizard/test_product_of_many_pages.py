"""A product of many host names and pages: whom the card names, what is too many, and what is not installed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from by_hand_setup import told
from product_answers import READY, asked
from walked import Walked, begun

from steps.model.chosen import chosen
from steps.model.values import with_defaults
from steps.model.views import Open
from steps.registration.product_visits import visits

HOSTS = tuple(f"c{number}.contoso.com" for number in range(12))


@pytest.fixture(scope="module")
def hcl(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walked]:
    """Three pages for each of twelve host names: more addresses than are asked at once."""
    with begun(tmp_path_factory.mktemp("many"), "hcl_connections") as walked:
        walked.person._rehearsal.answers["hosts"] = ", ".join(HOSTS)  # type: ignore[index]
        walked.walk(*READY)
        yield walked


def test_the_card_names_whom_it_asks(hcl: Walked) -> None:
    view = hcl.look("live_login")
    assert isinstance(view, Open)
    assert view.ask
    assert f"It asks {', '.join(HOSTS)}, and no other host." in told(view.ask.cards[0])


def test_addresses_that_are_too_many_are_told(hcl: Walked) -> None:
    report = asked(hcl)
    assert (report.verdict, told(report.title)) == (
        "warn",
        "HCL Connections was asked, but not everything could be seen",
    )
    (left,) = (one for section in report.sections for one in section.findings if one.verdict == "warn")
    assert "6 addresses were not asked: at most 30 are asked at once" in told(left)
    every = {f"https://{host}/{page}" for host in HOSTS for page in ("homepage", "activities", "profiles")}
    assert set(left.seen.split(", ")) == every - {told(section.title) for section in report.sections}
    assert len(left.seen.split(", ")) == 6


def test_a_page_of_an_application_that_is_not_installed_is_not_asked(hcl: Walked) -> None:
    picked = chosen(hcl.setup, hcl.world)
    known = {
        "hosts": HOSTS[:1],
        "clusters": ("One | /oidcclient_one | Files, Profiles", "Two | /oidcclient_two | Search"),
    }
    few = replace(picked, values=with_defaults(picked.recipe, {**picked.values, **known}))
    assert [visit.address for visit in visits(few)] == [f"https://{HOSTS[0]}/profiles"]
