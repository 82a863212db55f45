"""The generated wsadmin scripts, run under a real Jython against a stand-in of WebSphere, many in one start."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from expanded_recipes import C, S, Walked, walked

HERE = Path(__file__).parent
PARTY = "com.ibm.ws.security.oidc.client.RelyingParty"
SCRIPTS = ("wsadmin-cell.py", "wsadmin-undo.py")
ONE = "AppsCluster | /oidcclient_apps | Activities, Blogs, Mobile Administration"
OTHER_SECRET = "Zz~other.secret-0000000000000000000000000"

WALKS: Mapping[str, Walked] = {
    "four.py": walked("hcl_connections", cell_name="ConnectionsCell01"),
    "mobile.py": walked("hcl_connections", mobile="yes"),
    "one-strict.py": walked("hcl_connections", clusters=ONE, strict="yes", hosts="a.contoso.com, b.contoso.com"),
    "any-cell.py": walked("hcl_connections", cell_name=""),
    "unknown-cluster.py": walked("hcl_connections", clusters=ONE.replace("AppsCluster", "NoSuchCluster")),
}
"""What wsadmin-configure.py is generated from, by the name of the script in the folder where they run."""

UNDO = "wsadmin-undo.py"
_FOREIGN = {
    "provider_1.clientId": "11111111-2222-3333-4444-555555555555",
    "provider_1.clientSecret": "an-older-secret",
    "provider_1.useDiscovery": "true",
    "jndiCacheName": "services/cache/OpenidRpCache",
}
_OURS = {"provider_1.clientId": C, "provider_1.clientSecret": "an-older-secret", "provider_1.clockSkew": "300"}
_NAMED = "com.ibm.example.OtherTAI,com.ibm.ws.security.oidc.client.RelyingParty"


def _configure(script: str = "four.py", *argv: str, **more: object) -> dict[str, object]:
    return {"script": script, "argv": list(argv), **more}


def _undo(*argv: str) -> dict[str, object]:
    return {"script": UNDO, "argv": list(argv)}


_CELL = "Cell:ConnectionsCell01"
_SECURITY = f"{_CELL}/Security"
_TRUST = f"{_SECURITY}/LTPA/TrustAssociation"
SAML = "com.ibm.ws.security.web.saml.ACSTrustAssociationInterceptor"
CHANGED_LATER: Mapping[str, object] = {
    "values": [
        [f"{_SECURITY}/Property:com.ibm.websphere.security.DeferTAItoSSO", "value", SAML],
        [f"{_CELL}/Node:node1/Server:AppsCluster_server1/DynamicCache", "enableCacheReplication", "false"],
    ],
    "added": [
        [_TRUST, "TAInterceptor", "interceptors", {"interceptorClassName": SAML}],
        [
            _SECURITY,
            "Property",
            "properties",
            {"name": "com.ibm.websphere.security.InvokeTAIbeforeSSO", "value": SAML},
        ],
    ],
    "roots": {"WebSphereOIDCRP_AppsCluster": "/typed_by_hand"},
    "signers": {"cnxoidccert": {"print": "AA:BB"}},
}
"""What somebody gives other values after wsadmin-configure.py."""

_OTHER_PROVIDER = {
    "added": [
        [
            f"{_TRUST}/TAInterceptor:{PARTY}",
            "Property",
            "trustProperties",
            {"name": "provider_9.clientId", "value": "x"},
        ]
    ]
}
_MADE_BY_HAND = {"values": [[_TRUST, "enabled", "true"]]}
_OLD = ["/oidc_old", ["cluster=AppsCluster"]]
_RIGHT = ["/oidcclient_infra", ["node=web1-node,server=web1", "cluster=InfraCluster"]]
_OTHER_HOST = {"to": "CN=idp.contoso.com", "by": "CN=Contoso CA", "print": "11:22"}

SCENARIOS: Mapping[str, Mapping[str, object]] = {
    "four": {
        "steps": [
            _configure("four.py", "--dry-run"),
            _configure(),
            _configure(),
            _undo("--dry-run"),
            _undo(),
            _undo(),
        ]
    },
    "mobile": {"steps": [_configure("mobile.py")]},
    "one-strict": {"steps": [_configure("one-strict.py"), _configure("one-strict.py"), _undo()]},
    "other-secret": {"steps": [_configure(), _configure("other-secret.py"), _undo()]},
    "fewer-clusters": {"steps": [_configure(), _configure("one-strict.py"), _configure("one-strict.py"), _undo()]},
    "ours-was-there": {
        "cell": {"interceptor": _OURS, "trust": "true"},
        "steps": [_configure(), _configure(), _undo()],
    },
    "foreign-was-there": {
        "cell": {"interceptor": _FOREIGN},
        "steps": [_configure(), _configure("four.py", "--replace"), _configure(), _undo()],
    },
    "invoke-named": {
        "cell": {"security": {"InvokeTAIbeforeSSO": _NAMED}},
        "steps": [_configure("four.py", "--dry-run"), _configure(), _undo()],
    },
    "invoke-only": {"cell": {"security": {"InvokeTAIbeforeSSO": PARTY}}, "steps": [_configure(), _undo()]},
    "trusts-all": {"cell": {"realms": ["trustAllRealms"]}, "steps": [_configure(), _undo()]},
    "application-was-there": {
        "cell": {"ours": {"WebSphereOIDCRP_AppsCluster": _OLD, "WebSphereOIDCRP_InfraCluster": _RIGHT}},
        "steps": [_configure(), _configure(), _undo()],
    },
    "changed-later": {
        "cell": {"security": {"InvokeTAIbeforeSSO": PARTY}},
        "steps": [_configure("one-strict.py"), {"by_hand": CHANGED_LATER}, _undo(), _undo()],
    },
    "changed-between": {
        "steps": [_configure(), {"by_hand": {"roots": CHANGED_LATER["roots"]}}, _configure(), _undo()],
    },
    "provider-added": {"steps": [_configure("one-strict.py"), {"by_hand": _OTHER_PROVIDER}, _undo()]},
    "failed": {
        "cell": {"clusters": 1},
        "steps": [_configure("one-strict.py", fail_at=30), {"by_hand": _MADE_BY_HAND}, _undo()],
    },
    "failed-again": {"steps": [_configure("one-strict.py"), _configure(fail_at=30), _undo()]},
    "connection-lost": {"cell": {"clusters": 1}, "steps": [_configure("one-strict.py", fail_at=30, keep=1), _undo()]},
    "not-renamed": {"steps": [_configure("one-strict.py"), {"renamed": "whole"}, _undo()]},
    "not-written": {"steps": [_configure("one-strict.py"), {"renamed": "cut"}, _undo()]},
    "port-closed": {"cell": {"port": []}, "steps": [_configure("four.py", "--dry-run"), _configure()]},
    "port-changes": {"cell": {"port": [{}, _OTHER_HOST]}, "steps": [_configure()]},
    "signer-of-other-host": {
        "cell": {"signers": {"cnxoidccert": _OTHER_HOST}},
        "steps": [_configure("four.py", "--dry-run"), _configure(), _undo()],
    },
    "signer-expired": {
        "cell": {"signers": {"cnxoidccert": {"until": "Mar 31, 2016"}}, "port": []},
        "steps": [_configure()],
    },
    "signer-of-other-server": {
        "cell": {"signers": {"cnxoidccert": {"to": "CN=stamp9.login.microsoftonline.com", "print": "33:44"}}},
        "steps": [_configure()],
    },
    "asleep": {"cell": {"asleep": ["node2"], "without_roles": ["Help"]}, "steps": [_configure(), _configure()]},
    "unknown-cluster": {"steps": [_configure("unknown-cluster.py")]},
    "other-cell": {"cell": {"name": "OtherCell"}, "steps": [_configure(), _configure("any-cell.py")]},
    "other-realm": {"cell": {"realm_name": "ldap.contoso.com:389"}, "steps": [_configure()]},
    "no-domain": {"cell": {"domain": "OldDomain"}, "steps": [_configure()]},
    "other-name": {"cell": {"relying_parties": ["OldRelyingParty"]}, "steps": [_configure()]},
    "cell-file-lost": {"steps": [_configure(lost=SCRIPTS[0]), {"script": UNDO, "lost": SCRIPTS[0]}]},
    "german": {"steps": [_configure(language="de")]},
    "option": {"steps": [_configure("four.py", "--dryrun"), _undo("--dryrun")]},
}
CRASHES: Mapping[str, Mapping[str, object]] = {
    "crash": {"configure": "one-strict.py", "undo": UNDO, "secrets": [S], "keep": [0, 1], "cell": {"clusters": 1}},
    "crash-with-others": {
        "configure": "one-strict.py",
        "undo": UNDO,
        "secrets": [S],
        "keep": [1],
        "cell": {
            "clusters": 1,
            "interceptor": {"provider_1.clockSkew": "300", "provider_2.clientId": C, "provider_2.scope": "openid"},
            "security": {"InvokeTAIbeforeSSO": _NAMED},
        },
    },
}


@cache
def crashes() -> dict[str, Any]:
    """What it came to that each script died at every one of its changes, by the scenario's name."""
    return _run(CRASHES)


