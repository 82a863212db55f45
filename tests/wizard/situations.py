"""What can go wrong in the practice tenant, who tests there, and where the wizard says so: the tables of one test."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from wizard.practice import PracticeTenant
from wizard.practice.mishaps import MISHAPS

Switch = Callable[[PracticeTenant], None]

BEFORE, WAITED, AFTER, AHEAD, SPARED = "before", "waited", "after", "ahead", "spared"
"""Where the wizard says it, by the person who meets it.

BEFORE the first login it is named; or it is WAITED for, and the login is offered only afterwards; or it stops a login
and is explained AFTER it. The other two stop no login: whoever sets up is told AHEAD, at the look at the tenant, and
who is SPARED has nothing to be told.
"""

PEOPLE: Mapping[str, str] = {
    "administrator": "adele.vance",
    "ordinary": "mina.osei",
    "without-mail": "noel.brandt",
    "guest": "rosa.lind",
    "250-groups": "ines.kovac",
    "unassigned": "omar.reyes",
}
"""The people that every situation meets; the last one is not assigned when it does."""

SAID_OF: Mapping[str, tuple[str, ...]] = {
    "adele.vance": ("check_tenant.blind_spot",),
    "gideon.hall": ("check_tenant.blind_spot", "preflight.assigned"),
    "mina.osei": (),
    "noel.brandt": ("preflight.mail",),
    "rosa.lind": ("preflight.guest",),
    "ines.kovac": ("preflight.groups",),
    "omar.reyes": ("preflight.groups",),
}
"""Everybody of the tenant, and what is said of this account whatever else is wrong; nobody but Adele is assigned."""

ASSIGN = "assignment"
"""The change that lets in somebody who is not assigned."""


@dataclass(frozen=True)
class Situation:
    """One thing that goes wrong, as what it is seen, and where each person is told of it.

    `found` is the key of a finding's name, or the code of a problem where `problem` says so. `mended` are the kinds
    of changes that the login page proposes for it, and `again` the steps that mend it where it has none. `refused` is
    the number with which Microsoft refuses a login that nothing was said before. `stays` says that nothing mends it.
    """

    name: str
    switch: Switch
    where: str
    found: str = ""
    problem: bool = False
    mended: tuple[str, ...] = ()
    again: tuple[str, ...] = ()
    refused: str = ""
    stays: bool = False
    but: Mapping[str, str] = field(default_factory=dict)

    def meets(self, who: str) -> str:
        """Where this one of PEOPLE is told of it."""
        return self.but.get(who, self.where)


def scenario(name: str, value: object = True) -> Switch:
    """Switch on one of the practice tenant's scenarios."""
    return lambda tenant: setattr(tenant.scenarios, name, value)


def throttled(tenant: PracticeTenant) -> None:
    tenant.scenarios.retry_after, tenant.scenarios.throttled = 120, 1000


def consent_blocked(tenant: PracticeTenant) -> None:
    """Where consent was given for everybody nobody is asked, and nothing is blocked."""
    tenant.scenarios.consent_blocked = True
    MISHAPS["withdrawn"](tenant.directory)


def lag(tenant: PracticeTenant) -> None:
    """What is new here is the assignment."""
    tenant.scenarios.lag_seconds = 0.5
    MISHAPS["unassigned"](tenant.directory)


def mishap(name: str) -> Switch:
    """Let somebody change something behind the wizard's back."""
    return lambda tenant: MISHAPS[name](tenant.directory)


MATRIX = (
    Situation("secrets_forbidden", scenario("secrets_forbidden"), AHEAD, "check_tenant.secrets"),
    Situation("consent_blocked", consent_blocked, BEFORE, "preflight.consent", mended=("consent",)),
    Situation(
        "registration_forbidden",
        scenario("registration_forbidden"),
        AHEAD,
        "check_tenant.registering",
        but={"administrator": SPARED},
    ),
    Situation("lag_seconds", lag, WAITED, mended=(ASSIGN,)),
    Situation("throttled", throttled, BEFORE, "throttled", problem=True),
    Situation("secret_expired", scenario("secret_expired"), BEFORE, "secret-expired", problem=True),
    Situation("device_code_blocked", scenario("device_code_blocked"), AHEAD, "preflight.device_code"),
    Situation("wrong_platform", scenario("wrong_platform"), AFTER, refused="AADSTS9002327"),
)
"""The situations that everybody meets, each in its own walk."""

OTHERS = (
    Situation("no_premium", scenario("no_premium"), AHEAD, "preflight.licence"),
    Situation(
        "blocked_by_policy", scenario("blocked_by_policy", "Block all"), BEFORE, "check_tenant.policies", stays=True
    ),
)
"""Further ones, met by one ordinary person: they are not counted with the matrix."""

ONCE = (
    Situation("switched_off", mishap("switched_off"), BEFORE, "preflight.enabled", mended=("enabled",)),
    Situation("moved", mishap("moved"), BEFORE, "preflight.redirect", mended=("application_again",)),
    Situation("misspelt", mishap("misspelt"), BEFORE, "preflight.redirect", mended=("application_again",)),
    Situation("withdrawn", mishap("withdrawn"), BEFORE, "preflight.consent", mended=("consent",)),
    Situation("unassigned", mishap("unassigned"), BEFORE, "preflight.assigned", mended=(ASSIGN,)),
    Situation("nested", mishap("nested"), BEFORE, "preflight.assigned", mended=(ASSIGN,)),
    Situation("open_to_all", mishap("open_to_all"), BEFORE, "preflight.assigned", mended=("assignment_required",)),
    Situation("deleted", mishap("deleted"), BEFORE, "preflight.enterprise", mended=("service_principal",)),
    Situation("doubled", mishap("doubled"), BEFORE, "preflight.other_redirect", stays=True),
    Situation("run_out", mishap("run_out"), BEFORE, "preflight.secret", again=("make_secret", "configure_product")),
    Situation("removed", mishap("removed"), BEFORE, "preflight.secret", again=("make_secret", "configure_product")),
)
"""What somebody did to the registration, found by one ordinary person; what costs the secret comes last."""

ELSEWHERE = (
    *("exempt_application", "secret_max_days", "key_max_days", "unavailable", "lost_answers"),
    *("retry_after", "product_behind_proxy", "misbehaviour"),
)
"""What other tests switch on: it meets the credential, Graph, the product or the checks of the answer, no person."""

RECIPE = """
name = "Situations"
vendor = "Contoso"
summary = "A product that reads everything a token can lack."
docs = ["https://example.com/docs"]
before = ["Nothing."]

[verified]
level = "described"
on = "2026-11-21"

[ask.address]
kind = "https-origin"
label = "Address"
example = "https://situations.example.com"

[app]
platform = "web"
redirects = ["{address}/callback"]
optional_claims = { id_token = ["email"] }
groups = "SecurityGroup"
assignment = "required"

[[needs.claim]]
name = "email"
why = "It finds people by it."
without = "It lets nobody in."

[[identity]]
claim = "email"
note = "An example."

[[product_step]]
id = "values"
where = "Settings"
do = "Paste the values."
values = { "Client ID" = "{client_id}", "Issuer" = "{issuer}", "Client secret" = "{client_secret}" }

[[known_failure]]
symptom = "AADSTS50105"
cause = "The person is not assigned."
fix = "Assign the person."

[enforce]
how = "There is nothing to enforce."
way_back = "There is nothing to go back from."

[today]
explicit = 1
implied = 1

[[rehearsal]]
name = "Situations"
"""
