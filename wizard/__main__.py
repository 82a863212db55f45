"""The command `sso-wizard`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

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
    except KeyboardInterrupt:
        # Ctrl+C is how the program is told to stop; whatever runs has been closed by now.
        return 0
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

        return lint(options.file, strict=options.strict, as_json=options.json)
    if options.command == "explain":
        from .commands.explain import run as explain

        return explain(options.text, options.json)
    if options.command in ("list", "verify"):
        from .commands.journal import run as read_journal

        return read_journal(options)
    if options.command == "open":
        from .commands.open import run as open_file

        return open_file(options)
    if options.command == "bundle":
        from .commands.bundle import run as bundle

        return bundle(options)
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
    _handing(commands)
    rehearse = commands.add_parser("rehearse", help=told["command.rehearse"])
    rehearse.add_argument("product", nargs="*", help=told["command.product"])
    rehearse.add_argument("--all", action="store_true", help=told["command.all"])
    rehearse.add_argument("--json", action="store_true", help=told["command.json"])
    rehearse.add_argument("--products", type=Path, action="append", default=[], help=told["command.products"])
    lint = commands.add_parser("lint", help=told["command.lint"])
    lint.add_argument("file", nargs="+", type=Path, help=told["command.file"])
    lint.add_argument("--strict", action="store_true", help=told["command.strict"])
    lint.add_argument("--json", action="store_true", help=told["command.json"])
    explain = commands.add_parser("explain", help=told["command.explaining.help"])
    explain.add_argument("text", nargs="*", help=told["command.explaining.text"])
    explain.add_argument("--json", action="store_true", help=told["command.json"])
    return parser


def _handing(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    told = sentences()
    opening = commands.add_parser("open", help=told["command.handing.open"])
    opening.add_argument("file", type=Path, help=told["command.handing.open_help"])
    bundle = commands.add_parser("bundle", help=told["command.handing.bundle"])
    bundle.add_argument("setup", help=told["command.setup"])
    bundle.add_argument("--mask", action="store_true", help=told["command.handing.mask"])
    bundle.add_argument("--output", type=Path, metavar="FILE", help=told["command.handing.output"])
    for command in (opening, bundle):
        _serving(command, said_before=True)
        _state(command, default=argparse.SUPPRESS)


def _serving(parser: argparse.ArgumentParser, *, said_before: bool = False) -> None:
    told = sentences()
    # Without a default of its own, a command keeps what was said before it.
    unsaid: dict[str, Any] = {"default": argparse.SUPPRESS} if said_before else {}
    parser.add_argument("--practice", action="store_true", help=told["command.practice"], **unsaid)
    parser.add_argument("--cloud", choices=sorted(CLOUDS), help=told["command.cloud"], **unsaid)
    parser.add_argument("--port", type=int, help=told["command.port"], **{"default": DEFAULT_PORT, **unsaid})
    parser.add_argument("--no-browser", action="store_true", help=told["command.no_browser"], **unsaid)
    products: dict[str, Any] = {"default": [], **unsaid}
    parser.add_argument("--products", type=Path, action="append", help=told["command.products"], **products)


def _state(parser: argparse.ArgumentParser, default: object = None) -> None:
    told = sentences()
    parser.add_argument("--state", metavar="FILE-OR-URL", help=told["command.state"], default=default)
    parser.add_argument("--data", type=Path, metavar="FOLDER", help=told["command.data"], default=default)


if __name__ == "__main__":
    sys.exit(main())