@cache
def outcomes() -> dict[str, Any]:
    """What the steps of each scenario came to, by its name; the first is the cell before."""
    return _run(SCENARIOS)


def _run(scenarios: Mapping[str, object]) -> dict[str, Any]:
    """Everything in one Jython. Fails with one sentence where there is none."""
    jython = shutil.which("jython")
    assert jython, "Install Jython for this test: apt-get install jython."
    with TemporaryDirectory() as made:
        folder = Path(made)
        for name, walk in WALKS.items():
            (folder / name).write_text(walk.files["wsadmin-configure.py"], "utf-8")
        for name in SCRIPTS:
            (folder / name).write_text(WALKS["four.py"].files[name], "utf-8")
        secret = str(WALKS["four.py"].values["client_secret"])
        (folder / "other-secret.py").write_text((folder / "four.py").read_text("utf-8").replace(secret, OTHER_SECRET))
        (folder / "installableApps").mkdir()
        (folder / "installableApps" / "WebSphereOIDCRP.ear").touch()
        (folder / "in.json").write_text(json.dumps(scenarios), "utf-8")
        options = [f"-Dwas.install.root={folder}", "-Dpython.cachedir.skip=true"]
        done = subprocess.run(
            [jython, *options, HERE / "run_scenarios.jython", "in.json", "out.json"],
            cwd=folder,
            # One short program on two busy cores: compiling it well costs more than it gains.
            env={**os.environ, "JAVA_TOOL_OPTIONS": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"},
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return dict(json.loads((folder / "out.json").read_text("utf-8")))
