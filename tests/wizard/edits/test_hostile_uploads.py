"""Files that are broken, huge, hostile or simply other files: each is refused with one sentence, at once."""

from __future__ import annotations

import os
import time

import pytest

from steps.model.into import Into
from steps.model.problems import AskAgain, Problem
from steps.model.words import say
from wizard.edits import FIELD, edit
from wizard.text import text

XML = Into("sample.xml", "xml", under="config/properties", key="name")
SECTION = Into("sample.xml", "xml")
YAML = Into("sample.yaml", "yaml", has="auth.client")
ENV = Into("sample.env", "env", has="CLIENT")
FRAGMENTS = {
    XML: '<p name="a">1</p>',
    SECTION: "<s><t>1</t></s>",
    YAML: "auth:\n  client: x\n  o: {p: 1}",
    ENV: "A=1",
}

LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
FILE = '<!ENTITY f SYSTEM "file:///etc/passwd">'
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"

HOSTILE = [
    *((into, PNG, "edit-not-text") for into in FRAGMENTS),
    *((into, b"\xff\xfe\x00", "edit-not-text") for into in FRAGMENTS),
    *((into, b"caf\xe9: 1", "edit-not-text") for into in FRAGMENTS),
    *((into, b"a" * (1024 * 1024 + 1), "edit-too-large") for into in FRAGMENTS),
    *((into, b"a: 1\rb: 2\r", "edit-line-breaks") for into in FRAGMENTS),
    (XML, b"", "edit-broken"),
    (XML, b"<config><properties></config>", "edit-broken"),
    (XML, b"<config/><config/>", "edit-broken"),
    (XML, b"<config a=1/>", "edit-broken"),
    (XML, b"<config>&unknown;</config>", "edit-broken"),
    (XML, b"a: 1\n", "edit-broken"),
    (XML, b'<?xml version="1.0" encoding="EBCDIC-CP-US"?><config/>', "edit-not-text"),
    (XML, b'<?xml version="1.0" encoding="rot13"?><config/>', "edit-not-text"),
    (XML, b'<?xml version="1.0" encoding="utf-7"?><config/>', "edit-not-text"),
    (XML, f'<!DOCTYPE c [<!ENTITY l0 "ha">{LAUGHS}]><c>&l11;</c>'.encode(), "edit-entities"),
    (XML, f"<!DOCTYPE c [{FILE}]><c>&f;</c>".encode(), "edit-entities"),
    (XML, b'<!DOCTYPE c [<!ENTITY % p SYSTEM "http://127.0.0.1:1/x">%p;]><c/>', "edit-entities"),
    (XML, b"<a>" * 100_000, "edit-too-deep"),
    (XML, b"<html><body/></html>", "edit-other-file"),
    (XML, b"<x><properties/></x>", "edit-other-file"),
    (XML, b"<config><properties/><properties/></config>", "edit-several"),
    (XML, b"<config><properties><p name='a'/><p name='a'/></properties></config>", "edit-several"),
    (XML, b"<config><properties><p name='a'><q/></p></properties></config>", "edit-other-kind"),
    (XML, b"<config><properties>text</properties></config>", "edit-other-kind"),
    (SECTION, b"<config/>", "edit-other-file"),
    (SECTION, b"<config><s/><a><s/></a></config>", "edit-several"),
    (SECTION, b"<config><s><t/><t/></s></config>", "edit-several"),
    (SECTION, b"<config><s><t>1<!-- -->2</t></s></config>", "edit-other-kind"),
    (YAML, b"", "edit-other-file"),
    (YAML, b"<a/>", "edit-other-file"),
    (YAML, b"- auth\n- client\n", "edit-other-file"),
    (YAML, b"auth:\n  other: 1\n", "edit-other-file"),
    (YAML, b"auth: client\n", "edit-other-file"),
    (YAML, b"auth:\n\tclient: 1\n", "edit-broken"),
    (YAML, b'auth:\n  client: "x""\n', "edit-broken"),
    (YAML, b"auth:\n  client: [1\n", "edit-broken"),
    (YAML, b"auth:\n  client: *nobody\n", "edit-broken"),
    (YAML, b"auth: {client: 1}\n---\nauth: {client: 1}\n", "edit-documents"),
    (YAML, b"auth:\n  client: 1\n  other: 1\n  other: 2\n", "edit-twice"),
    (YAML, b"x: {y: 1, y: 2}\nauth:\n  client: 1\n", "edit-twice"),
    (YAML, b"[" * 50_000, "edit-too-deep"),
    (YAML, b"auth:\n  client: &c 1\nx: *c\n", "edit-shared"),
    (YAML, b"x: &x {client: 1}\nauth: *x\n", "edit-other-file"),
    (YAML, b"x: &x\n  o: {q: 1}\nauth:\n  <<: *x\n  client: x\n", "edit-shared"),
    (YAML, b"auth: &a\n  client: 1\nx: *a\n", "edit-shared"),
    (YAML, b"auth:\n  client: {a: 1}\n", "edit-other-kind"),
    (YAML, b"auth:\n  client: x\n  o: text\n", "edit-other-kind"),
    (YAML, b"auth:\n  client: 'x'\n  ? o\n  :\n", "edit-other-kind"),
    (YAML, b"auth:\n  client: x\n  z: >+\n\n   text\n\n\n", "edit-unsure"),
    (ENV, b"", "edit-other-file"),
    (ENV, b"OTHER=1\n", "edit-other-file"),
    (ENV, b"CLIENT=1\n" + b"A=0\n" * 101, "edit-several"),
    (ENV, b"<config/>\n", "edit-not-assignment"),
    (ENV, b"# fine\nauth:\n  client: 1\n", "edit-not-assignment"),
]


