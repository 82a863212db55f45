"""Who may sign in, as chosen or as the recipe advises."""

from __future__ import annotations

from ..model.chosen import Chosen
from ..model.facts import Principal
from ..model.setup import Setup
from ..model.views import Field
from ..model.words import Words, say


def fields(setup: Setup, picked: Chosen) -> tuple[Field, Field]:
    """The two questions: everyone or only some, and who."""
    ways = (("only", say("grant_access.only")), ("everyone", say("grant_access.everyone")))
    shown = "only" if assignment_required(setup, picked) else "everyone"
    names = ", ".join(_prepared(setup) or [p.name for p in people(setup)])
    hint = say("grant_access.people_help")
    return (
        Field("who", "choice", say("grant_access.who"), shown=shown, choices=ways),
        Field("people", "people", say("grant_access.people"), hint, shown=names, when={"who": ("only",)}),
    )


def assignment_required(setup: Setup, picked: Chosen) -> bool:
    """Whether only assigned people may sign in: as chosen, or as the recipe advises."""
    return setup.choices["who"] == "only" if "who" in setup.choices else picked.app.assignment != "free"


def people(setup: Setup) -> tuple[Principal, ...]:
    """Who is to be assigned: as chosen, or the signed-in person, who is going to test the login."""
    typed = setup.choices.get("people")
    if isinstance(typed, tuple):
        return tuple(Principal(i, kind, name) for kind, i, name in (entry.split("|", 2) for entry in typed))
    who = setup.signed_in
    return (Principal(who.object_id, "User", who.user_name),) if who else ()


def notes(setup: Setup) -> tuple[Words, ...]:
    """What the plan must say about access before it is confirmed."""
    if prepared := _prepared(setup):
        return (say("grant_access.note_prepared", people=", ".join(prepared)),)
    if setup.choices.get("who") == "everyone":
        return (say("grant_access.note_everyone"),)
    groups = [p for p in people(setup) if p.kind == "Group"]
    if groups and setup.tenant and setup.tenant.premium is False:
        return (say("grant_access.note_premium"),)
    return (say("grant_access.note_only", people=", ".join(p.name for p in people(setup))),)


def _prepared(setup: Setup) -> list[str]:
    """Whom somebody named before the setup began, as long as nobody has looked them up in the tenant."""
    typed = setup.choices.get("people_typed")
    return list(typed) if isinstance(typed, tuple) and "people" not in setup.choices else []
