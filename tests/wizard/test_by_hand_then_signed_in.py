"""A setup begun by hand and gone on with by somebody who may sign in: the same app, nothing made twice."""

from __future__ import annotations

from pathlib import Path

from by_hand_setup import bench

from steps.model.views import Done, Guide

SIGNED_IN = ("sign_in", "check_tenant", "register_app", "grant_access", "collect_endpoints")


def test_what_was_done_by_hand_is_adopted_after_a_sign_in(tmp_path: Path) -> None:
    with bench(tmp_path) as made:
        setup = made.by_hand().begin()
        app = setup.made()
        setup.paste(app)
        registered = setup.setup.registration
        assert registered
        assert (registered.client_id, registered.how["consent"]) == (app["appId"], "typed")
        setup.answer("sign_in", card="sign_in")
        setup.walk(*SIGNED_IN)
        assert setup.setup.signed_in
        assert setup.setup.signed_in.object_id
        assert setup.setup.access
        assert setup.setup.access.how == {}
        setup.walk("make_secret", "configure_product", "live_login", "finish")
        assert setup.setup.finished
        (application,) = made.tenant.directory.applications_json()
        assert application["appId"] == app["appId"]
        assert len(application["passwordCredentials"]) == 1
        assert setup.person.callback not in str(application)


def test_everything_done_by_hand_stays_done_after_a_sign_in(tmp_path: Path) -> None:
    with bench(tmp_path) as made:
        setup = made.by_hand().ready()
        before = setup.setup.secret
        setup.answer("sign_in", card="sign_in")
        setup.walk("sign_in", "check_tenant")
        assert setup.setup.secret == before
        assert isinstance(setup.look("make_secret"), Done)
        setup.walk("live_login", "finish")
        assert setup.setup.finished


def test_another_tenant_begins_the_registration_anew(tmp_path: Path) -> None:
    with bench(tmp_path) as made:
        setup = made.by_hand().begin()
        setup.paste(setup.made())
        setup.answer("sign_in", change="yes")
        assert isinstance(setup.look("sign_in"), Guide)
