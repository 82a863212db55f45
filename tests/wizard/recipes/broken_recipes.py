"""A recipe in which nothing is wrong, and how one is broken: something replaced, and what is said about it then."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from wizard.recipes.findings import Finding
from wizard.recipes.shelf import load

TODAY = date(2026, 11, 21)
GOOD = """\
name = "Demo"
vendor = "Demo"
summary = "A demo."
docs = ["https://docs.example/sso"]

[verified]
level = "described"
on = "2026-11-21"

[ask.host]
kind = "host"
label = "Host"
example = "demo.example"

[ask.way]
kind = "choice"
label = "Way"
example = "a"
default = "a"
choices = { a = "A", b = "B" }

[app]
platform = "web"
redirects = ["https://{host}/callback"]

[[product_step]]
id = "first"
where = "Settings"
do = "Paste the values."
values = { "Secret" = "{client_secret}" }
message = "Hello"

[[product_step]]
id = "second"
where = "Settings"
do = "Save."
when = { way = "b" }

[[file]]
name = "demo.conf"
template = "demo.conf"
where = "/etc"

[enforce]
how = "Turn it on."
way_back = "Turn it off."

[today]
explicit = 1
implied = 1

[[rehearsal]]
name = "Demo"

[[identity]]
note = "The vendor does not say it."
"""
TEMPLATE = "host={{ host }}\n"

END = "[[rehearsal]]"
"""Before this, further tables may stand."""


@dataclass(frozen=True)
class Broken:
    """One row of `broken.toml`."""

    key: str
    says: Sequence[str]
    old: Sequence[str] = ()
    new: Sequence[str] = ()
    more: str = ""
    template: str = TEMPLATE
    beside: str = ""

    @property
    def toml(self) -> str:
        toml = GOOD.replace(END, f"{self.more}\n{END}") if self.more else GOOD
        for old, new in zip(self.old, self.new, strict=True):
            assert old in toml, old
            toml = toml.replace(old, new, 1)
        return toml

    def write(self, folder: Path) -> Path:
        """The recipe as a file, with its template beside it."""
        file = folder / "demo.toml"
        file.write_text(self.toml, "utf-8")
        (folder / "demo").mkdir(exist_ok=True)
        (folder / "demo" / "demo.conf").write_text(self.template, "utf-8")
        if self.beside:
            (folder / "demo" / self.beside).write_text("", "utf-8")
        return file

    def findings(self, folder: Path) -> list[tuple[Finding, str]]:
        """Errors, then warnings, each with its sentence."""
        loaded = load(self.write(folder), folder)
        return [(one, one.sentence(loaded.toml)) for one in (*loaded.findings, *loaded.warnings(TODAY))]


def all_broken() -> list[Broken]:
    """Every row of the table."""
    table = tomllib.loads(Path(__file__).with_name("broken.toml").read_text("utf-8"))
    return [Broken(**row) for row in table["broken"]]
