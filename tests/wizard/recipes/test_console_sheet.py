"""The sheet for the WebSphere administrator has every documented step and value, in order."""

from __future__ import annotations

import re

import pytest
from expanded_recipes import HCL, HCL_ALL, INTERCEPTOR_PROPERTIES, LOGIN, SHELF, T, Walked, label, typed_at, walked

WALKS = pytest.mark.parametrize("walk", HCL, ids=label)
FOUR = ("AppsCluster", "InfraCluster", "PushCluster", "UtilCluster")
ROOTS = ("/oidcclient_apps", "/oidcclient_infra", "/oidcclient_push", "/oidcclient_util")
SECURITY = "Security > Global security"
SIP = f"{SECURITY} > Web and SIP security > Trust association > Interceptors"
REALMS = "Trusted authentication realms - inbound > Add External Realm"
INSTALLED = "Applications > WebSphere enterprise applications"
HOST = "https://connections.contoso.com"
CLASS = "com.ibm.ws.security.oidc.client.RelyingParty"
DOMAIN = "ConnectionsReplicationDomain"


def sheet(walk: Walked) -> str:
    return walk.files["websphere-console.md"]


def parts(walk: Walked) -> dict[str, str]:
    """Every part of the sheet by its place: the line under a title that has a number."""
    return dict(re.findall(r"^## \d+\. .+\n(.+)\n\n((?:(?!## ).*\n)*)", sheet(walk), re.MULTILINE))


def entered(part: str) -> list[tuple[str, str]]:
    """What a person types: label and value, in order."""
    pairs = re.findall(r"(?:^- |, )([A-Z][\w ,]*): (`?)([^`\n]+?)\2(?=, [A-Z]|$)", part, re.MULTILINE)
    return [(name, value) for name, _, value in pairs]


PLACES = (
    "Applications > New application > New enterprise application",
    f"{INSTALLED} > the application > Context Root For Web Modules",
    f"{INSTALLED} > the application > Manage Modules",
    f"{SECURITY} > Custom properties",
    f"{SIP} > com.ibm.ws.security.oauth20.tai.OAuthTAI",
    f"{SIP} > New",
    f"{SECURITY} > RMI/IIOP security > CSIv2 inbound communications > {REALMS}",
    "Resources > Cache instances > Object cache instances > New",
    "Servers > Server types > WebSphere application servers > each server > Container Services"
    " > Dynamic cache service",
    f"{SECURITY} > User account repository > Configure > {REALMS}",
    "Security > SSL certificate and key management > Key stores and certificates > CellDefaultTrustStore"
    " > Signer certificates > Retrieve from port",
    f"{INSTALLED} > each application > Security role to user/group mapping",
    "LotusConnections-config.xml and opensocial-config.xml",
    "ihs-upload-rewrite.conf in the web server's conf folder, and httpd.conf or the load balancer",
    "The security section of mobile-config.xml",
    "System administration > Nodes, then the whole cell",
    "HCL Connections in the browser, in a private window",
)


@WALKS
def test_every_part_stands_at_its_place_in_the_documented_order_and_numbered(walk: Walked) -> None:
    mobile = bool(walk.values["mobile"])
    assert tuple(parts(walk)) == tuple(place for place in PLACES if mobile or "mobile" not in place)
    numbers = re.findall(r"^## (\d+)\. ", sheet(walk), re.MULTILINE)
    assert numbers == [str(n) for n in range(1, 17 + mobile)]
    if mobile:
        assert re.findall(r"^## (15|16)\. (.+)$", sheet(walk), re.MULTILINE) == [
            ("15", "Mobile app"),
            ("16", "Restart"),
        ]


