"""wsadmin-configure.py changes what differs in a cell, once, and says what it did."""

from __future__ import annotations

import re
from typing import Any

import pytest
from expanded_recipes import INTERCEPTOR_PROPERTIES, SECURITY_PROPERTIES, C, S, T, typed_at
from wsadmin_scenarios import HERE, OTHER_SECRET, PARTY, WALKS, outcomes

SECURITY = "Property:com.ibm.websphere.security."
INTERCEPTOR = f"TrustAssociation/TAInterceptor:{PARTY}"


def step(scenario: str, number: int = 1) -> dict[str, Any]:
    """The outcome of one start of wsadmin; the cell before is step 0."""
    return dict(outcomes()[scenario][number])


def told(found: dict[str, Any]) -> str:
    """The changes as they are kept beside the tests, without the secret."""
    lines = "\n".join(found["writes"]).replace(S, "<client_secret>").splitlines()
    return "".join(f"{line.rstrip()}\n" for line in lines)


def of_interceptor(found: dict[str, Any]) -> dict[str, str]:
    """The properties of the relying party, by name."""
    return dict(re.findall(rf"{re.escape(INTERCEPTOR)}/Property:(\S+) value=(.*)", "\n".join(found["dump"])))


@pytest.mark.parametrize(("scenario", "number"), [("four", 2), ("one-strict", 1)])
def test_the_changes_are_those_of_the_golden_table(scenario: str, number: int) -> None:
    found = step(scenario, number)
    assert found["code"] == 0, found["out"]
    assert told(found) == (HERE / "golden" / f"{scenario}.txt").read_text("utf-8")


def test_the_mobile_app_makes_no_difference_in_websphere() -> None:
    assert step("mobile")["writes"] == step("four", 2)["writes"]


@pytest.mark.parametrize("scenario", ["four", "invoke-named"])
def test_a_dry_run_tells_every_change_and_makes_none(scenario: str) -> None:
    dry = step(scenario)
    done = step(scenario, 2)
    assert (dry["code"], dry["writes"], dry["files"]) == (0, [], {})
    assert dry["dump"] == step(scenario, 0)["dump"]
    would = [line.removeprefix("Would change. ") for line in dry["out"].splitlines() if line.startswith("Would")]
    assert would == [line for line in done["out"].splitlines() if " -> " in line]
    assert len(would) == len(done["writes"]) - len(["save", "node1", "node2"])


@pytest.mark.parametrize(
    ("scenario", "again"), [("four", 3), ("one-strict", 2), ("fewer-clusters", 3), ("ours-was-there", 2)]
)
def test_a_second_run_changes_nothing(scenario: str, again: int) -> None:
    found = step(scenario, again)
    assert (found["code"], found["writes"]) == (0, [])
    assert found["dump"] == step(scenario, again - 1)["dump"]
    assert "Nothing had to be changed." in found["out"]
    assert "Delete wsadmin-configure.py" in found["out"]


def test_with_another_secret_only_that_property_changes() -> None:
    found = step("other-secret", 2)
    modified = [f"provider_{number}.clientSecret" for number in (1, 2, 3, 4)]
    assert [write.split(": ")[0].rsplit(":", 1)[-1] for write in found["writes"][:4]] == modified
    assert found["writes"][4:] == ["AdminConfig.save", *(f"AdminControl.invoke sync on node{n}" for n in (1, 2))]
    assert of_interceptor(found) == of_interceptor(step("other-secret")) | dict.fromkeys(modified, OTHER_SECRET)


@pytest.mark.parametrize(("scenario", "number", "walk"), [("four", 2, "four.py"), ("one-strict", 1, "one-strict.py")])
def test_the_interceptor_has_the_properties_of_the_list_for_those_who_type(
    scenario: str, number: int, walk: str
) -> None:
    assert of_interceptor(step(scenario, number)) == dict(typed_at(WALKS[walk], INTERCEPTOR_PROPERTIES))
    for name, value in typed_at(WALKS[walk], SECURITY_PROPERTIES):
        assert f"Cell:ConnectionsCell01/Security/Property:{name} value={value}" in step(scenario, number)["dump"]


def test_providers_of_clusters_that_are_gone_are_taken_out() -> None:
    assert {name.split(".")[0] for name in of_interceptor(step("fewer-clusters"))} == {
        "jndiCacheName",
        *(f"provider_{number}" for number in (1, 2, 3, 4)),
    }
    assert {name.split(".")[0] for name in of_interceptor(step("fewer-clusters", 2))} == {
        "jndiCacheName",
        "provider_1",
    }


def test_what_somebody_added_to_a_provider_of_ours_stays() -> None:
    assert of_interceptor(step("ours-was-there"))["provider_1.clockSkew"] == "300"


