"""Choosing between "the wizard does it" and "by hand", for the whole setup or for one step of it."""

from __future__ import annotations

from collections.abc import Mapping

from ..model.setup import Setup
from ..model.step import Taken
from ..model.views import Card
from ..model.words import say

WHOLE = Card("by_hand", say("by_hand.whole.title"), say("by_hand.whole.text"))
ONE_STEP = (Card("by_hand", say("by_hand.one_step"), ""),)
_AUTOMATIC = Card("automatic", say("by_hand.automatic"), "")


def automatic(setup: Setup) -> tuple[Card, ...]:
    """The way back to the wizard for a single step; a setup that is by hand as a whole goes back at its sign-in."""
    return () if setup.all_by_hand else (_AUTOMATIC,)


def switched(answers: Mapping[str, str], setup: Setup, step: str) -> Taken | None:
    """What became of a click on one of these cards, or None for any other answer."""
    now = setup.choices.get("by_hand", ())
    steps = now if isinstance(now, tuple) else ()
    if answers.get("card") == "by_hand":
        return Taken(choices={"by_hand": (*steps, step)})
    if answers.get("card") == "automatic":
        return Taken(choices={"by_hand": tuple(name for name in steps if name != step)})
    return None
