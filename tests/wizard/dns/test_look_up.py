"""What is said of a record, asked of a real DNS server: each thing that can be there, and what to change."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest
from name_server import Zone, serving

from steps import configure_product
from steps.model.dns import DnsAnswer
from steps.model.facts import Endpoints, Product, Registration, SecretRecord
from steps.model.setup import Setup
from steps.model.views import Finding, HandOver
from steps.records import look_up, wanted
from wizard.dns import PracticeZone, SystemResolver
from wizard.recipes import RecipeShelf
from wizard.text import text

SHELF = RecipeShelf()
RIGHT = "matillion:example-com-sso"
NAME = "example.com"
REGISTERED = Registration("object", "client", "unique", "Matillion")
ENDPOINTS = Endpoints(*(f"https://login.example/{name}" for name in ("v2.0", "authorize", "token", "keys", "openid")))
QUICK = 1.0
"""Seconds for one round here: loopback answers at once, and silence is part of the table."""


def setup(*domains: str) -> Setup:
    return Setup("s", "", product=Product("matillion", "Matillion", "hash", {"domains": domains or (NAME,)}))


def findings(zone: Zone, *domains: str, negative_ttl: int = 0) -> tuple[Finding, ...]:
    with serving(zone, negative_ttl) as server:
        world = SimpleNamespace(recipes=SHELF, dns=SystemResolver(["127.0.0.1"], server.port, QUICK))
        return look_up("dns", setup(*domains), world).findings


def quoted(*texts: str) -> tuple[str, ...]:
    return tuple('"' + one.replace("\\", "\\\\").replace('"', '\\"') + '"' for one in texts)


@pytest.mark.parametrize(
    ("there", "verdict", "what", "do"),
    [
        (quoted(RIGHT), "pass", "Your resolver sees the TXT record.", "Nothing to change."),
        (quoted("v=spf1 -all", RIGHT), "pass", "Your resolver sees the TXT record.", "also be in the public one."),
        # One record of several strings is one text (RFC 7208 §3.3 and RFC 1464): where it is cut means nothing.
        (('"matillion:exam" "ple-com-sso"',), "pass", "Your resolver sees the TXT record.", ""),
        (quoted("matillion:example-com-saml"), "fail", "has another value", "It ends in -saml, as Matillion's"),
        (quoted('"matillion:example-com-saml"'), "fail", "has another value", "It ends in -saml"),
        (quoted("umatillion:example-com-sso"), "fail", "has another value", "begins with umatillion, a misprint"),
        (quoted("matillion:example.com-sso"), "fail", "has another value", "The dots of the domain must be dashes."),
        (quoted("matillion:[example-com]-sso"), "fail", "has another value", "The brackets on Matillion's page"),
        (quoted(f'"{RIGHT}"'), "fail", "Quotation marks are part of the value.", "Remove the quotation marks"),
        (quoted(f"'{RIGHT}'"), "fail", "Quotation marks are part of the value.", "Remove the quotation marks"),
        ((r'"\226\128\156' + RIGHT + r'\226\128\157"',), "fail", "Quotation marks are part", "Remove the quotation"),
        (quoted("MATILLION:example-com-sso"), "fail", "has capital letters.", f"lower-case letters: {RIGHT}"),
        (quoted(f"{RIGHT}."), "fail", "ends in a dot.", "Remove the dot at the end."),
        (quoted("matillion: example-com-sso"), "fail", "has a space or a line break", "without any space"),
        (quoted(f"{RIGHT} "), "fail", "has a space or a line break", "without any space"),
        (quoted('"Matillion:example-com-sso."'), "fail", "with something added to it.", f"exactly this: {RIGHT}"),
        (quoted(f"{NAME}. 3600 IN TXT {RIGHT}"), "fail", "with other text around it.", "this and nothing else"),
        (quoted("matillion:", "example-com-sso"), "fail", "is cut into two records.", "Make one record"),
        (quoted("matillion:exmaple-com-sso"), "fail", "differs from character 13 on.", f"it is {RIGHT}"),
        (quoted("matillion:example-com-ss"), "fail", "differs from character 25 on.", "Copy it again"),
        (quoted("v=spf1 -all", "MS=ms1"), "warn", "has other TXT records: 2.", "leave the others as they are"),
        ("empty", "warn", "The domain has no TXT record.", "Add the record."),
        ("nxdomain", "warn", "Your resolver knows no such domain.", "Check the spelling"),
        ("servfail", "warn", "gave no usable answer (SERVFAIL).", "name servers and DNSSEC"),
        ("refused", "warn", "The resolver refused to answer.", "which resolver this machine may use"),
        ("notimp", "warn", "The answer could not be read.", "Look from another network."),
        # What is no DNS message may come from anybody, and the right one may still come.
        ("garbage", "warn", "did not answer in time.", "Check again."),
        ("silent", "warn", "did not answer in time.", "You can go on without this check."),
        ("CNAME other.example", "warn", "is an alias of other.example", "beside an alias (CNAME)"),
    ],
)  # fmt: skip
def test_each_thing_that_is_there_has_its_sentence(there: object, verdict: str, what: str, do: str) -> None:
    (found,) = findings({NAME: there})
    assert found.verdict == verdict
    assert text(found.name).startswith(f"{NAME}: ")
    assert what in text(found.name)
    assert do in text(found.do)
    assert bool(found.seen) == (verdict != "warn" and "cut into" not in what)


@pytest.mark.parametrize(
    ("there", "what", "seen"),
    [
        (RIGHT, "sees the TXT record at other.example, of which this name is an alias (CNAME).", RIGHT),
        ("matillion:other-example-sso", "is an alias of other.example", ""),
        ("matillion:example-com-saml", "is an alias of other.example", ""),
    ],
)
def test_what_stands_at_an_alias_is_no_mistake_of_this_record(there: str, what: str, seen: str) -> None:
    zone = {NAME: "CNAME other.example", "other.example": quoted(there), f"matillion.{NAME}": quoted(RIGHT)}
    (found,) = findings(zone if seen else {**zone, f"matillion.{NAME}": "empty"})
    assert (found.verdict, found.seen) == ("warn", seen)
    assert what in text(found.name)


@pytest.mark.parametrize(
    "place", ["_matillion.example.com", "matillion.example.com", "@.example.com", "example.com.example.com"]
)
def test_a_record_at_another_name_is_found_there(place: str) -> None:
    (found,) = findings({place: quoted(RIGHT)})
    assert found.verdict == "fail"
    assert text(found.name) == f"example.com: The record is at {place} instead."
    assert "type @ or leave it empty" in text(found.do)


def test_every_domain_has_its_own_finding_and_a_swap_is_named() -> None:
    zone = {
        "a.example": quoted("matillion:b-example-sso"),
        "b.example": quoted("matillion:b-example-sso"),
        "c.example": "nxdomain",
    }
    found = findings(zone, "a.example", "b.example", "c.example")
    assert [one.verdict for one in found] == ["fail", "pass", "warn"]
    assert "a.example: The value of b.example is here." in text(found[0].name)


@pytest.mark.parametrize(("there", "minutes"), [("empty", "30"), ("nxdomain", "30"), (quoted("v=spf1"), "5")])
def test_how_long_a_resolver_may_remember_is_said(there: object, minutes: str) -> None:
    (found,) = findings({NAME: there}, negative_ttl=1800)
    assert f"for up to {minutes} more minutes" in text(found.do)


def test_text_from_outside_cannot_reorder_what_is_shown() -> None:
    (found,) = findings({NAME: (r'"matillion:example-com-ss\226\128\174o"',)})
    assert "\\u202e" in found.seen


def test_a_long_answer_is_asked_for_again_over_tcp() -> None:
    many = quoted(*(f"{'x' * 200}{number}" for number in range(9)), RIGHT)
    with serving({NAME: many}) as server:
        answers = SystemResolver(["127.0.0.1"], server.port).txt([NAME])
    assert RIGHT in answers[NAME].texts
    assert server.asked == [("udp", NAME), ("tcp", NAME)]


def test_only_the_names_of_this_setup_are_asked_for_and_no_search_domain_is_added() -> None:
    with serving({NAME: quoted(RIGHT)}) as server:
        world = SimpleNamespace(recipes=SHELF, dns=SystemResolver(["127.0.0.1"], server.port))
        look_up("dns", setup(), world)
    assert [name for _, name in server.asked] == [NAME]


def test_many_silent_names_end_within_the_one_time_limit() -> None:
    names = [f"{number}.example" for number in range(40)]
    with serving(dict.fromkeys(names, "silent")) as server:
        answers = SystemResolver(["127.0.0.1"], server.port, 0.5).txt(names)
    assert set(answers.values()) == {DnsAnswer("timeout")}


def test_no_resolver_at_all_is_said() -> None:
    # The system refuses to send to a broadcast address, as it does to send anything without a network.
    assert SystemResolver(["127.255.255.255"], 53, QUICK).txt([NAME])[NAME] == DnsAnswer("offline")


def test_a_name_that_is_too_long_is_no_crash() -> None:
    name = ".".join(["x" * 60] * 5)
    assert SystemResolver(["127.0.0.1"], 9, QUICK).txt([name])[name] == DnsAnswer("odd")


def test_who_was_asked_is_said() -> None:
    resolver = SystemResolver(["192.0.2.1", "192.0.2.2"])
    assert text(resolver.asked()) == "What the resolver of this machine sees: 192.0.2.1, 192.0.2.2"


def test_in_practice_nobody_is_asked_and_the_second_look_finds_it() -> None:
    world = SimpleNamespace(recipes=SHELF, dns=PracticeZone(lambda: {NAME: RIGHT}))
    section = look_up("dns", setup(), world)
    assert text(section.title).startswith("Practice: nothing was asked.")
    assert section.findings[0].verdict == "warn"
    assert look_up("dns", setup(), world).findings[0].verdict == "pass"


def test_a_step_without_a_record_looks_nothing_up() -> None:
    world = SimpleNamespace(recipes=SHELF, dns=PracticeZone(dict))
    assert look_up("ticket", setup(), world).findings == ()
    assert wanted(None, {}) == ()


@pytest.mark.parametrize(
    ("domains", "labels"),
    [
        (("example.com",), {"TXT value": RIGHT}),
        (
            ("a.example", "my-firm.co.uk"),
            {
                "TXT value of a.example": "matillion:a-example-sso",
                "TXT value of my-firm.co.uk": "matillion:my-firm-co-uk-sso",
            },
        ),
    ],
)
def test_each_record_is_a_value_of_its_own_in_the_hand_over(domains: tuple[str, ...], labels: dict[str, str]) -> None:
    world = SimpleNamespace(recipes=SHELF, vault=SimpleNamespace(secret=lambda *_: True))
    known = replace(setup(*domains), registration=REGISTERED, endpoints=ENDPOINTS, secret=SecretRecord("key"))
    view = configure_product.look(known, world)
    assert isinstance(view, HandOver)
    task = next(task for task in view.tasks if task.name == "dns")
    assert {text(value.label): value.text for value in task.values} == labels
    assert text(task.check) == "Check now"
    assert text(task.asks).startswith(f"Looks up the TXT records of {', '.join(domains)} and of names below")
    assert [task.name for task in view.tasks if task.check or task.asks] == ["dns"]
