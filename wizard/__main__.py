"""The command `sso-wizard`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from steps.model.problems import Problem

from . import __version__
from .entra.cloud import CLOUDS
from .text import say_problem, sentences

DEFAULT_PORT = 8765


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns its exit code: 0 done, 1 something was found, 2 it could not be done."""
    options = _parser().parse_args(arguments)
    try:
        return _run(options)
    except Problem as stopped:
        print(say_problem(stopped), file=sys.stderr)
        return 2


def _run(options: argparse.Namespace) -> int:
    # Each command imports its own parts: `list` must not wait for what only the server needs.
    if options.command == "rehearse":
        from .commands.rehearse import run as rehearse

        return rehearse(options.product, options.all, options.json, options.products)
    if options.command == "lint":
        from .recipes.lint import lint

        return lint(options.file)
    if options.command in ("list", "verify"):
        from .commands.journal import run as read_journal

        return read_journal(options)
    from .commands.serve import run as serve

    return serve(options)


def _parser() -> argparse.ArgumentParser:
    told = sentences()
    parser = argparse.ArgumentParser(prog="sso-wizard", description=told["command.about"])
    parser.add_argument("--version", action="version", version=__version__)
    _serving(parser)
    _state(parser)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    for name in ("list", "verify"):
        command = commands.add_parser(name, help=told[f"command.{name}"])
        # Without a default of their own, options before the command keep what was said there.
        unsaid = argparse.SUPPRESS
        command.add_argument("--practice", action="store_true", help=told["command.practice"], default=unsaid)
        _state(command, default=unsaid)
        if name == "verify":
            command.add_argument("setup", nargs="?", help=told["command.setup"])
            command.add_argument("--checkpoint", type=Path, metavar="FILE", help=told["verify.checkpoint_help"])
    rehearse = commands.add_parser("rehearse", help=told["command.rehearse"])
    rehearse.add_argument("product", nargs="*", help=told["command.product"])
    rehearse.add_argument("--all", action="store_true", help=told["command.all"])
    rehearse.add_argument("--json", action="store_true", help=told["command.json"])
    rehearse.add_argument("--products", type=Path, action="append", default=[], help=told["command.products"])
    lint = commands.add_parser("lint", help=told["command.lint"])
    lint.add_argument("file", nargs="+", type=Path, help=told["command.file"])
    return parser


def _serving(parser: argparse.ArgumentParser) -> None:
    told = sentences()
    parser.add_argument("--practice", action="store_true", help=told["command.practice"])
    parser.add_argument("--cloud", choices=sorted(CLOUDS), default="Global", help=told["command.cloud"])
    parser.add_argument("--port", type=int, default=DEFAULT_PORT, help=told["command.port"])
    parser.add_argument("--no-browser", action="store_true", help=told["command.no_browser"])
    parser.add_argument("--products", type=Path, action="append", default=[], help=told["command.products"])


def _state(parser: argparse.ArgumentParser, default: object = None) -> None:
    told = sentences()
    parser.add_argument("--state", metavar="FILE-OR-URL", help=told["command.state"], default=default)
    parser.add_argument("--data", type=Path, metavar="FOLDER", help=told["command.data"], default=default)


if __name__ == "__main__":
    sys.exit(main())
