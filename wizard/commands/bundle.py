"""`sso-wizard bundle`: one setup as a file for support, without the web app."""

from __future__ import annotations

import argparse
import os
import sys
from contextlib import ExitStack, closing
from pathlib import Path

from steps.model.problems import problem
from steps.model.words import say

from ..assemble import assembled
from ..bundle.make import bundle_file
from ..entra.cloud import CLOUDS, GLOBAL
from ..fold import fold
from ..handed import shown
from ..journal import Journal
from ..places import data_folder, journal_place
from ..recipes import RecipeShelf
from ..text import text
from .serve import practice_cloud

PATIENCE = 10.0
"""Seconds for the one look at the step that the setup is at."""


def run(options: argparse.Namespace) -> int:
    """Write the file. Raises `setup-unknown`, `file-exists`, `file-not-written` or a problem of the journal."""
    place = journal_place(options.state, data_folder(options.data), options.practice)
    if "://" not in place and not Path(place).exists():
        # Looking must not leave an empty journal behind.
        raise problem("setup-unknown", setup=options.setup)
    with ExitStack() as stack:
        with closing(Journal(place)) as journal:
            events = journal.events(options.setup)
        if not events:
            raise problem("setup-unknown", setup=options.setup)
        signed_in = fold(events).signed_in
        known = signed_in.cloud if signed_in else options.cloud or "Global"
        cloud = practice_cloud(stack, options) if options.practice else CLOUDS.get(known, GLOBAL)
        # Of a setup in another place, such as a practice tenant that does not run, no cloud here is asked anything.
        look = PATIENCE if not signed_in or known == cloud.name else 0.0
        shelf = RecipeShelf(options.products)
        engine, _ = stack.enter_context(assembled(Journal(place), cloud, shelf, options.port))
        name, made = bundle_file(engine.source(options.setup, look), mask=options.mask)
    file: Path = options.output or Path(name)
    _write(file, made)
    print(text(say("handing.written", file=shown(file))), file=sys.stdout)
    return 0


def _write(file: Path, made: bytes) -> None:
    try:
        # Never over somebody's file, and for nobody else to read: names of people and of a tenant are in it.
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as opened:
            opened.write(made)
    except FileExistsError:
        raise problem("file-exists", file=shown(file)) from None
    except OSError as fault:
        raise problem("file-not-written", file=shown(file), said=fault.strerror or type(fault).__name__) from None
