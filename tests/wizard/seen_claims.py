"""Claims: where each problem is seen before the first login."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from by_hand_setup import Bench, told
from early import EARLY, GRAPH, Row, needs, said_of_recipe
from seen_people import GUEST
from walked import begun

from steps.model.app import App
from steps.pasted import differences
from steps.registration import application

APP = 'platform = "web"'


def email(bench: Bench, folder: Path) -> None:
    setup = bench.by_hand()
    setup.name_tenant()
    assert "What is empty there is missing at the login." in setup.says("check_tenant")
    setup = setup.begin()
    app = setup.made()
    assert "Add email under Token configuration." in setup.paste(app, optionalClaims=None)
    assert "Add email: Microsoft Graph" in setup.paste(app, requiredResourceAccess=[])
    without = (APP, f'{APP}\nscopes = ["openid", "profile"]')
    assert "email only on request" in said_of_recipe(folder, without, needs("email"))


def verified(bench: Bench, folder: Path) -> None:
    said = said_of_recipe(folder, needs("email_verified"))
    assert "never sends email_verified" in said
    assert "the product's own switch" in said


def unverified_owner(bench: Bench, folder: Path) -> None:
    setup = bench.by_hand().begin()
    assert "nOAuth" in setup.paste(setup.made(), signInAudience="AzureADMultipleOrgs")
    everybody = (APP, f'{APP}\naudience = "AzureADMultipleOrgs"')
    assert "not be open to other tenants" in said_of_recipe(folder, everybody, needs("email"))


def overage(bench: Bench, folder: Path) -> None:
    setup = bench.by_hand().begin()
    app = setup.made()
    for claims in ("SecurityGroup", "All"):
        assert "Remove the groups claim" in setup.paste(app, groupMembershipClaims=claims)
        # A product that reads groups is given those that are assigned to it: never more than 200.
        assert "Set groupMembershipClaims to ApplicationGroup" in _groups(bench, claims)
    assert "best to ApplicationGroup" in said_of_recipe(folder, needs("groups"))


def groups(bench: Bench, folder: Path) -> None:
    assert "Set groupMembershipClaims to ApplicationGroup" in _groups(bench, None)
    assert _groups(bench, "ApplicationGroup") == ""
    assert "Entra sends no groups" in said_of_recipe(folder, needs("groups"))
    setup = bench.by_hand().begin()
    setup.paste(setup.made())
    assert "Groups inside a group do not count." in setup.says("grant_access")


def _groups(bench: Bench, there: str | None) -> str:
    """What is said of a manifest with these groups, for a product that reads the groups assigned to it."""
    setup = bench.ready
    reading: App = replace(setup.picked.app, groups="ApplicationGroup")
    app = application.desired(setup.picked, "By hand", None) | {"groupMembershipClaims": there}
    changes = application.plan(setup.setup, replace(setup.picked, app=reading), app)
    rows = [row for change in changes for row in change.rows if row.path != "displayName"]
    return told(differences.findings(rows, app))


def guest(bench: Bench, folder: Path) -> None:
    said = bench.by_hand().name_tenant(tester=GUEST)
    assert "A guest's email and sign-in name look different to the product" in said


def duplicates(bench: Bench, folder: Path) -> None:
    # Before anybody else signs in to the product: at the end of the last step, and in the summary.
    with begun(folder) as walked:
        walked.walk(*walked.engine.step_names)
        summary = walked.engine.summary(walked.setup.id, "md")[1].decode()
        for said in (told(walked.look("finish")), summary):
            places = [said.index(text) for text in ("If a second account appears, stop", "Let an ordinary person")]
            assert places == sorted(places)


ROWS = (
    Row(
        "No email",
        "no-email",
        EARLY,
        "lint; the manifest; the page of the account is looked at",
        email,
        rest="the mail of the tester",
    ),
    Row("email_verified is never sent", "email-verified", EARLY, "lint names the product's own switch", verified),
    Row(
        "E-mail dropped or unsafe in multi-tenant apps (nOAuth)",
        "multi-tenant-email-noauth",
        EARLY,
        "lint; the manifest's audience",
        unverified_owner,
    ),
    Row(
        "Groups overage",
        "groups-overage",
        EARLY,
        "the manifest against the recipe",
        overage,
        rest="in how many groups somebody is",
    ),
    Row("Groups are GUIDs; nested groups and roles", "groups-and-roles", EARLY, "lint; manifest; plan", groups),
    Row(
        "Guest shape",
        "guest-shape",
        GRAPH,
        "the form of a guest's sign-in name",
        guest,
        rest="the userType of the tester",
    ),
    Row("Duplicate users", "duplicate-users", EARLY, "the first task after the test login", duplicates),
)
