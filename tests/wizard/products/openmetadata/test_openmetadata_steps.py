"""The duties of an administrator stand in the order in which they do no harm, and only where they apply."""

from __future__ import annotations

import re
import subprocess
from typing import Any

import pytest
from every_way import EVERY_WAY, configuration, settings_file, way
from expanded_recipes import Walked, label, walked
from ruamel.yaml import YAML
from server_settings import read_env_file

from steps.model.recipe import enforce_for
from steps.model.when import holds

BEFORE = ["new-keys", "fernet-key"]
IN_DOCKER = ["new-keys-docker", "fernet-key", "saved-configuration-docker"]
AFTER = ["first-login", "bot-token", "default-administrator"]
PAGE = ["ui-confidential", "ui-hidden-confidential"]
KEYS = ["RSA_PUBLIC_KEY_FILE_PATH", "RSA_PRIVATE_KEY_FILE_PATH", "JWT_KEY_ID", "JWT_ISSUER"]
COLLATE = walked("openmetadata", deployment="collate", om_url="https://contoso.getcollate.io")


def ids(walk: Walked) -> list[str]:
    return [step.id for step in walk.recipe.product_steps if holds(step.when, walk.values)]


@pytest.mark.parametrize(
    ("walk", "between"),
    [
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
    restart = ["saved-configuration-helm", "helm-secret", "helm"]
    assert ids(way("helm", "confidential")) == ["new-keys-helm", "fernet-key-helm", *restart, *AFTER]


def test_with_docker_the_keys_are_there_before_the_start_that_mounts_them() -> None:
    assert ids(way("docker", "confidential")) == [*IN_DOCKER, "docker", *AFTER]


@pytest.mark.parametrize("deployment", ["docker", "yaml", "helm", "ui"])
def test_keys_that_were_replaced_before_are_left_alone(deployment: str) -> None:
    walk = way(deployment, "public", shipped_keys="no")
    assert [one for one in ids(walk) if "key" in one] == (["docker-own-keys"] if deployment == "docker" else [])
    assert "new-keys.sh" not in walk.files
    assert not [
        text for text in [*walk.fields.values(), *walk.files.values()] if "key.der" in text or "-keys." in text
    ]


def test_collate_has_nothing_to_do_but_to_send_two_ids_and_to_sign_in() -> None:
    assert ids(COLLATE) == ["collate", "first-login"]
    assert COLLATE.files == {}


def test_compose_hands_on_every_variable_of_the_file_that_its_command_names() -> None:
    for walk in [walk for walk in EVERY_WAY if walk.values["deployment"] == "docker"]:
        # By name: `environment` of the person's own file would win over an `env_file`.
        named = server_in_compose(walk)["environment"]
        assert set(named) == {*read_env_file(settings_file(walk)), *KEYS}
        assert len(named) == len(set(named))


def server_in_compose(walk: Walked) -> dict[str, Any]:
    compose = YAML(typ="safe").load(walk.files["openmetadata_azure.compose.yaml"])
    assert list(compose) == ["services"]
    assert list(compose["services"]) == ["openmetadata-server"]
    return dict(compose["services"]["openmetadata-server"])


@pytest.mark.parametrize(("shipped", "keys"), [("yes", " --env-file openmetadata-keys.env"), ("no", "")])
def test_each_command_names_every_file_that_it_needs(shipped: str, keys: str) -> None:
    fields = way("docker", "confidential", shipped_keys=shipped).fields
    made, rest = (
        " --env-file openmetadata_azure.env",
        f"{keys} -f docker-compose.yml -f openmetadata_azure.compose.yaml",
    )
    assert fields["Command"] == f"docker compose{made}{rest} up -d"
    assert fields["Command with a file .env"] == f"docker compose --env-file .env{made}{rest} up -d"
    # The person's own file holds all of it then.
    assert fields["Command with your changed .env"] == f"docker compose --env-file .env{rest} up -d"


def test_the_keys_reach_the_container_where_the_variables_look_for_them() -> None:
    walk = way("docker", "public")
    mounts = server_in_compose(walk)["volumes"]
    # A missing key stops the start, instead of becoming an empty folder.
    assert all(one["read_only"] and one["bind"] == {"create_host_path": False} for one in mounts)
    for mount in mounts:
        name = mount["source"].removeprefix("./")
        assert mount["target"] == f"/opt/openmetadata/conf/{name}"
        assert f"_PATH=./conf/{name}\n" in walk.files["new-keys.sh"]
        assert name in walk.fields["2. Hand them over"]
    assert len(mounts) == 2


def test_an_upgrade_of_the_release_keeps_its_chart_and_names_the_file_it_takes() -> None:
    fields = way("helm", "confidential").fields
    assert "--version CHART_VERSION --reuse-values --values openmetadata-values.yaml" in fields["Command"]
    assert fields["Command with your changed values.yaml"].endswith("--version CHART_VERSION --values values.yaml")
    assert fields["Which chart you run"].startswith("helm list")


@pytest.mark.parametrize("walk", EVERY_WAY, ids=label)
def test_a_value_to_copy_is_never_a_sentence(walk: Walked) -> None:
    for value in walk.fields.values():
        assert not re.match(r"(As|The|In|Your|See) ", value)


@pytest.mark.parametrize(
    ("deployment", "begins"),
    [("docker", "docker compose exec openmetadata-server ./"), ("yaml", "./"), ("helm", "kubectl exec ")],
)
def test_a_saved_configuration_is_removed_where_the_server_runs(deployment: str, begins: str) -> None:
    walk = way(deployment, "confidential")
    (step,) = (step for step in walk.recipe.product_steps if step.id in ids(walk) and "saved" in step.id)
    assert step.values["Command"].startswith(begins)
    assert "next step" not in step.do


@pytest.mark.parametrize(
    ("deployment", "said", "silent"), [("docker", "ops.sh", "Collate"), ("collate", "Collate", ".sh")]
)
def test_the_way_back_is_that_of_this_deployment(deployment: str, said: str, silent: str) -> None:
    found = enforce_for(COLLATE.recipe, {"deployment": deployment})
    assert said in found.way_back
    assert silent not in f"{found.how} {found.way_back}"


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
