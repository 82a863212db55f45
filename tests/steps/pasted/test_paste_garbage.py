"""Whatever is pasted, the answer is a value or a problem; and no problem carries a secret."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Iterator

import pytest
from portal_text import (
    CLIENT,
    ENDPOINTS,
    ENTERPRISE,
    HOSTS,
    LOGIN,
    MANIFEST,
    OLD_MANIFEST,
    OVERVIEW,
    PRACTICE,
    SECRET,
    TENANT,
    TENANT_OVERVIEW,
    TOKEN,
    URI,
    shown,
)

from steps.model.problems import PROBLEMS, AskAgain
from steps.model.words import Say
from steps.pasted import addresses, registration, request, secret, tenant
from wizard.text import text

READERS: dict[str, Callable[[str], object]] = {
    "tenant": lambda typed: tenant.read(typed, "pasted", HOSTS),
    "practice": lambda typed: tenant.read(typed, "pasted", PRACTICE),
    "registration": lambda typed: registration.read(typed, "pasted", HOSTS, TENANT, seen={"client_id": CLIENT}),
    "secret": lambda typed: secret.read(typed, "pasted", seen={"client_id": CLIENT}),
    "request": lambda typed: request.read(typed, "pasted", HOSTS),
}
SENT = f"{LOGIN}/{TENANT}/oauth2/v2.0/authorize?client_id={CLIENT}&redirect_uri={URI}&state={SECRET}"
REAL = [
    OVERVIEW,
    ENTERPRISE,
    TENANT_OVERVIEW,
    ENDPOINTS,
    SENT,
    shown(MANIFEST),
    json.dumps(OLD_MANIFEST),
    f"x\t5/20/2027\t{SECRET}\t{CLIENT}",
    TOKEN,
    "https://[fe80::1%25]:99999/{tenantid}?a=%zz&b=%ff#@/appId/",
]
ODD = "\x00\u200b\u00a0\u2028\ud800\ufffd😀‮{}[]<>\"'`“”:=/\\@%#?&;,.-~*\t\n\r "
ALPHABET = [chr(code) for code in range(32, 127)] + list(ODD) + ["http://", "https://", '{"', "AADSTS", "Object ID"]


def garbage(seed: int) -> Iterator[str]:
    """Noise, and real texts with pieces of themselves cut, doubled, or replaced by noise."""
    dice = random.Random(seed)
    for _ in range(150):
        yield "".join(dice.choices(ALPHABET, k=dice.randrange(1, 120)))
        typed = dice.choice(REAL)
        for _ in range(dice.randrange(1, 5)):
            start = dice.randrange(len(typed) + 1)
            end = min(len(typed), start + dice.randrange(40))
            typed = typed[:start] + dice.choice(["", typed[start:end] * 2, dice.choice(ALPHABET)]) + typed[end:]
        yield typed


def refusal(reader: str, typed: str) -> AskAgain | None:
    """The problem with a text, None for a good one; anything else that is raised fails the test."""
    try:
        READERS[reader](typed)
    except AskAgain as refused:
        return refused
    return None


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("seed", range(8))
def test_nothing_but_a_problem_is_ever_raised(reader: str, seed: int) -> None:
    for typed in garbage(seed):
        refused = refusal(reader, typed)
        assert refused is None or refused.values["field"] == "pasted"


@pytest.mark.parametrize("seed", range(4))
def test_any_two_addresses_can_be_compared(seed: int) -> None:
    for typed in garbage(seed):
        assert typed == URI or isinstance(addresses.difference(typed, URI), Say)
        addresses.nearest(typed, (URI, SENT))


LEAKS = {
    "alone": SECRET,
    "with a label": f"Client secret: {SECRET}",
    "in an overview": f"{OVERVIEW}\nValue {SECRET}",
    "as a user name": f"https://{SECRET}@evil.example/",
    "as a password": f"https://user:{SECRET}@login.microsoftonline.com/{TENANT}",
    "as a path": f"{LOGIN}/{SECRET}/v2.0",
    "as a parameter": f"{URI}?code={SECRET}&state={SECRET}",
    "in broken JSON": f'{{"secretText": "{SECRET}", }}',
    "in a manifest": shown({**MANIFEST, "passwordCredentials": [{"secretText": SECRET}]}),
    "as a name in JSON": json.dumps({"appId": CLIENT, SECRET: 1}),
    "encoded": SECRET.replace("~", "%7E"),
    "cut in two": f"{SECRET[:22]}\n{SECRET[22:]}",
    "too long": SECRET + SECRET,
    "too short": SECRET[6:20],
    "in a URL": f"https://vault.example/{SECRET}",
    "in an error": f"AADSTS7000215: Invalid client secret {SECRET}",
    "as a tenant in braces": f"{{{SECRET}}}",
}


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("case", LEAKS)
def test_no_problem_repeats_a_secret(reader: str, case: str) -> None:
    if refused := refusal(reader, LEAKS[case]):
        said = [text(Say(f"problem.{refused.code}.{part}", refused.values)) for part in ("what", "why", "next")]
        assert "canary" not in " ".join([*said, *refused.values.values(), str(refused)]).lower()
        assert refused.__cause__ is None


HEAVY = [
    "a",
    "a.",
    " ",
    "\n",
    "{",
    '{"a":',
    "[",
    "(",
    "@",
    "a@",
    "eyJ",
    "-",
    "https://",
    "AADSTS",
    "Object ID",
    "<your ",
    "*",
]


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("piece", HEAVY, ids=repr)
def test_no_text_takes_long_to_refuse(reader: str, piece: str) -> None:
    began = time.process_time()
    refusal(reader, piece * (200_000 // len(piece)) + "x")
    assert time.process_time() - began < 3


def test_every_code_of_this_package_asks_again() -> None:
    codes = {code: kind for code, (kind, _) in PROBLEMS.items() if code.startswith("paste-")}
    assert {code for code, kind in codes.items() if kind is not AskAgain} == set()
