"""Lists in Graph: paging, $filter, $select, $count, as the clients use them; and $batch."""

from __future__ import annotations

from typing import Any

import pytest

from tests.wizard.practice.desk import GRAPH_APP_ID, Desk
from wizard.practice import PracticeTenant

USER = [
    *("businessPhones", "displayName", "givenName", "jobTitle", "mail", "mobilePhone", "officeLocation"),
    *("preferredLanguage", "surname", "userPrincipalName", "id"),
]


def test_a_user_comes_with_eleven_properties_unless_others_are_asked_for(desk: Desk) -> None:
    me = desk.do("GET", "/me")
    assert list(me) == ["@odata.context", *USER]
    some = desk.do("GET", "/users?$select=userType,id&$filter=userType eq 'Guest'")["value"]
    assert [list(row) for row in some] == [["userType", "id"]]
    by_name = desk.do("GET", "/users/mina.osei@contoso-practice.example?$select=displayName")
    assert by_name["displayName"] == "Mina Osei"


@pytest.mark.parametrize("path", ["/groups?$top=100", "//groups?$top=100", "/myorganization/groups?$top=100"])
def test_pages_follow_one_another_to_the_end(desk: Desk, path: str) -> None:
    page, names = desk.do("GET", path), []
    while True:
        names += [row["displayName"] for row in page["value"]]
        if "@odata.nextLink" not in page:
            break
        page = desk.do("GET", page["@odata.nextLink"].partition("/v1.0")[2])
    assert len(names) == len({*names}) == 259


FILTERS: list[tuple[str, list[str]]] = [
    ("/users?$filter=userPrincipalName eq 'MINA.OSEI@contoso-practice.example'", ["Mina Osei"]),
    (
        "/users?$filter=mail eq 'rosa.lind@fabrikam.example' or startswith(displayName,'Omar')",
        ["Rosa Lind", "Omar Reyes"],
    ),
    ("/users?$filter=startswith(displayName, 'a') and surname eq 'Vance'", ["Adele Vance"]),
    ("/users?$filter=mail eq null", ["Noel Brandt"]),
    ("/users?$filter=displayName eq 'O''Brien'", []),
    ("/users?$filter=surname in ('Osei','Vance') and (accountEnabled eq true)", ["Adele Vance", "Mina Osei"]),
    ("/users?$orderby=displayName desc&$top=2", ["Rosa Lind", "Omar Reyes"]),
    ("/groups?$filter=displayName eq 'Data team' and securityEnabled eq true", ["Data team"]),
    (f"/servicePrincipals?$filter=servicePrincipalNames/any(c:c eq '{GRAPH_APP_ID}')", ["Microsoft Graph"]),
    (f"/servicePrincipals?$filter=appId eq '{GRAPH_APP_ID}'&$select=displayName", ["Microsoft Graph"]),
]


@pytest.mark.parametrize(("path", "names"), FILTERS)
def test_filters_find_what_they_say(desk: Desk, path: str, names: list[str]) -> None:
    assert [row["displayName"] for row in desk.do("GET", path)["value"]] == names


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/users?$filter=displayname2 eq 'x'", "Request_UnsupportedQuery"),
        ("/users?$filter=displayName = 'x'", "BadRequest"),
        ("/users?$filter=displayName eq", "BadRequest"),
        ("/users?$filter=displayName gt 1", "BadRequest"),
        ("/users?$filter=endswith(mail,'x')", "Request_UnsupportedQuery"),
        ('/users?$search="displayName:x"', "Request_UnsupportedQuery"),
        ("/users?$select=shoeSize", "Request_BadRequest"),
        ("/users?$top=0", "Request_UnsupportedQuery"),
        ("/users?$top=many", "BadRequest"),
        ("/users?$skiptoken=%25", "BadRequest"),
        ("/users?$apply=x", "BadRequest"),
        ("/shoes", "Request_BadRequest"),
    ],
)
def test_a_query_that_makes_no_sense_is_refused(desk: Desk, path: str, code: str) -> None:
    answer = desk.ask("GET", path)
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, code)


