"""What must hold of every edit, whatever the file: the patch says it all, and a second edit finds nothing to do."""

from __future__ import annotations

import re

from steps.model.into import Into
from wizard.edits import Edited, edit
from wizard.edits.source import read

HUNK = re.compile(r"@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")


def proven(raw: bytes, fragment: str, into: Into, *secrets: str) -> Edited:
    """The edit, after its own proof."""
    made = edit(raw, fragment, into, secrets)
    again = edit(made.content, fragment, into, secrets)
    assert (again.content, again.changes, again.patch.lines) == (made.content, (), ())
    encoding = read(raw, into.format).encoding
    assert not made.patch.applies or applied(raw.decode(encoding), made.patch.lines).encode(encoding) == made.content
    return made


def applied(text: str, lines: tuple[str, ...]) -> str:
    """A unified diff applied as strictly as GNU patch does without fuzz."""
    old, new, at = re.findall(r"[^\n]*\n|[^\n]+", text), [], 0
    body = list(lines[2:])
    while body:
        head = HUNK.fullmatch(body.pop(0))
        assert head is not None
        first, count = int(head[1]), int(head[2] or 1)
        start = first if count == 0 else first - 1
        new += old[at:start]
        at = start
        signs = ""
        while body and not body[0].startswith("@@"):
            line = body.pop(0)
            row = line[1:] if body and body[0].startswith("\\") else f"{line[1:]}\n"
            if body and body[0].startswith("\\"):
                body.pop(0)
            signs += line[0]
            if line[0] in " -":
                assert old[at] == row
                at += 1
            if line[0] in " +":
                new.append(row)
        assert at - start == count
        lead, trail = len(signs) - len(signs.lstrip(" ")), len(signs) - len(signs.rstrip(" "))
        # GNU patch: less before than behind means the file's beginning, less behind its end.
        assert lead >= trail or start == 0
        assert trail >= lead or at == len(old)
    return "".join([*new, *old[at:]])


def changed_lines(made: Edited) -> list[str]:
    """Every line that the patch takes away or brings, with its sign and without blanks around it."""
    return [line[0] + line[1:].strip() for line in made.patch.lines[2:] if line[0] in "+-"]
