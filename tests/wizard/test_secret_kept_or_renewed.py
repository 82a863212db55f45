"""A secret there is stays until it is renewed; the new one is added first, and waited for until Entra knows it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from credentials import ABLE, UNABLE, checked, reading_least
from walked import Walked

from steps import make_secret
from steps.model.problems import Problem
from steps.model.views import Done, Propose, Report, Wait
from tests.wizard.by_hand_setup import told

TO_THE_HAND_OVER = ("register_app", "grant_access", "collect_endpoints", "make_secret", "configure_product")
REST = ("configure_product", "live_login", "finish")


@pytest.fixture
def able(tmp_path: Path) -> Iterator[Walked]:
    with checked(tmp_path, ABLE) as walked:
        yield walked


@pytest.fixture
def unable(tmp_path: Path) -> Iterator[Walked]:
    with checked(tmp_path, UNABLE) as walked:
        yield walked


def test_a_secret_in_use_outlives_a_policy_that_forbids_new_ones(able: Walked) -> None:
    able.walk(*TO_THE_HAND_OVER)
    (before,) = able.application["passwordCredentials"]
    able.tenant.scenarios.secrets_forbidden = True
    assert isinstance(able.look("make_secret"), Done)
    able.edit(lambda app: app["web"].update(redirectUris=[]))
    view = able.look("register_app")
    assert isinstance(view, Propose)
    assert {change.step for change in view.changes} == {"register_app"}
    assert "secret" not in told(view.notes)
    able.confirm("register_app")
    able.walk("configure_product", "live_login")
    assert able.application["passwordCredentials"] == [before]
    # Only a new one is forbidden: renewing takes a certificate.
    able.answer("make_secret", change="yes")
    renewal = able.look("make_secret")
    assert isinstance(renewal, Propose)
    assert [change.kind for change in renewal.changes] == ["certificate", "secret_removed"]


def test_a_secret_made_a_moment_ago_outlives_it_too(able: Walked) -> None:
    able.walk("register_app")
    able.tenant.scenarios.secrets_forbidden = True
    able.walk("grant_access", "collect_endpoints", "make_secret")
    assert able.setup.secret
    assert able.setup.secret.certificate == ""


def test_a_renewal_that_is_refused_leaves_the_secret_in_use(tmp_path: Path) -> None:
    with reading_least(tmp_path, UNABLE) as unable:
        unable.walk(*TO_THE_HAND_OVER)
        before = unable.application["passwordCredentials"]
        unable.tenant.scenarios.secrets_forbidden = True
        unable.answer("make_secret", change="yes")
        with pytest.raises(Problem, match="secret-forbidden"):
            unable.confirm("make_secret")
        assert unable.application["passwordCredentials"] == before
        assert isinstance(unable.look("make_secret"), Report)
        unable.answer("make_secret", card="keep")
        unable.walk("live_login")
        assert unable.setup.login


def test_a_renewed_secret_is_proven_before_it_counts_and_the_one_before_is_removed(unable: Walked) -> None:
    unable.walk(*TO_THE_HAND_OVER)
    (before,) = unable.application["passwordCredentials"]
    unable.answer("make_secret", change="yes")
    view = unable.look("make_secret")
    assert isinstance(view, Propose)
    assert [change.kind for change in view.changes] == ["secret", "secret_removed"]
    unable.confirm("make_secret")
    (after,) = unable.application["passwordCredentials"]
    assert after["keyId"] != before["keyId"]
    assert unable.setup.secret
    assert (unable.setup.secret.key_id, unable.setup.secret.proven) == (after["keyId"], True)
    assert unable.world.vault.secret(unable.setup.id, before["keyId"]) is None
    unable.walk(*REST)


def test_a_removal_that_did_not_come_through_is_proposed_again(unable: Walked) -> None:
    unable.walk(*TO_THE_HAND_OVER)
    (before,) = unable.application["passwordCredentials"]
    unable.answer("make_secret", change="yes")
    ends = unable.world.clock.now() + timedelta(days=30)
    marker = f"SSO Wizard {unable.setup.id}"
    secret, added = unable.world.directory.add_password(unable.application["id"], marker, ends, [before["keyId"]])
    unable.world.vault.keep(unable.setup.id, added["keyId"], secret)
    view = unable.look("make_secret")
    assert isinstance(view, Propose)
    assert [(change.kind, change.values["ids"]) for change in view.changes] == [("secret_removed", before["keyId"])]
    unable.walk("make_secret", *REST)
    (left,) = unable.application["passwordCredentials"]
    assert left["keyId"] == added["keyId"]


def test_nobody_waits_in_the_look_while_a_new_secret_spreads(unable: Walked) -> None:
    unable.walk("register_app", "grant_access", "collect_endpoints")
    (made,) = unable.application["passwordCredentials"]
    unable.tenant.scenarios.lag_seconds = 2.0
    while not all(map(unable.tenant.directory.visible, tuple(unable.tenant.directory._born))):
        time.sleep(0.05)
    unable.tenant.directory.born(made["keyId"])
    begun = time.monotonic()
    assert isinstance(make_secret.look(unable.setup, unable.world), Wait)
    assert time.monotonic() - begun < 1
    unable.tenant.scenarios.lag_seconds = 0
    assert isinstance(unable.look("make_secret"), Done)
    assert unable.setup.secret
    assert unable.setup.secret.proven
    assert not unable.world.proofs.begun(unable.setup.id)
