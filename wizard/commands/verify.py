"""`sso-wizard verify`: whether the audit trail is still what was written."""

from __future__ import annotations

from typing import TextIO

from steps.model.problems import problem
from steps.model.words import say

from ..export.escape import visible
from ..journal import Checkpoint, Fault, Journal
from ..text import text


def run(journal: Journal, out: TextIO, setup: str | None = None, checkpoint: Checkpoint | None = None) -> int:
    """Print a verdict for each setup, or for one, and its checkpoint; 1 when a fault was found.

    Raises the problem `setup-unknown`.
    """
    known = journal.setups()
    if setup is not None and setup not in known:
        raise problem("setup-unknown", setup=setup)
    faults = {fault.setup: fault for fault in journal.verify(setup, checkpoint)}
    asked = [setup] if setup is not None else known
    for one in dict.fromkeys([*asked, *faults]):
        told = _fault(faults[one]) if one in faults else _good(journal, one, checkpoint)
        print(visible(told), file=out)
        if setup is not None and one == setup and not faults:
            print(journal.checkpoint(one).text(), end="", file=out)
    if not asked and not faults:
        print(text(say("list.none")), file=out)
    elif not faults:
        print(text(say("verify.promise")), file=out)
    return 1 if faults else 0


def _good(journal: Journal, setup: str, checkpoint: Checkpoint | None) -> str:
    held = checkpoint is not None and checkpoint.origin == setup
    count = str(journal.checkpoint(setup).size)
    return text(say("verify.good_checkpoint" if held else "verify.good", setup=setup, count=count))


def _fault(fault: Fault) -> str:
    how = text(say(f"verify.how.{fault.how.replace(' ', '_')}"))
    return text(say("verify.fault", setup=fault.setup, seq=str(fault.seq), how=how))
