"""Links into the portal for a page that belongs to no step, before and after a setup knows its IDs."""

from __future__ import annotations

from pathlib import Path

from tests.wizard.walked import begun


def test_a_link_is_as_exact_as_what_is_known(tmp_path: Path) -> None:
    with begun(tmp_path) as made:
        nobodys = made.engine.portal.link("app-authentication")
        assert nobodys.endswith("/#view/Microsoft_AAD_RegisteredApps/ApplicationsListBlade")
        assert made.engine.portal.link("enterprise-users").endswith("~/AppAppsPreview")
        made.walk("choose_product", "sign_in", "check_tenant", "register_app")
        setup = made.engine.setup(made.setup.id)
        assert setup.signed_in
        assert setup.registration
        known = made.engine.portal.link("app-authentication", setup.id)
        assert f"/{setup.signed_in.tenant_id}/" in known
        assert known.endswith(f"~/Authentication/appId/{setup.registration.client_id}")
