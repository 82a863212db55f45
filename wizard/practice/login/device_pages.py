"""The pages of the device code flow: type the code, choose an account, agree, close the tab."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from ..drawing import draw
from ..realm import Realm
from ..store import Row
from . import device
from .account_pages import consent_page, stays, wall
from .clients import find_client
from .consent import agree, may_consent, missing
from .fields import form_of, is_ours
from .refusals import Refused, refuse


@dataclass(frozen=True)
class DevicePages:
    """/devicelogin. The code travels from page to page; nothing else is kept."""

    realm: Realm

    async def ask(self, request: Request) -> Response:
        return draw("device.html", self.realm, code=request.query_params.get("otc", ""), wrong=False)

    async def answer(self, request: Request) -> Response:
        form = await form_of(request)
        if not is_ours(self.realm, request):
            return stays(self.realm, refuse(9002313))
        row = device.typed(self.realm, form.get("code", ""))
        if row is None:
            return draw("device.html", self.realm, code=form.get("code", ""), wrong=True)
        try:
            return self._step(row, form)
        except Refused as refused:
            return stays(self.realm, refused)

    def _step(self, row: Row, form: dict[str, str]) -> Response:
        client = find_client(self.realm, row["client_id"])
        if form.get("decision") in ("cancel", "leave"):
            device.settle(self.realm, row, "", agreed=False)
            return draw("device_done.html", self.realm, app=client.name, agreed=False)
        user = self.realm.directory.users.get(form.get("person", ""))
        code = form["code"]
        if user is None:
            people = [u for u in self.realm.directory.users if u["accountEnabled"]]
            return draw("pick.html", self.realm, app=client.name, people=people, code=code)
        needs = missing(self.realm, client, user["id"], device.wanted_by(self.realm, client, row))
        everybody = form.get("everybody") == "yes"
        if needs and not may_consent(self.realm, user["id"], needs, everybody):
            return wall(self.realm, client.name, user, "", code)
        # The account's page is not enough: someone may have been sent a code that belongs to an attacker's device.
        if form.get("decision") != "accept":
            return consent_page(self.realm, client.name, user, needs, "", code)
        agree(self.realm, client, user["id"], needs, everybody)
        device.settle(self.realm, row, user["id"], agreed=True)
        return draw("device_done.html", self.realm, app=client.name, agreed=True)
