"""An engine that shows whatever view it is given, and remembers what the page asked of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import SimpleNamespace

import steps
from steps.model.changes import Change
from steps.model.facts import Product, Tenant
from steps.model.into import Into
from steps.model.problems import Problem, problem
from steps.model.secret import Secret
from steps.model.setup import Setup
from steps.model.views import Card, Done, View
from wizard.carrying_out import Applying
from wizard.edits import Edited, edit
from wizard.engine import Seen
from wizard.read_only import ReadOnly
from wizard.task_checks import TaskChecks

NAMES = tuple(step.__name__.rpartition(".")[2] for step in steps.ALL)
SECRET = "Abc8Q~not-a-real-secret-0123456789"
PRODUCT = Product("hugging_face", "Hugging Face", "hash", {"organization": "contoso"})
TENANT = Tenant("9d0a4c11-7f2b-4c0c-8a5d-5e6f7a8b9c0d", "Contoso Ltd", "contoso.example")


def portal_link(page: str, setup_id: str = "") -> str:
    return f"https://entra.microsoft.com/{setup_id}#{page}"


@dataclass
class FakeEngine:
    """Holds one view or problem for each step. `asked` lists the page's calls in order; a call named in `broken`
    raises that problem. What is `answered` with a view, shows that view and is not done."""

    views: dict[str, View | Problem] = field(default_factory=dict)
    done: int = 0
    applying_: Applying | None = None
    looking: bool = False
    secret: str = SECRET
    refuses: Problem | None = None
    answered: View | None = None
    kept: dict[str, Setup] = field(default_factory=dict)
    asked: list[tuple[object, ...]] = field(default_factory=list)
    moves: int = 1
    broken: dict[str, Problem] = field(default_factory=dict)
    attention: str = ""
    step_names: tuple[str, ...] = NAMES
    cloud: str = "Practice tenant"
    practice: bool = False
    read_only: ReadOnly | None = None
    actor: str = "alice@contoso.example"
    registered: str = "Hugging Face SSO"
    into: Into | None = None
    fragment: str = ""
    checks: TaskChecks | None = None
    portal: object = field(default_factory=lambda: SimpleNamespace(link=portal_link))

    def setups(self) -> list[Setup]:
        self._may("setups")
        return sorted(self.kept.values(), key=lambda setup: setup.changed, reverse=True)

    def setup(self, setup_id: str) -> Setup:
        if setup_id not in self.kept:
            raise problem("setup-unknown", setup=setup_id)
        return self.kept[setup_id]

    def products(self) -> tuple[Card, ...]:
        self._may("products")
        return (Card("hugging_face", "Hugging Face", "A hub."), Card("sekoia", "Sekoia.io", "A platform."))

    def begin(self, product: str) -> Setup:
        self.asked.append(("begin", product))
        self._may("begin")
        made = Setup("new23456", "2026-11-21T08:00:00+00:00", 1, "2026-11-21T08:00:00+00:00")
        self.kept[made.id] = made
        return made

    def typed(self, setup_id: str) -> tuple[str, ...]:
        product = self.setup(setup_id).product
        return tuple(str(answer) for answer in product.answers.values()) if product else ()

    def position(self, setup: Setup) -> str:
        return NAMES[min(self.done, len(NAMES) - 1)] if setup.product else NAMES[0]

    def is_waiting(self, setup: Setup) -> bool:
        return False

    def states(self, setup: Setup) -> dict[str, str]:
        self._may("states")
        here = NAMES.index(self.position(setup))
        count = self.done if setup.product else 0
        states = {n: "done" if i < count else "open" if i == here else "locked" for i, n in enumerate(NAMES)}
        if self.attention:
            states[self.attention] = "attention"
        return states

    def seen(self, setup_id: str, step: str, wait: float = 0.4) -> Seen:
        seq = self.setup(setup_id).seq
        shown = self.views.get(step)
        if self.applying_:
            return Seen(step, seq, problem=self.applying_.problem, applying=self.applying_)
        if isinstance(shown, Problem):
            return Seen(step, seq, problem=shown)
        return Seen(step, seq, shown, looking=self.looking)

    def look_again(self, setup_id: str, step: str) -> None:
        self.asked.append(("look_again", step))

    def answer(self, setup_id: str, seq: int, step: str, answers: Mapping[str, str]) -> None:
        self.asked.append(("answer", step, dict(answers)))
        if self.refuses:
            raise self.refuses
        if self.answered:
            self.views[step] = self.answered
            if answers.get("card") == "by_hand":
                setup = self.kept[setup_id]
                self.kept[setup_id] = replace(setup, choices={**setup.choices, "by_hand": (step,)})
        elif "change" not in answers:
            self._step_done(step)

    def confirm(self, setup_id: str, seq: int, step: str, changes: tuple[Change, ...]) -> None:
        self.asked.append(("confirm", step, changes))
        if self.refuses:
            raise self.refuses
        self._step_done(step)

    def tick(self, setup_id: str, name: str, on: bool) -> None:
        self.asked.append(("tick", name, on))
        self._may("tick")
        setup = self.kept[setup_id]
        ticks = {**setup.ticks, name: "2026-11-21T08:10:00+00:00"}
        self.kept[setup_id] = replace(setup, ticks=ticks if on else {n: at for n, at in ticks.items() if n != name})

    def reveal(self, setup_id: str) -> Secret | None:
        self._may("reveal")
        return Secret(self.secret) if self.secret else None

    def file(self, setup_id: str, name: str) -> bytes:
        self._may("file")
        if name.endswith(".env") and not self.secret:
            raise problem("secret-not-kept")
        return f"contents of {name}".encode()

    def own_file(self, setup_id: str, name: str, uploaded: bytes) -> Edited:
        assert self.into is not None
        return edit(uploaded, self.fragment, self.into, [self.secret])

    def summary(self, setup_id: str, form: str) -> tuple[str, bytes]:
        self._may("summary")
        return f"summary.{form}", b"a summary"

    def events(self, setup_id: str) -> list[SimpleNamespace]:
        self._may("events")
        change = {"step": "register_app", "kind": "application", "values": {"name": self.registered}}
        rows = [
            ("created", {"version": "1"}),
            ("chosen", {"choices": {"recipe": "hugging_face"}}),
            ("known", {"fact": "Product", "value": {}, "how": "answered"}),
            ("intended", {"change": change}),
            ("done", {"change": change, "ids": {"object_id": "1"}}),
            ("ticked", {"name": "wait_support"}),
            ("failed", {"code": "throttled", "values": {"seconds": "5"}, "request_id": ""}),
        ]
        return [
            SimpleNamespace(at=f"2026-11-21T08:0{n}:00+00:00", actor=self.actor, kind=kind, data=data)
            for n, (kind, data) in enumerate(rows)
        ]

    def _may(self, call: str) -> None:
        if call in self.broken:
            raise self.broken[call]

    def _step_done(self, step: str) -> None:
        fact = SimpleNamespace()
        self.views[step] = Done(fact)
        self.done = max(self.done, NAMES.index(step) + self.moves)


def engine_at(step: str, view: View | Problem | None, ticked: Sequence[str] = (), **more: object) -> FakeEngine:
    """An engine whose one setup `abc23456` stands at this step and shows this view."""
    done = NAMES.index(step)
    views = {name: Done(PRODUCT) for name in NAMES[:done]}
    if view is not None:
        views[step] = view
    made = FakeEngine(dict(views), done)
    setup = Setup(
        "abc23456",
        "2026-11-21T08:00:00+00:00",
        12,
        "2026-11-21T08:10:00+00:00",
        product=PRODUCT if done else None,
        choices={"recipe": "hugging_face"},
        tenant=TENANT if done > 2 else None,
        ticks=dict.fromkeys(ticked, "2026-11-21T08:00:00+00:00"),
    )
    made.kept[setup.id] = setup
    for name, value in more.items():
        setattr(made, name, value)
    return made


def also(engine: FakeEngine, setup_id: str, **changes: object) -> None:
    """One more setup, like the first but for these fields."""
    first = next(iter(engine.kept.values()))
    engine.kept[setup_id] = replace(first, id=setup_id, **changes)