@pytest.mark.parametrize(
    ("place", "values"),
    [
        (PLACES[0], [(f"Cluster {c}, Application name", f"WebSphereOIDCRP_{c}") for c in FOUR]),
        (PLACES[1], [("Context root", root) for root in ROOTS]),
        (
            PLACES[3],
            [
                ("Name", "com.ibm.websphere.security.disableGetTokenFromMBean"),
                ("Value", "false"),
                ("Name", "com.ibm.websphere.security.DeferTAItoSSO"),
                ("Value", CLASS),
            ],
        ),
        (PLACES[4], [("New name, for example", "unused.provider_1.filter")]),
        (PLACES[6], [("External realm name", T)]),
        (
            PLACES[7],
            [
                ("Name", "oidc_cache"),
                ("JNDI name", "services/cache/OpenidRpCache"),
                ("Enable cache replication", "yes"),
                ("Full group replication domain", DOMAIN),
                ("Replication type", "Both push and pull"),
            ],
        ),
        (PLACES[8], [("Enable cache replication", "yes"), ("Full group replication domain", DOMAIN)]),
        (PLACES[9], [("External realm name", f"{LOGIN}/v2.0")]),
        (PLACES[10], [("Host", "login.microsoftonline.com"), ("Port", "443"), ("Alias", "cnxoidccert")]),
    ],
    ids=lambda value: value.rpartition(" > ")[2] if isinstance(value, str) else "",
)
def test_a_part_lists_exactly_the_documented_values(place: str, values: list[tuple[str, str]]) -> None:
    assert entered(parts(walked("hcl_connections"))[place]) == values


@pytest.mark.parametrize(
    ("place", "facts"),
    [
        (0, ["`installableApps/WebSphereOIDCRP.ear`", "once for each cluster"]),
        (1, [f"`WebSphereOIDCRP_{c}`, Context root: `{r}`" for c, r in zip(FOUR, ROOTS, strict=True)]),
        (2, [f"`WebSphereOIDCRP_{c}`: map the module to the cluster {c} and to the web server." for c in FOUR]),
        (2, ["generate and propagate"]),
        (3, ["If InvokeTAIbeforeSSO is there, remove it. Never", "CVE-2017-1151"]),
        (4, ["Rename the property `provider_1.filter` to a name that means nothing. It must no longer intercept."]),
        (5, ["Enable trust association must be selected.", f"Interceptor class name: `{CLASS}`"]),
        (5, [f"`provider_{n}` is for the cluster {cluster}." for n, cluster in enumerate(FOUR, 1)]),
        (10, ["Select Retrieve signer information, then OK and Save.", "Import the root certificate as well"]),
        (
            11,
            ["every role that has All Authenticated in Application's Realm to All Authenticated in Trusted Realms."],
        ),
        (12, ["Check the files out, add the generated lines, and check them in.", "synchronize the nodes"]),
        (12, ["there already, do not add a second\none: give it the attributes", "leave its other attributes"]),
        (12, ["xml: the line of `LotusConnections-config.fragment.xml`", "`opensocial-config.fragment.xml`"]),
        (13, ["ihs-upload-rewrite.conf: the rules of `ihs-upload-rewrite.fragment.conf`"]),
        (13, ["Do not restart the web server now, not even gracefully: part 16 does it after", "in a circle"]),
        (13, ["httpd.conf, or the load balancer: the rule for cookies of `httpd.fragment.conf`"]),
        (14, ["Check the file out, set the values of `mobile-config.fragment.xml` in its security section"]),
        (14, ["in its security section, and check it in."]),
        (14, ["synchronize the nodes.", "part 16 restarts the Mobile application too", "publicly trusted"]),
        (
            15,
            [
                "when the sender has said that the test login has passed.",
                "1. Synchronize all nodes.",
                "2. Restart the deployment manager.",
                "3. Restart the node agents.",
                "4. Restart the clusters: AppsCluster, InfraCluster, PushCluster, UtilCluster.",
                "5. Restart the web server.",
            ],
        ),
        (16, ["Open one of these pages and sign in. Then open one page of each cluster, before you announce"]),
        (16, ["For the mobile app, this answers with the OAuth addresses, without a login"]),
        (16, [f"Cluster AppsCluster: `{HOST}/activities`, `{HOST}/files`", f"InfraCluster: `{HOST}/profiles`"]),
        (16, ["Cluster PushCluster: no page of its own.", f"Cluster UtilCluster: `{HOST}/homepage`\n"]),
        (16, ["LtpaToken2", f"`{LOGIN}/oauth2/v2.0/authorize`", "without :443"]),
        (16, ["`https://connections.contoso.com/mobile/homepage/SecurityConfiguration?debug=true`"]),
    ],
)  # fmt: skip
def test_a_part_says_what_is_documented(place: int, facts: list[str]) -> None:
    said = parts(walked("hcl_connections", mobile="yes"))[PLACES[place]]
    found = [said.find(fact) for fact in facts]
    assert -1 not in found, said
    assert found == sorted(found)


