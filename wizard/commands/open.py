"""`sso-wizard open`: the web app on a prepared setup, or read-only on a bundle for support."""

from __future__ import annotations

import argparse
from pathlib import Path

from steps.model.problems import problem

from .. import running
from ..bundle.document import SUFFIX as BUNDLE
from ..bundle.read import read as read_bundle
from ..bundle.shown import BundleEngine, NoLogins
from ..engine import Engine
from ..handed import shown
from ..prepared.begin import begin
from ..prepared.document import SUFFIX as PREPARED
from ..prepared.read import Handed
from ..prepared.read import read as read_prepared
from ..recipes import RecipeShelf
from . import serve


def run(options: argparse.Namespace) -> int:
    """Serve until Ctrl+C. Raises the problem of a file that is refused, before anything is started or kept."""
    file: Path = options.file
    shelf = RecipeShelf(options.products)
    if file.suffix == BUNDLE:
        running.start(BundleEngine(read_bundle(file, shelf)), NoLogins())
        return serve.listen(options)
    if file.suffix != PREPARED:
        raise problem("file-kind", file=shown(file))
    handed = read_prepared(file, shelf)
    options.cloud = _cloud(options, handed, file)
    return serve.run(options, lambda engine: _begun(engine, handed))


def _cloud(options: argparse.Namespace, handed: Handed, file: Path) -> str | None:
    asked: str | None = options.cloud
    wanted = handed.prepared.cloud
    if wanted and asked and asked != wanted and not options.practice:
        raise problem("prepared-other-cloud", file=shown(file), cloud=wanted, asked=asked)
    return wanted or asked


def _begun(engine: Engine, handed: Handed) -> str:
    return f"/?w={begin(engine, handed).id}"
