"""Who will test the login: the signed-in person, or somebody else of the tenant who was named."""

from __future__ import annotations

from collections.abc import Mapping

from ..model.answers import check
from ..model.facts import Answer, Principal
from ..model.ports import World
from ..model.problems import problem
from ..model.setup import Setup
from ..model.views import Ask, Field
from ..model.words import say

NAME = "tester"


def tester(setup: Setup) -> Principal:
    """The account that the test is made with; without an object ID where nobody could look it up."""
    kept = setup.choices.get(NAME)
    if isinstance(kept, str) and kept:
        object_id, _, user_name = kept.rpartition("|")
        return Principal(object_id, "User", user_name)
    who = setup.signed_in
    return Principal(who.object_id, "User", who.user_name) if who else Principal("", "User", "")


def tester_question(setup: Setup) -> Ask:
    """Name another account for the test; left empty, it is the signed-in person's again."""
    kept = setup.choices.get(NAME)
    shown = tester(setup).name if kept else ""
    words = say("preflight.name_tester"), say("preflight.name_help")
    field = Field(NAME, "sign-in-name", *words, shown=shown, optional=True)
    return Ask((field,), submit=say("preflight.use_tester"), title=say("preflight.other_tester"))


def take_tester(answers: Mapping[str, str], setup: Setup, world: World) -> Mapping[str, Answer]:
    """The choice that the answer means, looked up in the tenant where Graph is asked at all.

    Raises `answer-no-tester` and `answer-twice`, named like the field.
    """
    typed = str(check(tester_question(setup).fields[0], answers.get(NAME, "")))
    if not typed:
        return {NAME: ""}
    if setup.by_hand("live_login"):
        return {NAME: typed}
    found = [one for one in world.directory.find_principals(typed) if one.kind == "User"]
    if len(found) != 1:
        raise problem("answer-twice" if found else "answer-no-tester", field=NAME, typed=typed)
    return {NAME: f"{found[0].object_id}|{found[0].name}"}