def test_a_count_needs_the_header(desk: Desk) -> None:
    assert "@odata.count" not in desk.do("GET", "/users?$count=true")
    path = "/users?$count=true&$filter=endswith(mail,'fabrikam.example')"
    assert desk.do("GET", path, ConsistencyLevel="eventual")["@odata.count"] == 1
    found = desk.do("GET", '/users?$search="displayName:osei"', ConsistencyLevel="eventual")["value"]
    assert [row["displayName"] for row in found] == ["Mina Osei"]
    assert desk.do("GET", "/users/$count", ConsistencyLevel="eventual") == 7


def test_members_of_a_group_are_people_and_groups(desk: Desk) -> None:
    group = desk.do("GET", "/groups?$filter=displayName eq 'Data team'")["value"][0]
    members = desk.do("GET", f"/groups/{group['id']}/members")["value"]
    assert [(row["@odata.type"], row["displayName"]) for row in members] == [("#microsoft.graph.group", "Analytics")]


@pytest.mark.parametrize(
    ("path", "names"),
    [
        ("/me/transitiveMemberOf/microsoft.graph.directoryRole", {"Application Administrator"}),
        ("/me/memberOf", {"Application Administrator", "All employees", "Platform administrators"}),
        ("/me/memberOf/microsoft.graph.group", {"All employees", "Platform administrators"}),
    ],
)
@pytest.mark.parametrize("permission", ["Directory.Read.All", "RoleManagement.Read.Directory"])
def test_the_signed_in_persons_roles_and_groups(
    practice: PracticeTenant, permission: str, path: str, names: set[str], request: pytest.FixtureRequest
) -> None:
    desk = Desk(practice)
    request.addfinalizer(desk.close)
    desk.sign_in("adele.vance", "User.Read", "GroupMember.Read.All", permission)
    assert {row["displayName"] for row in desk.do("GET", path)["value"]} == names


def test_a_right_to_read_groups_reveals_no_role(fresh_desk: Desk) -> None:
    # What was consented stays in every later token: a tenant of its own, in which nobody asked for more.
    found = fresh_desk.do("GET", "/me/memberOf")["value"]
    (role,) = (row for row in found if row["@odata.type"] == "#microsoft.graph.directoryRole")
    assert role.pop("id")
    assert {*role.values()} == {"#microsoft.graph.directoryRole", None}
    assert {row["displayName"] for row in found} == {None, "All employees", "Platform administrators"}
    (cast,) = fresh_desk.do("GET", "/me/transitiveMemberOf/microsoft.graph.directoryRole")["value"]
    assert (cast["displayName"], cast["roleTemplateId"]) == (None, None)


def test_a_batch_answers_each_item(desk: Desk) -> None:
    items: list[dict[str, Any]] = [
        {"id": "1", "method": "GET", "url": "/me?$select=displayName"},
        {"id": "2", "method": "GET", "url": "/applications/nobody"},
        {"id": "3", "method": "GET", "url": "organization", "dependsOn": ["2"]},
        {
            "id": "4",
            "method": "POST",
            "url": "/applications",
            "headers": {"Content-Type": "application/json"},
            "body": {"displayName": "in a batch"},
            "dependsOn": ["1"],
        },
    ]
    answers = {row["id"]: row for row in desk.do("POST", "/$batch", {"requests": items})["responses"]}
    assert {key: row["status"] for key, row in answers.items()} == {"1": 200, "2": 404, "3": 424, "4": 201}
    assert answers["1"]["body"]["displayName"] == "Adele Vance"


@pytest.mark.parametrize(
    "requests",
    [
        [],
        [{"id": str(i), "method": "GET", "url": "/me"} for i in range(21)],
        [{"id": "1", "method": "GET", "url": "/me", "depends_on": ["0"]}],
        [{"id": "1", "method": "GET", "url": "/me", "dependsOn": ["2"]}],
        [{"id": "1", "method": "GET", "url": "/me", "headers": []}],
        [{"id": "1", "method": "GET", "url": "https://localhost/v1.0/me"}],
        [{"id": "1", "method": "GET", "url": "/me"}, {"id": "1", "method": "GET", "url": "/me"}],
        [{"id": "1", "method": "POST", "url": "/applications", "body": {}}],
    ],
)
def test_a_malformed_batch_is_refused_whole(desk: Desk, requests: list[dict[str, Any]]) -> None:
    assert desk.ask("POST", "/$batch", {"requests": requests}).status_code == 400
