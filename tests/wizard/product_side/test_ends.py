"""Where a visit to a product ends: each end has its own sentence, and no request goes where none was allowed."""

from __future__ import annotations

import ssl
from collections.abc import Sequence
from ipaddress import ip_address
from pathlib import Path

import certifi
import pytest
from playing_product import PEER, WIKI, PlayingProduct, redirect
from plays import ROWS
from visits import DOOR, HOSTS, SENT, led, told

from steps.model.product_side import Visit
from steps.model.words import say
from wizard.product_side.connection import trusted
from wizard.product_side.ends import Ended
from wizard.product_side.follow import follow
from wizard.product_side.places import Machine, judge, place
from wizard.text import sentences, text


@pytest.mark.parametrize("name", ROWS)
def test_each_end_has_its_sentence(product: PlayingProduct, name: str) -> None:
    row = ROWS[name]
    product.plays, product.leads = row.play(product), row.leads
    begin = f"https://{WIKI}:{product.plain_port}/" if row.begin == "https-to-plain" else row.begin
    found = led(product, begin)
    assert (found.sent, found.end) == ("", row.end), found
    assert row.says in told(found)
    # What belongs to one session is neither told nor kept.
    assert "canary" not in told(found)
    assert "canary" not in repr(found.way)
    assert len(product.asked) == row.asks
    assert {one.host.partition(":")[0] for one in product.asked} <= {WIKI}
    assert {one.method for one in product.asked} <= {"GET"}


def test_every_end_that_has_a_sentence_is_met_here() -> None:
    elsewhere = {"timeout", "not-trusted", "this-machine", "settings-moved", "no-settings", "practice-settings"}
    named = {key.split(".")[2] for key in sentences() if key.startswith("probe.end.")}
    assert named - {row.end for row in ROWS.values()} - elsewhere == {"unreachable"}


def test_a_slow_answer_ends_in_time(product: PlayingProduct) -> None:
    product.plays["/"] = product.slowly(0.02, b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    assert led(product, seconds=0.6).end == "timeout"
    product.plays["/"] = product.slowly(0.02)
    assert led(product, seconds=0.6).end == "timeout"


def test_a_certificate_that_is_not_trusted_is_said_and_never_accepted(product: PlayingProduct) -> None:
    product.plays["/"] = redirect(SENT)
    (found,) = follow([Visit(product.url("/"))], HOSTS, resolve=product.resolve)
    assert found.end == "not-trusted"
    assert "does not trust the certificate of wiki.contoso.com" in told(found)
    product.leads["other.contoso.com"] = "127.0.0.1"
    other = product.url("/", "other.contoso.com")
    (found,) = follow([Visit(other)], HOSTS, trust=product.trust, resolve=product.resolve)
    assert found.end == "not-trusted"
    assert product.asked == []


def test_a_certificate_authority_of_the_company_stands_beside_the_public_ones(
    product: PlayingProduct, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    own = tmp_path / "company.pem"
    own.write_bytes(product.authority)
    monkeypatch.setenv("SSL_CERT_FILE", str(own))
    product.plays["/"] = redirect(SENT)
    (found,) = follow([Visit(product.url("/"))], HOSTS, resolve=product.resolve)
    assert found.sent == SENT
    public = ssl.create_default_context(cafile=certifi.where()).get_ca_certs()
    assert [one for one in public if one not in trusted().get_ca_certs()] == []


def test_a_later_name_that_leads_to_this_machine_is_rebound() -> None:
    there, here = place(f"https://{PEER}/"), ip_address("127.0.0.1")
    judge(there, here, may_be_here=True)
    with pytest.raises(Ended, match="this-machine") as refused:
        judge(there, here, may_be_here=False)
    assert f"{PEER} leads to this machine" in text(say("probe.end.this-machine.what", **refused.value.told))


def test_the_machine_that_was_judged_is_the_one_that_is_asked(product: PlayingProduct) -> None:
    looked: list[str] = []

    async def rebinding(host: str, port: int) -> Sequence[Machine]:
        looked.append(host)
        product.leads[WIKI] = "127.0.0.1" if len(looked) == 1 else "169.254.169.254"
        return await product.resolve(host, port)

    product.plays["/"] = redirect("/again")
    (found,) = follow([Visit(product.url("/"))], HOSTS, trust=product.trust, resolve=rebinding)
    # One look-up for each request: what it said was judged and asked, and the second answer was refused.
    assert (found.end, len(product.asked), looked) == ("machine", 1, [WIKI, WIKI])


def test_an_address_of_microsoft_is_never_asked(product: PlayingProduct) -> None:
    assert led(product, SENT).sent == SENT
    assert led(product, DOOR).end == "no-request"
    assert led(product, DOOR, settings=True).end == "no-request"
    assert product.asked == []


def test_a_company_proxy_is_used_and_looks_names_up_itself(
    product: PlayingProduct, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{product.plain_port}")
    monkeypatch.setenv("no_proxy", "bypassed.contoso.com")
    product.plays["http://intranet.contoso.com/"] = redirect(SENT)
    assert led(product, "http://intranet.contoso.com/").sent == SENT
    assert led(product, "http://169.254.169.254/latest/meta-data/").end == "machine"
    assert led(product, "http://bypassed.contoso.com/").end == "no-name"
    assert [one.host for one in product.asked] == ["intranet.contoso.com"]
