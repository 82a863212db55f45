"""A product without a recipe of its own: what stands on the wizard's cards is enough to configure a real one."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from .handed import HandedOver, handed_over
from .httpd import Httpd

pytestmark = pytest.mark.browser

# What an administrator writes who knows the product, with the values of the cards.
TYPED = """\
OIDCProviderMetadataURL {metadata}
OIDCClientID {client_id}
OIDCClientSecret {secret}
OIDCRedirectURI {redirect_uri}
OIDCScope "{scopes}"
OIDCRemoteUserClaim email
OIDCCryptoPassphrase for-this-test-only
<Location "/">
    AuthType openid-connect
    Require valid-user
</Location>
"""


def typed(handed: HandedOver) -> bytes:
    card = handed.values
    return TYPED.format(
        metadata=card["values", "OpenID Connect metadata document"],
        client_id=card["values", "Client ID"],
        secret=handed.secret,
        redirect_uri=card["values", "Redirect URI"],
        scopes=card["scopes", "Scopes"],
    ).encode()


def test_a_person_signs_in_at_a_product_configured_from_the_cards(tmp_path: Path, page: Page) -> None:
    httpd = Httpd()
    answers = {"product": "The site", "callbacks": f"{httpd.origin}/signed-in"}
    try:
        with handed_over(tmp_path, "any_openid_connect", answers) as handed:
            assert handed.registration.display_name == "The site single sign-on"
            httpd.configure(handed.tenant.cloud.ca, {"typed.conf": typed(handed)}, "Include typed.conf")
            httpd.start()
            page.goto(httpd.origin)
            page.get_by_role("button", name="Adele Vance").click(timeout=30_000)
            expect(page.locator("#user")).to_have_text("adele.vance@contoso-practice.example", timeout=30_000)
    finally:
        httpd.stop()
