"""The properties of HCL Connections, letter by letter: 22 for each cluster, path filters by what is installed."""

from __future__ import annotations

import csv
import io
import re

import pytest
from expanded_recipes import (
    HCL,
    HCL_ALL,
    INTERCEPTOR_PROPERTIES,
    LOGIN,
    SHELF,
    C,
    S,
    T,
    Walked,
    label,
    typed_at,
    walked,
)

from steps.model.answers import check
from steps.model.problems import AskAgain
from steps.model.table import cells
from steps.model.views import Field

QUESTION = SHELF.get("hcl_connections").ask["clusters"]

EXCLUDED = (
    "/activities/service/downloadExtended/.*,/survey/.*,/surveys/.*,/ibm/console,/ibm/console/.*,/profiles/dsx/.*,"
    "/communities/dsx/.*,/dm,/dm/atom/seedlist,/dm/atom/communities/feed,/activities/service/atom2/forms/communityEvent,"
    "/communities/recomm/handleEvent,/communities/calendar/handleEvent,/profiles/seedlist/myserver,"
    "/news/web/statusUpdateEE.*,/dogear/seedlist/myserver,/news/seedlist/myserver,"
    "/communities/calendar/seedlist/myserver,/mobile/homepage/SecurityConfiguration,/connections/resources/web/.*,"
    "/connections/resources/ic/.*,/connections/opensocial/rpc,/xcc/js/.*,/xcc/templates/.*,/files/static/.*,"
    "/blogs/static/.*,/wikis/static/.*,/communities/calendar/Calendar.xml,"
    "/homepage/web/itemSetPersistence.action/repos"
)
EVERY = {
    "identifier": "azuread",
    "clientId": C,
    "clientSecret": S,
    "signatureAlgorithm": "RS256",
    "scope": f"openid profile email api://{C}/default",
    "interceptedPathFilter": "",
    "excludedPathFilter": EXCLUDED,
    "authorizeEndpointUrl": f"{LOGIN}/oauth2/v2.0/authorize",
    "tokenEndpointUrl": f"{LOGIN}/oauth2/v2.0/token",
    "jwkEndpointUrl": f"{LOGIN}/discovery/v2.0/keys",
    "issuerIdentifier": f"{LOGIN}/v2.0",
    "signVerifyAlias": "cnxoidccert",
    "userIdentifier": "email",
    "useJwtFromRequest": "ifPresent",
    "createSession": "true",
    "verifyIssuerInIat": "true",
    "audiences": "ALL_AUDIENCES",
    "setLtpaCookie": "true",
    "callbackServletContext": "",
    "realmIdentifier": "tid",
    "useRealm": "defaultWIMFileBasedRealm",
    "includePortInDefaultRedirectUrl": "false",
}
DEFAULTS = {
    "/oidcclient_apps": "/activities/.*,/blogs/.*,/dogear/.*,/files/.*,/forums/.*,/metrics/.*,/metricssc/.*,"
    "/mobile/.*,/connections/filesync/.*,/connections/filediff/.*,/mobileAdmin/.*,/storageproxy/.*,/wikis/.*",
    "/oidcclient_infra": "/connections/bookmarklet/.*,/connections/oauth/.*,/connections/resources/.*,"
    "/connections/config/.*,/communities/.*,/connections/proxy/.*,/help/.*,/xcc/.*,/selfservice/.*,/news/.*,"
    "/profiles/.*,/search/.*,/socialsidebar/.*,/touchpoint/.*,/connections/thumbnail/.*,/connections/opengraph/.*,"
    "/oauth2/.*,/connections/opensocial/.*",
    "/oidcclient_push": "/push/.*",
    "/oidcclient_util": "/homepage/.*,/moderation/.*,/connections/rte/.*,/connections/webeditors/.*",
}
APPLICATIONS = {
    "Activities": "/activities",
    "Blogs": "/blogs",
    "Common": "/connections/bookmarklet /connections/oauth /connections/resources /connections/config",
    "Communities": "/communities",
    "ConnectionsProxy": "/connections/proxy",
    "Dogear": "/dogear",
    "Files": "/files",
    "Forums": "/forums",
    "Help": "/help",
    "Homepage": "/homepage",
    "IBMConversion": "/conversion",
    "IBMDocs": "/docs",
    "ICEC": "/xcc",
    "Invite": "/selfservice",
    "Metrics": "/metrics",
    "MetricsUI": "/metricssc",
    "Mobile": "/mobile /connections/filesync /connections/filediff",
    "Mobile Administration": "/mobileAdmin",
    "Moderation": "/moderation",
    "News": "/news",
    "Profiles": "/profiles",
    "PushNotification": "/push",
    "RichTextEditors": "/connections/rte /connections/webeditors",
    "Search": "/search",
    "Sidebar": "/socialsidebar",
    "StorageProxy": "/storageproxy",
    "Touchpoint": "/touchpoint",
    "URLPreview": "/connections/thumbnail /connections/opengraph",
    "ViewerApp": "/viewer",
    "WebSphereOauth20SP": "/oauth2",
    "WidgetContainer": "/connections/opensocial",
    "Wikis": "/wikis",
}


def properties(walk: Walked) -> list[tuple[str, str]]:
    return typed_at(walk, INTERCEPTOR_PROPERTIES)


def table(walk: Walked) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(walk.files["websphere-console.csv"]), strict=True))


