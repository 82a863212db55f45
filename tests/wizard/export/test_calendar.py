"""The calendar file: one all-day event with three reminders, which a hostile name cannot add to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from handed_over import facts, summary_of, write

from steps.model.facts import SecretRecord
from wizard.export.calendar import to_calendar
from wizard.journal import Journal


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    journal = Journal(str(tmp_path / "state.sqlite"))
    yield journal
    journal.close()


def unfolded(content: bytes) -> list[str]:
    return content.decode().replace("\r\n ", "").splitlines()


def test_the_day_and_its_reminders(journal: Journal) -> None:
    name, content = to_calendar(summary_of(journal, write(journal, facts())))
    lines = unfolded(content)
    assert name == "hugging-face-contoso.com-summary.ics"
    assert {"DTSTART;VALUE=DATE:20270520", "DTEND;VALUE=DATE:20270521"} <= {*lines}
    assert [line[8:] for line in lines if line.startswith("TRIGGER")] == ["-P60D", "-P30D", "-P7D"]
    assert "SUMMARY:Client secret for Hugging Face expires" in lines


def test_a_public_client_has_no_event(journal: Journal) -> None:
    known = [SecretRecord() if isinstance(fact, SecretRecord) else fact for fact in facts()]
    assert "BEGIN:VEVENT" not in unfolded(to_calendar(summary_of(journal, write(journal, known)))[1])


def test_a_name_cannot_end_its_line_nor_make_one_too_long(journal: Journal) -> None:
    known = facts("Böse\r\nBEGIN:VALARM; " + "ä" * 200)
    content = to_calendar(summary_of(journal, write(journal, known)))[1]
    assert unfolded(content).count("BEGIN:VALARM") == 3
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    assert b"\n" not in content.replace(b"\r\n", b"")
