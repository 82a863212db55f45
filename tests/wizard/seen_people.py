"""Consent, assignment, people: where each problem is seen before the first login."""

from __future__ import annotations

from pathlib import Path

from by_hand_setup import TESTER, Bench, told
from early import EARLY, GRAPH, Row
from product_asks import compared
from walked import begun

from steps.model.views import Done, Guide
from wizard.practice.people import DOMAIN

GUEST = f"rosa.lind_fabrikam.example#EXT#@{DOMAIN}"


def assignment(bench: Bench, folder: Path) -> None:
    setup = bench.by_hand().begin()
    setup.paste(setup.made())
    said = setup.says("grant_access")
    # The plan itself assigns whoever tests, and says what does not count.
    assert "Groups inside a group do not count." in said
    assert TESTER in said
    assert "AADSTS50105" not in said
    setup.answer("grant_access", card="other")
    setup.answer("grant_access", who="only", people="Finance")
    assert f"The test login is made by {TESTER}, who is not among these people." in setup.says("grant_access")
    for answers in ({"who": "only", "people": f"Finance, {TESTER.upper()}"}, {"who": "everyone"}):
        setup.answer("grant_access", card="other")
        setup.answer("grant_access", **answers)
        assert "AADSTS50105" not in setup.says("grant_access")


def blind_spot(bench: Bench, folder: Path) -> None:
    setup = bench.by_hand()
    # The account of the test may be another one than the administrator's.
    assert "does not apply to a Global Administrator" in setup.says("sign_in")
    view = setup.begin("global").look("check_tenant")
    assert isinstance(view, Done)
    assert view.stay
    assert "“Assignment required” does not apply to a Global Administrator." in told(view)
    assert "does not apply to a Global Administrator" not in bench.by_hand().begin("cloud").says("check_tenant")


def consent(bench: Bench, folder: Path) -> None:
    for role in ("developer", "none"):
        view = bench.by_hand().begin(role).look("check_tenant")
        assert isinstance(view, Done)
        assert view.stay
        assert "Somebody else must grant admin consent" in told(view)
    setup = bench.by_hand().begin()
    app = setup.made()
    setup.answer("register_app", pasted=app["appId"])
    assert "Select “Grant admin consent for”" in setup.says("register_app")
    for scope in ("openid profile email offline_access", "openid https://graph.microsoft.com/User.Read.All"):
        said = compared(bench, scope=scope)
        assert f"{scope.rpartition(' ')[2]}\nNobody consented to this." in said
    for scope in (
        "openid",
        "openid https://graph.microsoft.com/email",
        "openid https://graph.microsoft.com/.default",
    ):
        assert "Nobody consented to this." not in compared(bench, scope=scope)


def permissions(bench: Bench, folder: Path) -> None:
    setup = bench.by_hand().begin()
    app = setup.made()
    said = setup.paste(app, requiredResourceAccess=[])
    for scope in setup.picked.app.scopes:
        assert f"Add {scope}: Microsoft Graph, delegated permissions." in said
    assert "Nobody consented to this." in compared(bench, scope="openid Directory.Read.All")


def strangers(bench: Bench, folder: Path) -> None:
    setup = bench.by_hand()
    assert "another tenant" not in setup.name_tenant()
    assert "another tenant" not in setup.name_tenant(bench.tenant.tenant_id)
    said = setup.name_tenant(tester="jane@fabrikam.example")
    assert "Microsoft knows no tenant with the domain fabrikam.example." in said
    said = setup.name_tenant(tester=GUEST)
    assert "rosa.lind@fabrikam.example belongs to another tenant." in said
    assert "invite it" in said
    assert setup.engine.position(setup.setup) == "check_tenant"


def policies(bench: Bench, folder: Path) -> None:
    setup = bench.by_hand()
    setup.name_tenant()
    view = setup.look("check_tenant")
    assert isinstance(view, Guide)
    assert "Entra ID > Conditional Access > Policies" in told(view)
    assert "block the test login" in told(view)
    with begun(folder) as signed_in:
        signed_in.walk("choose_product")
        # With the least permissions nobody may read them either.
        signed_in.answer("sign_in", card="least")
        signed_in.walk("sign_in")
        assert "One on “All resources” applies to the new app as well" in told(signed_in.look("check_tenant"))
        signed_in.answer("sign_in", card="deeper")
        signed_in.tenant.scenarios.blocked_by_policy = "Only managed devices"
        signed_in.walk("sign_in")
        assert "This policy blocks the login" in told(signed_in.look("check_tenant"))


def disabled(bench: Bench, folder: Path) -> None:
    setup = bench.by_hand().begin()
    app = setup.made()
    bench.desk.do("PATCH", f"/servicePrincipals/{app['principal']}", {"accountEnabled": False})
    assert "AADSTS7000112" in setup.paste_id(app["appId"])
    assert "AADSTS7000112" in setup.paste(app)


def restriction(bench: Bench, folder: Path) -> None:
    setup = bench.by_hand().begin()
    setup.paste(setup.made())
    view = setup.look("grant_access")
    assert isinstance(view, Guide)
    done = [task.name.split("/")[2] for task in view.tasks]
    assert done.index("require_assignment") < done.index("save") < done.index("add_user")
    assert "Without it, assigning people restricts nobody." in told(view)


ROWS = (
    Row(
        "50105",
        "not-assigned-50105",
        GRAPH,
        "the plan assigns the tester, and says so where the people typed leave them out",
        assignment,
        rest="who really is assigned, and who is a direct member of which group",
    ),
    Row(
        "Global Administrator blind spot",
        "global-administrator",
        GRAPH,
        "the role is asked for, and an ordinary account for the test",
        blind_spot,
        rest="the roles of the account that tests",
    ),
    Row(
        "Consent: 65001, 90094, 90095, 65004",
        "consent-65001-90094-90095-65004",
        GRAPH,
        "the role is asked for; the plan; the scopes of the product's own request against the plan's",
        consent,
        rest="what was granted, and whether people may consent themselves",
    ),
    Row(
        "650056 / 650057 / 65005 misconfigured app",
        "misconfigured-app-650056-650057",
        EARLY,
        "the manifest; the scopes of the product's own request",
        permissions,
    ),
    Row(
        "50020 / 50034 / 16000 / 90072 guests and strangers",
        "guests-and-strangers-50020-50034",
        GRAPH,
        "the domain of the tester is looked up; the form of a guest's sign-in name",
        strangers,
        rest="whether the account exists, its userType, and whether an invitation was accepted",
    ),
    Row(
        "Conditional Access: 53000-53003, 530032 / 530035, 50076 / 50079, 53011",
        "conditional-access-53000-53003",
        EARLY,
        "a warning, and the page to look at",
        policies,
        rest="what a policy does to the tester",
    ),
    Row(
        "7000112, 50057",
        "disabled-7000112",
        GRAPH,
        "a disabled application answers the request that tries its addresses",
        disabled,
        rest="whether the account of the tester is enabled",
    ),
    Row(
        '"Restrict access" that restricts nobody',
        "restricts-nobody",
        GRAPH,
        "the plan never assigns without the requirement, and says why",
        restriction,
        rest="whether the requirement really was set",
    ),
)
