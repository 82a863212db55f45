"""Products from their first page to a passed test login without a sign-in to Entra: made in the portal and pasted."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from by_hand_setup import Bench, bench


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    with bench(tmp_path_factory.mktemp("by-hand")) as made:
        yield made


@pytest.mark.parametrize("product", ["any_openid_connect", "apache_mod_auth_openidc", "jupyterhub"])
def test_a_product_is_connected_by_hand(desk: Bench, product: str) -> None:
    setup = desk.by_hand(product).ready()
    setup.walk("live_login")
    login = setup.setup.login
    assert login
    assert login.missing == ()


def test_the_application_of_any_product_is_to_be_named_after_it(desk: Bench) -> None:
    setup = desk.by_hand("any_openid_connect").begin()
    assert "Contoso Wiki single sign-on" in setup.says("register_app")
