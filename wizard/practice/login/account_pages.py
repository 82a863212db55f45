"""What a person sees: choose an account, agree to permissions, read why it did not work.

The pages keep nothing between steps: each form posts back to the address of the request, which is read and checked
again. So a restart in between is harmless.
"""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from ..drawing import draw
from ..realm import Realm
from ..store import Row
from . import logged, responding
from .authorize import Asked, GoesBack, check_assignment, read
from .consent import agree, may_consent, missing
from .fields import form_of, is_ours
from .refusals import Refused, refuse

SESSION = "practice-session"


@dataclass(frozen=True)
class Accounts:
    """The authorize endpoint, v2 and v1."""

    realm: Realm

    async def v2(self, request: Request) -> Response:
        return await self._answer(request, v1=False)

    async def v1(self, request: Request) -> Response:
        return await self._answer(request, v1=True)

    async def _answer(self, request: Request, v1: bool) -> Response:
        form = await form_of(request) if request.method == "POST" else {}
        step = form if is_ours(self.realm, request) and "person" in form else {}
        sent = dict(request.query_params) if step or not form else {**request.query_params, **form}
        asked: Asked | None = None
        try:
            asked = read(self.realm, request.path_params["tenant"], sent, v1)
            return self._step(request, asked, step)
        except GoesBack as back:
            self._record(asked, step, back.refused)
            return responding.refused(self.realm, back)
        except Refused as refused:
            self._record(asked, step, refused)
            return stays(self.realm, refused)

    def _step(self, request: Request, asked: Asked, step: dict[str, str]) -> Response:
        if asked.prompt == "none" and not step:
            return self._silently(request, asked)
        user = self.realm.directory.users.get(step.get("person", ""))
        if user is None:
            return self._pick(asked)
        answer = self._chosen(asked, user, step)
        answer.set_cookie(SESSION, user["id"], httponly=True, samesite="lax", path="/")
        return answer

    def _pick(self, asked: Asked) -> Response:
        people = [u for u in self.realm.directory.users if u["accountEnabled"]]
        hinted = [u for u in people if asked.login_hint.lower() in (u["userPrincipalName"].lower(), u["mail"])]
        return draw(
            "pick.html",
            self.realm,
            posts_to=asked.target.redirect,
            app=asked.client.name,
            people=hinted or people,
            code="",
        )

    def _chosen(self, asked: Asked, user: Row, step: dict[str, str]) -> Response:
        check_assignment(self.realm, asked, user)
        if asked.client.app and self.realm.scenarios.blocked_by_policy:
            raise refuse(logged.BLOCKED)
        needs = missing(self.realm, asked.client, user["id"], asked.wanted)
        everybody = step.get("everybody") == "yes"
        if step.get("decision") == "cancel":
            raise GoesBack(asked.target, refuse(65004))
        if step.get("decision") == "leave":
            # The wall comes back without a number, as two products report (xorbitsai/xagent issue 2510).
            raise GoesBack(asked.target, refuse(90094), subcode="cancel")
        if needs and not may_consent(self.realm, user["id"], needs, everybody):
            return wall(self.realm, asked.client.name, user, asked.target.redirect)
        if needs and step.get("decision") != "accept":
            return consent_page(self.realm, asked.client.name, user, needs, asked.target.redirect)
        if needs:
            agree(self.realm, asked.client, user["id"], needs, everybody)
        return responding.signed_in(self.realm, asked, user)

    def _silently(self, request: Request, asked: Asked) -> Response:
        user = self.realm.directory.users.get(request.cookies.get(SESSION, ""))
        if user is None:
            raise GoesBack(asked.target, refuse(50058))
        check_assignment(self.realm, asked, user)
        if missing(self.realm, asked.client, user["id"], asked.wanted):
            lacking = refuse(65001, app=asked.client.app_id, name=asked.client.name)
            raise GoesBack(asked.target, lacking, error="interaction_required")
        return responding.signed_in(self.realm, asked, user)

    def _record(self, asked: Asked | None, step: dict[str, str], refused: Refused) -> None:
        user = self.realm.directory.users.get(step.get("person", ""))
        if asked and user:
            logged.record(self.realm, asked.client, user, refused)


def stays(realm: Realm, refused: Refused) -> Response:
    """The page for what the application never hears of: number, ids and time, as a person is asked for them."""
    return draw("refused.html", realm, status=400, refused=refused)


def wall(realm: Realm, app: str, user: Row, posts_to: str, code: str = "") -> Response:
    """ "Need admin approval": this person may not consent to what is asked."""
    return draw("approval.html", realm, posts_to=posts_to, app=app, user=user, code=code)


def consent_page(
    realm: Realm, app: str, user: Row, needs: dict[str, tuple[str, ...]], posts_to: str, code: str = ""
) -> Response:
    """What the application asks for, to accept or to cancel; `code` is the device's, where there is one."""
    names = [name for names in needs.values() for name in names]
    everybody = may_consent(realm, user["id"], needs, everybody=True)
    return draw(
        "consent.html",
        realm,
        posts_to=posts_to,
        app=app,
        user=user,
        names=names,
        everybody=everybody and bool(names),
        code=code,
    )
