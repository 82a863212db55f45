"""The hand-over of a product that needs DNS records, with a resolver that takes its time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from threading import Event
from types import SimpleNamespace

from fake_engine import FakeEngine, engine_at

from steps.model.dns import DnsAnswer
from steps.model.facts import Product
from steps.model.views import HandOver, Task, Value
from steps.model.words import Words, say
from wizard.assemble import SystemClock
from wizard.recipes import RecipeShelf
from wizard.task_checks import TaskChecks

DOMAINS = ("contoso.example", "fabrikam.example", "northwind-traders-europe.example")
VALUES = [f"matillion:{domain.replace('.', '-')}-sso" for domain in DOMAINS]
TASKS = (
    Task(
        "dns",
        "DNS of each email domain",
        f"Add one TXT record at the root of each domain: {', '.join(DOMAINS)}.",
        tuple(
            Value(say("dns.value_of", type="TXT", name=name), value, help=help)
            for name, value, help in zip(DOMAINS, VALUES, (say("dns.value_help"), "", ""), strict=True)
        ),
        waits="The TXT records are visible.",
        check=say("dns.check"),
        asks=say("dns.asks", type="TXT", names=", ".join(DOMAINS)),
    ),
    Task("ticket", "Support ticket", "Send this text.", message="Hello,\nplease set up single sign-on."),
)


class SlowZone:
    """One record is there, one has the ending of another page, and one is missing."""

    def txt(self, names: Sequence[str]) -> Mapping[str, DnsAnswer]:
        Event().wait(0.7)
        there = {DOMAINS[0]: VALUES[0], DOMAINS[1]: "matillion:fabrikam-example-saml"}
        return {
            name: DnsAnswer("found", ("v=spf1 -all", there[name])) if name in there else DnsAnswer("none", keeps=1800)
            for name in names
        }

    def asked(self) -> Words:
        return say("dns.asked.resolver", servers="192.0.2.53")


def engine_with_records() -> FakeEngine:
    """Stands at the hand-over; its looks are real ones, of this zone."""
    made = engine_at("configure_product", HandOver(TASKS, submit=say("configure_product.submit")))
    (setup,) = made.kept.values()
    made.kept[setup.id] = replace(setup, product=Product("matillion", "Matillion", "hash", {"domains": DOMAINS}))
    world = SimpleNamespace(recipes=RecipeShelf(), dns=SlowZone(), clock=SystemClock())
    made.checks = TaskChecks(made.setup, lambda _: world)
    return made
