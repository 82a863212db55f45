"""What counts as a secret in text, and what must not. Vectors are made up; `+` keeps scanners from reading them."""

from __future__ import annotations

import pytest

from wizard.secret_shapes import redact, shape_in

SECRET = "abc8" + "Q~x7K.pL2m_Zr9~vT-qWe4Rty6UioPas1dFg"
TOKEN = "eyJhbGciOi" + "JSUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln"
CODE = "1.A" + "b" * 60 + "." + "c" * 80

FOUND = {
    SECRET: "entra-secret",
    f"client_secret={SECRET}&x=1": "entra-secret",
    f'"{SECRET}"': "entra-secret",
    TOKEN: "jwt",
    "eyJhbGciOi" + "Jub25lIn0.eyJzdWIiOiJ4In0.": "jwt",
    CODE: "entra-code",
    "/callback?code=" + "abc&state=xyz": "parameter",
    "grant_type=x&client_secret=" + "s%7Ecret&a=1": "parameter",
    '{"refresh_token": "' + 'abc"}': "quoted",
    "{'access_token': '" + "abc'}": "quoted",
    '\\"client_secret\\":\\"' + 'abc\\"': "quoted",
    "Authorization: " + "Bearer abc.def": "authorization",
    "authorization: " + "basic dTpw": "authorization",
    "{'Authorization': '" + "Bearer abc'}": "authorization",
    "Cookie: _streamlit_" + "xsrf=2|abc": "cookie",
    "_streamlit_user=" + "abc": "cookie",
}

STAYS = [
    "abc8" + "Q~short",
    "a" * 40,
    "0123456789abcdef0123456789abcdef01234567",
    "11111111-2222-3333-4444-555555555555",
    "abc",
    "eyJ",
    "eyJ.a.b",
    "iVBORw0KGgoAAAANSUhEUgAAAAEA",
    "error=access_denied",
    "status_code=200",
    'WWW-Authenticate: Bearer realm="x"',
    "/site-packages/streamlit/web",
    "https://login.microsoftonline.com/11111111-2222-3333-4444-555555555555/v2.0",
    "Basic authentication is off",
    "SSO Wizard abcd2345",
]


@pytest.mark.parametrize(("text", "shape"), FOUND.items())
def test_a_secret_is_found_and_redacted(text: str, shape: str) -> None:
    assert shape_in(text) == shape
    clean = redact(f"before {text} after")
    assert shape_in(clean) == ""
    assert clean.startswith("before ")
    for part in (SECRET, TOKEN, CODE, "s%7Ecret", "dTpw"):
        assert part not in clean


@pytest.mark.parametrize("text", STAYS)
def test_what_is_no_secret_stays(text: str) -> None:
    assert shape_in(text) == ""
    assert redact(text) == text


@pytest.mark.parametrize(
    ("data", "shape"),
    [
        ({"client_secret": "x"}, "quoted"),
        ({"a": [{"b": ("c", {"access_token": "x"})}]}, "quoted"),
        ({"Authorization": "Bearer x"}, "authorization"),
        ({"secretText": ""}, ""),
        ({"secretText": None}, ""),
        ({"code": "throttled", "values": {"seconds": "3"}, "request_id": ""}, ""),
        ({"nonce": "n", "state": "Bavaria"}, ""),
        ({"authorization": "https://login.microsoftonline.com/x", "token": "https://y"}, ""),
        ({"seq": 3, "on": True}, ""),
    ],
)
def test_nested_data_is_searched_by_key_and_by_value(data: dict[str, object], shape: str) -> None:
    assert shape_in(data) == shape
