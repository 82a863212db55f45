"""`sso-wizard`: the web app on this machine."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from contextlib import ExitStack

from steps.model.words import say

from .. import running
from ..assemble import assembled
from ..engine import Engine
from ..entra.cloud import CLOUDS, Cloud
from ..journal import Journal
from ..places import data_folder, journal_place
from ..recipes import RecipeShelf
from ..server import PortTaken, serve
from ..text import text


def run(options: argparse.Namespace, begin: Callable[[Engine], str] = lambda engine: "/") -> int:
    """Serve until Ctrl+C. Returns 0, or 2 with one sentence where the port is taken.

    `begin` says which page is the first one.
    """
    folder = data_folder(options.data)
    with ExitStack() as stack:
        shelf = RecipeShelf(options.products)
        shelf.all()
        journal = Journal(journal_place(options.state, folder, options.practice))
        cloud = practice_cloud(stack, options) if options.practice else CLOUDS[options.cloud or "Global"]
        engine, hub = stack.enter_context(assembled(journal, cloud, shelf, options.port))
        running.start(engine, hub)
        return listen(options, begin(engine))


def listen(options: argparse.Namespace, place: str = "/") -> int:
    """Serve what runs until Ctrl+C; `place` is the page that each new link leads to."""
    try:
        serve(options.port, not options.no_browser, _ready, place)
    except PortTaken:
        print(text(say("command.port_taken", port=str(options.port))), file=sys.stderr)
        return 2
    return 0


def practice_cloud(stack: ExitStack, options: argparse.Namespace) -> Cloud:
    """Start the practice tenant until the stack is left, and say where it is."""
    # Imported only here: a wizard that talks to Microsoft never loads the practice tenant.
    from ..practice import PracticeTenant

    tenant = stack.enter_context(PracticeTenant(data_folder(options.data) / "practice"))
    print(text(say("command.practice_tenant", tenant=tenant.tenant_id)))
    return tenant.cloud


def _ready(link: str) -> None:
    print(text(say("command.open", link=link)))
    print(text(say("command.stop")), flush=True)
