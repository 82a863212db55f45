"""wsadmin-undo.py puts a cell back, whatever was there; no secret is written down or shown."""

from __future__ import annotations

from typing import Any

import pytest
from expanded_recipes import S
from wsadmin_scenarios import OTHER_SECRET, SCENARIOS, SCRIPTS, WALKS, outcomes

OLD_SECRET = "an-older-secret"
UNDONE = {
    "four": 5,
    "one-strict": 3,
    "other-secret": 3,
    "fewer-clusters": 4,
    "invoke-named": 3,
    "invoke-only": 2,
    "trusts-all": 2,
}
"""The number of the step that undoes, where no secret was there before."""


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
    ran = [step for name in SCENARIOS for step in steps(name)[1:]]
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
