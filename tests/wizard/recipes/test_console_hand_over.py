"""The hand-over of HCL Connections: few tasks, and a sheet that another person can work from without the secret."""

from __future__ import annotations

import re

import pytest
from expanded_recipes import HCL, HCL_CLUSTERS, SHELF, C, S, T, Walked, label, walked

from steps.model.recipe import ProductFile
from steps.model.values import fill, fill_each, names
from steps.model.words import say
from wizard.recipes.source import SAMPLE
from wizard.text import text as words

WALKS = pytest.mark.parametrize("walk", HCL, ids=label)


def sheet(walk: Walked) -> str:
    return walk.files["websphere-console.md"]


@WALKS
def test_the_sheet_never_has_the_secret_and_says_where_it_is(walk: Walked) -> None:
    text = " ".join(sheet(walk).split())
    (offered,) = (file for file in walk.recipe.files if file.name == "websphere-console.md")
    assert not offered.sensitive
    assert S not in text
    assert "client_secret" not in text
    told = "It is in `websphere-console.csv` and in `wsadmin-configure.py`, which you get separately."
    assert f"The client secret is not in this sheet. {told} Do not forward these two" in text
    # The table goes to part 11, so it is needed after part 6.
    assert "Delete the script when it has run, and the table when part 11 is done." in text
    assert f"Tenant ID: `{T}`" in text
    assert f"Client ID: `{C}`" in text


@WALKS
def test_the_sheet_names_every_file_of_the_hand_over_and_no_other(walk: Walked) -> None:
    others = set(walk.files) - {"websphere-console.md"}
    assert set(re.findall(r"[\w.-]+\.(?:fragment\.\w+|properties|csv|py)\b", sheet(walk))) == others


@WALKS
def test_a_file_is_named_in_the_part_that_uses_it(walk: Walked) -> None:
    parts = dict(re.findall(r"^## (\d+)\. ((?:.|\n(?!## ))+)", sheet(walk), re.MULTILINE))
    told = re.findall(r"^- (`.+): part (\d+)\.", sheet(walk), re.MULTILINE)
    # The table and the script stand for many parts at once.
    assert [number for _, number in told] == ["13", "14", *(["15"] if walk.values["mobile"] else [])]
    assert "`websphere-console.csv`" in parts["6"]
    for listed, number in told:
        for name in listed.replace("`", "").split(" and "):
            assert f"`{name}`" in parts[number]


def test_the_sheet_says_for_which_hosts_and_clusters_it_is() -> None:
    rows = "Second | /two | Wikis\nFirst | /one | Files, Blogs"
    text = sheet(walked("hcl_connections", hosts="a.contoso.com, b.contoso.com", clusters=rows, cell_name="Cell9"))
    assert "- Host names: `a.contoso.com`, `b.contoso.com`\n- Cell: `Cell9`\n- Cluster `Second`, with Wikis\n" in text
    assert "- Cluster `First`, with Files, Blogs\n\nIf a cluster has another name" in text
    assert "- Cell:" not in sheet(walked("hcl_connections", cell_name=""))


def test_the_sheet_says_what_must_be_there_before() -> None:
    text = sheet(walked("hcl_connections", realm="ldap.contoso.com:636"))
    before = text[text.index("## Before you start") : text.index("## 1.")]
    for fact in (
        "WebSphere is 8.5.5.18 or later, or its OpenID Connect library is 1.3.0 or later.",
        "Realm name shows `ldap.contoso.com:636`.",
        "copies of security.xml, of the role mappings and of every file that changes",
        "in Profiles and LDAP already, with the same email address as in Entra. Nobody is created at login.",
        "the whole cell may restart. Anonymous access ends with the switch.",
        "session affinity",
        "through a proxy only, the endpoint addresses must point to that proxy",
    ):
        assert fact in before


@WALKS
def test_failures_and_the_way_back_are_in_the_sheet_word_for_word(walk: Walked) -> None:
    text = " ".join(sheet(walk).split())
    assert walk.recipe.enforce.way_back in text
    assert len(walk.recipe.known_failures) == 7
    for failure in walk.recipe.known_failures:
        assert f"- {failure.symptom} {failure.cause} {failure.fix}" in text


