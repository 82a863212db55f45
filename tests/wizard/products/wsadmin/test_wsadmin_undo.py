"""wsadmin-undo.py puts a cell back, whatever was there; no secret is written down or shown."""

from __future__ import annotations

from typing import Any

import pytest
from expanded_recipes import S
from wsadmin_scenarios import OTHER_SECRET, PARTY, SAML, SCENARIOS, SCRIPTS, WALKS, outcomes

OLD_SECRET = "an-older-secret"
UNDONE = {
    "four": 5,
    "one-strict": 3,
    "other-secret": 3,
    "fewer-clusters": 4,
    "invoke-named": 3,
    "invoke-only": 2,
    "trusts-all": 2,
    "application-was-there": 3,
    "connection-lost": 2,
    "failed-again": 3,
    "not-renamed": 2,
    "signer-of-other-host": 3,
}
"""The number of the step that undoes, where no secret was there before."""

_TARGETS = (
    "WebSphere:cell=ConnectionsCell01,cluster=AppsCluster+WebSphere:cell=ConnectionsCell01,node=web1-node,server=web1"
)


def steps(scenario: str) -> list[dict[str, Any]]:
    return list(outcomes()[scenario])


@pytest.mark.parametrize("scenario", UNDONE)
def test_undo_puts_the_cell_back(scenario: str) -> None:
    start, undone = steps(scenario)[0], steps(scenario)[UNDONE[scenario]]
    assert undone["code"] == 0, undone["out"]
    assert undone["dump"] == start["dump"]
    assert list(undone["files"]) == ["wsadmin-before-undone.txt"]


@pytest.mark.parametrize(("scenario", "number"), [("ours-was-there", 3), ("foreign-was-there", 4)])
def test_an_earlier_secret_is_all_that_undo_cannot_put_back(scenario: str, number: int) -> None:
    start, undone = steps(scenario)[0], steps(scenario)[number]
    differing = set(start["dump"]) ^ set(undone["dump"])
    assert {line.rsplit(":", 1)[1] for line in differing} == {
        f"provider_1.clientSecret value={value}" for value in (OLD_SECRET, S)
    }
    assert "provider_1.clientSecret stays as it is now. Its earlier value was not kept." in undone["out"]


def test_an_application_that_was_there_gets_its_place_and_targets_back() -> None:
    configured, again, undone = steps("application-was-there")[1:]
    assert [line for line in configured["writes"] if "OIDCRP_Infra" in line] == []
    assert again["writes"] == []
    assert "AdminApp.edit WebSphereOIDCRP_AppsCluster\n    -CtxRootForWebMod /oidc_old\n" in "".join(
        f"{line}\n" for line in undone["writes"]
    )


def test_what_somebody_changed_later_stays_and_is_named() -> None:
    start, _, by_hand, undone, again = steps("changed-later")
    assert undone["code"] == 0, undone["out"]
    left = set(undone["dump"]) - set(start["dump"])
    assert {line.split("/Security/")[-1] for line in left} == {
        "LTPA/TrustAssociation enabled=true",
        f"LTPA/TrustAssociation/TAInterceptor:{SAML}",
        f"LTPA/TrustAssociation/TAInterceptor:{SAML} interceptorClassName={SAML}",
        "Property:com.ibm.websphere.security.DeferTAItoSSO",
        "Property:com.ibm.websphere.security.DeferTAItoSSO name=com.ibm.websphere.security.DeferTAItoSSO",
        f"Property:com.ibm.websphere.security.DeferTAItoSSO value={SAML}",
        f"Property:com.ibm.websphere.security.InvokeTAIbeforeSSO value={SAML}",
        f"application WebSphereOIDCRP_AppsCluster /typed_by_hand {_TARGETS}",
        "signer cnxoidccert AA:BB",
    }
    assert left <= set(by_hand["dump"])
    named = [line for line in undone["out"].splitlines() if "Somebody changed it later." in line]
    assert [line.split(" stays as it is now, ")[0] for line in named] == [
        "Signer certificate cnxoidccert of login.microsoftonline.com:443",
        "Application WebSphereOIDCRP_AppsCluster",
        "Security property com.ibm.websphere.security.DeferTAItoSSO",
        "Security property com.ibm.websphere.security.InvokeTAIbeforeSSO",
        "Trust association",
    ]
    assert again["writes"] == []


