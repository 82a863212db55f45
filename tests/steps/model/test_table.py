"""Tables as answers: what is kept of a row, and which sentence refuses it at its field."""

from __future__ import annotations

import pytest

from steps.model.answers import check
from steps.model.problems import AskAgain
from steps.model.table import Column, cells, entries, rows
from steps.model.values import as_text
from steps.model.views import Field
from steps.model.words import Say
from wizard.text import text

COLUMNS = (
    Column("name", "Cluster", r"[A-Za-z0-9_.-]+", "Type the name as the console shows it.", unique=True),
    Column("root", "Context root", r"/\w+", "Type a slash and one word, such as /apps.", unique=True),
    Column(
        "applications",
        "Applications",
        entries=True,
        unique=True,
        choices={"Blogs": "/blogs", "Files": "/files", "Mobile Administration": "/mobileAdmin", "Wikis": "/wikis"},
    ),
)
ASKED = Field("clusters", "table", "Clusters", columns=COLUMNS)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("A | /a | Blogs, Files", ("A | /a | Blogs, Files",)),
        ("A|/a|Blogs,Files\nB|/b|Wikis", ("A | /a | Blogs, Files", "B | /b | Wikis")),
        ("\n\n  A |  /a|  Blogs ,Files ,\r\n\r\nB | /b | Wikis\n", ("A | /a | Blogs, Files", "B | /b | Wikis")),
        # As a table of Markdown, and as it is pasted from a spreadsheet.
        ("| A | /a | Blogs |\n| B | /b | Wikis |", ("A | /a | Blogs", "B | /b | Wikis")),
        ("A\t/a\tBlogs; Files\nB\t/b\tWikis", ("A | /a | Blogs, Files", "B | /b | Wikis")),
        # In the writing of the choice, by what it is called there, and each once.
        ("A | /a | blogs, FILES, Blogs", ("A | /a | Blogs, Files",)),
        ("A | /a | /wikis, mobile administration", ("A | /a | Wikis, Mobile Administration",)),
    ],
)
def test_a_table_is_kept_row_by_row_in_one_form(typed: str, kept: tuple[str, ...]) -> None:
    assert check(ASKED, typed) == kept
    assert check(ASKED, as_text(kept)) == kept


REFUSED = [
    ("A | /a", "Row 1 has 2 of its 3 cells. Type it as Cluster | Context root | Applications."),
    ("A | /a | Blogs | Files", "Row 1 has 4 of its 3 cells. Type it as Cluster | Context root | Applications."),
    ("apps, infra", "Row 1 has 1 of its 3 cells. Type it as Cluster | Context root | Applications."),
    ("A | /a | Blogs\nWikis", "Row 2 has 1 of its 3 cells. Type it as Cluster | Context root | Applications."),
    ("A | /a | Blogs\n\nB | /b", "Row 2 has 2 of its 3 cells. Type it as Cluster | Context root | Applications."),
    ("A | /a |", "Row 1: Applications is empty. Type it, or remove the row."),
    ("A | /a | , ;", "Row 1: Applications is empty. Type it, or remove the row."),
    ("A | /a | Blogs\n | /b | Wikis", "Row 2: Cluster is empty. Type it, or remove the row."),
    ("A |  | Blogs", "Row 1: Context root is empty. Type it, or remove the row."),
    (
        "A B | /a | Blogs",
        "Row 1, Cluster: A B does not have the right form. Type the name as the console shows it.",
    ),
    (
        "A | /a | Blogs\nB | b/ | Wikis",
        "Row 2, Context root: b/ does not have the right form. Type a slash and one word, such as /apps.",
    ),
    ("A | /a | Blog", "Row 1, Applications: Blog is not known. Type Blogs."),
    ("A | /a | Blogs, MobileAdministration", "Applications: MobileAdministration is not known. Type Mobile Admin"),
    ("A | /a | zzz", "Row 1, Applications: zzz is not known. Type Blogs, Files, Mobile Administration, Wikis."),
    (f"A | /a | {'z' * 99}", f"Applications: {'z' * 59}… is not known. Type Blogs, Files, "),
    (f"{'A' * 257} | /a | Blogs", "This is longer than 256 characters. Shorten it, or separate entries by commas"),
    ("A | /a | Blogs\na | /b | Wikis", "Row 2, Cluster: a is in row 1 already. Keep it in one of the two rows."),
    ("A | /a | Blogs\nB | /A | Wikis", "Row 2, Context root: /A is in row 1 already. Keep it in one of the two"),
    (
        "A | /a | Blogs\nB | /b | Files\nC | /c | wikis, blogs",
        "Row 3, Applications: Blogs is in row 1 already. Keep it in one of the two rows.",
    ),
]


@pytest.mark.parametrize(("typed", "said"), REFUSED, ids=[said.partition(".")[0] for _, said in REFUSED])
def test_a_row_is_refused_at_the_field_by_row_and_column(typed: str, said: str) -> None:
    with pytest.raises(AskAgain) as refused:
        check(ASKED, typed)
    wrong = refused.value
    assert wrong.values["field"] == "clusters"
    told = " ".join(text(Say(f"problem.{wrong.code}.{part}", wrong.values)) for part in ("what", "next"))
    assert said in told


def test_every_refusal_of_a_table_is_in_the_rows_above() -> None:
    codes = set()
    for typed, _ in REFUSED:
        with pytest.raises(AskAgain) as refused:
            check(ASKED, typed)
        codes.add(refused.value.code)
    of_a_row = {f"answer-row-{name}" for name in ("cells", "empty", "pattern", "unknown", "twice")}
    assert codes == {"answer-entry-long"} | of_a_row


def test_an_optional_table_may_be_empty() -> None:
    assert check(Field("x", "table", "X", columns=COLUMNS, optional=True), " \n ") == ()


def test_rows_cells_and_entries_are_read_as_a_template_reads_them() -> None:
    assert rows("a | b\n\nc|d") == ("a | b", "c | d")
    assert cells("A | /a | B, C") == ["A", "/a", "B, C"]
    assert entries("B, C;D,, B ") == ["B", "C", "D"]
