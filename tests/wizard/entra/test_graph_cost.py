"""What a registration costs: requests in a row, and modules loaded."""

from __future__ import annotations

import json
import ssl
import subprocess
import sys
from dataclasses import asdict
from datetime import UTC, datetime, timedelta

import httpx

from steps.model.graph_ids import GRAPH_APP_ID
from tests.wizard.entra.conftest import Entra
from tests.wizard.entra.test_graph_directory import BODY, NAME, TAGS
from wizard.entra.cloud import Cloud
from wizard.entra.connection import open_http
from wizard.entra.directory import GraphDirectory
from wizard.entra.loop import Loop

REGISTER = """
import json, sys
from datetime import datetime, timedelta, timezone
given = json.load(sys.stdin)
from azure.core.credentials import AccessToken
from wizard.entra.cloud import Cloud
from wizard.entra.directory import GraphDirectory
from wizard.entra.loop import Loop
class Token:
    def get_token(self, *scopes, **options): return AccessToken(given["token"], 4102444800)
loop = Loop()
directory = GraphDirectory(Cloud(**given["cloud"]), Token, loop)
app = directory.upsert_application("cost", given["body"])
principal = directory.create_service_principal(app["appId"], {})
graph = directory.service_principal("00000003-0000-0000-c000-000000000000")
directory.grant(principal["id"], graph["id"], "openid")
directory.add_password(app["id"], "SSO Wizard cost", datetime.now(timezone.utc) + timedelta(days=30))
directory.find_principals("Data team")
directory.my_roles()
loop.close()
print(json.dumps([name for name in sys.modules if name.startswith("msgraph")]))
"""


class Counting(httpx.AsyncHTTPTransport):
    """The network, and a list of what went over it."""

    def __init__(self, ca: str) -> None:
        super().__init__(verify=ssl.create_default_context(cafile=ca))
        self.sent: list[str] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.sent.append(f"{request.method} {request.url.path}")
        return await super().handle_async_request(request)


def counted(loop: Loop, cloud: Cloud) -> Counting:
    counting = Counting(cloud.ca)
    loop.keep(("graph", cloud), lambda: open_http(cloud, counting))
    return counting


def test_a_registration_is_five_requests_in_a_row(entra: Entra) -> None:
    loop = Loop()
    counting = counted(loop, entra.tenant.cloud)
    directory = GraphDirectory(entra.tenant.cloud, entra.signing.credential, loop)
    app = directory.upsert_application(NAME, BODY)
    principal = directory.create_service_principal(app["appId"], TAGS)
    resource = directory.service_principal(GRAPH_APP_ID) or {}
    directory.grant(principal["id"], resource["id"], "openid profile email")
    directory.add_password(app["id"], "SSO Wizard test", datetime.now(UTC) + timedelta(days=30))
    assert len(counting.sent) == 5, counting.sent
    directory.application(NAME)
    directory.service_principal(app["appId"])
    directory.grants(principal["id"])
    assert len(counting.sent) == 8, "a look costs one request for each thing it reads"
    loop.close()


def test_a_registration_loads_no_typed_answers(entra: Entra) -> None:
    token = entra.signing.credential().get_token("any").token
    given = {"cloud": asdict(entra.tenant.cloud), "token": token, "body": BODY}
    run = subprocess.run(
        [sys.executable, "-c", REGISTER],
        input=json.dumps(given),
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    loaded = json.loads(run.stdout)
    assert len(loaded) < 300, len(loaded)
    assert not [name for name in loaded if ".generated.models." in name and not name.endswith("__init__")]
