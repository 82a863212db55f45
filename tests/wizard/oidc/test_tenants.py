"""From a domain or an ID to the tenant's ID, and to the cloud it is in."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from starlette.responses import HTMLResponse, RedirectResponse

from steps.model.problems import Problem
from wizard.assemble import other_clouds
from wizard.entra.cloud import CHINA, GLOBAL, US_GOVERNMENT, US_GOVERNMENT_DOD, Cloud
from wizard.oidc.clouds import OtherCloud
from wizard.oidc.provider import TenantProvider
from wizard.practice import PracticeTenant

from .hostile import GONE, TENANT, HostileProvider, Misbehaviour
from .test_provider import GRAPH, provider, unknown

PERSONAL = "9188040d-6c67-4c5b-b112-36a304b66dad"
OTHERS = [OtherCloud(c.name, c.login, c.graph) for c in (US_GOVERNMENT, US_GOVERNMENT_DOD, CHINA)]
NOWHERE = OtherCloud("Nowhere", "https://localhost:1", "https://localhost:1")


def issuer(value: Any) -> Misbehaviour:
    return Misbehaviour(metadata={"issuer": value})


WRONG: dict[str, tuple[Misbehaviour, str]] = {
    "template": (issuer(lambda it: it.replace(TENANT, "{tenantid}")), "issuer-template"),
    "another-tenant": (issuer(lambda it: it.replace("3f0c", "4f0c")), "issuer-mismatch"),
    "another-host": (issuer(f"https://evil.example/{TENANT}/v2.0"), "issuer-mismatch"),
    "v1": (issuer(f"https://sts.windows.net/{TENANT}/"), "issuer-mismatch"),
    "no-issuer": (issuer(GONE), "issuer-mismatch"),
    "a-list": (issuer([TENANT]), "issuer-mismatch"),
    "endpoint-elsewhere": (Misbehaviour(metadata={"token_endpoint": "https://evil.example/"}), "metadata-wrong"),
    "html": (Misbehaviour(raw={"metadata": HTMLResponse("<p>Hotel")}), "metadata-wrong"),
    "redirect": (Misbehaviour(raw={"metadata": RedirectResponse("https://evil.example")}), "not-microsoft"),
    "unknown": (Misbehaviour(raw={"metadata": unknown(90002)}), "tenant-unknown"),
    "no-name": (Misbehaviour(raw={"metadata": unknown(900023)}), "tenant-unknown"),
}


@pytest.mark.parametrize(("does", "code"), [pytest.param(*row, id=name) for name, row in WRONG.items()])
def test_a_tenant_that_is_not_certain_is_a_named_problem(
    hostile: HostileProvider, does: Misbehaviour, code: str
) -> None:
    hostile.misbehave(does)
    with pytest.raises(Problem) as refused:
        provider(hostile).find_tenant(TENANT)
    assert refused.value.code == code
    hostile.misbehave(Misbehaviour())
    assert provider(hostile).find_tenant(f" {TENANT.upper()} ") == TENANT


@pytest.mark.parametrize(
    ("says", "code"),
    [
        (lambda it: it, ""),
        (lambda it: it.replace(TENANT, TENANT[:-1]), "issuer-mismatch"),
        (lambda it: it.replace(TENANT, "contoso.example"), "issuer-mismatch"),
        (lambda it: f"{it}/", "issuer-mismatch"),
        (lambda it: it.replace(TENANT, "{tenantid}"), "issuer-template"),
        (lambda it: it.replace(TENANT, PERSONAL), "tenant-unknown"),
    ],
)
def test_a_domain_is_as_good_as_the_issuer_behind_it(hostile: HostileProvider, says: Any, code: str) -> None:
    hostile.misbehave(issuer(says))
    if not code:
        assert provider(hostile).find_tenant("Contoso.example") == TENANT
        return
    with pytest.raises(Problem, match=rf"^{code}"):
        provider(hostile).find_tenant("contoso.example")


ELSEWHERE = {
    "graph": ({"msgraph_host": "graph.microsoft.us"}, "US Government"),
    "graph-of-dod": ({"msgraph_host": "dod-graph.microsoft.us"}, "US Government DoD"),
    "instance": ({"cloud_instance_name": "microsoftonline.us"}, "US Government"),
    "china": ({"cloud_instance_name": "partner.microsoftonline.cn"}, "China"),
    "region": ({"tenant_region_scope": "USG", "cloud_instance_name": "microsoftonline.com"}, "US Government"),
    "region-of-this-cloud": ({"tenant_region_scope": "NA", "cloud_instance_name": "microsoftonline.com"}, ""),
    "unknown-names": ({"msgraph_host": "graph.example", "cloud_instance_name": "", "tenant_region_scope": []}, ""),
    "no-names": ({}, ""),
}


@pytest.mark.parametrize(("says", "cloud"), [pytest.param(*row, id=name) for name, row in ELSEWHERE.items()])
def test_metadata_that_names_another_cloud_is_not_used(
    hostile: HostileProvider, says: dict[str, Any], cloud: str
) -> None:
    hostile.misbehave(Misbehaviour(metadata=says))
    tenant = provider(hostile, others=OTHERS)
    for ask in (tenant.find_tenant, tenant.endpoints):
        if not cloud:
            assert ask(TENANT)
            continue
        with pytest.raises(Problem) as refused:
            ask(TENANT)
        assert refused.value.code == "tenant-elsewhere"
        assert refused.value.values == {"tenant": TENANT, "cloud": cloud}
    # Where no other cloud is given, none is looked for.
    assert provider(hostile).find_tenant(TENANT) == TENANT


@pytest.mark.parametrize("cloud", [GLOBAL, US_GOVERNMENT, US_GOVERNMENT_DOD, CHINA])
def test_no_cloud_is_another_than_itself(cloud: Cloud) -> None:
    hosts = {re.sub(r"^https://login\.", "", other.login) for other in other_clouds(cloud)}
    assert hosts == {"microsoftonline.com", "microsoftonline.us", "partner.microsoftonline.cn"} - {
        cloud.login.removeprefix("https://login.")
    }


def test_a_tenant_of_another_cloud_is_found_there(
    practice: PracticeTenant, fresh_practice: PracticeTenant, tmp_path: Path
) -> None:
    both = tmp_path / "both.pem"
    both.write_text("".join(Path(one.cloud.ca).read_text() for one in (practice, fresh_practice)))
    here, there = practice.cloud, fresh_practice.cloud
    second = OtherCloud("Second", there.login, there.graph)
    tenant = TenantProvider(here.login, here.audience, str(both), here.pages, others=(NOWHERE, second))
    for ask in (tenant.find_tenant, tenant.endpoints):
        with pytest.raises(Problem) as refused:
            ask(fresh_practice.tenant_id)
        assert refused.value.code == "tenant-elsewhere"
        assert refused.value.values == {"tenant": fresh_practice.tenant_id, "cloud": "Second"}
        assert refused.value.request_id
    for name in ("fabrikam.example", "no domain", "12345678-1234-4234-8234-123456789012"):
        with pytest.raises(Problem, match=r"^tenant-unknown"):
            tenant.find_tenant(name)
    assert tenant.find_tenant(practice.tenant_id) == practice.tenant_id


def test_the_practice_tenant_is_found_by_its_domain_and_has_no_other_cloud(practice: PracticeTenant) -> None:
    cloud = practice.cloud
    tenant = TenantProvider(cloud.login, cloud.audience, cloud.ca, cloud.pages, others=other_clouds(cloud))
    assert tenant.find_tenant("Contoso-Practice.example") == practice.tenant_id
    assert other_clouds(cloud) == []
    for name in ("common", "organizations"):
        with pytest.raises(Problem, match=r"^issuer-template"):
            tenant.find_tenant(name)
    for name in ("consumers", "..", "../common", "a/b?c#d", ""):
        with pytest.raises(Problem, match=r"^(tenant-unknown|metadata-wrong)"):
            tenant.find_tenant(name)


def test_the_graph_of_this_cloud_is_no_other_cloud(hostile: HostileProvider) -> None:
    hostile.misbehave(Misbehaviour(metadata={"msgraph_host": GRAPH.removeprefix("https://")}))
    assert provider(hostile, others=OTHERS).endpoints(TENANT).issuer == hostile.issuer
