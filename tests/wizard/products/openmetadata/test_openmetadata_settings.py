"""OpenMetadata's own models take every generated configuration, and all files of one setup mean the same."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from chart_values import refused
from every_way import EVERY_WAY, configuration, kubernetes_secrets, parsed, settings_file, way
from expanded_recipes import C, S, Walked, label
from security_rules import broken
from vendor_models import RANGES, Verdict, verdicts

WAYS = pytest.mark.parametrize("walk", EVERY_WAY, ids=label)


@pytest.fixture(scope="session")
def said() -> dict[str, Verdict]:
    """What the models of its release say of every way, by the way's name: one process for each release."""
    found: dict[str, Verdict] = {}
    for version in RANGES:
        walks = [walk for walk in EVERY_WAY if walk.values["server_version"] == version]
        asked = verdicts(version, [configuration(walk) for walk in walks])
        found |= dict(zip(map(label, walks), asked, strict=True))
    return found


@WAYS
def test_the_models_of_its_release_take_the_configuration(walk: Walked, said: dict[str, Verdict]) -> None:
    assert said[label(walk)].refused == ""


@WAYS
def test_nothing_is_left_as_a_vendors_page_has_it(walk: Walked) -> None:
    assert broken(configuration(walk), own_tls=bool(walk.values["own_tls"])) == []


@WAYS
def test_the_secret_is_in_the_file_that_must_hold_it_and_in_no_other(walk: Walked) -> None:
    sensitive = {file.name for file in walk.recipe.files if file.sensitive}
    holding = {name for name, text in walk.files.items() if S in text}
    assert holding <= sensitive
    assert len(holding) == (walk.values["client_type"] == "confidential")


@pytest.mark.parametrize("walk", [walk for walk in EVERY_WAY if walk.values["deployment"] == "helm"], ids=label)
def test_the_chart_of_its_release_takes_the_values(walk: Walked) -> None:
    assert refused(parsed(settings_file(walk), "helm"), str(walk.values["server_version"])) == ""
    secrets = kubernetes_secrets(walk)
    assert list(secrets.values()) == ([C, S] if walk.values["client_type"] == "confidential" else [])


# A file that replaces the section has no maximal age; in a server's own file it is "0", which the recipe tells.
LEFT_OPEN = ("maxAge", "customParams", "maxClockSkew")


def meaning(verdict: Verdict) -> dict[str, Any]:
    """What was understood, without what the files leave open."""
    authentication = dict(verdict.read["authenticationConfiguration"])
    if oidc := authentication.pop("oidcConfiguration", None):
        authentication["oidcConfiguration"] = {name: value for name, value in oidc.items() if name not in LEFT_OPEN}
    return {**verdict.read["authorizerConfiguration"], **authentication}


@pytest.mark.parametrize(
    ("client_type", "version", "own_tls"), [*product(("public", "confidential"), RANGES, ("no", "yes"))]
)
def test_all_files_of_one_setup_mean_the_same(
    client_type: str, version: str, own_tls: str, said: dict[str, Verdict]
) -> None:
    names = [f"openmetadata-{kind} {client_type} {version} {own_tls}" for kind in ("docker", "yaml", "helm", "ui")]
    first, *others = [meaning(said[name]) for name in names if name in said]
    assert len(others) == (3 if version in ("1.11", "2.0") else 2)
    assert all(other == first for other in others)


@pytest.mark.parametrize(
    ("om_url", "version", "own_tls", "forced"),
    [
        ("https://openmetadata.contoso.com", "2.0", "no", True),
        ("https://openmetadata.contoso.com", "1.11", "no", True),
        ("https://openmetadata.contoso.com", "1.8", "no", None),
        ("https://openmetadata.contoso.com", "2.0", "yes", False),
        # Over plain http the browser would keep no such cookie.
        ("http://localhost:8585", "2.0", "no", False),
    ],
)
@pytest.mark.parametrize("deployment", ["docker", "yaml", "helm", "ui"])
def test_the_cookie_is_forced_only_behind_a_proxy(
    deployment: str, om_url: str, version: str, own_tls: str, forced: bool | None
) -> None:
    walk = way(deployment, "confidential", version, own_tls, om_url=om_url)
    if deployment == "ui" and version == "1.8":
        assert "security-configuration.json" not in walk.files
        return
    found = configuration(walk)["authenticationConfiguration"].get("forceSecureSessionCookie")
    assert str(found).lower() == str(forced).lower() or (found is None and not forced)


@pytest.mark.parametrize("deployment", ["docker", "yaml", "helm", "ui"])
@pytest.mark.parametrize(("typed", "wanted"), [("yes", "true"), ("no", "false")])
def test_an_answer_decides_whether_the_sign_in_page_is_skipped(deployment: str, typed: str, wanted: str) -> None:
    found = configuration(way(deployment, "public", auto_redirect=typed))["authenticationConfiguration"]
    assert str(found["enableAutoRedirect"]).lower() == wanted
