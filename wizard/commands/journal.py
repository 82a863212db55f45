"""`sso-wizard list` and `sso-wizard verify`: what reads the journal without starting the web app."""

from __future__ import annotations

import argparse
import sys
from contextlib import closing
from pathlib import Path

from steps.model.words import say

from ..journal import Checkpoint, Journal
from ..places import data_folder, journal_place
from ..text import text
from . import list_setups, verify


def run(options: argparse.Namespace) -> int:
    """Open the journal and run the command. Returns 0, 1 where a fault was found, or 2 where it could not look."""
    place = journal_place(options.state, data_folder(options.data), options.practice)
    if "://" not in place and not Path(place).exists():
        # Looking must not leave an empty journal behind.
        print(text(say("list.none")))
        return 0
    checkpoint = None
    file: Path | None = getattr(options, "checkpoint", None)
    if options.command == "verify" and file:
        checkpoint = _read(file)
        if checkpoint is None:
            print(text(say("verify.no_checkpoint", file=str(file))), file=sys.stderr)
            return 2
    with closing(Journal(place)) as journal:
        if options.command == "list":
            return list_setups.run(journal, sys.stdout)
        return verify.run(journal, sys.stdout, options.setup, checkpoint)


def _read(file: Path) -> Checkpoint | None:
    try:
        return Checkpoint.parse(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError):
        return None
