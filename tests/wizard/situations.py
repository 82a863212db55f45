"""What can go wrong in the practice tenant, who tests there, and where the wizard says so: a table for one test."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from wizard.practice import PracticeTenant
from wizard.practice.mishaps import MISHAPS

Switch = Callable[[PracticeTenant], None]

PEOPLE: Mapping[str, tuple[str, ...]] = {
    "adele.vance": (),
    "gideon.hall": ("check_tenant.blind_spot",),
    "mina.osei": (),
    "noel.brandt": ("preflight.mail",),
    "rosa.lind": ("preflight.guest",),
    "ines.kovac": ("preflight.groups",),
    "omar.reyes": ("preflight.groups",),
}
"""Everybody of the tenant, and what is said of this account whatever else is wrong; nobody but Adele is assigned."""

NOT_ASSIGNED = tuple(name for name in PEOPLE if name != "adele.vance")

ORDINARY = "mina.osei"
"""Who tests what does not depend on the person."""

ASSIGN = "assignment"
"""The change that lets in somebody who is not assigned."""


@dataclass(frozen=True)
class Situation:
    """One thing that goes wrong: how, in which step it is seen, and as what.

    `found` is the key of a finding's name, or the code of a problem where `problem` says so. `mended` are the kinds
    of changes that the login page proposes for it. `after` is the number with which Microsoft refuses a login that
    nothing was said before; with neither of the two, the wizard sits it out by itself. `spares` are people whom it
    does not touch, `stays` says that nothing here mends it, and `again` names the steps that do.
    """

    name: str
    switch: Switch
    step: str
    found: str = ""
    problem: bool = False
    mended: tuple[str, ...] = ()
    again: tuple[str, ...] = ()
    after: str = ""
    spares: tuple[str, ...] = ()
    stays: bool = False


def scenario(name: str, value: object = True) -> Switch:
    """Switch on one of the practice tenant's scenarios."""
    return lambda tenant: setattr(tenant.scenarios, name, value)


def throttled(tenant: PracticeTenant) -> None:
    tenant.scenarios.retry_after, tenant.scenarios.throttled = 120, 1000


def mishap(name: str) -> Switch:
    """Let somebody change something behind the wizard's back."""
    return lambda tenant: MISHAPS[name](tenant.directory)


SIGNED_IN = (
    Situation(
        "registration_forbidden",
        scenario("registration_forbidden"),
        "check_tenant",
        "check_tenant.registering",
        spares=("adele.vance", "gideon.hall"),
    ),
    Situation("device_code_blocked", scenario("device_code_blocked"), "check_tenant", "preflight.device_code"),
)
"""What meets the person who signs in to set things up."""

SCENARIOS = (
    Situation("secrets_forbidden", scenario("secrets_forbidden"), "check_tenant", "check_tenant.secrets"),
    Situation("consent_blocked", scenario("consent_blocked"), "check_tenant", "preflight.user_consent"),
    Situation("no_premium", scenario("no_premium"), "check_tenant", "preflight.licence"),
    Situation("throttled", throttled, "check_tenant", "throttled", problem=True),
    Situation("secret_expired", scenario("secret_expired"), "live_login", "secret-refused", problem=True),
    Situation(
        "blocked_by_policy",
        scenario("blocked_by_policy", "Require a managed device"),
        "live_login",
        "check_tenant.policies",
    ),
    Situation("lag_seconds", scenario("lag_seconds", 0.3), "live_login"),
    Situation("wrong_platform", scenario("wrong_platform"), "live_login", after="AADSTS9002327"),
)
"""What meets whoever tests the login, until it is switched off."""

ONCE = (
    Situation("switched_off", mishap("switched_off"), "live_login", "preflight.enabled", mended=("enabled",)),
    Situation("moved", mishap("moved"), "live_login", "preflight.redirect", mended=("application_again",)),
    Situation("misspelt", mishap("misspelt"), "live_login", "preflight.redirect", mended=("application_again",)),
    Situation("withdrawn", mishap("withdrawn"), "live_login", "preflight.consent", mended=("consent",)),
    Situation("unassigned", mishap("unassigned"), "live_login", "preflight.assigned", mended=(ASSIGN,)),
    Situation("nested", mishap("nested"), "live_login", "preflight.assigned", mended=(ASSIGN,)),
    Situation(
        "open_to_all", mishap("open_to_all"), "live_login", "preflight.assigned", mended=("assignment_required",)
    ),
    Situation("deleted", mishap("deleted"), "live_login", "preflight.enterprise", mended=("service_principal",)),
    Situation("doubled", mishap("doubled"), "live_login", "preflight.other_redirect", stays=True),
    Situation(
        "run_out", mishap("run_out"), "live_login", "preflight.secret", again=("make_secret", "configure_product")
    ),
    Situation(
        "removed", mishap("removed"), "live_login", "preflight.secret", again=("make_secret", "configure_product")
    ),
)
"""What somebody did to the registration, to be mended; what costs the secret comes last."""

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