@pytest.mark.parametrize(("into", "raw", "code"), HOSTILE, ids=lambda one: one if isinstance(one, str) else None)
def test_a_file_that_cannot_be_changed_safely_is_refused(into: Into, raw: bytes, code: str) -> None:
    began = time.process_time()
    with pytest.raises(AskAgain) as refused:
        edit(raw, FRAGMENTS[into], into)
    assert (refused.value.code, refused.value.values["field"]) == (code, FIELD)
    assert time.process_time() - began < 5
    told = text(say(f"problem.{code}.what", **refused.value.values))
    assert "{" not in told
    assert len(told) < 200


# Anchors that would grow to 10^9 values, were they ever followed.
GROWING = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 10))
LARGE = [
    (YAML, f"{GROWING}auth:\n  client: 1\n".encode()),
    (YAML, b"auth:\n  client: 1\n" + b"# x\n" * 40_000),
    (XML, b"<config><properties/>" + b"<a/>" * 20_000 + b"</config>"),
    (XML, b'<config a="' + b"x " * 200_000 + b'"><properties/></config>'),
    (
        XML,
        b"<config><properties/>" + b"<!-- x --><!-- - " + b"- <" * 1_000 + b" -->" + b"\n" * 200_000 + b"</config>",
    ),
    (ENV, b"CLIENT=1\n" + b"\n" * 300_000),
    (ENV, b"CLIENT=1\n" + b"B='\n" * 30_000),
    (ENV, b"CLIENT=" + b"-" * 300_000),
    (ENV, b"CLIENT=" + b"a." * 100_000),
    (ENV, b"CLIENT=1\n# " + b"a" * 300_000),
    (ENV, b"CLIENT=1\n# <" + b"a" * 300_000),
    (ENV, b"CLIENT=1\n# " + b"://a:" * 60_000),
    (ENV, b"CLIENT=1\n# " + b'id="a" ' * 40_000),
    (XML, b"<config><properties><p/>" + b"<!--a-->" * 10_000 + b"x</properties></config>"),
    (XML, b"<config><properties/>" + b"a" * 300_000 + b"</config>"),
    (XML, b"<config><properties/><p><![CDATA[" + b"<!-- " * 100_000 + b"]]></p></config>"),
    (YAML, b"auth:\n  client: 1" + b"." * 100_000 + b"x\n"),
    (YAML, b"auth:\n  client: 1\nx: " + b"a:" * 100_000 + b"a\n"),
]


@pytest.mark.parametrize(("into", "raw"), LARGE, ids=lambda one: one.format if isinstance(one, Into) else None)
def test_a_file_made_to_be_slow_is_not(into: Into, raw: bytes) -> None:
    began = time.process_time()
    made = edit(raw, FRAGMENTS[into], into)
    assert made.changes
    assert time.process_time() - began < 10


@pytest.mark.parametrize("into", FRAGMENTS)
def test_noise_is_refused_and_never_a_fault(into: Into) -> None:
    for _ in range(60):
        with pytest.raises(AskAgain):
            edit(os.urandom(200), FRAGMENTS[into], into)


@pytest.mark.parametrize(
    ("into", "fragment"), [(XML, "<p>"), (YAML, "- a"), (YAML, "a: ["), (ENV, "<p/>")], ids=lambda one: str(one)[:8]
)
def test_a_broken_fragment_is_the_recipes_fault(into: Into, fragment: str) -> None:
    with pytest.raises(Problem) as refused:
        edit(b"", fragment, into)
    assert refused.value.code in ("recipe-wrong", "edit-broken")
