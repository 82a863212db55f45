"""Port `Dns` in the practice tenant: answers from the setup's own records, and asks nobody."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from steps.model.dns import DnsAnswer
from steps.model.words import Words, say


class PracticeZone:
    """A domain in which every record is made right after the first look: so one sees both answers.

    `records` gives the value that each name shall have.
    """

    def __init__(self, records: Callable[[], Mapping[str, str]]) -> None:
        self._records = records
        self._looked: set[str] = set()

    def txt(self, names: Sequence[str]) -> Mapping[str, DnsAnswer]:
        """Nothing at the first look at a name, then what `records` says."""
        made = self._records()
        found = {
            name: DnsAnswer("found", (made[name],)) if name in made and name in self._looked else DnsAnswer("none")
            for name in names
        }
        self._looked |= {*names}
        return found

    def asked(self) -> Words:
        return say("dns.asked.practice")
