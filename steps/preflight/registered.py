"""Whether the application still is what the plan made of it: addresses, platform, audience, claims, scope."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.changes import Change, Row
from ..model.chosen import Chosen
from ..model.directory import Json
from ..model.ports import World
from ..model.setup import Setup
from ..model.views import Finding
from ..model.words import say
from ..registration import application, consent, exposed_scope, service_principal, test_redirect
from . import access
from .found import Found
from .reading import Reading
from .redirects import lint

FAILS_BY = {
    "signInAudience": "preflight.audience_do",
    "isFallbackPublicClient": "preflight.public_client_do",
    "api.requestedAccessTokenVersion": "preflight.token_version_do",
    "optionalClaims.idToken": "preflight.claims_do",
    "optionalClaims.accessToken": "preflight.claims_do",
    "groupMembershipClaims": "preflight.claims_do",
}
"""What goes wrong where one of these properties differs, by its path; anything else is only said to differ."""

_LISTS = ("web", "spa", "publicClient")


def findings(setup: Setup, picked: Chosen, read: Reading, world: World) -> Iterator[Found]:
    """The application against what the product needs, property by property; the changes are those of the plan."""
    if read.app is None:
        gone = say("preflight.gone")
        yield Found(Finding(say("preflight.registration"), "fail", "", gone, step="register_app"))
        return
    app, ids = read.app, {"client_id": read.app["appId"]}
    again = (*application.plan(setup, picked, app), *exposed_scope.plan(picked, app))
    link = world.portal.link("app-authentication", **ids)
    rows = [row for change in again for row in change.rows]
    for row in rows:
        yield Found(_differs(row, rows, app, link), again)
    if not rows:
        yield Found(Finding(say("preflight.registration"), "pass", app["displayName"]))
    if read.principal is None:
        finding = Finding(
            say("preflight.enterprise"), "fail", "", say("preflight.enterprise_do"), step="register_app"
        )
        yield Found(finding, _enterprise(setup, picked, read, world))
    leaving = {row.before for row in rows}
    for finding in _others(picked, app, world, link):
        if finding.seen not in leaving:
            yield Found(finding)
    for said, uri in lint(application.redirect_uris(picked)):
        yield Found(Finding(say("preflight.redirect"), "fail", uri, said, step="choose_product"))


def _enterprise(setup: Setup, picked: Chosen, read: Reading, world: World) -> tuple[Change, ...]:
    """All that hung on it is gone with it, so that it is one plan: the consent, and who is assigned."""
    if setup.by_hand("register_app"):
        return ()
    again = (*service_principal.plan(setup, picked, None), *consent.plan(picked, read.app, (), world))
    return (*again, *access.anew(setup, picked, read, world))


def _others(picked: Chosen, app: Json, world: World, link: str) -> Iterator[Finding]:
    """Addresses that neither the product nor the test needs: nobody is to lose one here, but somebody should look."""
    ours = {uri for uris in application.redirect_uris(picked).values() for uri in uris}
    for platform in _LISTS:
        for uri in (app.get(platform) or {}).get("redirectUris", ()):
            if uri not in ours and not test_redirect.same(world.logins.redirect_uri(), uri):
                do = say("preflight.redirect_other_do")
                yield Finding(say("preflight.redirect_other"), "info", uri, do, link=link)


def _differs(row: Row, rows: list[Row], app: Json, link: str) -> Finding:
    seen = f"{row.path}: {row.before or '–'} → {row.after or '–'}"
    if row.path.endswith(".redirectUris"):
        return _address(row, rows, app, seen, link)
    do = say(FAILS_BY.get(row.path, "preflight.differs"))
    verdict = "fail" if row.path in ("isFallbackPublicClient", "signInAudience") else "warn"
    return Finding(say("preflight.registration"), verdict, seen, do, step="register_app", link=link)


def _address(row: Row, rows: list[Row], app: Json, seen: str, link: str) -> Finding:
    name = say("preflight.redirect")
    if row.after is None:
        return Finding(name, "warn", seen, say("preflight.redirect_left"), step="register_app", link=link)
    platform = row.path.partition(".")[0]
    elsewhere = [p for p in _LISTS if p != platform and row.after in (app.get(p) or {}).get("redirectUris", ())]
    if elsewhere:
        do = say("preflight.platform", found=elsewhere[0], wanted=platform)
        return Finding(name, "fail", row.after, do, step="register_app", link=link)
    none = not any((app.get(p) or {}).get("redirectUris") for p in _LISTS)
    do = say("preflight.redirect_none" if none else "preflight.redirect_missing")
    return Finding(name, "fail", row.after, do, step="register_app", link=link)
