"""How a portal page answers: shown for who is signed in, its form carried out, a refusal shown where it was typed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from steps.model.words import say

from ...text import text
from ..drawing import draw
from ..graph.answers import GraphRefusal
from ..login.account_pages import SESSION
from ..login.fields import form_of, is_ours
from ..people import DOMAIN
from ..realm import Realm
from .visit import Visit, Wrong

Values = dict[str, Any]


@dataclass(frozen=True)
class Page:
    """`path` is relative to /portal/{tenant}. `act` carries the form out, with Graph's own operations.

    It returns the page to go on to, or values to draw this page with at once, when nothing is written yet or
    something may be shown only now. Raises `GraphRefusal` and `Wrong`.
    """

    path: str
    template: str
    show: Callable[[Visit], Values]
    act: Callable[[Visit], str | Values] | None = None


def answering(realm: Realm, page: Page) -> Callable[[Request], Awaitable[Response]]:
    """The handler of one page."""

    async def answer(request: Request) -> Response:
        if not is_here(realm, request.path_params["tenant"]):
            return message(realm, "elsewhere", 404)
        sent = await form_of(request) if request.method == "POST" else {}
        if request.method == "POST" and not is_ours(realm, request):
            return message(realm, "foreign", 403)
        if "person" in sent:
            return _signed_in(realm, request, sent["person"])
        user = realm.directory.users.get(request.cookies.get(SESSION, ""))
        if user is None or not user["accountEnabled"]:
            return _pick(realm)
        return _answered(page, Visit(realm, user, request.path_params, request.query_params, sent), request.method)

    return answer


def is_here(realm: Realm, tenant: str) -> bool:
    """Whether an address names this tenant."""
    return tenant.lower() in (realm.tenant_id, DOMAIN)


def message(realm: Realm, about: str, status: int, said: str = "") -> Response:
    """A page that only says something: `[practice.portal.message]`, or Graph's own words."""
    return draw("portal_message.html", realm, status, about=about, said=said)


def _pick(realm: Realm) -> Response:
    people = [user for user in realm.directory.users if user["accountEnabled"]]
    return draw("pick.html", realm, app=text(say("practice.portal.name")), people=people, code="")


def _signed_in(realm: Realm, request: Request, person: str) -> Response:
    if realm.directory.users.get(person) is None:
        return _pick(realm)
    address = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    answer = RedirectResponse(address, 303)
    answer.set_cookie(SESSION, person, httponly=True, samesite="lax", path="/")
    return answer


def _answered(page: Page, visit: Visit, method: str) -> Response:
    try:
        if method != "POST" or page.act is None:
            return _drawn(page, visit)
        try:
            outcome = page.act(visit)
        except GraphRefusal as refusal:
            return _drawn(page, visit, refusal.status, refused=refusal.message)
        except Wrong as wrong:
            return _drawn(page, visit, 400, refused=text(wrong.words))
        if isinstance(outcome, str):
            # Read again under its own address: loading that once more must not send the form once more.
            return RedirectResponse(f"{visit.base}{outcome}?done=1", 303)
        return _drawn(page, visit, **outcome)
    except GraphRefusal as refusal:
        return message(visit.realm, "missing", refusal.status, refusal.message)


def _drawn(page: Page, visit: Visit, status: int = 200, **values: Any) -> Response:
    given = {"refused": "", "typed": visit.typed, **page.show(visit), **values}
    done = "done" in visit.query and not visit.typed
    return draw(page.template, visit.realm, status, user=visit.user, base=visit.base, done=done, **given)
