"""The summary as Markdown, for a change ticket or a wiki page."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Protocol

from jinja2 import Environment, StrictUndefined, Template

from steps.model.words import Say

from ..text import has, text
from .audit import as_blocks
from .document import How, Summary
from .escape import Safe, code, prose
from .file_name import file_name


class Part(Protocol):
    """A part of the summary whose values may have been typed."""

    @property
    def how(self) -> How: ...


def to_markdown(summary: Summary) -> tuple[str, bytes]:
    """The file's name and its content."""
    content = _template().render(
        s=summary, checkpoint=Safe(summary.audit.text.strip()), qr=Safe(as_blocks(summary.audit.text))
    )
    return file_name(summary, "md"), content.encode()


@cache
def _template() -> Template:
    # Autoescape writes HTML entities; here `finalize` escapes every output for Markdown unless it is marked Safe.
    environment = Environment(  # noqa: S701
        finalize=_finalize,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"code": code, "moment": _moment}
    environment.globals["say"] = _say
    environment.globals["field"] = _field
    environment.globals["known"] = _known
    environment.globals["made"] = _made
    return environment.from_string((files(__package__) / "summary.md").read_text("utf-8"))


def _finalize(value: object) -> str:
    return value if isinstance(value, Safe) else prose(str(value))


def _moment(at: str) -> str:
    """An ISO 8601 UTC time for reading, to the minute."""
    return f"{at[:10]} {at[11:16]} UTC" if len(at) > 10 else at


def _say(key: str, **values: str) -> str:
    return text(Say(f"export.{key}", values))


def _known(part: Part, name: str) -> Safe:
    """How a value became known, in brackets; nothing for what the wizard read or wrote itself."""
    how = part.how.get(name)
    return Safe(f" ({text(Say(f'export.known.{how}'))})" if how else "")


def _made(part: Part) -> str:
    """Who brought a part about: a person in the portal, or the wizard."""
    return text(Say(f"export.made.{'by_hand' if part.how else 'by_wizard'}"))


def _field(name: str) -> str:
    """The label of an endpoint or of a Graph id; its bare name where the texts have none."""
    return next((text(Say(key)) for key in (f"export.endpoint.{name}", f"field.{name}") if has(key)), name)
