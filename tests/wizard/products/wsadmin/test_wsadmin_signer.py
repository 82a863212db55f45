"""The certificate that the cell will trust is shown before, and one that is there already is looked at."""

from __future__ import annotations

import pytest
from wsadmin_scenarios import outcomes

SEEN = "24:18:2E:7C:CC:FD:20:73:27:87:62:58:F8:13:8C:90:B1:50:33:CC"
SHOWN = (
    "Certificate at login.microsoftonline.com:443: "
    "issued to CN=stamp2.login.microsoftonline.com, O=Microsoft Corporation, C=US, "
    "issued by CN=DigiCert Global G2 TLS RSA SHA256 2020 CA1, O=DigiCert Inc, C=US, "
    f"Valid from Mar 31, 2015 to Mar 31, 2099, fingerprint {SEEN}."
)


@pytest.mark.parametrize("number", [1, 2])
def test_the_certificate_is_shown_before_it_is_trusted(number: int) -> None:
    said = outcomes()["four"][number]["out"]
    assert SHOWN in said
    change = f"Signer certificate cnxoidccert of login.microsoftonline.com:443: not there -> fingerprint {SEEN}"
    assert said.index(SHOWN) < said.index("Compare this fingerprint") < said.index(change)


def test_another_certificate_than_the_one_shown_is_not_taken() -> None:
    start, found = outcomes()["port-changes"]
    assert found["code"] == 1
    assert "had another certificate now than the one shown above. Start the script again." in found["out"]
    assert (found["dump"], found["files"]) == (start["dump"], {})


@pytest.mark.parametrize(
    ("scenario", "number", "said"),
    [
        ("signer-of-other-host", 1, "is not that of login.microsoftonline.com:443 as far as can be seen"),
        ("signer-of-other-host", 2, "is not that of login.microsoftonline.com:443 as far as can be seen"),
        ("signer-expired", 1, "has expired"),
    ],
)
def test_a_certificate_that_is_there_and_does_not_fit_is_named_and_left_alone(
    scenario: str, number: int, said: str
) -> None:
    found = outcomes()[scenario][number]
    assert found["code"] == 0, found["out"]
    assert f"The signer certificate cnxoidccert in CellDefaultTrustStore {said}." in found["out"]
    assert [write for write in found["writes"] if "Signer" in write] == []


@pytest.mark.parametrize(("scenario", "number"), [("signer-of-other-server", 1), ("four", 3)])
def test_a_certificate_of_the_login_host_is_left_alone_without_a_word(scenario: str, number: int) -> None:
    found = outcomes()[scenario][number]
    assert "The signer certificate cnxoidccert" not in found["out"]
    assert [write for write in found["writes"] if "Signer" in write] == []
