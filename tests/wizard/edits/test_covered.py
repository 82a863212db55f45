"""What is secret in somebody's own file is never shown, and what is not can be read."""

from __future__ import annotations

import pytest
from proving import proven

from steps.model.into import Into
from wizard.edits.covered import DOTS, Cover, is_secret, over

YAML, ENV, XML = Into("s.yaml", "yaml"), Into("s.env", "env"), Into("s.xml", "xml", key="name")
CANARY = "canary-7f3a-not-yours"


SECRET = """password DB_PASSWORD clientSecret client-secret OIDC_CLIENT_SECRET fernetKey apiKey API_KEY privateKey
keystore.password secretKey accessToken passphrase JWT_TOKEN awsSecretAccessKey
password1 SECRET_2 PGPASSWORD DBPASSWORD SMTPPASS clientsecret dbpassword ldapBindPW ldapbindpw SECRET_KEY_BASE
passwordHash signingKey GITHUB_PAT CLIENT_SECRET_VALUE rootpassword2 SECRET_ID userpass sslkeystorepwd hmacKey bearer
encryptionkey sessionSecrets"""
OPEN = """tokenValidity tokenValidationAlgorithm OAuthTokenURL publicKeyUrls AUTHENTICATION_PUBLIC_KEYS keyId clientId
secretRef passwordPolicy monkey name tokenEndpointUrl compass BYPASS mapping path pattern spinner
POSTGRES_PASSWORD_FILE keystore tokenExpirationInSeconds"""


@pytest.mark.parametrize(("names", "secret"), [(SECRET, True), (OPEN, False)])
def test_names_of_secrets_and_of_other_things(names: str, secret: bool) -> None:
    assert [name for name in names.split() if is_secret(name) != secret] == []


@pytest.mark.parametrize(
    ("format_", "text"),
    [
        ("yaml", f"db:\n  password: {CANARY}\n"),
        ("yaml", f"db: {{password: {CANARY}, x: 1}}\n"),
        ("yaml", f"password: |\n  {CANARY}\n  second\n"),
        ("yaml", f'password: "{CANARY}\n  {CANARY}"\n'),
        ("yaml", f"secrets:\n- {CANARY}\n- {CANARY}\n"),
        ("yaml", f"# password: {CANARY}\na: 1\n"),
        ("yaml", f"url: jdbc:mysql://om:{CANARY}@localhost/db\n"),
        ("yaml", f"secret: ${{OIDC_SECRET:-{CANARY}}}\n"),
        ("yaml", f"a: '-----BEGIN PRIVATE KEY-----\n\n  {CANARY}\n\n  -----END PRIVATE KEY-----'\n"),
        ("env", f"DB_PASSWORD={CANARY}\n"),
        ("env", f"DB_PASSWORD='{CANARY}\n{CANARY}'\n"),
        ("env", f"# export DB_PASSWORD={CANARY}\n"),
        ("xml", f"<a><password>{CANARY}</password></a>"),
        ("xml", f"<a><password>\n{CANARY}\n</password></a>"),
        ("xml", f"<a><password><![CDATA[{CANARY}]]></password></a>"),
        ("xml", f"<a password='{CANARY}'/>"),
        ("xml", f'<a><p name="db.password">{CANARY}</p></a>'),
        ("xml", f'<a><p\n name="db.password"\n value="{CANARY}"/></a>'),
        ("xml", f'<a><p value="{CANARY}" name="db.password"/></a>'),
        ("xml", f"<a><!-- <password>{CANARY}</password> --></a>"),
        ("xml", f'<a><!-- <p name="db.password">{CANARY}</p> --></a>'),
        ("xml", f"<a><secret><value>{CANARY}</value></secret></a>"),
        ("env", f"PGPASSWORD={CANARY}\n"),
        *(("env", row.format(f"{CANARY}/{'QUJDRA' * 5}")) for row in ("Z={}\n", "export Z={}==\n", "# Z = {}=\n")),
        *(("yaml", f"a: |\n  {CANARY}{'QUJDRA' * 5}{end}\n") for end in ("", "=", "==")),
        ("yaml", f"pgpassword: {CANARY}\n"),
        ("xml", f'<a><genericProperty name="ldapBindPW">{CANARY}</genericProperty></a>'),
    ],
)
def test_a_secret_is_covered_and_every_line_stays(format_: str, text: str) -> None:
    shown = over(text, format_, Cover())
    assert CANARY not in shown
    assert DOTS in shown
    assert shown.count("\n") == text.count("\n")


