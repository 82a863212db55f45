"""The way from a product's own login to Microsoft's door, and its public settings."""

from __future__ import annotations

import json
import time

import pytest
from playing_product import PEER, WIKI, Asked, PlayingProduct, page, redirect
from visits import CLIENT, DOOR, SENT, led, told

FORM = (
    f'<body onload="document.forms[0].submit()"><form method="post" action="{DOOR}">'
    f'<input type="hidden" name="client_id" value="{CLIENT}"/><input type=hidden name=redirect_uri value="https://{WIKI}/cb">'
    '<noscript><input type="submit" value="Go on"></noscript></form>'
)
LINK = SENT.replace("&", "&amp;")

PAGES: dict[str, str] = {
    "a script replaces the address": f'<script>window.location.replace("{SENT}");</script>',
    "a script with escaped marks": f"<script>location.href = '{SENT}'</script>".replace("&", "\\u0026").replace(
        "/", "\\/"
    ),
    "a script in hexadecimal": f'<script>top.location="{SENT}"</script>'.replace("&", "\\x26"),
    "a script that escapes every mark": "<script>go('"
    + SENT.replace("/", "\\x2f").replace("&", "\\u0026")
    + "')</script>",
    "a script with other places": f"<script>var location = 'Berlin'; location.replace('{SENT}')</script>",
    "a refresh": f'<meta http-equiv="refresh" content="0; url={LINK}">',
    "a link, beside a password": f'<a href="{LINK}">Sign in with Microsoft</a><input type="password">',
}


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("status", [200, 401])
def test_a_page_that_sends_people_to_microsoft_is_read(product: PlayingProduct, name: str, status: int) -> None:
    product.plays["/"] = page(status, PAGES[name])
    found = led(product)
    assert found.sent == SENT
    # Where nobody is sent without a click, that is told.
    assert found.link == (name in ("a script that escapes every mark", "a link, beside a password"))


def test_a_redirect_is_kept_as_it_was_sent(product: PlayingProduct) -> None:
    product.plays["/"] = redirect(SENT)
    found = led(product)
    assert (found.sent, found.end, found.way, found.link) == (SENT, "", (product.url("/"),), False)
    assert "canary" not in repr(found)


def test_a_form_that_posts_itself_is_read_and_not_sent(product: PlayingProduct) -> None:
    product.plays["/"] = page(200, FORM)
    assert led(product).sent.startswith(f"{DOOR}?client_id={CLIENT}&redirect_uri=https%3A%2F%2F{WIKI}")


def test_the_way_goes_on_with_its_cookies_over_several_pages(product: PlayingProduct) -> None:
    def last(asked: Asked) -> bytes:
        return redirect(SENT) if asked.headers.get("cookie") == "state=kept" else page(403, "")

    product.plays = {
        "/": redirect("login?next=%2F", "Set-Cookie: state=kept; Path=/; HttpOnly"),
        "/login": page(200, '<meta http-equiv=refresh content="1;url=/start">'),
        "/start": page(200, "<script>window.location.assign('/last')</script>"),
        "/last": last,
    }
    assert led(product).sent == SENT
    assert [one.path for one in product.asked] == ["/", "/login?next=%2F", "/start", "/last"]
    assert {(one.method, one.host) for one in product.asked} == {("GET", f"{WIKI}:{product.port}")}
    assert not any({"authorization", "origin", "referer"} & set(one.headers) for one in product.asked)


def test_a_page_with_its_own_refresh_header_is_followed(product: PlayingProduct) -> None:
    product.plays = {"/": page(200, "", "Refresh: 0; url=/next"), "/next": redirect(SENT)}
    assert led(product).sent == SENT


def test_a_further_host_is_passed_only_where_it_was_given(product: PlayingProduct) -> None:
    product.plays = {"/": redirect(product.url("/idp", PEER)), "/idp": redirect(SENT)}
    assert led(product).end == "other-host"
    assert led(product, hosts=(f"{PEER}:{product.port}",)).sent == SENT
    assert {one.host.partition(":")[0] for one in product.asked[1:]} == {WIKI, PEER}


def test_nothing_of_one_host_goes_to_another(product: PlayingProduct) -> None:
    product.plays = {
        "/": redirect(product.url("/idp", PEER), "Set-Cookie: session=secret; Path=/"),
        "/idp": redirect(SENT),
    }
    assert led(product, hosts=(f"{PEER}:{product.port}",)).sent
    assert "cookie" not in product.asked[-1].headers


SETTINGS: dict[str, tuple[bytes, str, dict[str, str]]] = {
    "read": (
        page(200, json.dumps({"provider": "azure", "deep": {"on": True, "none": None}, "urls": ["a", "b"], "n": 1})),
        "",
        {"provider": "azure", "deep.on": "true", "deep.none": "", "urls": "a, b", "n": "1"},
    ),
    "moved": (redirect("/elsewhere"), "settings-moved", {}),
    "a page": (page(200, "<html>"), "no-settings", {}),
    "a list": (page(200, "[1]"), "no-settings", {}),
    "too deep": (page(200, "[" * 5000), "no-settings", {}),
    "gone": (page(404, ""), "missing", {}),
    "forbidden": (page(401, ""), "unauthorized", {}),
}


@pytest.mark.parametrize("name", SETTINGS)
def test_public_settings_are_read(product: PlayingProduct, name: str) -> None:
    product.plays["/"], end, read = SETTINGS[name]
    found = led(product, settings=True)
    assert (found.end, found.read, len(product.asked)) == (end, read, 1)
    assert not end or told(found)
    assert product.asked[0].headers["accept"] == "application/json"


HEAVY = {
    "forms without an end": "<form " * 160_000,
    "attributes": ("<form " + "a=b " * 1900 + ">") * 130,
    "scripts": ("location='" + "a" * 7999) * 120,
    "addresses": "https://login.example/a?client_id " * 29_000,
    "blanks": ("<input " + " " * 8000 + ">") * 120,
}


@pytest.mark.parametrize("name", HEAVY)
def test_a_page_made_to_be_slow_is_read_in_time(product: PlayingProduct, name: str) -> None:
    product.plays["/"] = page(200, HEAVY[name])
    begun = time.monotonic()
    assert led(product, seconds=15.0).end in ("stayed", "other-host", "missing")
    assert time.monotonic() - begun < 10
