"""Every refusal of Graph becomes the problem that names the next move."""

from __future__ import annotations

import httpx
import pytest

from steps.model.problems import Problem
from tests.wizard.entra.scripted_graph import QuickClock, Script, directory_with, refused, reply

APP = "22222222-2222-4222-8222-222222222222"
LOCAL = "When using this permission, the backing application of the service principal must in the local tenant"


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (refused(401, "InvalidAuthenticationToken"), "sign-in-needed"),
        (refused(403, "Authorization_RequestDenied", "Insufficient privileges"), "not-allowed"),
        (refused(403, "Authorization_RequestDenied", LOCAL), "not-allowed"),
        (refused(400, "CredentialTypeNotAllowedAsPerAppPolicy"), "secret-forbidden"),
        (refused(400, "CredentialInvalidLifetimeAsPerAppPolicy"), "secret-too-long"),
        (refused(403, "Directory_QuotaExceeded"), "tenant-limit"),
        (refused(400, "Directory_QuotaExceeded"), "tenant-limit"),
        (refused(429, "TooManyRequests", Retry_After="3600"), "throttled"),
        (refused(429, "TooManyRequests"), "throttled"),
        (refused(400, "Request_BadRequest", "Invalid value specified for property 'web'"), "refused"),
        (
            refused(400, "ServiceManagementReferenceRequired", "ServiceManagementReference field is required"),
            "service-reference",
        ),
        (refused(404, "Request_ResourceNotFound"), "changed-elsewhere"),
        (refused(400, "Request_BadRequest", "no", "NoBackingApplicationObject"), "still-spreading"),
        (refused(409, "Error_MsaAppDoesNotExist"), "still-spreading"),
        (reply(418, {"error": "a string"}), "refused"),
        (reply(400, {"error": {"code": "X", "message": {"lang": "en", "value": "odd"}}}), "refused"),
        (httpx.Response(403, content=b"<html>proxy</html>", headers={"Content-Type": "text/html"}), "not-microsoft"),
        (httpx.ConnectError("[SSL: CERTIFICATE_VERIFY_FAILED] self-signed"), "tls-not-trusted"),
        (httpx.ConnectError("[Errno -2] Name or service not known"), "unreachable"),
        (httpx.ProxyError("407 Proxy Authentication Required"), "unreachable"),
    ],
)
def test_a_refused_secret_names_its_problem(answer: httpx.Response | Exception, code: str) -> None:
    with directory_with(Script(answer)) as directory, pytest.raises(Problem) as caught:
        directory.update_application(APP, {"displayName": "x"})
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (refused(503, "ServiceUnavailable"), "unreachable"),
        (refused(500, "InternalServerError"), "unreachable"),
        (httpx.Response(520, content=b"unknown error"), "unreachable"),
        (httpx.Response(408, content=b"<html>too slow</html>", headers={"Content-Type": "text/html"}), "unreachable"),
        (httpx.DecodingError("half a gzip"), "unreachable"),
        (httpx.Response(502, content=b"<html>gateway</html>", headers={"Content-Type": "text/html"}), "unreachable"),
        (
            httpx.Response(200, content=b"<html>hotel wifi</html>", headers={"Content-Type": "text/html"}),
            "not-microsoft",
        ),
        (httpx.Response(200, content=b'{"id": "half'), "unreachable"),
        (httpx.ReadTimeout("silence"), "unreachable"),
        (reply(200, {}), "other-answer"),
        (reply(200, {"id": APP, "uniqueName": "another"}), "other-answer"),
        (refused(404, "Request_ResourceNotFound"), None),
    ],
)
def test_a_read_gives_up_in_time_and_says_why(answer: httpx.Response | Exception, code: str | None) -> None:
    clock = QuickClock()
    with directory_with(Script(answer), clock) as directory:
        if code is None:
            assert directory.application("ours") is None
        else:
            with pytest.raises(Problem) as caught:
                directory.application("ours")
            assert caught.value.code == code
    assert clock.now <= 60


def test_forbidden_registration_is_told_from_other_missing_rights() -> None:
    script = Script(refused(403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation."))
    with directory_with(script) as directory, pytest.raises(Problem) as caught:
        directory.upsert_application("ours", {"displayName": "x"})
    assert caught.value.code == "registration-forbidden"
    assert caught.value.request_id == "11111111-1111-4111-8111-111111111111"


def test_a_long_refusal_is_quoted_short_and_on_one_line() -> None:
    script = Script(refused(400, "Request_BadRequest", "first\nsecond " + "x" * 1000))
    with directory_with(script) as directory, pytest.raises(Problem) as caught:
        directory.update_application(APP, {})
    said = caught.value.values["said"]
    assert len(said) <= 400
    assert "\n" not in said


def test_a_policy_that_may_not_be_read_is_unknown_and_not_a_problem() -> None:
    with directory_with(Script(refused(403, "Authorization_RequestDenied"))) as directory:
        assert directory.may_register() is None
        assert directory.secret_policy() is None
        assert directory.my_roles() is None


@pytest.mark.parametrize(
    "what", ["Retry-After: Thu, 01 Jan 1970 00:00:00 GMT", "Retry-After: soon", "Retry-After: 2"]
)
def test_retry_after_in_the_past_or_malformed_still_ends_in_an_answer(what: str) -> None:
    name, value = what.split(": ", 1)
    clock = QuickClock()
    busy = refused(429, "TooManyRequests")
    busy.headers[name] = value
    script = Script(busy, reply(204))
    with directory_with(script, clock) as directory:
        directory.update_application(APP, {"displayName": "x"})
    assert len(script.asked) == 2
    assert clock.now <= 2
