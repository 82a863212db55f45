"""The summary: everything to file about a setup, and never the secret."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path

import pytest
from handed_over import (
    CLIENT,
    KEY,
    OBJECT,
    OURS,
    REDIRECT,
    REMOVED,
    SECRET_CHANGE,
    TENANT,
    URI,
    facts,
    summary_of,
    write,
)

from steps.model.facts import Product, SecretRecord
from steps.model.recipe import ProductStep
from wizard import __version__
from wizard.export.as_json import to_json
from wizard.export.document import Summary
from wizard.export.markdown import to_markdown
from wizard.journal import Checkpoint, Journal


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    journal = Journal(str(tmp_path / "state.sqlite"))
    yield journal
    journal.close()


def test_a_finished_setup_is_told_whole(journal: Journal) -> None:
    setup = write(journal, facts(), SECRET_CHANGE, REDIRECT, REMOVED)
    summary = summary_of(journal, setup)
    assert summary.product
    assert summary.product.answers == {"Redirection URI": URI}
    assert (summary.product.verified, summary.product.recipe_hash) == ("rehearsed", "f" * 64)
    assert summary.tenant
    assert (summary.tenant.id, summary.tenant.domain, summary.tenant.cloud) == (TENANT, "contoso.com", "Global")
    assert summary.application
    assert (summary.application.client_id, summary.application.redirect_uris) == (CLIENT, {"web": (URI,)})
    assert CLIENT in summary.application.portal
    assert summary.secret
    assert (summary.secret.key_id, summary.secret.hint, summary.secret.expires[:10]) == (KEY, "abc", "2027-05-20")
    assert summary.login
    assert (summary.login.claims, summary.login.missing) == (("name", "sub"), ("email",))
    assert [(need.name, need.there, bool(need.why)) for need in summary.login.needs] == [
        ("email", False, True),
        ("sub", True, False),
    ]
    assert (summary.login.identifier, len(summary.login.tested)) == ("", 3)
    assert "could not tell who this is" in summary.login.identified
    assert "lacks what this person needs in Hugging Face" in summary.login.proves
    assert [(c.title, c.state) for c in summary.changes] == [
        ("Make a client secret, good for 180 days", "made"),
        ("Add a redirect URI for the test login", "taken back"),
        ("Remove the redirect URI of the test login", "made"),
    ]
    assert all(c.ids == {"object_id": OBJECT} and c.undo and c.target and c.at for c in summary.changes)
    assert [(f.code, f.request_id) for f in summary.failures] == [("throttled", "request-1")]
    assert (summary.program, summary.finished) == (__version__, "2026-11-21T10:06:00+00:00")
    assert Checkpoint.parse(summary.audit.text) == journal.checkpoint("a")


def test_what_remains_is_said_in_order(journal: Journal) -> None:
    waiting = ProductStep("ask", "Support", "Write to them.", waits="support for {redirection_uri}", when={})
    other = replace(waiting, id="other", waits="nobody", when={"redirection_uri": "other"})
    setup = write(journal, facts()[:-1], REDIRECT)
    to_do = summary_of(journal, setup, product_steps=(waiting, other)).to_do
    assert [line.split(":")[0].split(".")[0] for line in to_do[:4]] == [
        "Finish the setup in SSO Wizard",
        "Remove what was only for the test",
        "Still waiting",
        "No email came, although Entra was asked for it",
    ]
    assert OURS in to_do[1]
    assert to_do[2].endswith("support for https://huggingface.co/organizations/contoso/oidc/consume")
    assert to_do[-1] == "Make a new client secret before 2027-05-20; sign-in fails on that day."
    ticked = replace(setup, ticks={"ask": "today"})
    assert len(summary_of(journal, ticked, product_steps=(waiting, other)).to_do) == len(to_do) - 1


@pytest.mark.parametrize("count", range(11))
def test_a_setup_can_be_exported_at_any_point(journal: Journal, count: int) -> None:
    setup = write(journal, facts()[:count])
    summary = summary_of(journal, setup)
    for name, content in (to_markdown(summary), to_json(summary)):
        assert name.rpartition(".")[2] in ("md", "json")
        assert content.endswith(b"\n")
    assert ("Not finished yet" in to_markdown(summary)[1].decode()) == (count < 10)


def test_a_public_client_has_no_secret_and_nothing_to_rotate(journal: Journal) -> None:
    known = [SecretRecord() if isinstance(fact, SecretRecord) else fact for fact in facts()]
    summary = summary_of(journal, write(journal, known))
    assert summary.secret is None
    assert "There is no client secret." in to_markdown(summary)[1].decode()
    assert not any("client secret" in line for line in summary.to_do)


def test_the_json_form_is_the_summary_field_for_field(journal: Journal) -> None:
    name, content = to_json(summary_of(journal, write(journal, facts(), SECRET_CHANGE)))
    told = json.loads(content)
    assert name == "hugging-face-contoso.com-summary.json"
    assert next(iter(told)) == "format"
    assert told["format"] == 1
    assert set(told) == {field.name for field in fields(Summary)}
    assert told["audit"]["text"].splitlines()[1] == str(told["audit"]["size"])
    assert told["audit"]["qr_svg"].startswith("<svg")
    assert told["changes"][0]["ids"] == {"object_id": OBJECT}
    # The shape that others build on: taking a field away or renaming one means a new format number.
    assert {key: sorted(told[key]) for key in ("tenant", "application", "secret", "login", "audit")} == {
        "tenant": ["cloud", "domain", "how", "id", "name"],
        "application": [
            "client_id",
            "how",
            "name",
            "object_id",
            "portal",
            "redirect_uris",
            "service_principal_id",
            "unique_name",
        ],
        "secret": ["expires", "hint", "how", "key_id", "thumbprint"],
        "login": [
            "at",
            "checks",
            "claims",
            "identified",
            "identifier",
            "missing",
            "needs",
            "object_id",
            "proves",
            "tested",
            "user_name",
        ],
        "audit": ["head", "origin", "qr_svg", "size", "text"],
    }


def test_personal_claims_are_named_and_not_shown(journal: Journal) -> None:
    known = facts()
    summary = summary_of(journal, write(journal, known))
    for _, content in (to_markdown(summary), to_json(summary)):
        assert b"subject" not in content


@pytest.mark.parametrize(
    ("product", "domain", "name"),
    [
        ("hugging_face", "contoso.com", "hugging-face-contoso.com-summary.md"),
        ("../../etc/passwd", "..", "etc-passwd-summary.md"),
        ("con", "Łódź.example", "con-d-.example-summary.md"),
        ("x", "a" * 300, "x-" + "a" * 80 + "-summary.md"),
        ("a\nb\0c", "-rf /", "a-b-c-rf-summary.md"),
    ],
)
def test_the_file_name_is_safe_whatever_the_tenant_is_called(
    journal: Journal, product: str, domain: str, name: str
) -> None:
    setup = write(journal, facts())
    assert setup.product
    assert setup.tenant
    odd = replace(setup, product=Product(product, "P", "h"), tenant=replace(setup.tenant, domain=domain))
    assert to_markdown(summary_of(journal, odd))[0] == name