def test_a_provider_of_another_client_is_overwritten_only_on_request() -> None:
    refused, replaced = step("foreign-was-there"), step("foreign-was-there", 2)
    assert (refused["code"], refused["writes"]) == (1, [])
    assert "another client ID, 11111111-2222-3333-4444-555555555555" in refused["out"]
    assert "--replace" in refused["out"]
    found = of_interceptor(replaced)
    assert found["provider_1.clientId"] == C
    assert "provider_1.useDiscovery" not in found


@pytest.mark.parametrize(
    ("scenario", "number", "left"), [("invoke-named", 2, "com.ibm.example.OtherTAI"), ("invoke-only", 1, "")]
)
def test_the_class_is_taken_out_of_invoke_before_sso(scenario: str, number: int, left: str) -> None:
    found = step(scenario, number)
    lines = [line for line in found["dump"] if f"{SECURITY}InvokeTAIbeforeSSO value=" in line]
    assert [line.split("value=")[1] for line in lines] == ([left] if left else [])
    assert "CVE-2017-1151" in found["out"]


def test_only_the_roles_of_all_authenticated_change_and_only_on_the_clusters() -> None:
    before, after = ({line for line in step("four", number)["dump"] if line.startswith("role ")} for number in (0, 2))
    assert {line.split()[1] for line in before - after} == {
        *("Activities", "Blogs", "Mobile", "Common", "Communities", "Profiles", "PushNotification", "Homepage")
    }
    assert "role Activities person | No | No |  |  | Yes |  | " in after
    kept = "wiki readers | Yes |  | group:defaultWIMFileBasedRealm/cn=wiki readers"
    assert f"role Activities reader | No | No |  | {kept}" in after
    assert {line for line in after if line.startswith("role Other ")} == {
        line for line in before if line.startswith("role Other ")
    }


def test_both_realms_are_trusted_by_name_and_never_all() -> None:
    realms = [line for line in step("four", 2)["dump"] if line.startswith("realm ")]
    assert realms == [f"realm {T}", f"realm https://login.microsoftonline.com/{T}/v2.0"]
    every = [
        write
        for found in outcomes().values()
        if isinstance(found, list)
        for one in found[1:]
        if "writes" in one
        for write in one["writes"]
    ]
    assert [write for write in every if "trustAllRealms" in write] == []
    assert "All realms are trusted in this cell" in step("trusts-all")["out"]
    assert step("trusts-all")["code"] == 0


def test_a_node_that_does_not_answer_is_named() -> None:
    said = step("asleep")["out"]
    assert "Synchronized: node node1." in said
    assert "Not synchronized: node node2. Do it under System administration > Nodes." in said


def test_an_application_whose_roles_cannot_be_read_is_named_once_and_left_alone() -> None:
    assert step("asleep")["out"].count("Help: its roles cannot be read. Look at them in the console.") == 1
    assert [write for write in step("asleep")["writes"] if "Help" in write] == []
    assert (step("asleep", 2)["code"], step("asleep", 2)["writes"]) == (0, [])


@pytest.mark.parametrize(
    ("scenario", "number", "said"),
    [
        ("unknown-cluster", 1, "no cluster NoSuchCluster. The clusters of this cell: AppsCluster, InfraCluster,"),
        ("other-cell", 1, "This is the cell OtherCell. The script was made for ConnectionsCell01."),
        ("other-realm", 1, "The realm name of this cell is ldap.contoso.com:389."),
        ("no-domain", 1, "There is no replication domain ConnectionsReplicationDomain."),
        ("other-name", 1, "OldRelyingParty on AppsCluster is the same application under another name."),
        ("port-closed", 1, "The certificate at login.microsoftonline.com:443 cannot be looked at. Import it"),
        ("port-closed", 2, "The certificate at login.microsoftonline.com:443 cannot be looked at. Import it"),
        ("cell-file-lost", 1, "wsadmin-cell.py is not in the folder"),
        ("cell-file-lost", 2, "wsadmin-cell.py is not in the folder"),
        ("german", 1, "-Duser.language=en"),
        ("option", 1, "--dryrun is not an option."),
        ("option", 2, "--dryrun is not an option."),
    ],
)
def test_what_is_missing_stops_it_before_the_first_change(scenario: str, number: int, said: str) -> None:
    found = step(scenario, number)
    assert (found["code"], found["writes"], found["files"]) == (1, [], {})
    assert found["out"].startswith("Stopped. ")
    assert said in found["out"]
    assert found["dump"] == step(scenario, 0)["dump"]


def test_without_a_cell_name_it_runs_in_any_cell() -> None:
    assert step("other-cell", 2)["code"] == 0
