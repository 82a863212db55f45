"""`sso-wizard`: the web app on this machine."""

from __future__ import annotations

import argparse
import sys
from contextlib import ExitStack

from steps.model.words import say

from .. import running
from ..assemble import assembled
from ..entra.cloud import CLOUDS, Cloud
from ..journal import Journal
from ..places import data_folder, journal_place
from ..recipes import RecipeShelf
from ..server import PortTaken, serve
from ..text import text


def run(options: argparse.Namespace) -> int:
    """Serve until Ctrl+C. Returns 0, or 2 with one sentence where the port is taken."""
    folder = data_folder(options.data)
    with ExitStack() as stack:
        shelf = RecipeShelf(options.products)
        shelf.all()
        journal = Journal(journal_place(options.state, folder, options.practice))
        cloud = _practice(stack, options) if options.practice else CLOUDS[options.cloud]
        engine, hub = stack.enter_context(assembled(journal, cloud, shelf, options.port))
        running.start(engine, hub)
        try:
            serve(options.port, not options.no_browser, _ready)
        except PortTaken:
            print(text(say("command.port_taken", port=str(options.port))), file=sys.stderr)
            return 2
    return 0


def _practice(stack: ExitStack, options: argparse.Namespace) -> Cloud:
    # Imported only here: a wizard that talks to Microsoft never loads the practice tenant.
    from ..practice import PracticeTenant

    tenant = stack.enter_context(PracticeTenant(data_folder(options.data) / "practice"))
    print(text(say("command.practice_tenant", tenant=tenant.tenant_id)))
    return tenant.cloud


def _ready(link: str) -> None:
    print(text(say("command.open", link=link)))
    print(text(say("command.stop")), flush=True)