def test_undo_puts_back_what_somebody_set_between_two_runs() -> None:
    start, _, _, configured, undone = steps("changed-between")
    assert set(undone["dump"]) - set(start["dump"]) == {
        f"application WebSphereOIDCRP_AppsCluster /typed_by_hand {_TARGETS}"
    }
    assert "/typed_by_hand" in configured["files"]["wsadmin-before.txt"]


def test_the_interceptor_stays_where_it_holds_a_provider_of_others() -> None:
    start, _, _, undone = steps("provider-added")
    left = {line.split("/TrustAssociation")[-1] for line in set(undone["dump"]) - set(start["dump"])}
    party = f"/TAInterceptor:{PARTY}"
    assert left == {
        " enabled=true",
        party,
        f"{party} interceptorClassName={PARTY}",
        *(f"{party}/Property:provider_9.clientId{rest}" for rest in ("", " name=provider_9.clientId", " value=x")),
    }
    assert "Interceptor RelyingParty stays: it holds what is not of the script." in undone["out"]


def test_a_run_that_failed_leaves_nothing_that_undo_could_take_from_somebody() -> None:
    failed, by_hand, undone = steps("failed")[1:]
    assert (failed["code"], failed["files"]) == (1, {})
    assert "Nothing was saved." in failed["out"]
    assert (undone["writes"], undone["dump"]) == ([], by_hand["dump"])
    first, again = steps("failed-again")[1:3]
    assert again["code"] == 1
    assert again["files"] == first["files"]


def test_where_a_part_may_be_saved_it_is_said_and_remembered() -> None:
    lost = steps("connection-lost")[1]
    assert "A part may be saved, so start the script again" in lost["out"]
    assert list(lost["files"]) == ["wsadmin-before.txt"]


def test_a_file_that_was_not_written_in_full_is_not_read() -> None:
    _, configured, undone = steps("not-written")
    assert "There is no wsadmin-before.txt in this folder" in undone["out"]
    assert (undone["code"], undone["writes"], undone["dump"]) == (0, [], configured["dump"])


def test_a_dry_run_of_undo_tells_every_change_and_makes_none() -> None:
    dry, done = steps("four")[4], steps("four")[5]
    assert (dry["code"], dry["writes"]) == (0, [])
    assert list(dry["files"]) == ["wsadmin-before.txt"]
    would = [line.removeprefix("Would change. ") for line in dry["out"].splitlines() if line.startswith("Would")]
    assert would == [line for line in done["out"].splitlines() if " -> " in line]


def test_a_second_undo_does_nothing() -> None:
    again = steps("four")[6]
    assert (again["code"], again["writes"]) == (0, [])
    assert "nothing to put back" in again["out"]
    assert again["dump"] == steps("four")[0]["dump"]


def test_undo_goes_backwards_and_removes_the_interceptor_as_a_whole() -> None:
    written = steps("four")[5]["writes"]
    assert written[0].startswith("AdminApp.edit Homepage")
    assert [write for write in written if "TAInterceptor:com.ibm.ws.security.oidc" in write] == [
        "AdminConfig.remove Cell:ConnectionsCell01/Security/LTPA/TrustAssociation"
        "/TAInterceptor:com.ibm.ws.security.oidc.client.RelyingParty"
    ]
    assert written[-4:] == [
        "AdminTask.deleteSignerCertificate cnxoidccert",
        "AdminConfig.save",
        "AdminControl.invoke sync on node1",
        "AdminControl.invoke sync on node2",
    ]


@pytest.mark.parametrize("scenario", ["invoke-named", "invoke-only"])
def test_undo_warns_when_what_it_puts_back_is_a_known_weakness(scenario: str) -> None:
    assert "CVE-2017-1151" in steps(scenario)[UNDONE[scenario]]["out"]


def test_no_secret_is_printed_or_written_down() -> None:
    ran = [step for name in SCENARIOS for step in steps(name)[1:] if "out" in step]
    said = "\n".join([step["out"] for step in ran] + [text for step in ran for text in step["files"].values()])
    assert len(ran) > 30
    assert "clientSecret" in said
    assert [secret for secret in (S, OTHER_SECRET, OLD_SECRET) if secret in said] == []


def test_only_the_configure_script_holds_values_of_the_setup() -> None:
    for name in SCRIPTS:
        assert len({walk.files[name] for walk in WALKS.values()}) == 1
        assert S not in WALKS["four.py"].files[name]
    sensitive = {file.name for file in WALKS["four.py"].recipe.files if file.sensitive and "wsadmin" in file.name}
    assert sensitive == {"wsadmin-configure.py"}
    assert WALKS["four.py"].files["wsadmin-configure.py"].count(S) == 1
