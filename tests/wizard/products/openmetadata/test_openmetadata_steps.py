"""The duties of an administrator stand in the order in which they do no harm, and only where they apply."""

from __future__ import annotations

import subprocess

import pytest
from every_way import EVERY_WAY, configuration, way
from expanded_recipes import Walked, walked
from ruamel.yaml import YAML
from server_settings import read_env_file

from steps.model.recipe import holds

BEFORE = ["new-keys", "fernet-key"]
AFTER = ["first-login", "bot-token", "default-administrator"]
PAGE = ["ui-confidential", "ui-hidden-confidential"]
COLLATE = walked("openmetadata", deployment="collate", om_url="https://contoso.getcollate.io")


def ids(walk: Walked) -> list[str]:
    return [step.id for step in walk.recipe.product_steps if holds(step.when, walk.values)]


@pytest.mark.parametrize(
    ("walk", "between"),
    [
        (way("docker", "confidential"), ["saved-configuration", "docker"]),
        (way("yaml", "public"), ["saved-configuration", "yaml"]),
        (way("ui", "confidential"), [*PAGE, "ui-by-command"]),
        (way("ui", "confidential", auto_redirect="yes"), [*PAGE, "ui-auto-redirect", "ui-by-command"]),
        # A version without the page says so before the values of the page.
        (way("ui", "confidential", "1.8"), ["ui-too-old", *PAGE]),
        (way("yaml", "public", "1.11", replicas="yes"), ["sticky-sessions", "saved-configuration", "yaml"]),
        # From 2.0 on, sessions are kept in the database.
        (way("yaml", "public", "2.0", replicas="yes"), ["saved-configuration", "yaml"]),
    ],
    ids=lambda one: one.name if isinstance(one, Walked) else "",
)
def test_keys_come_first_then_the_restart_and_the_default_administrator_goes_last(
    walk: Walked, between: list[str]
) -> None:
    assert ids(walk) == [*BEFORE, *between, *AFTER]


def test_with_helm_the_secret_is_there_before_the_release_that_names_it() -> None:
    restart = ["saved-configuration", "helm-secret", "helm"]
    assert ids(way("helm", "confidential")) == ["new-keys-helm", "fernet-key", *restart, *AFTER]


def test_collate_has_nothing_to_do_but_to_send_two_ids_and_to_sign_in() -> None:
    assert ids(COLLATE) == ["collate", "first-login"]
    assert COLLATE.files == {}


def test_compose_hands_on_every_variable_of_the_file_that_its_command_names() -> None:
    walk = way("docker", "confidential")
    compose = YAML(typ="safe").load(walk.files["openmetadata_azure.compose.yaml"])
    assert compose == {"services": {"openmetadata-server": {"env_file": ["openmetadata_azure.env"]}}}
    for command in (walk.fields["Command"], walk.fields["Command with a file .env"]):
        assert (
            " --env-file openmetadata_azure.env -f docker-compose.yml -f openmetadata_azure.compose.yaml " in command
        )


def test_a_shell_reads_every_script() -> None:
    scripts = {text for walk in EVERY_WAY for name, text in walk.files.items() if name.endswith(".sh")}
    assert len(scripts) == 2
    for script in scripts:
        assert subprocess.run(["sh", "-n"], input=script, capture_output=True, text=True, check=True).stderr == ""


@pytest.mark.parametrize("deployment", ["docker", "yaml", "helm", "ui"])
def test_several_administrators_reach_the_server_in_lower_case(deployment: str) -> None:
    found = configuration(way(deployment, "public", admins="Jane.Doe, bob"))
    assert found["authorizerConfiguration"]["adminPrincipals"] == ["jane.doe", "bob"]


@pytest.mark.parametrize(
    "line",
    [
        "OIDC_TYPE= azure",
        "OIDC_TYPE =azure",
        "OIDC_TYPE=azure ",
        "OIDC_TYPE=",
        'OIDC_TYPE="azure"',
        "OIDC_TYPE=azure # yes",
        "OIDC_TYPE=${OIDC_TYPE}",
        "export OIDC_TYPE=azure",
        "OIDC_TYPE=a\nOIDC_TYPE=b",
    ],
)
def test_what_compose_would_read_differently_is_no_environment_file(line: str) -> None:
    with pytest.raises(ValueError, match="OIDC_TYPE"):
        read_env_file(line)