def filters(clusters: str) -> list[str]:
    found = properties(walked("hcl_connections", clusters=clusters))
    return [value for name, value in found if name.endswith(".interceptedPathFilter")]


def test_the_properties_of_the_default_clusters_are_these_89() -> None:
    expected = [
        (f"provider_{number}.{name}", value)
        for number, (root, paths) in enumerate(DEFAULTS.items(), 1)
        for name, value in {**EVERY, "interceptedPathFilter": paths, "callbackServletContext": root}.items()
    ]
    assert properties(walked("hcl_connections")) == [
        *expected,
        ("jndiCacheName", "services/cache/OpenidRpCache"),
    ]
    assert len(expected) == 88


@pytest.mark.parametrize(
    ("answers", "name", "value"),
    [
        ({"strict": "yes"}, "audiences", C),
        ({"realm": "ldap.contoso.com:636"}, "useRealm", "ldap.contoso.com:636"),
        ({"identifier": "entra"}, "identifier", "entra"),
        ({"clusters": "Solo | /sso | Wikis"}, "callbackServletContext", "/sso"),
    ],
)
def test_an_answer_changes_its_own_property_alone(answers: dict[str, str], name: str, value: str) -> None:
    changed = dict(properties(walked("hcl_connections", **answers)))
    before = dict(properties(walked("hcl_connections")))
    before["provider_1.interceptedPathFilter"] = changed["provider_1.interceptedPathFilter"]
    first = {key: changed[key] for key in changed if key.startswith("provider_1.")}
    assert first == {key: value if key == f"provider_1.{name}" else before[key] for key in first}


@pytest.mark.parametrize("application", APPLICATIONS)
def test_an_application_brings_its_own_paths_and_no_others(application: str) -> None:
    expected = ",".join(f"{path}/.*" for path in APPLICATIONS[application].split())
    assert filters(f"Solo | /sso | {application}") == [expected]


def test_the_applications_that_can_be_named_are_these_with_their_paths() -> None:
    (column,) = (column for column in QUESTION.columns if column.name == "applications")
    assert {name: said.replace(", ", " ") for name, said in column.choices.items()} == APPLICATIONS


@pytest.mark.parametrize("application", APPLICATIONS)
def test_no_path_of_one_application_is_in_the_filter_of_another(application: str) -> None:
    others = [path for name, paths in APPLICATIONS.items() if name != application for path in paths.split()]
    for path in APPLICATIONS[application].split():
        assert not [other for other in others if re.match(f"{other}/.*", f"{path}/page")]


def test_one_cluster_for_everything_has_one_provider_with_every_path() -> None:
    assert filters(HCL_ALL) == [",".join(DEFAULTS.values())]


@pytest.mark.parametrize(
    "path", sorted({path.split("/")[1] for paths in APPLICATIONS.values() for path in paths.split()})
)
def test_a_context_root_can_not_be_the_path_of_an_application(path: str) -> None:
    field = Field("clusters", "table", "", columns=QUESTION.columns)
    with pytest.raises(AskAgain) as refused:
        check(field, f"Solo | /{path} | Wikis")
    assert (refused.value.code, refused.value.values["column"]) == ("answer-row-pattern", "Context root")
    assert check(field, f"Solo | /{path}_sso | Wikis") == (f"Solo | /{path}_sso | Wikis",)


@pytest.mark.parametrize("walk", HCL, ids=label)
def test_every_row_of_the_table_has_its_three_cells_and_stands_at_a_place_of_the_sheet(walk: Walked) -> None:
    sheet = walk.files["websphere-console.md"]
    places = re.findall(r"^## \d+\. .+\n(.+)$", sheet, re.MULTILINE)
    named = {place.replace("the application", f"WebSphereOIDCRP_{name}") for place in places for name in names(walk)}
    for row in table(walk):
        assert set(row) == {"where", "name", "value"}
        assert all(row.values())
        if not row["where"].endswith(INTERCEPTOR_PROPERTIES):
            assert row["where"] in named
            assert (
                f"`{row['value']}`" in sheet
                or row["value"] in ("yes", "Both push and pull")
                or "the web" in row["value"]
            )


def names(walk: Walked) -> list[str]:
    rows = walk.values["clusters"]
    assert isinstance(rows, tuple)
    return [cells(row)[0] for row in rows]


def test_the_table_stands_in_the_order_of_the_sheet() -> None:
    order = list(dict.fromkeys((row["where"].rpartition(" > ")[2], row["name"]) for row in table(HCL[0])))
    outside = [pair for pair in order if pair[0] != "Custom properties" or pair[1].startswith("com.ibm")]
    assert [name for _, name in outside] == [
        "Application name",
        *["Context root", "Clusters and servers"],
        "com.ibm.websphere.security.disableGetTokenFromMBean",
        "com.ibm.websphere.security.DeferTAItoSSO",
        "New name of provider_1.filter",
        "Interceptor class name",
        "External realm name",
        *["Name", "JNDI name", "Enable cache replication", "Full group replication domain", "Replication type"],
        *["Enable cache replication", "Full group replication domain"],
        *["Host", "Port", "Alias"],
    ]
    realms = [row["value"] for row in table(HCL[0]) if row["name"] == "External realm name"]
    assert realms == [T, f"{LOGIN}/v2.0"]
