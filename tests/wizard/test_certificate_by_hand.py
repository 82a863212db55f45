"""A certificate by hand: made by the wizard, uploaded in the portal, and proven before anything builds on it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest

from steps.by_hand.certificate import FILE
from steps.model.secret import PrivateKey
from steps.model.thumbprint import thumbprint
from steps.model.views import Ask, Done, Guide, Report, Wait
from tests.wizard.by_hand_setup import EXPIRES, Bench, ByHand, bench, told
from tests.wizard.practice.portal_visitor import Visitor
from wizard.text import text

PRODUCT = "apache_mod_auth_openidc"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    with bench(tmp_path_factory.mktemp("by_hand")) as made:
        yield made


def registered(desk: Bench, product: str = PRODUCT) -> ByHand:
    """A setup by hand whose application is registered, and that has nothing to prove itself with yet."""
    setup = desk.by_hand(product)
    setup.paste(setup.begin().made())
    setup.look("grant_access")
    setup.answer("grant_access", done="yes")
    for step in ("grant_access", "collect_endpoints"):
        setup.look(step)
    return setup


def asked_for_certificate(setup: ByHand) -> Guide:
    """Choose a certificate instead of a secret, and let it be made."""
    setup.answer("make_secret", card="certificate")
    asked = setup.look("make_secret")
    assert isinstance(asked, Ask)
    assert [field.name for field in asked.fields] == ["secret_days"]
    setup.answer("make_secret", secret_days="90")
    guide = setup.look("make_secret")
    assert isinstance(guide, Guide)
    return guide


def upload(setup: ByHand, content: bytes) -> str:
    """Upload a file in the portal; the text of the page afterwards."""
    registration = setup.setup.registration
    assert registration
    path = f"/apps/{registration.client_id}/credentials/certificates"
    with closing(Visitor(setup.tenant).http) as http:
        base = f"{setup.tenant.cloud.pages}/portal/{setup.tenant.tenant_id}"
        sent = http.post(
            base + path, data={"description": "For the product"}, files={"certificate": ("one.pem", content)}
        )
    return sent.text


def test_the_certificate_is_uploaded_and_its_key_proves_the_login(desk: Bench) -> None:
    setup = registered(desk)
    guide = asked_for_certificate(setup)
    assert [offer.name for offer in guide.files] == [FILE]
    file = setup.engine.file(setup.setup.id, FILE)
    assert b"PRIVATE" not in file
    named = thumbprint(file.decode())
    assert named in told(guide.tasks)
    assert named in upload(setup, file)
    assert setup.refusal("make_secret", pasted="0" * 40) == "paste-other-certificate"
    setup.answer("make_secret", pasted=f"For the product  {named}")
    view = setup.look("make_secret")
    assert isinstance(view, Done)
    setup.answer("configure_product", done="yes")
    setup.walk("live_login")
    held = setup.setup.secret
    assert held
    assert (held.certificate.encode(), held.proven, dict(held.how)) == (
        file,
        True,
        {"value": "checked", "expires": "checked"},
    )
    assert setup.setup.login


def test_a_certificate_that_never_reached_entra_is_waited_for_and_then_refused(desk: Bench) -> None:
    setup = registered(desk)
    asked_for_certificate(setup)
    named = thumbprint(setup.engine.file(setup.setup.id, FILE).decode())
    setup.answer("make_secret", pasted=named)
    waits = setup.look("make_secret", waiting=True)
    assert isinstance(waits, Wait)
    assert "AADSTS700027" not in told(waits)
    assert "Entra's servers learn" in told(waits)
    upload(setup, setup.engine.file(setup.setup.id, FILE))
    assert isinstance(setup.look("make_secret"), Done)


def test_the_manifest_shows_the_thumbprint_as_well(desk: Bench) -> None:
    setup = registered(desk)
    asked_for_certificate(setup)
    upload(setup, setup.engine.file(setup.setup.id, FILE))
    registration = setup.setup.registration
    assert registration
    with Visitor(setup.tenant) as visitor:
        manifest = visitor.get(f"/apps/{registration.client_id}/manifest").text
    setup.answer("make_secret", pasted=manifest)
    assert isinstance(setup.look("make_secret"), Done)


def test_a_portal_that_refuses_secrets_leaves_the_sentence_for_the_policys_owner(desk: Bench) -> None:
    setup = registered(desk, "hugging_face")
    assert text(text_of_cards(setup)) == "The portal refuses a client secret"
    setup.answer("make_secret", card="refused")
    report = setup.look("make_secret")
    assert isinstance(report, Report)
    registration = setup.setup.registration
    assert registration
    assert registration.client_id in told(report.values)
    setup.answer("make_secret")
    assert isinstance(setup.look("make_secret"), Guide)
    app = {"id": registration.object_id, "appId": registration.client_id}
    setup.answer("make_secret", client_secret=desk.desk.secret(app), secret_expires=EXPIRES)
    assert isinstance(setup.look("make_secret"), Done)


def text_of_cards(setup: ByHand) -> str:
    guide = setup.look("make_secret")
    assert isinstance(guide, Guide)
    assert guide.ask
    return next(text(card.title) for card in guide.ask.cards if card.name == "refused")


def test_after_a_restart_the_key_is_gone_and_another_is_made(desk: Bench) -> None:
    setup = registered(desk)
    asked_for_certificate(setup)
    setup.world.vault.drop(setup.setup.id)
    assert isinstance(setup.look("make_secret"), Ask)
    setup.answer("make_secret", card="secret")
    assert isinstance(setup.look("make_secret"), Guide)


def test_the_key_is_taken_back_from_the_product_for_another_test(desk: Bench) -> None:
    setup = registered(desk)
    asked_for_certificate(setup)
    file = setup.engine.file(setup.setup.id, FILE)
    upload(setup, file)
    setup.answer("make_secret", pasted=thumbprint(file.decode()))
    setup.look("make_secret")
    key = setup.engine.reveal(setup.setup.id)
    assert isinstance(key, PrivateKey)
    setup.answer("configure_product", done="yes")
    setup.look("configure_product")
    setup.world.vault.drop(setup.setup.id)
    asked = setup.look("live_login")
    assert isinstance(asked, Ask)
    assert "private key" in told(asked)
    other = setup.world.vault.make_key("Other", setup.world.clock.now(), setup.world.clock.now().replace(year=2031))
    for wrong in ("nothing", other.reveal()):
        assert setup.refusal("live_login", client_secret=wrong) == "answer-key-other"
    # A field of one line takes the line breaks out of what is pasted.
    setup.answer("live_login", client_secret=key.reveal().replace("\n", " "))
    setup.walk("live_login")
    assert setup.setup.login