@WALKS
def test_the_clusters_are_those_of_the_registration_and_of_the_interceptor(walk: Walked) -> None:
    found = parts(walk)
    roots = [value for _, value in entered(found[PLACES[1]])]
    typed = typed_at(walk, INTERCEPTOR_PROPERTIES)
    assert roots == [value for name, value in typed if name.endswith(".callbackServletContext")]
    names = [row.split(" | ")[0] for row in walk.values["clusters"]]
    assert [value for _, value in entered(found[PLACES[0]])] == [f"WebSphereOIDCRP_{name}" for name in names]
    assert f"all {len(typed)} that `websphere-console.csv` has for this interceptor" in found[PLACES[5]]
    assert f"Restart the clusters: {', '.join(names)}." in found[PLACES[15]]
    told = re.findall(r"`(https://[^`]+/azuread)`", found[PLACES[16]])
    assert sorted(told) == sorted(walk.redirects)
    for host in walk.values["hosts"]:  # a tuple of names
        assert f": `https://{host}/" in found[PLACES[16]]


def test_one_cluster_for_everything_is_checked_on_all_its_pages() -> None:
    found = parts(walked("hcl_connections", clusters=HCL_ALL))
    assert entered(found[PLACES[0]]) == [("Cluster AllCluster, Application name", "WebSphereOIDCRP_AllCluster")]
    pages = ", ".join(f"`{HOST}/{page}`" for page in ("homepage", "activities", "profiles", "communities"))
    assert f"Cluster AllCluster: {pages}" in found[PLACES[16]]
    assert "AppsCluster" not in sheet(walked("hcl_connections", clusters=HCL_ALL))


def test_the_script_does_the_parts_in_the_console_and_typing_is_the_other_way() -> None:
    text = sheet(walked("hcl_connections"))
    two = text[text.index("## Two ways") : text.index("## Files that")]
    two = " ".join(two.split())
    folder = "/opt/IBM/WebSphere/AppServer/profiles/Dmgr01/bin"
    script = f"{folder}/wsadmin.sh -javaoption -Duser.language=en -lang jython -f wsadmin-configure.py"
    for line in (
        f"1. `{folder}/backupConfig.sh -nostop` makes a copy of the cell's configuration.",
        f"2. `{script} --dry-run` says what it would do, and changes nothing.",
        f"3. `{script}` does parts 1 to 12.",
        "4. Do what it says is left: the root certificate of part 11, and a look at the roles of one application.",
        "5. Go on with part 13.",
        "On Windows, the commands are backupConfig.bat and wsadmin.bat.",
        "the script stops if wsadmin answers in another language than English",
        "add -user and -password before -f",
        "`wsadmin-undo.py`, run in the same way, takes back",
        "The other way is to type: parts 1 to 12, in this order. `websphere-console.csv` has the values as",
        "Those of part 6 are in it and in the script, and not in this sheet.",
    ):
        assert line in two
    assert list(parts(walked("hcl_connections"))).index(PLACES[12]) + 1 == 13


def test_a_narrower_audience_says_whose_rule_it_is() -> None:
    said = " ".join(parts(walked("hcl_connections", strict="yes"))[PLACES[5]].split())
    assert "`audiences` is the client ID" in said
    assert "This is not stated by the vendor: HCL documents ALL_AUDIENCES. Test it" in said


@WALKS
def test_the_restart_waits_for_everything_else(walk: Walked) -> None:
    said = " ".join(sheet(walk).split())
    last = 16 if walk.values["mobile"] else 15
    assert "do parts 1 to 12 shortly before it. A server that restarts after them already uses Entra" in said
    assert f"Do not restart the web server before part {last}, not even gracefully" in said
    assert f"not even gracefully: part {last} does it after the cell." in said
    assert "graceful restart" not in said


def test_where_the_pages_differ_it_says_what_this_setup_does() -> None:
    said = " ".join(sheet(HCL[0]).split())
    assert "the mobile app's question for its settings as well. This setup excludes them." in said


def test_the_port_of_the_login_is_typed_into_its_own_field() -> None:
    recipe, values = HCL[0].recipe, HCL[0].values
    at = {"login_host": "localhost:33697", "login_hostname": "localhost", "login_port": "33697"}
    practice = SHELF.render(recipe, "websphere-console.md", {**values, **at})
    assert "- Host: `localhost`\n- Port: `33697`\n" in practice
    table = SHELF.render(recipe, "websphere-console.csv", {**values, **at})
    assert '"Host","localhost"\n' in table
    assert '"Port","33697"\n' in table
