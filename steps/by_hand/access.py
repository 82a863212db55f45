"""Decide who may sign in by hand: in the enterprise application, which nobody but a person sees here."""

from __future__ import annotations

from collections.abc import Mapping

from ..model.answers import check
from ..model.changes import Change, Row
from ..model.chosen import Chosen, chosen
from ..model.facts import Access, Principal
from ..model.ports import World
from ..model.problems import problem
from ..model.setup import Setup
from ..model.step import Taken
from ..model.views import Ask, Card, Done, Field, Guide, Value, View
from ..model.words import Words, say
from ..registration import who
from . import portal, way
from .instructions import actions

PEOPLE = Field("people", "list", say("grant_access.people"), say("by_hand.people_help"), when={"who": ("only",)})


def look(setup: Setup, world: World) -> View:
    """For a setup that is by hand as a whole; with Graph at hand `guide` is enough, because the next look sees it."""
    if setup.signed_in is None:
        raise problem("sign-in-needed")
    picked = chosen(setup, world)
    required, people = who.assignment_required(setup, picked), _people(setup)
    if setup.choices.get("editing_access"):
        choice = who.fields(setup, picked)[0]
        shown = Field(PEOPLE.name, PEOPLE.kind, PEOPLE.label, PEOPLE.help, shown=", ".join(people), when=PEOPLE.when)
        return Ask((choice, shown), submit=say("by_hand.use_access"), title=say("grant_access.adjust_title"))
    if setup.choices.get("access_done") != _asked(setup, picked):
        return guide(_planned(required, people), setup, world, picked)
    # The enterprise application is not read by anybody here: what was done in it is the person's word.
    assigned = tuple(Principal("", "User", name) for name in people) if required else ()
    chosen_who = say(f"grant_access.{'only' if required else 'everyone'}")
    how = {"assignment_required": "typed", "assigned": "typed"}
    values = (
        Value(say("grant_access.who"), chosen_who, help=say("how.typed")),
        Value(say("grant_access.assigned"), ", ".join(people) or "–", help=say("how.typed")),
    )
    return Done(Access(required, assigned, how=how), values, change=say("grant_access.adjust_title"))


def guide(changes: tuple[Change, ...], setup: Setup, world: World, picked: Chosen) -> Guide:
    """The actions for these changes, then the word that they were made."""
    listed = portal.tasks(actions(changes, picked), setup, world)
    if not setup.all_by_hand:
        return Guide(listed, Ask(cards=way.automatic(setup)), notes=(portal.CHECKED,))
    other = (Card("other", say("grant_access.adjust_title"), ""),)
    ask = Ask(submit=say("by_hand.did_this"), cards=other)
    return Guide(listed, ask, notes=(*_left_out(setup, picked), portal.CHECKED))


def take(answers: Mapping[str, str], setup: Setup, world: World) -> Taken:
    if "change" in answers or answers.get("card") == "other":
        return Taken(choices={"editing_access": True})
    picked = chosen(setup, world)
    if "who" not in answers:
        return Taken(choices={"access_done": _asked(setup, picked)})
    choice_field = who.fields(setup, picked)[0]
    choice = check(choice_field, answers["who"])
    typed = check(PEOPLE, answers.get(PEOPLE.name, "")) if choice == "only" else ()
    return Taken(choices={"who": choice, "people_typed": typed, "editing_access": False})


def _asked(setup: Setup, picked: Chosen) -> str:
    """What the person's word was given for: this app, and these people."""
    client_id = setup.registration.client_id if setup.registration else ""
    return "|".join((client_id, str(who.assignment_required(setup, picked)), *_people(setup)))


def _people(setup: Setup) -> tuple[str, ...]:
    typed = setup.choices.get("people_typed")
    if isinstance(typed, tuple):
        return typed
    return (setup.signed_in.user_name,) if setup.signed_in else ()


def _left_out(setup: Setup, picked: Chosen) -> tuple[Words, ...]:
    """The account of the test login, where it is not among those who are assigned: AADSTS50105."""
    tester = setup.signed_in.user_name if setup.signed_in else ""
    named = tester.casefold() in (name.casefold() for name in _people(setup))
    return () if named or not who.assignment_required(setup, picked) else (say("by_hand.left_out", tester=tester),)


def _planned(required: bool, people: tuple[str, ...]) -> tuple[Change, ...]:
    row = Row("appRoleAssignmentRequired", None, str(required).lower())
    return (
        Change("grant_access", "assignment_required", "", (row,), {"required": str(required).lower()}),
        *(Change("grant_access", "assignment", "", (), {"name": name}) for name in people if required),
    )