@pytest.mark.parametrize(
    ("format_", "text"),
    [
        ("yaml", "enableSecret: true\npassword: ${DB_PASSWORD}\nsecret: ''\ntoken: 3600\n"),
        ("yaml", "tokenValidationAlgorithm: RS256\nclientId: 2f1d3b0e-6a55-4f6d-9a3e-0b9c1d2e3f40\n"),
        ("env", f"{'LONG_NAME_' * 3}ENFORCE_DOMAIN=true\nOIDC_TENANT=2f1d3b0e-6a55-4f6d-9a3e-0b9c1d2e3f40\n"),
        ("env", f"export {'LONG_NAME_' * 5}=${{OTHER}}\n# {'LONG_NAME_' * 5}=false\n"),
        ("env", 'DB_PASSWORD=${DB_PASSWORD:-""}\nOIDC_OM_REFRESH_TOKEN_VALIDITY=3600\n'),
        (
            "xml",
            '<a><p name="com.example.acceptTokens">true</p><OAuthTokenURL>https://a.example/t</OAuthTokenURL></a>',
        ),
    ],
)
def test_what_is_no_secret_is_readable(format_: str, text: str) -> None:
    assert over(text, format_, Cover()) == text


def test_a_secret_beside_a_change_is_left_out_and_the_patch_applies() -> None:
    raw = f"a: 0\nb: 0\npassword: {CANARY}\nc: 1\nd: 0\ne: 0\nf: 0\n".encode()
    made = proven(raw, 'c: "2"\nf: 1', YAML)
    assert made.patch.applies
    assert made.patch.lines == (
        *("--- a/s.yaml", "+++ b/s.yaml", "@@ -4,4 +4,4 @@"),
        *("-c: 1", '+c: "2"', " d: 0", " e: 0", "-f: 0", "+f: 1"),
    )


@pytest.mark.parametrize(
    ("into", "before", "fragment"),
    [
        (ENV, "{}a=1\n{}", "a=2"),
        (YAML, "{}a: 1\n{}", "a: 2"),
        (XML, '<r>\n{}<p name="a">1</p>\n{}</r>', '<p name="a">2</p>'),
    ],
)
@pytest.mark.parametrize("beside", ["{name}{is_}{canary}", "{comment}"])
def test_beside_a_change_no_value_is_seen_whatever_its_name(
    into: Into, before: str, fragment: str, beside: str
) -> None:
    rows = {
        "env": ("ZEPHYR{}=" + CANARY, f"# it was {CANARY}"),
        "yaml": ("zephyr{}: " + CANARY, f"# it was {CANARY}"),
        "xml": (f'<p name="zephyr{{}}">{CANARY}</p>', f"<!-- it was {CANARY} -->"),
    }
    row = rows[into.format]["comment" in beside]
    made = proven(before.format(row.format(1) + "\n", row.format(2) + "\n").encode(), fragment, into)
    assert made.content.count(CANARY.encode()) == 2
    assert not any(CANARY in line for line in made.patch.lines)
    assert made.patch.applies


def test_structure_and_what_tells_nothing_stand_beside_a_change() -> None:
    made = proven(b"a:\n  on: true\n  b: 1\n  c: ${C}\n\n  host: db7\n", "a:\n  b: 2\n", YAML)
    assert made.patch.lines[3:] == (" a:", "   on: true", "-  b: 1", "+  b: 2", "   c: ${C}", " ")


def test_a_secret_between_two_changes_parts_them() -> None:
    made = proven(f"a: 1\nx: 0\nPASSWORD={CANARY}\n".replace(": ", "=").encode() + b"b=1\n", "a=2\nb=2", ENV)
    assert [line for line in made.patch.lines if line.startswith("@@")] == ["@@ -1,2 +1,2 @@", "@@ -4 +4 @@"]
    assert made.patch.applies


@pytest.mark.parametrize(
    ("into", "raw", "fragment"),
    [
        (YAML, f"password: {CANARY}\n", "password: new-canary"),
        (ENV, f"API_KEY={CANARY}\n", "API_KEY=new-canary"),
        (XML, f'<a><p name="api.key">{CANARY}</p></a>', '<p name="api.key">new-canary</p>'),
        (YAML, f"x: {CANARY}\n", "x: new-canary"),
    ],
)
def test_a_changed_secret_is_dots_and_the_patch_says_that_it_does_not_apply(
    into: Into, raw: str, fragment: str
) -> None:
    made = proven(raw.encode(), fragment, into, CANARY, "new-canary")
    told = [*made.patch.lines, made.patch.content.decode(), repr(made), *map(repr, made.changes)]
    assert not any("canary" in one for one in told)
    assert b"new-canary" in made.content
    assert (made.patch.applies, len(made.changes)) == (False, 1)


def test_a_generated_value_that_is_as_long_as_a_key_is_shown() -> None:
    made = proven(b"PAGE=/old\n", f"PAGE=/{'a' * 60}", ENV, CANARY)
    assert made.patch.lines[3:] == ("-PAGE=/old", f"+PAGE=/{'a' * 60}")
    assert made.patch.applies


def test_what_is_generated_and_no_secret_is_shown_whatever_its_name() -> None:
    made = proven(b"a:\n  secretKey: mine-mine-mine\n", "a:\n  secretKey: name-of-an-entry", YAML, CANARY)
    assert [(change.before, change.after) for change in made.changes] == [(DOTS, "name-of-an-entry")]
    assert made.patch.lines[-1] == "+  secretKey: name-of-an-entry"
