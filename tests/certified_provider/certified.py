"""The certified provider as a process, and one client of it that logs in through the wizard's own hub."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx2
import trustme

from steps.model.app import App
from steps.model.facts import Endpoints, Registration, SignedIn
from steps.model.logins import Attempt
from steps.model.secret import Secret
from steps.model.setup import Setup
from tests.target_products.running import Running, installed
from wizard.oidc.fetch import trust
from wizard.oidc.hub import LoginHub
from wizard.oidc.provider import TenantProvider

HERE = Path(__file__).parent
PACKAGES = HERE.parents[1] / ".venv-target-products" / "certified-provider" / "node_modules"
NODE = Path(shutil.which("node") or "/usr/bin/node")
PORT = 8765
REDIRECT = f"http://localhost:{PORT}/callback"
TENANT = "3f0c3b6e-0b5f-4f5e-9b43-6a2f3a4f9d10"
PERSON = {
    "oid": "7d2f2b1e-6f0e-4a6b-8a51-0f9b8f6a1c22",
    "tid": TENANT,
    "ver": "2.0",
    "name": "Mina Osei",
    "preferred_username": "mina.osei@contoso.example",
    "email": "mina.osei@contoso.example",
}

Json = dict[str, Any]


def client(client_id: str, method: str, **more: Any) -> Json:
    """A registration at the provider (Dynamic Client Registration 1.0 §2)."""
    return {"client_id": client_id, "token_endpoint_auth_method": method, "redirect_uris": [REDIRECT], **more}


class CertifiedProvider:
    """Runs from construction until `stop`. It trusts nobody but these clients, and signs in one person."""

    def __init__(self, folder: Path, clients: Sequence[Json]) -> None:
        authority = trustme.CA()
        self.ca = folder / "ca.pem"
        authority.cert_pem.write_to_path(self.ca)
        issued = folder / "localhost.pem"
        authority.issue_cert("localhost").private_key_and_cert_chain_pem.write_to_path(issued)
        installed(PACKAGES / "oidc-provider", "the packages of tests/certified_provider/package.json")
        given = {"packages": str(PACKAGES), "certificate": str(issued), "key": str(issued), "tenant": TENANT}
        settings = folder / "settings.json"
        settings.write_text(json.dumps({**given, "clients": clients, "person": PERSON}), "utf-8")
        command = [installed(NODE, "nodejs"), str(HERE / "provider.mjs"), str(settings)]
        self._running = Running(command, folder, {}, lambda it: '{"ready":' in it.output())
        self.origin = f"https://localhost:{self.told('ready')[0]['ready']}"
        self._read = 0

    def told(self, kind: str) -> list[Json]:
        """Every line of this kind that it printed, in order; see provider.mjs."""
        lines = [json.loads(line) for line in self._running.output().splitlines() if line.startswith("{")]
        return [line for line in lines if kind in line]

    def faults(self) -> list[Json]:
        """What it found wrong with requests since this was asked last."""
        found = self.told("fault")
        self._read, new = len(found), found[self._read :]
        return new

    def stop(self) -> None:
        self._running.stop()


@dataclass
class Login:
    """A setup whose application is this client, and its test login."""

    provider: CertifiedProvider
    client_id: str
    app: App
    endpoints: Endpoints = field(init=False)

    def __post_init__(self) -> None:
        ca = str(self.provider.ca)
        self.hub = LoginHub(PORT, ca)
        self.endpoints = TenantProvider(self.provider.origin, "https://graph.microsoft.com", ca).endpoints(TENANT)
        self.setup = Setup(
            id="s1",
            created="2026-11-21",
            signed_in=SignedIn(TENANT, "o", "admin@contoso.example", "Admin", "browser", "Practice"),
            registration=Registration("obj", self.client_id, "sso-wizard-s1", "Wiki"),
        )

    def leave(self, secret: Secret | None) -> tuple[str, str, httpx2.Response]:
        """Where the browser ends up after the sign-in, its key, and the last answer of the provider."""
        self.hub.drop(self.setup.id)
        started = self.hub.start(self.hub.offer(self.setup, self.app, self.endpoints, secret).id)
        assert started
        url, key = started
        with httpx2.Client(verify=trust(str(self.provider.ca)), trust_env=False) as browser:
            answer = browser.get(url)
            while answer.next_request and not str(answer.next_request.url).startswith(REDIRECT):
                answer = browser.send(answer.next_request)
        return str(answer.next_request.url) if answer.next_request else "", key, answer

    def log_in(self, secret: Secret | None = None) -> Attempt:
        back, key, answer = self.leave(secret)
        assert back, answer.text
        self.hub.complete(parse_qsl(urlsplit(back).query), key)
        return self.attempt()

    def attempt(self) -> Attempt:
        found = self.hub.current(self.setup)
        assert found
        return found

    def verdicts(self) -> Mapping[str, str]:
        return {check.name: check.verdict for check in self.attempt().checks}
