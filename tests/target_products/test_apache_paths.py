"""A path that the wizard accepts is closed by Apache in every spelling; one that would leave a way in is refused."""

from __future__ import annotations

import http.client
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from steps.choose_product import check_answer
from steps.model.problems import AskAgain
from tests.expanded_recipes import SHELF, Walked, walked
from wizard.practice import PracticeTenant

from .httpd import PAGE, Httpd

PRODUCT = "apache_mod_auth_openidc"
FOR_SOME = {"who": "groups", "group_ids": "3f2a9c1e-7b4d-4e6a-9d18-52c0a7f4b6e1"}
# Each was accepted once, and Apache then answered the address beside it to everybody.
LEFT_OPEN = {
    "//": "/",
    "/a//b": "/a/b/",
    "/a/./b": "/a/b/",
    "/reports/": "/reports",
    "/a/../reports": "/reports/",
    "/reports/.": "/reports/",
}
CLOSED = ("/", "/reports", "/a/b", "/a/b.c", "/~a/...", "/A_b-1")


@contextmanager
def guarded(practice: PracticeTenant, protected: str) -> Iterator[Httpd]:
    """A running server whose page is at the path, a folder below it, and at the root."""
    httpd = Httpd()
    try:
        walk = walked(PRODUCT, redirect_path="/back.here")
        found = f"{practice.cloud.login}/{practice.tenant_id}/v2.0/.well-known/openid-configuration"
        given = {"protected_path": protected, "site": httpd.origin, "discovery_url": found}
        files = Walked(walk.recipe, "", walk.values | given).files
        for place in (protected, f"{protected}/below", "/elsewhere"):
            folder = httpd.folder / f"site{place}"
            folder.mkdir(parents=True, exist_ok=True)
            (folder / "index.html").write_text(PAGE, "utf-8")
        (httpd.folder / "site" / "index.html").write_text(PAGE, "utf-8")
        httpd.configure(practice.cloud.ca, {name: text.encode() for name, text in files.items()}, walk.fields["Line"])
        httpd.start()
        yield httpd
    finally:
        httpd.stop()


def answer(httpd: Httpd, path: str) -> tuple[int, str]:
    """Status and where it leads, for a path that is sent as it is."""
    asking = http.client.HTTPConnection("127.0.0.1", httpd.port, timeout=30)
    try:
        asking.request("GET", path, headers={"Host": f"localhost:{httpd.port}", "Accept": "text/html"})
        told = asking.getresponse()
        return told.status, (told.getheader("Location") or "").partition("?")[0]
    finally:
        asking.close()


def spellings(path: str) -> list[str]:
    """The path as somebody may write it who wants to get around its rule."""
    path = path.rstrip("/")
    encoded = "".join(f"%{ord(one):02x}" if one.isalnum() else one for one in path)
    below = [
        f"{start}{end}" for start in (path, encoded) for end in ("/", "/below", "/below/", "//below/", "/./", "/?x")
    ]
    around = [f"/{path}/", f"/.{path}/", f"/elsewhere/..{path}/", f"{path.replace('/', '//')}/", f"{path}/below/../"]
    return [*([path] if path else []), *below, *around]


@pytest.mark.parametrize("path", CLOSED)
def test_an_accepted_path_is_closed_in_every_spelling(path: str, practice: PracticeTenant) -> None:
    assert check_answer("protected_path", SHELF.get(PRODUCT).ask["protected_path"], path) == path
    sign_in = f"{practice.cloud.pages}/{practice.tenant_id}/oauth2/v2.0/authorize"
    with guarded(practice, path) as httpd:
        told = {spelling: answer(httpd, spelling) for spelling in spellings(path)}
        assert told == dict.fromkeys(told, (302, sign_in))
        assert path == "/" or answer(httpd, "/elsewhere/")[0] == 200


@pytest.mark.parametrize(("path", "open_still"), LEFT_OPEN.items())
def test_a_path_that_would_leave_a_way_in_is_refused(path: str, open_still: str, practice: PracticeTenant) -> None:
    with pytest.raises(AskAgain):
        check_answer("protected_path", SHELF.get(PRODUCT).ask["protected_path"], path)
    with guarded(practice, path) as httpd:
        status, to = answer(httpd, open_still)
        assert "/authorize" not in to
        assert status in (200, 301)


def test_the_redirect_path_lifts_no_rule_but_its_own() -> None:
    # Whoever signs in may pass there, even where only a group may use the site.
    text = walked(PRODUCT, redirect_path="/back.here", **FOR_SOME).files["auth_openidc_entra.conf"]
    assert r'<LocationMatch "^/back\.here$">' in text


@pytest.mark.parametrize("path", ["/", "//x", "/x//y", "/x/", "/./x", "/x/..", "/x.", "x"])
def test_a_redirect_path_that_apache_would_not_meet_is_refused(path: str) -> None:
    with pytest.raises(AskAgain):
        check_answer("redirect_path", SHELF.get(PRODUCT).ask["redirect_path"], path)


@pytest.mark.parametrize("path", ["/", "//x", "/x//y", "/x/", "/./x", "/x/..", "x"])
def test_a_base_path_that_a_browser_would_change_is_refused(path: str) -> None:
    with pytest.raises(AskAgain):
        check_answer("base_path", SHELF.get("jupyterhub").ask["base_path"], path)


@pytest.mark.parametrize("path", ["/x", "/x/y.z", "/~x/..."])
def test_a_plain_path_is_accepted(path: str) -> None:
    for product, question in ((PRODUCT, "redirect_path"), ("jupyterhub", "base_path")):
        if product != PRODUCT or not path.endswith("."):
            assert check_answer(question, SHELF.get(product).ask[question], path) == path
