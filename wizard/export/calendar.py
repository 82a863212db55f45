"""The day the client secret expires, as a calendar file with reminders."""

from __future__ import annotations

from datetime import date, timedelta

from steps.model.words import Say

from ..text import text
from .document import Summary
from .escape import visible
from .file_name import file_name

REMINDERS = (60, 30, 7)
"""Days before the end on which somebody should act: renewing may need the vendor, a change window, a signature."""


def to_calendar(summary: Summary) -> tuple[str, bytes]:
    """The file's name and its content (RFC 5545): one all-day event, or an empty calendar without a secret."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//SSO Wizard//EN", "CALSCALE:GREGORIAN"]
    if summary.secret and summary.secret.expires:
        lines += _event(summary, date.fromisoformat(summary.secret.expires[:10]))
    lines.append("END:VCALENDAR")
    return file_name(summary, "ics"), "".join(f"{_folded(line)}\r\n" for line in lines).encode()


def _event(summary: Summary, day: date) -> list[str]:
    product = summary.product.name if summary.product else summary.setup
    app = summary.application
    by_key = summary.secret is not None and summary.secret.thumbprint != ""
    named = "export.calendar.title_certificate" if by_key else "export.calendar.title"
    told = "export.calendar.text_certificate" if by_key else "export.calendar.text"
    title = text(Say(named, {"product": product}))
    about = text(Say(told, {"product": product, "app": app.name if app else ""}))
    stamp = summary.changed[:19].translate(str.maketrans("", "", "-:"))
    lines = [
        "BEGIN:VEVENT",
        # The same event after a renewal: a calendar that takes the new file moves the old entry.
        f"UID:{summary.setup}-client-secret@sso-wizard",
        f"DTSTAMP:{stamp}Z",
        f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_escaped(title)}",
        f"DESCRIPTION:{_escaped(about)}",
    ]
    if app:
        lines.append(f"URL:{app.portal}")
    for days in REMINDERS:
        lines += [
            "BEGIN:VALARM",
            "ACTION:DISPLAY",
            f"TRIGGER:-P{days}D",
            f"DESCRIPTION:{_escaped(title)}",
            "END:VALARM",
        ]
    return [*lines, "END:VEVENT"]


def _escaped(said: str) -> str:
    # RFC 5545 §3.3.11; a name from outside must not end its line and begin a property of its own.
    return visible(said).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def _folded(line: str) -> str:
    """Lines of at most 75 octets (RFC 5545 §3.1), never cut inside a character."""
    parts, now = [], ""
    for character in line:
        if len((now + character).encode()) > 74:
            parts.append(now)
            now = ""
        now += character
    return "\r\n ".join([*parts, now])
