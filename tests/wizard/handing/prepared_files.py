"""Prepared setups for the tests: a right one, and what is wrong with others."""

from __future__ import annotations

SECRET = "Abc8" + "Q~x7KpL2m_Zr9vTqWe4Rty6UioPas1dFgHj"
ESCAPED = SECRET.replace("Q~", "\\u0051~")
TOKEN = "eyJhbGciOi" + "JSUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl"

GOOD = """
format = 1
product = "sekoia"
cloud = "US Government"
tenant = "Acme.example"
by_hand = true
application_name = "Sekoia (test)"
who = "only"
people = ["jane@acme.example", "SOC team"]
secret_days = 90
note = "Hello Jane.\\nPlease call us before the last step."
tell = ["soc@acme.example", "Sam"]

[answers]
app_host = "app.sekoia.io"
domains = ["acme.example", "acme.test"]
create_accounts = false
"""

MINIMAL = 'format = 1\nproduct = "sekoia"\n'


def with_line(line: str) -> bytes:
    """The smallest file and one more line."""
    return (MINIMAL + line + "\n").encode()


HOSTILE: dict[str, tuple[bytes, str, str]] = {
    "empty": (b"", "file-missing-key", "format"),
    "not-toml": (b"product: sekoia\n", "file-broken", "line 1"),
    "cut-off": (GOOD.encode()[:-40] + b'"', "file-broken", "line"),
    "json": (b'{"format": 1}', "file-broken", "line 1"),
    "a-key-twice": (with_line('product = "sekoia"'), "file-broken", "line 3"),
    "bytes-of-a-picture": (b"\x89PNG\r\n\x1a\n\x00\x00", "file-not-text", ""),
    "utf-16": (GOOD.encode("utf-16"), "file-not-text", ""),
    "a-zero-byte": (with_line('note = "a\0b"'), "file-not-text", ""),
    "a-zero-by-escape": (with_line('note = "a\\u0000b"'), "file-odd-character", "note"),
    "an-escape-sequence": (with_line('note = "\\u001b[31mred"'), "file-odd-character", "note"),
    "right-to-left": (with_line('note = "abc\u202etxt.exe"'), "file-odd-character", "note"),
    "isolate-in-a-list": (with_line('tell = ["Sam", "S\\u2066am"]'), "file-odd-character", "tell[2]"),
    "no-width-in-a-key": (with_line('"no\u200bte" = "x"'), "file-odd-character", "no"),
    "very-deep": (with_line("note = " + "[" * 60 + "]" * 60), "file-too-deep", "32"),
    "deeper-than-the-stack": (with_line("note = " + "[" * 20_000), "file-too-deep", ""),
    "larger-than-any": (with_line("# " + "x" * 70_000), "file-too-large", "64 KB"),
    "a-number-of-a-million-digits": (with_line("secret_days = " + "9" * 6_000), "file-broken", "line 1"),
    "newer": (b'format = 2\nproduct = "sekoia"\nfuture = 1\n', "file-newer", "2"),
    "older-than-the-first": (b'format = 0\nproduct = "sekoia"\n', "file-wrong-type", "format"),
    "format-in-words": (b'format = "1"\nproduct = "sekoia"\n', "file-wrong-type", "format"),
    "no-product": (b"format = 1\n", "file-missing-key", "product"),
    "unknown-key": (with_line('produkt = "sekoia"'), "file-unknown-key", "produkt"),
    "unknown-table": (with_line("[choices]\nwho = 1"), "file-unknown-key", "choices"),
    "unknown-product": (b'format = 1\nproduct = "../../etc/passwd"\n', "prepared-product", "../../etc/passwd"),
    "unknown-question": (with_line('[answers]\nhost = "x"'), "prepared-question", "answers.host"),
    "unknown-cloud": (with_line('cloud = "Mars"'), "prepared-cloud", "Mars"),
    "practice-as-a-cloud": (with_line('cloud = "Practice tenant"'), "prepared-cloud", "Practice tenant"),
    "yes-as-text": (with_line('by_hand = "yes"'), "file-wrong-type", "by_hand"),
    "a-name-as-a-list": (with_line('application_name = ["a"]'), "file-wrong-type", "application_name"),
    "a-list-as-text": (with_line('people = "jane"'), "file-wrong-type", "people"),
    "a-number-among-names": (with_line('tell = ["Sam", 1]'), "file-wrong-type", "tell"),
    "a-date": (with_line("note = 2026-11-21"), "file-wrong-type", "note"),
    "days-with-a-fraction": (with_line("secret_days = 1.5"), "file-wrong-type", "secret_days"),
    "who-else": (with_line('who = "nobody"'), "file-wrong-type", "who"),
    "too-many-days": (with_line("secret_days = 5000"), "prepared-answer", "secret_days"),
    "negative-days": (with_line("secret_days = -1"), "prepared-answer", "secret_days"),
    "a-tenant-that-is-none": (with_line('tenant = "acme"'), "prepared-answer", "tenant"),
    "a-tenant-with-a-script": (with_line('tenant = "<script>.example"'), "prepared-answer", "tenant"),
    "a-name-too-long": (with_line(f'application_name = "{"x" * 200}"'), "prepared-answer", "application_name"),
    "an-answer-too-long": (with_line(f'[answers]\ndomains = "{"x" * 5000}"'), "prepared-answer", "answers.domains"),
    "an-answer-not-offered": (with_line('[answers]\napp_host = "x.y"'), "prepared-answer", "answers.app_host"),
    "a-wrong-domain": (with_line('[answers]\ndomains = ["a b"]'), "prepared-answer", "answers.domains"),
    "an-empty-answer": (with_line('[answers]\ndomains = ""'), "prepared-answer", "answers.domains"),
    "a-flag-as-text": (with_line('[answers]\ncreate_accounts = "no"'), "file-wrong-type", "answers.create_accounts"),
    "text-as-a-flag": (with_line("[answers]\napp_host = true"), "file-wrong-type", "answers.app_host"),
    "a-number-as-an-answer": (with_line("[answers]\napp_host = 1"), "file-wrong-type", "answers.app_host"),
    "a-table-as-an-answer": (with_line('[answers.app_host]\na = "b"'), "file-wrong-type", "answers.app_host"),
    "a-secret-in-the-note": (with_line(f'note = "it is {SECRET}"'), "file-has-secret", "note"),
    "a-secret-in-a-list": (with_line(f'people = ["{SECRET}"]'), "file-has-secret", "people[1]"),
    "a-secret-as-an-answer": (with_line(f'[answers]\ndomains = "{SECRET}"'), "file-has-secret", "answers.domains"),
    "a-secret-as-a-key": (with_line(f'"{SECRET}" = 1'), "file-has-secret", "…"),
    "a-secret-by-escape": (
        with_line(f'note = "{SECRET.replace("Q~", chr(92) + "u0051~")}"'),
        "file-has-secret",
        "note",
    ),
    "a-secret-in-a-comment": (with_line(f"# {SECRET}"), "file-has-secret", "line 3"),
    "a-token": (with_line(f'note = "{TOKEN}"'), "file-has-secret", "note"),
    "a-password-by-its-name": (with_line('password = "hunter2"'), "file-has-secret", "password"),
    "a-client-secret-by-its-name": (with_line('[answers]\nclient_secret = "x"'), "file-has-secret", "client_secret"),
}
"""Each file, the problem it gives, and what its sentences name."""
