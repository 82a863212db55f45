"""A product of many host names and pages: whom the card names, what is too many, and what is not installed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, replace
from typing import Any

import pytest
from by_hand_setup import told
from product_answers import READY, asked
from walked import Walked, begun

from steps.model.chosen import chosen
from steps.model.product_side import Visit
from steps.model.values import with_defaults
from steps.model.views import Open
from steps.pasted import request
from steps.registration.product_probe import report
from steps.registration.product_visits import visits

HOSTS = tuple(f"c{number}.contoso.com" for number in range(12))


@pytest.fixture(scope="module")
def hcl(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walked]:
    """Three pages for each of twelve host names: more addresses than are asked at once."""
    with begun(tmp_path_factory.mktemp("many"), "hcl_connections", hosts=", ".join(HOSTS)) as walked:
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
        "Practice: HCL Connections itself was not asked",
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
    assert [(visit.address, visit.redirect) for visit in visits(few)] == [
        (f"https://{HOSTS[0]}/profiles", f"https://{HOSTS[0]}/oidcclient_one/azuread")
    ]


def _led(visit: Visit, sent: request.AuthorizationRequest) -> dict[str, Any]:
    """What is kept of a page that the product itself answered with this request."""
    led = {"start": visit.address, "way": [], "end": "", "told": {}, "request": asdict(sent), "read": {}}
    return {**led, "stand_in": False, "redirect": visit.redirect}


def test_a_page_that_comes_back_for_another_cluster_differs(hcl: Walked) -> None:
    picked = chosen(hcl.setup, hcl.world)
    known, signed_in = hcl.setup.registration, hcl.setup.signed_in
    assert known
    assert signed_in
    visit, other, *_ = visits(picked)
    assert visit.redirect != other.redirect
    sent = request.AuthorizationRequest(
        tenant=signed_in.tenant_id, client_id=known.client_id, redirect_uri=visit.redirect
    )
    right = report(json.dumps({"led": [_led(visit, sent)]}), hcl.setup, picked)
    assert right.verdict == "pass", told(right)
    assert "No page that was asked uses it." in told(right)
    swapped = report(json.dumps({"led": [_led(other, sent)]}), hcl.setup, picked)
    assert swapped.verdict == "fail"
    (wrong,) = (one for section in swapped.sections for one in section.findings if one.verdict == "fail")
    assert wrong.beside
    assert (wrong.seen, wrong.beside.text) == (visit.redirect, other.redirect)
    assert "for another page" in told(wrong)


def test_the_stand_in_answers_with_the_pages_own_redirect_uri(hcl: Walked) -> None:
    found = json.loads(str(asked(hcl).kept["product_probe"]))["led"]
    assert len(found) == 30
    assert [one["request"]["redirect_uri"] for one in found] == [one["redirect"] for one in found]
    assert len({one["redirect"] for one in found}) == 30
