"""Ids, tenants, clouds: where each problem is seen before the first login."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from by_hand_setup import Bench, told
from early import EARLY, Row, said_of_recipe
from product_asks import compared

from steps.by_hand import which_tenant
from steps.model.problems import Problem
from steps.model.views import Guide
from steps.registration import product_request
from wizard.oidc.clouds import OtherCloud
from wizard.oidc.provider import TenantProvider
from wizard.practice import PracticeTenant

UNKNOWN = "5b1f0c1e-7a2d-4c3b-9e8f-1a2b3c4d5e6f"
VALUES = '{ "Secret" = "{client_secret}" }'


def client(bench: Bench, folder: Path) -> None:
    setup = bench.by_hand().begin()
    app = setup.made()
    labelled = f"Object ID\n{app['id']}"
    assert setup.refusal("register_app", pasted=labelled) == "paste-client-other-id"
    assert setup.refusal("register_app", pasted="Your-Client-ID") == "paste-placeholder"
    assert setup.refusal("register_app", pasted="11111111-1111-1111-1111-111111111111") == "paste-sample-id"
    for wrong in (app["id"], app["principal"], UNKNOWN):
        said = setup.paste_id(wrong)
        assert f"Entra does not know the client ID {wrong} in this tenant." in said
        assert "AADSTS700016" in said
    assert "client_id" in compared(bench, client_id=UNKNOWN)


def tenant(bench: Bench, folder: Path) -> None:
    setup = bench.by_hand()
    for wrong in (UNKNOWN, "contoso-typo.example"):
        assert f"Microsoft does not know the tenant {wrong}." in setup.name_tenant(wrong)
    assert setup.refusal("sign_in", tenant="common", tester="jane@contoso.example") == "paste-tenant-any"
    swapped = f"Application (client) ID : {setup.tenant.tenant_id}\nDirectory (tenant) ID : {UNKNOWN}"
    setup.begin()
    assert setup.refusal("register_app", pasted=swapped) == "paste-client-swapped"
    assert setup.refusal("register_app", pasted=setup.tenant.tenant_id) == "paste-client-is-tenant"


def any_tenant(bench: Bench, folder: Path) -> None:
    assert "AADSTS50194" in compared(bench, tenant="common")
    assert "AADSTS50194" in compared(bench, tenant="organizations")
    everybody = (VALUES, '{ "Issuer" = "{login_origin}/common/v2.0" }')
    assert "common stands for every tenant" in said_of_recipe(folder, everybody)


def authorities(bench: Bench, folder: Path) -> None:
    two = (
        f'{{ "A" = "{{token_endpoint}}", "B" = "https://login.microsoftonline.com/{UNKNOWN}/oauth2/v2.0/authorize" }}'
    )
    assert f"{UNKNOWN} is written out" in said_of_recipe(folder, (VALUES, two))
    found = bench.ready.setup.endpoints
    assert found
    assert {bench.tenant.tenant_id} == {url.split("/")[3] for url in (found.authorization, found.token)}


def clouds(bench: Bench, folder: Path) -> None:
    setup = bench.by_hand()
    setup.name_tenant()
    address = f"https://login.microsoftonline.us/{UNKNOWN}/v2.0"
    assert setup.refusal("sign_in", tenant=address, tester="jane@contoso.example") == "paste-other-cloud"
    with PracticeTenant(folder) as second:
        both = folder / "both.pem"
        both.write_text("".join(Path(one.cloud.ca).read_text() for one in (bench.tenant, second)))
        here, there = bench.tenant.cloud, second.cloud
        elsewhere = (OtherCloud("Second cloud", there.login, there.graph),)
        provider = TenantProvider(here.login, here.audience, str(both), here.pages, others=elsewhere)
        setup.answer("sign_in", tenant=second.tenant_id, tester="jane@contoso.example")
        view = which_tenant.look(setup.setup, replace(setup.world, provider=provider))
    assert isinstance(view, Guide)
    assert "Second cloud" in told(view)


def issuers(bench: Bench, folder: Path) -> None:
    setup = bench.ready
    found = setup.setup.endpoints
    assert found
    said = setup.says("collect_endpoints")
    assert f"Issuer\n{found.issuer}\n" in said
    assert f"Issuer without v2.0\n{found.issuer_v1}\n" in said
    with pytest.raises(Problem, match=r"^issuer-template"):
        setup.world.provider.endpoints("common")
    # The product's own request tells which of the two it is going to get.
    older = compared(bench, v1=True)
    assert f"name the issuer {found.issuer_v1}" in older
    assert "without v2.0" not in compared(bench)
    # A product that was given the older one on purpose uses it rightly.
    registered = setup.setup.registration
    assert registered
    sent = {"redirect_uri": registered.redirect_uris["web"][0], "response_type": "code", "scope": "openid"}
    kept = json.dumps({**sent, "version": "v1.0"})
    known = replace(setup.setup, choices={product_request.CHOICE: kept})
    for product, verdict in (("hugging_face", "warn"), ("sekoia", "pass")):
        picked = replace(setup.picked, recipe=setup.world.recipes.get(product))
        report = product_request.compared(known, picked)
        assert report
        assert report.verdict == verdict
    both = (VALUES, '{ "Old" = "{issuer_v1}", "New" = "{discovery_url}" }')
    assert "gives an address without v2.0 beside one with it" in said_of_recipe(folder, both)


ROWS = (
    Row(
        "700016 (older 70001; 700038 for a nonsense GUID)",
        "unknown-client-700016",
        EARLY,
        "registration: what was pasted, and tried with Entra",
        client,
    ),
    Row("90002", "unknown-tenant-90002", EARLY, "the tenant is looked up by its metadata; swapped IDs", tenant),
    Row("50194", "common-authority-50194", EARLY, "the product's own request; lint", any_tenant),
    Row("700005", "two-authorities-700005", EARLY, "lint; one metadata document for all endpoints", authorities),
    Row(
        "Sovereign clouds 90038, 900382 / 900432, 900439",
        "sovereign-clouds-90038-900439",
        EARLY,
        "the tenant is looked up in the other clouds; hosts in what was pasted",
        clouds,
    ),
    Row(
        "Issuer mismatch",
        "issuer-mismatch",
        EARLY,
        "both issuers side by side; the product's own request; lint",
        issuers,
    ),
)
