"""Each mistake of OpenMetadata's own pages, put into a copy of the wizard's files, is refused by somebody."""

from __future__ import annotations

import pytest
from chart_values import refused
from every_way import configuration, parsed
from ruamel.yaml.error import YAMLError
from security_rules import RULES, broken
from server_mistakes import MISTAKES
from vendor_mistakes import Mistake
from vendor_models import RANGES, Configuration, verdicts


def before_the_models(mistake: Mistake) -> tuple[str, str] | Configuration:
    """Who refuses the changed file before it is a configuration, and why; or the configuration."""
    deployment, version = str(mistake.walk.values["deployment"]), str(mistake.walk.values["server_version"])
    try:
        values = parsed(mistake.text, deployment)
    except (ValueError, YAMLError) as error:
        return "reader", str(error)
    if deployment == "helm" and (why := refused(values, version)):
        return "chart", why
    try:
        return configuration(mistake.walk, mistake.text)
    except KeyError as error:
        return "server", str(error)


@pytest.fixture(scope="session")
def refusals() -> dict[str, tuple[str, str]]:
    """Who refuses each mistake, and why, by the mistake's name."""
    found: dict[str, tuple[str, str]] = {}
    left: dict[str, dict[str, Configuration]] = {version: {} for version in RANGES}
    for mistake in MISTAKES:
        met = before_the_models(mistake)
        if isinstance(met, tuple):
            found[mistake.id] = met
        else:
            left[str(mistake.walk.values["server_version"])][mistake.id] = met
    for version, met_by_name in left.items():
        said = verdicts(version, [*met_by_name.values()])
        for (name, one), verdict in zip(met_by_name.items(), said, strict=True):
            found[name] = ("models", verdict.refused) if verdict.refused else ("rules", ", ".join(broken(one)))
    return found


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.id)
def test_a_mistake_is_refused(mistake: Mistake, refusals: dict[str, tuple[str, str]]) -> None:
    by, why = refusals[mistake.id]
    assert (by, mistake.names in why and bool(why)) == (mistake.by, True), why


def test_no_mistake_is_there_twice_and_every_page_has_one() -> None:
    assert len({mistake.id for mistake in MISTAKES}) == len(MISTAKES)
    assert {mistake.told for mistake in MISTAKES} == {
        "docker",
        "bare-metal",
        "kubernetes",
        "interface",
        "models",
        "server",
    }
    assert {mistake.by for mistake in MISTAKES} == {"reader", "chart", "server", "models", "rules"}


def test_every_rule_that_only_a_login_would_show_is_broken_by_one() -> None:
    named = {mistake.names for mistake in MISTAKES if mistake.by == "rules"}
    # The rest can go wrong in no single place: one answer fills in all of them.
    assert set(RULES) - named == {
        "client",
        "claims",
        "mapping",
        "roles",
        "same client",
        "same callback",
        "server",
        "response",
    }
