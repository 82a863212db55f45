"""Which secret a pasted text holds, and why any other text is refused without repeating any of it."""

from __future__ import annotations

import json

import pytest
from portal_text import CLIENT, KEY, MANIFEST, OBJECT, OTHER, PRINCIPAL, SECRET, TENANT, TOKEN, shown

from steps.model.problems import AskAgain
from steps.pasted.secret import read

SEEN = {
    "tenant_id": TENANT,
    "client_id": CLIENT,
    "object_id": OBJECT,
    "service_principal_id": PRINCIPAL,
    "key_id": KEY,
}
HEAD = "Description\tExpires\tValue\tSecret ID\n"
ROW = f"SSO Wizard\t5/20/2027\t{SECRET}\t{KEY}"
HIDDEN = f"old one\t1/2/2027\tXy9***************\t{OTHER}"
OLD_STYLE = "k5Hd9=AbCdEf:12[id]ghIJklMNopQRs+/"
THUMBPRINT = "A1B2C3D4E5F60718293A4B5C6D7E8F9012345678"

GOOD: dict[str, tuple[str, str, str, str]] = {
    "value": (SECRET, SECRET, "", ""),
    "blanks around it": (f" \n{SECRET}\u00a0\n", SECRET, "", ""),
    "zero-width inside": (f"\ufeff{SECRET[:9]}\u200b{SECRET[9:]}", SECRET, "", ""),
    "quotes": (f'"{SECRET}"', SECRET, "", ""),
    "quotes and comma": (f"'{SECRET}',", SECRET, "", ""),
    "curly quotes": (f"“{SECRET}”", SECRET, "", ""),
    "back-ticks": (f"`{SECRET}`", SECRET, "", ""),
    "angle brackets": (f"<{SECRET}>", SECRET, "", ""),
    "label": (f"Value: {SECRET}", SECRET, "", ""),
    "label of the product": (f"Client secret\t{SECRET}", SECRET, "", ""),
    "environment": (f'CLIENT_SECRET="{SECRET}"', SECRET, "", ""),
    "value and id with labels": (f"Value\n{SECRET}\nCopied\nSecret ID\n{KEY}", SECRET, KEY, ""),
    "row": (ROW, SECRET, KEY, "2027-05-20"),
    "row with its head": (HEAD + ROW, SECRET, KEY, "2027-05-20"),
    "row by lines": (ROW.replace("\t", "\n"), SECRET, KEY, "2027-05-20"),
    "row with copy buttons": (ROW.replace("\t", "\nCopy to clipboard\n"), SECRET, KEY, "2027-05-20"),
    "row without its id": (ROW.removesuffix(KEY), SECRET, "", "2027-05-20"),
    "row of another region": (ROW.replace("5/20/2027", "20/05/2027"), SECRET, KEY, "2027-05-20"),
    "row with dots in its date": (ROW.replace("5/20/2027", "20.05.2027"), SECRET, KEY, "2027-05-20"),
    "row with an ISO date": (ROW.replace("5/20/2027", "2027-05-20"), SECRET, KEY, "2027-05-20"),
    "row with no date of this world": (ROW.replace("5/20/2027", "31/31/2027"), SECRET, KEY, ""),
    "one shown among hidden ones": (f"{HEAD}{HIDDEN}\n{ROW}", SECRET, KEY, "2027-05-20"),
    "older form": (OLD_STYLE, OLD_STYLE, "", ""),
    "shortest": (OLD_STYLE[:16], OLD_STYLE[:16], "", ""),
    "longest": ("Ab1~" * 16, "Ab1~" * 16, "", ""),
}

