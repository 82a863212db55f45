"""The Markdown form: outside text shows as text, and the QR code says what the lines say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import qrcode
from handed_over import CLIENT, SECRET_CHANGE, URI, facts, summary_of, write
from qrcode.constants import ERROR_CORRECT_M

from steps.model.facts import Registration, SecretRecord, SignedIn
from wizard.export.audit import as_blocks
from wizard.export.escape import code, prose, visible
from wizard.export.markdown import to_markdown
from wizard.journal import Journal

LINE = re.compile(r"\s*(#+ |- \[ \] |- |\d+\. |```|$)?")
CODE_SPAN = re.compile(r"(?<![`\\])(`+)(?!`).*?(?<!`)\1(?!`)")
NASTY = [
    "Contoso | Fabrikam",
    "**bold** _and_ `code`",
    "``` fence",
    "line\nbreak\r\n# heading\n\n- list",
    "<script>alert(1)</script>&amp;",
    "[click](https://evil.example) ![x](https://evil.example/p.png)",
    "name\u202egnp.exe",
    "zero\u200bwidth\u0000nul\x1b[31mred",
    "https://evil.example www.evil.example",
    "$$x$$ ~~gone~~ {{ 7*7 }} {% raw %}",
    "`",
    "",
]


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    journal = Journal(str(tmp_path / "state.sqlite"))
    yield journal
    journal.close()


@pytest.mark.parametrize("name", NASTY)
def test_a_hostile_tenant_changes_no_line_of_the_summary(journal: Journal, name: str) -> None:
    quiet = to_markdown(summary_of(journal, write(journal, facts(), SECRET_CHANGE, setup="q")))[1].decode()
    setup = write(journal, facts(name), SECRET_CHANGE)
    hostile = to_markdown(summary_of(journal, setup))[1].decode()
    assert [LINE.match(line)[0] for line in _body(hostile)] == [LINE.match(line)[0] for line in _body(quiet)]
    assert not re.search("[\u202a-\u202e\u200b\x00-\x09\x0b-\x1f]", hostile)
    for line in _body(hostile):
        outside = CODE_SPAN.sub("", line.replace("- [ ] ", ""))
        assert not re.search(r"(?<!\\)([<\[*~$|`]|:(?=//))", outside), line


def _body(markdown: str) -> list[str]:
    return markdown[: markdown.index("## Audit checkpoint")].splitlines()


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("a_b*c", r"a\_b\*c"),
        ("- list", r"\- list"),
        ("1. list", r"1\. list"),
        ("2) list", r"2\) list"),
        ("2026 was good. 1. too", "2026 was good. 1. too"),
        ("+ list", r"\+ list"),
        ("=====", r"\====="),
        ("# heading", r"\# heading"),
        ("a | b", r"a \| b"),
        ("<b>", r"\<b>"),
        ("&lt; &#60;", r"\&lt; \&#60;"),
        ("Certificates & secrets, C#, A > B", "Certificates & secrets, C#, A > B"),
        ("> quote", r"\> quote"),
        ("see https://x.example", r"see https\://x.example"),
        ("WWW.x.example", r"WWW\.x.example"),
        ("back\\slash", r"back\\slash"),
        ("(plain), really!", "(plain), really!"),
    ],
)
def test_prose_is_escaped_only_where_markdown_would_act(text: str, escaped: str) -> None:
    assert prose(text) == escaped


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("plain", "`plain`"),
        ("a`b", "``a`b``"),
        ("a``b`c", "```a``b`c```"),
        ("`edge`", "`` `edge` ``"),
        (" \n ", "–"),
        ("", "–"),
        ("<b> & | \\", "`<b> & | \\`"),
    ],
)
def test_a_code_span_holds_any_value(text: str, span: str) -> None:
    assert code(text) == span


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\u202eb", "a⟨U+202E⟩b"),
        ("a\r\n\tb", "a b"),
        ("\x1b[31m", "⟨U+001B⟩[31m"),
        ("\U000e0041", "⟨U+E0041⟩"),
        ("नि\u200dन", "नि\u200dन"),
        ("Łódź 東京 שלום", "Łódź 東京 שלום"),
    ],
)
def test_invisible_characters_become_visible_and_letters_stay(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_the_drawn_qr_code_is_the_code_of_the_three_lines(journal: Journal) -> None:
    setup = write(journal, facts())
    summary = summary_of(journal, setup)
    drawn = as_blocks(summary.audit.text)
    assert summary.audit.text.strip() in to_markdown(summary)[1].decode()
    assert drawn in to_markdown(summary)[1].decode()
    modules = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=0)
    modules.add_data(summary.audit.text)
    modules.make()
    upper, lower = {"█": (True, True), "▀": (True, False), "▄": (False, True), " ": (False, False)}, len("  ")
    rows: list[list[bool]] = []
    for line in drawn.splitlines():
        cells = [upper[character] for character in line[lower:].ljust(len(modules.modules))]
        rows += [[cell[0] for cell in cells], [cell[1] for cell in cells]]
    size = len(modules.modules)
    assert [row[:size] for row in rows[:size]] == modules.modules


def test_what_was_typed_says_so_and_whether_it_was_checked(journal: Journal) -> None:
    by_hand = {
        Registration: {"how": {"client_id": "checked", "redirect_uris": "typed", "consent": "typed"}},
        SecretRecord: {"how": {"expires": "typed"}},
        SignedIn: {"way": "by_hand"},
    }
    known = [replace(fact, **by_hand.get(type(fact), {})) for fact in facts()]
    told = to_markdown(summary_of(journal, write(journal, known)))[1].decode()
    assert f"- Application (client) ID: `{CLIENT}` (by hand, checked with Entra)" in told
    assert f"- Redirect URI (Web): `{URI}` (by hand, not checked)" in told
    assert "- Admin consent (by hand, not checked)" in told
    assert "By hand in the Entra admin center. The wizard wrote nothing." in told
