"""The one way from the page to a setup: what is seen, what is answered, what is confirmed.

Steps run in worker threads, never in the page's script: Streamlit can interrupt a script at every `st.` call, and a
double click runs it twice. The page calls `seen` and polls.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import steps
from steps.by_hand import certificate
from steps.configure_product import open_tasks
from steps.model.changes import Change
from steps.model.chosen import chosen
from steps.model.facts import Answer
from steps.model.ports import World
from steps.model.problems import AskAgain, NotYet, Problem, problem
from steps.model.recipe import Recipe
from steps.model.secret import PrivateKey, Secret
from steps.model.setup import Setup
from steps.model.views import Ask, Card
from steps.model.when import holds

from . import __version__, progress
from .bundle.source import Source
from .edits import Edited, edit
from .fold import fact_to_data
from .journal import Event, Journal
from .portal_links import PortalLinks
from .private import of_answers
from .read_only import ReadOnly
from .record import Record
from .secret_shapes import shape_in
from .seen import Seen, glance
from .task_checks import TaskChecks
from .work import Work

__all__ = ["Engine", "Seen"]

UNKEPT = ("client_secret", "pasted", "tenant", "page_says", "product_request")
"""Fields whose text is never kept as it was typed."""

# Crockford's letters without those that are mistaken for digits: the id is read aloud on support calls.
LETTERS = "abcdefghjkmnpqrstvwxyz23456789"


class Engine:
    """All setups of one journal. Thread-safe; made once per process.

    `worlds` makes the outside of one setup from its id and a way to read its newest state; `summaries` makes an
    export: (setup, events, format, world) → file name and bytes.
    """

    read_only: ReadOnly | None = None
    """What a page of it says above everything else where nothing can be changed."""

    def __init__(
        self,
        journal: Journal,
        worlds: Callable[[str, Callable[[], Setup]], World],
        summaries: Callable[[Setup, list[Event], str, World], tuple[str, bytes]],
    ) -> None:
        self.steps = steps.ALL
        self.step_names = tuple(step.__name__.rpartition(".")[2] for step in steps.ALL)
        self._record = Record(journal)
        self._modules = dict(zip(self.step_names, self.steps, strict=True))
        self._work = Work(self._record, worlds, self._modules)
        self._summaries = summaries
        self.checks = TaskChecks(self.setup, self._work.world)
        self.portal = PortalLinks(self.setup, self._work.world)

    @property
    def cloud(self) -> str:
        """The name of the cloud all setups are made in, or of the practice tenant."""
        return self._work.world("").cloud

    @property
    def practice(self) -> bool:
        """Whether all setups are made in the practice tenant."""
        return self._work.world("").practice

    def setups(self) -> list[Setup]:
        """Every setup, the one changed last first."""
        return sorted(self._record.all(), key=lambda setup: setup.changed, reverse=True)

    def setup(self, setup_id: str) -> Setup:
        """The newest state of one setup; raises the problem `setup-unknown`."""
        return self._record.setup(setup_id)

    def events(self, setup_id: str) -> list[Event]:
        """The audit trail of one setup, oldest first."""
        return self._record.events(setup_id)

    def products(self) -> tuple[Card, ...]:
        """What a new setup can begin with: one card per product."""
        view = self.steps[0].look(Setup(id="", created=""), self._work.world(""))
        return view.cards if isinstance(view, Ask) else ()

    def begin(self, product: str) -> Setup:
        """A new setup for this product."""
        setup = self.create()
        self.answer(setup.id, setup.seq, self.step_names[0], {"card": product})
        return self.setup(setup.id)

    def create(self) -> Setup:
        """A new, empty setup."""
        setup_id = "".join(secrets.choice(LETTERS) for _ in range(8))
        self._record.append(setup_id, "created", {"version": __version__})
        return self.setup(setup_id)

    def prepare(self, choices: Mapping[str, Answer], answers: Mapping[str, str]) -> Setup:
        """A new setup that begins with these choices, its first step done if `answers` are everything it asks."""
        setup = self.create()
        try:
            step, known = self.steps[0], replace(setup, choices=choices)
            fact = step.take(answers, known, self._work.world(setup.id)).fact
        except AskAgain:
            fact = None
        if fact is not None:
            self._record.append(setup.id, "known", {**fact_to_data(fact), "how": "answered"})
        self._record.append(setup.id, "chosen", {"choices": dict(choices)})
        return self.setup(setup.id)

    def position(self, setup: Setup) -> str:
        """The step to work on: the first that is not done, or the last."""
        return self._work.position(setup)

    def states(self, setup: Setup) -> dict[str, str]:
        """Each step's state: done, open, locked or attention."""
        stuck = self._work.problem(setup.id, self.position(setup))
        return progress.states(setup, self._modules, stuck=stuck is not None and not isinstance(stuck, NotYet))

    def seen(self, setup_id: str, step: str, wait: float = 0.4) -> Seen:
        """What is known of this step now; looks again when that is stale, and waits up to `wait` seconds for it."""
        setup = self.setup(setup_id)
        if self.states(setup).get(step, "locked") == "locked":
            raise problem("changed-elsewhere")
        applying = self._work.applying(setup_id)
        if applying and (applying.problem is None or applying.step == step):
            return Seen(step, setup.seq, problem=applying.problem, applying=applying)
        looked, looking = self._work.looked(setup, step, wait)
        applying = self._work.applying(setup_id)
        if applying and applying.problem and applying.step != step:
            # A plan that stopped half-way is told on its own page, and keeps nobody from correcting another step.
            applying = None
        if looked is None:
            return Seen(step, setup.seq, looking=looking, applying=applying)
        return Seen(step, looked.seq, looked.view, looked.problem, looking, applying)

    def look_again(self, setup_id: str, step: str) -> None:
        """Forget what was seen of this step, and a plan that stopped half-way."""
        self._work.forget(setup_id, step)

    def answer(self, setup_id: str, seq: int, step: str, answers: Mapping[str, str]) -> None:
        """Give the person's answers to a step. Raises `AskAgain` naming the field, or another problem."""
        for name, typed in answers.items():
            # The journal takes no secret. A field that asks for one, or for a page of text, is judged by its step.
            if name not in UNKEPT and shape_in(typed):
                raise problem("answer-looks-secret", field=name)
        self._work.answer(setup_id, seq, step, answers)

    def confirm(self, setup_id: str, seq: int, step: str, changes: Sequence[Change]) -> None:
        """Carry out these changes, as the person saw them at `seq`; a stale or second confirmation is refused."""
        self._work.confirm(setup_id, seq, step, changes)

    def tick(self, setup_id: str, name: str, on: bool) -> None:
        """Note that something outside was done, or was not after all."""
        if (name in self.setup(setup_id).ticks) != on:
            self._record.append(setup_id, "ticked" if on else "unticked", {"name": name})

    def reveal(self, setup_id: str) -> Secret | None:
        """The client secret, while this process still holds it."""
        held = self.setup(setup_id).secret
        return self._work.world(setup_id).vault.secret(setup_id, held.key_id) if held else None

    def file(self, setup_id: str, name: str) -> bytes:
        """A generated file. Raises `secret-not-kept` where it needs the secret and the secret is gone."""
        setup, world = self.setup(setup_id), self._work.world(setup_id)
        if name == certificate.FILE:
            return certificate.content(setup, world)
        picked = chosen(setup, world)
        file = next(f for f in picked.recipe.files if f.name == name and holds(f.when, picked.values))
        values = dict(picked.values)
        if file.sensitive:
            secret = self.reveal(setup_id)
            if secret is None:
                raise problem("secret-not-kept")
            values["client_key_pem" if isinstance(secret, PrivateKey) else "client_secret"] = secret.reveal()
        return world.recipes.render(picked.recipe, name, values).encode()

    def own_file(self, setup_id: str, name: str, uploaded: bytes) -> Edited:
        """The person's own file with a generated one worked into it; kept nowhere. Raises as `file` and `edit` do."""
        picked = chosen(self.setup(setup_id), self._work.world(setup_id))
        into = next(f.into for f in picked.recipe.files if f.name == name and f.into and holds(f.when, picked.values))
        secret = self.reveal(setup_id)
        return edit(uploaded, self.file(setup_id, name).decode(), into, [secret.reveal()] if secret else [])

    def summary(self, setup_id: str, form: str) -> tuple[str, bytes]:
        """The finished summary, without secrets: its file name and its bytes. `form` is `md`, `json` or `ics`."""
        world = self._work.world(setup_id)
        return self._summaries(self.setup(setup_id), self.events(setup_id), form, world)

    def source(self, setup_id: str, look: float = 0.0) -> Source:
        """What a bundle for support is made of: every step as it was last seen here.

        With `look` the current step is looked at first if nobody has, for at most so many seconds; nothing is
        written by that.
        """
        setup = self.setup(setup_id)
        seen = {name: one for name in self.step_names if (one := self._last_seen(setup, name))}
        here = self.position(setup)
        if look and here not in seen:
            step = self.steps[self.step_names.index(here)]
            if glanced := glance(here, step, setup, self._work.world(setup.id), look):
                seen[here] = glanced
        return Source(setup, self.events(setup_id), seen, self._recipe(setup), self.cloud, self.typed(setup_id))

    def _last_seen(self, setup: Setup, step: str) -> Seen | None:
        looked, applying = self._work.last(setup.id, step), self._work.applying(setup.id)
        if applying and applying.step == step:
            return Seen(step, setup.seq, problem=applying.problem, applying=applying)
        return Seen(step, setup.seq, looked.view, looked.problem) if looked else None

    def _recipe(self, setup: Setup) -> Recipe | None:
        try:
            return self._work.world(setup.id).recipes.get(setup.product.recipe) if setup.product else None
        except Problem:
            return None

    def is_waiting(self, setup: Setup) -> bool:
        """Whether the wizard's part is finished, but something in the product is not."""
        recipe = self._recipe(setup)
        return bool(setup.finished and recipe and open_tasks(setup, recipe))

    def typed(self, setup_id: str) -> tuple[str, ...]:
        """What the person typed of their own about the product: neither picked nor offered by its recipe."""
        setup = self.setup(setup_id)
        return tuple(of_answers(setup.product, self._recipe(setup))) if setup.product else ()

    def close(self) -> None:
        """Let running writes finish, start no new ones, and close the journal."""
        self.checks.close()
        self._work.close()
        self._record.close()