BAD: dict[str, tuple[str, str, dict[str, str]]] = {
    "empty": ("\u200b ", "answer-missing", {}),
    "secret id": (KEY, "answer-secret-id", {}),
    "secret id in capitals and braces": (f"{{{KEY.upper()}}}", "answer-secret-id", {}),
    "unknown id": (OTHER, "answer-secret-id", {}),
    "row with the id for the value": (f"x\t5/20/2027\t{KEY}", "answer-secret-id", {}),
    "client id": (CLIENT, "paste-secret-other-id", {"label": "Application (client) ID"}),
    "tenant id": (TENANT.upper(), "paste-secret-other-id", {"label": "Directory (tenant) ID"}),
    "object id": (OBJECT, "paste-secret-other-id", {"label": "Object ID"}),
    "service principal's id": (PRINCIPAL, "paste-secret-other-id", {"label": "Object ID"}),
    "hidden": (f"{SECRET[:3]}******************", "paste-secret-hidden", {}),
    "hidden by dots": (f"{SECRET[:3]}•••••••••••", "paste-secret-hidden", {}),
    "hint": (f"{SECRET[:3]}…", "paste-secret-hidden", {}),
    "row of a hidden one": (HIDDEN, "paste-secret-hidden", {}),
    "two rows": (f"{ROW}\n{ROW.replace('Canary1', 'Canary2')}", "paste-secret-several", {}),
    "blank inside": (f"{SECRET[:20]} {SECRET[20:]}", "answer-secret-blank", {}),
    "break inside": (f"{SECRET[:20]}\n{SECRET[20:]}", "answer-secret-blank", {}),
    "break inside, with a label": (f"Value: {SECRET[:20]}\n{SECRET[20:]}", "answer-secret-blank", {}),
    "with its description": (f"SSO Wizard {SECRET}", "answer-secret-blank", {}),
    "thumbprint": (THUMBPRINT, "paste-secret-certificate", {}),
    "thumbprint with colons": (
        ":".join(THUMBPRINT[at : at + 2] for at in range(0, 40, 2)),
        "paste-secret-certificate",
        {},
    ),
    "certificate": ("-----BEGIN CERTIFICATE-----\nMIIC\n-----END CERTIFICATE-----", "paste-secret-certificate", {}),
    "token": (TOKEN, "paste-secret-token", {}),
    "encoded": (SECRET.replace("~", "%7E"), "paste-secret-encoded", {}),
    "sample of Microsoft Learn": ("Aa1Bb~2Cc3.-Dd4Ee5Ff6Gg7Hh8Ii9_Jj0Kk1Ll2", "paste-placeholder", {}),
    "YOUR_CLIENT_SECRET": ("YOUR_CLIENT_SECRET", "paste-placeholder", {}),
    "placeholder": ("<client-secret-value>", "paste-placeholder", {}),
    "template": ("{client_secret}", "paste-placeholder", {}),
    "x": ("x" * 40, "paste-placeholder", {}),
    "too little": (OLD_STYLE[:15], "paste-secret-short", {"least": "16"}),
    "cut by a shell": (SECRET[:25], "paste-secret-short", {"least": "40"}),
    "beginning lost": (SECRET[1:], "paste-secret-short", {"least": "40"}),
    "run into its label": (f"Value{SECRET}", "paste-secret-around", {}),
    "dot behind it": (f"{SECRET}.", "paste-secret-around", {}),
    "without its breaks": (f"SSOWizard5/20/2027{SECRET}{KEY}", "paste-secret-around", {}),
    "too much": (OLD_STYLE * 2, "paste-secret-long", {"most": "64"}),
    "address": ("https://vault.contoso.com/secrets/wiki", "paste-secret-url", {}),
    "json": (json.dumps({"secretText": SECRET}), "paste-secret-json", {}),
    "manifest": (shown(MANIFEST), "paste-secret-json", {}),
    "other letters": (SECRET.replace("C", "С"), "paste-secret-odd", {}),
    "other hyphens": (SECRET.replace("-", "–"), "paste-secret-odd", {}),
}


@pytest.mark.parametrize("case", GOOD)
def test_a_secret_is_found_in_what_was_copied_with_it(case: str) -> None:
    typed, value, key_id, expires = GOOD[case]
    found = read(typed, "client_secret", seen={**SEEN, "key_id": ""})
    assert (found.secret.reveal(), found.key_id, found.expires) == (value, key_id, expires)


@pytest.mark.parametrize("case", BAD)
def test_any_other_text_is_refused_with_its_own_sentence(case: str) -> None:
    typed, code, values = BAD[case]
    with pytest.raises(AskAgain) as refused:
        read(typed, "client_secret", seen=SEEN)
    assert (refused.value.code, refused.value.values) == (code, {"field": "client_secret", **values})


def test_what_was_found_shows_nothing_of_the_secret() -> None:
    assert "Canary" not in repr(read(ROW, "client_secret"))
