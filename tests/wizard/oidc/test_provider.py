"""The tenant's metadata, and the proof of a secret."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import trustme
from starlette.responses import HTMLResponse, JSONResponse, Response

from steps.model.problems import Problem
from steps.model.secret import Secret
from wizard.oidc.provider import TenantProvider
from wizard.practice.misbehaviour import MISBEHAVIOURS

from .conftest import Person
from .hostile import CLIENT, CODE_SECRET, TENANT, HostileProvider, Misbehaviour
from .rows import METADATA

GRAPH = "https://graph.microsoft.com"


def provider(hostile: HostileProvider, **more: Any) -> TenantProvider:
    return TenantProvider(hostile.origin, GRAPH, str(hostile.ca), **more)


def unknown(number: int) -> Response:
    said = f"AADSTS{number}: Tenant 'x' not found."
    return JSONResponse({"error": "invalid_tenant", "error_description": said, "correlation_id": "c-1"}, 400)


RAW = {
    "tenant-unknown": (unknown(90002), "tenant-unknown"),
    "tenant-malformed": (unknown(900023), "tenant-unknown"),
}


@pytest.mark.parametrize(
    ("does", "code"),
    [pytest.param(MISBEHAVIOURS[id], code, id=id) for id, code in METADATA.items()]
    + [pytest.param(Misbehaviour(raw={"metadata": answer}), code, id=name) for name, (answer, code) in RAW.items()],
)
def test_wrong_metadata_is_a_named_problem_until_it_is_right(
    hostile: HostileProvider, does: Misbehaviour, code: str
) -> None:
    hostile.misbehave(does)
    with pytest.raises(Problem) as refused:
        provider(hostile).endpoints(TENANT)
    assert refused.value.code == code
    hostile.misbehave(Misbehaviour())
    assert provider(hostile).endpoints(TENANT).issuer == hostile.issuer


def test_the_request_id_of_an_unknown_tenant_is_kept(hostile: HostileProvider) -> None:
    hostile.misbehave(Misbehaviour(raw={"metadata": unknown(90002)}))
    with pytest.raises(Problem) as refused:
        provider(hostile).endpoints(TENANT)
    assert (refused.value.request_id, refused.value.values) == ("c-1", {"tenant": TENANT})


def test_metadata_names_every_endpoint_and_the_v1_issuer(hostile: HostileProvider) -> None:
    found = provider(hostile).endpoints(TENANT.upper())
    assert found.discovery_url == f"{hostile.issuer}/.well-known/openid-configuration"
    assert found.issuer_v1 == f"https://sts.windows.net/{TENANT}/"
    assert found.userinfo == f"{hostile.origin}/oidc/userinfo"
    assert not found.iss_parameter


@pytest.mark.parametrize("body", [HTMLResponse("", 500), JSONResponse({"issuer": "https://evil.example/"})])
def test_the_v1_issuer_is_left_out_where_it_cannot_be_read(hostile: HostileProvider, body: Response) -> None:
    hostile.misbehave(Misbehaviour(raw={"metadata_v1": body}))
    assert provider(hostile).endpoints(TENANT).issuer_v1 == ""


def test_userinfo_may_be_on_the_graph_host(hostile: HostileProvider) -> None:
    hostile.misbehave(Misbehaviour(metadata={"userinfo_endpoint": f"{GRAPH}/oidc/userinfo"}))
    assert provider(hostile).endpoints(TENANT).userinfo == f"{GRAPH}/oidc/userinfo"


def test_only_pages_for_a_browser_may_be_on_the_origin_of_pages(hostile: HostileProvider) -> None:
    pages = "http://localhost:9"
    hostile.misbehave(Misbehaviour(metadata={"authorization_endpoint": f"{pages}/a"}))
    assert provider(hostile, pages=pages).endpoints(TENANT).authorization == f"{pages}/a"
    hostile.misbehave(Misbehaviour(metadata={"token_endpoint": f"{pages}/t"}))
    with pytest.raises(Problem, match="metadata-wrong"):
        provider(hostile, pages=pages).endpoints(TENANT)


def test_a_certificate_that_nobody_vouches_for_is_named(hostile: HostileProvider, tmp_path: Path) -> None:
    other = tmp_path / "other.pem"
    trustme.CA().cert_pem.write_to_path(other)
    with pytest.raises(Problem) as refused:
        TenantProvider(hostile.origin, GRAPH, str(other)).endpoints(TENANT)
    assert refused.value.code == "tls-not-trusted"


def test_a_host_that_does_not_answer_is_named(hostile: HostileProvider) -> None:
    with pytest.raises(Problem) as refused:
        TenantProvider("https://localhost:1", GRAPH, str(hostile.ca)).endpoints(TENANT)
    assert (refused.value.code, refused.value.values["host"]) == ("unreachable", "localhost:1")


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        ("ok", "accepted"),
        (7000215, "secret-wrong"),
        (7000222, "secret-expired"),
        (700016, "client-unknown"),
        ("html", "unclear"),
    ],
)
def test_a_secret_is_asked_about_once(hostile: HostileProvider, answer: Any, verdict: str) -> None:
    hostile.misbehave(Misbehaviour(raw={"token": _token_answer(answer)}))
    assert provider(hostile).try_secret(TENANT, CLIENT, Secret(CODE_SECRET)).verdict == verdict
    assert hostile.calls["token"] == 1


def test_a_server_that_is_down_says_nothing_of_the_secret(hostile: HostileProvider) -> None:
    hostile.misbehave(Misbehaviour(raw={"token": _token_answer("503")}))
    with pytest.raises(Problem, match="unreachable"):
        provider(hostile).try_secret(TENANT, CLIENT, Secret(CODE_SECRET))
    hostile.misbehave(Misbehaviour(raw={"token": _token_answer("ok")}))
    assert provider(hostile).try_secret(TENANT, CLIENT, Secret(CODE_SECRET)).verdict == "accepted"


def test_microsofts_sentence_is_passed_on(hostile: HostileProvider) -> None:
    hostile.misbehave(Misbehaviour(raw={"token": _token_answer(7000222)}))
    found = provider(hostile).try_secret(TENANT, CLIENT, Secret(CODE_SECRET))
    assert (found.said, found.request_id) == ("AADSTS7000222: refused ••••", "c-2")


def test_the_endpoints_are_checked_before_a_browser_is_sent_anywhere(person: Person) -> None:
    person.provider.misbehave(Misbehaviour(metadata={"issuer": "https://evil.example"}))
    with pytest.raises(Problem, match="issuer-mismatch"):
        person.log_in()
    assert "authorize" not in person.provider.calls


def _token_answer(answer: Any) -> Response:
    if answer == "ok":
        return JSONResponse({"token_type": "Bearer", "access_token": "a", "expires_in": 3599})
    if answer in ("html", "503"):
        return HTMLResponse("<p>", 503 if answer == "503" else 200)
    said = f"AADSTS{answer}: refused {CODE_SECRET}"
    body = {"error": "invalid_client", "error_description": said, "error_codes": [answer]}
    return JSONResponse(body | {"correlation_id": "c-2"}, 401)