def test_the_hand_over_is_four_tasks_with_commands_and_pages_to_copy() -> None:
    steps = walked("hcl_connections").recipe.product_steps
    assert [step.id for step in steps] == ["interceptor-file", "console", "restart", "first-login"]
    assert [bool(step.waits) for step in steps] == [False, True, True, False]
    assert [bool(step.message) for step in steps] == [False, True, True, False]
    assert [len(step.values) for step in steps] == [0, 3, 0, 1]
    safe, console, restart, login = steps
    assert "wsadmin-configure.py, or websphere-console.csv" in safe.do
    assert "websphere-console.md" in console.do
    for step in (safe, console):
        assert "Files, below these steps" in step.do
    # The commands on the page are those of the sheet, to the letter.
    for command in console.values.values():
        assert f". `{command}`\n" in sheet(HCL[0])
    backup, *scripts = console.values.values()
    assert backup.endswith("/bin/backupConfig.sh -nostop")
    assert all("/bin/wsadmin.sh -javaoption -Duser.language=en -lang jython -f wsadmin-con" in one for one in scripts)
    assert names(login.values["Page"]) == {"hosts", "pages"}
    assert (
        "synchronize all nodes, then restart the deployment manager, the node agents, the clusters and the web server"
        in restart.message
    )


def test_the_message_names_what_is_asked_for_and_that_the_secret_comes_apart() -> None:
    (console,) = (s for s in walked("hcl_connections").recipe.product_steps if s.id == "console")
    message = fill(console.message, {**SAMPLE, "cluster_names": ("apps", "infra", "push", "util")})
    for fact in (
        "WebSphereOIDCRP for each of apps, infra, push, util",
        "security properties, a trust association interceptor, two trusted realms, an object cache, a signer "
        "certificate of login.microsoftonline.com, role mappings",
        "a restart of the whole cell",
        "wsadmin-configure.py, or websphere-console.csv for typing, comes separately. Each holds a secret: please",
    ):
        assert fact in message


@pytest.mark.parametrize(
    ("clusters", "pages"),
    [
        (HCL_CLUSTERS, ["/activities", "/profiles", "/homepage"]),
        ("A | /a | Files, Communities\nB | /b | PushNotification", ["/communities"]),
        ("A | /a | PushNotification", []),
    ],
)
def test_only_pages_of_installed_applications_are_opened(clusters: str, pages: list[str]) -> None:
    walk = walked("hcl_connections", hosts="a.contoso.com, b.contoso.com", clusters=clusters)
    (login,) = (step for step in walk.recipe.product_steps if step.id == "first-login")
    opened = fill_each(login.values["Page"], walk.values)
    hosts = ("a.contoso.com", "b.contoso.com")
    assert opened == tuple(f"https://{host}{page}" for host in hosts for page in pages)
    last = sheet(walk)[sheet(walk).index(". First login") :]
    for page in opened:
        assert f"`{page}`" in last
    assert ("/homepage`" in last) is ("/homepage" in pages)


def test_the_test_login_passes_before_the_cell_restarts() -> None:
    (restart,) = (step for step in HCL[0].recipe.product_steps if step.id == "restart")
    title = words(say("step.live_login.title"))
    assert restart.do.startswith(f"Before that, continue to “{title}” here, and come back when it has passed.")
    assert "The test login has passed." in restart.message


def test_nothing_restarts_between_the_changes_and_the_agreed_moment() -> None:
    (console,) = (step for step in HCL[0].recipe.product_steps if step.id == "console")
    for said in (console.do, " ".join(console.message.split())):
        assert "a server that restarts after" in said
    assert "please do not restart the web server either" in " ".join(console.message.split())


@pytest.mark.parametrize("file", SHELF.get("hcl_connections").files, ids=lambda file: file.name)
def test_what_follows_a_file_says_what_to_do_and_restarts_no_web_server_early(file: ProductFile) -> None:
    assert not file.restart or file.restart.startswith(("Restart ", "Synchronize "))
    assert "web server" not in file.restart or "not before the whole cell has restarted" in file.restart
