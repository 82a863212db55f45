"""What was acknowledged is there, whatever happens to the process or the disk."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

from wizard.journal import Journal

WRITER = """
import sys
from wizard.journal import Journal
journal = Journal(sys.argv[1])
seq = len(journal.events("a"))
while True:
    seq += 1
    journal.append("a", seq, "ticked", {"name": "x" * 100}, "adele")
    print(seq, flush=True)
"""

LIMITED = """
import resource, sys
from steps.model.problems import Problem
from wizard.journal import Journal
journal = Journal(sys.argv[1])
journal.append("a", 1, "created", {"version": "1"}, "adele")
resource.setrlimit(resource.RLIMIT_FSIZE, (65536, resource.RLIM_INFINITY))
seq = 1
try:
    while seq < 1000:
        journal.append("a", seq + 1, "ticked", {"name": "x" * 1000}, "adele")
        seq += 1
except Problem as stopped:
    print(stopped.code)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
print(seq, len(journal.events("a")), len(journal.verify()))
journal.append("a", seq + 1, "ticked", {"name": "after"}, "adele")
print(journal.events("a")[-1].data["name"])
"""


def test_every_acknowledged_event_survives_kill_9(tmp_path: Path) -> None:
    place = str(tmp_path / "state.sqlite")
    chance = random.Random(7)
    for _ in range(4):
        writer = subprocess.Popen([sys.executable, "-c", WRITER, place], stdout=subprocess.PIPE, text=True)
        assert writer.stdout
        writer.stdout.readline()
        time.sleep(chance.uniform(0, 0.1))
        writer.kill()
        acknowledged = [line for line in writer.stdout.read().splitlines() if line]
        writer.wait()
        writer.stdout.close()
        journal = Journal(place)
        assert len(journal.events("a")) >= (int(acknowledged[-1]) if acknowledged else 1)
        assert journal.verify() == []
        journal.close()


def test_a_full_disk_is_said_and_loses_nothing_that_was_written(tmp_path: Path) -> None:
    place = str(tmp_path / "state.sqlite")
    told = subprocess.run(
        [sys.executable, "-c", LIMITED, place], capture_output=True, text=True, check=True
    ).stdout.split()
    assert told[0] == "journal-full"
    assert told[1] == told[2]
    assert told[3:] == ["0", "after"]
