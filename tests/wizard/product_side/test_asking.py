"""Probes run in threads of their own: one for each setup, the newest counts, and none leaves a page waiting."""

from __future__ import annotations

import time
from collections.abc import Sequence

from playing_product import PlayingProduct, redirect
from visits import HOSTS, SENT, told

from steps.model.product_side import Asking, Led, Visit
from wizard.product_side.asking import ProductAsked
from wizard.product_side.places import Machine
from wizard.product_side.rehearsed import ProductRehearsed


def ended(asked: ProductAsked, setup_id: str = "a") -> tuple[Led, ...]:
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        now = asked.current(setup_id)
        if now and now.led is not None:
            return now.led
        time.sleep(0.01)
    raise TimeoutError


def test_each_setup_has_its_own_and_the_newest_counts(product: PlayingProduct) -> None:
    asked = ProductAsked(HOSTS, trust=product.trust, resolve=product.resolve)
    product.plays = {"/": redirect(SENT), "/slow": product.slowly(0.05)}
    assert asked.current("a") is None
    asked.begin("a", [Visit(product.url("/slow"))])
    first = asked.current("a")
    assert isinstance(first, Asking)
    assert first.led is None
    assert first.since < first.until
    asked.begin("b", [Visit(product.url("/"))])
    asked.begin("a", [Visit(product.url("/")), Visit(product.url("/gone"))])
    assert [(one.sent, one.end) for one in ended(asked)] == [(SENT, ""), ("", "missing")]
    assert [one.sent for one in ended(asked, "b")] == [SENT]
    asked.drop("a")
    assert asked.current("a") is None
    assert asked.current("b")


def test_what_was_dropped_comes_to_nothing(product: PlayingProduct) -> None:
    asked = ProductAsked(HOSTS, trust=product.trust, resolve=product.resolve)
    product.plays["/"] = redirect(SENT)
    asked.begin("a", [Visit(product.url("/"))])
    asked.drop("a")
    asked.begin("b", [Visit(product.url("/"))])
    assert ended(asked, "b")
    assert asked.current("a") is None


def test_a_fault_of_ours_ends_as_well(product: PlayingProduct) -> None:
    async def broken(host: str, port: int) -> Sequence[Machine]:
        raise ZeroDivisionError

    asked = ProductAsked(HOSTS, trust=product.trust, resolve=broken)
    asked.begin("a", [Visit(product.url("/"))])
    (one,) = ended(asked)
    assert one.end == "broken"
    assert "ZeroDivisionError" in told(one)


def test_in_practice_only_this_machine_is_asked(product: PlayingProduct) -> None:
    here = product.plain_url("/", "localhost")
    rehearsed = ProductRehearsed(
        HOSTS, f"http://localhost:{product.plain_port}", lambda: ("client", ("https://b/1", "https://b/2"))
    )
    product.plays = {"/": redirect(SENT), "/product": redirect(SENT)}
    rehearsed.begin("a", [Visit(here), Visit("https://b/x?y"), Visit("https://c/"), Visit("ftp://b/")])
    there, elsewhere, unknown, wrong = ended(rehearsed)
    assert (there.sent, there.stand_in, wrong.end) == (SENT, False, "scheme")
    assert (elsewhere.sent, elsewhere.stand_in, elsewhere.way) == (SENT, True, ("https://b/x",))
    assert unknown.stand_in
    sent = sorted(one.path for one in product.asked)
    assert sent == [
        "/",
        "/product?client_id=client&redirect_uri=https%3A%2F%2Fb%2F1",
        "/product?client_id=client&redirect_uri=https%3A%2F%2Fb%2F2",
    ]
    assert {one.host.partition(":")[0] for one in product.asked} == {"localhost", "127.0.0.1"}
