"""Every file that the recipes of real products can make is taken by the product's own parser."""

from __future__ import annotations

import json
import subprocess
from itertools import product as every
from pathlib import Path

import pytest

from tests.expanded_recipes import Walked, walked
from wizard.practice import PracticeTenant
from wizard.recipes.source import SAMPLE

from .httpd import Httpd
from .hub import NEEDED, OWN
from .running import installed

GROUPS = "3f2a9c1e-7b4d-4e6a-9d18-52c0a7f4b6e1, 0b7e4c52-1a6f-4d38-8e90-c5d2a1b3f467"
PEOPLE = "Jane.Doe@contoso.com, sam.o_neil@contoso.com"

SITES = [
    walked("apache_mod_auth_openidc", user_claim=claim, who=who, behind_proxy=proxy, **paths, **groups)
    for claim, who, proxy in every(("preferred_username", "oid", "email"), ("everybody", "groups"), ("yes", "no"))
    for paths in ({}, {"protected_path": "/a/b.c", "redirect_path": "/a/~back"})
    for groups in ({"group_ids": GROUPS} if who == "groups" else {},)
]
HUBS = [
    walked("jupyterhub", user_claim=claim, who=who, base_path=base, admins=admins, users=PEOPLE, group_ids=GROUPS)
    for claim, who in every(("preferred_username", "oid", "email"), ("everybody", "named", "groups"))
    for base, admins in (("", ""), ("/jupyter", PEOPLE))
]
"""Answers to questions that are not asked on a way are left out by `walked`."""

# Run by the hub's own Python: loads each file as the hub does, and builds the authenticator from it.
LOAD = """
import json, sys
from oauthenticator.generic import GenericOAuthenticator
from traitlets.config import PyFileConfigLoader

told = []
for file in sys.argv[1:]:
    loaded = PyFileConfigLoader(file).load_config()
    made, options = GenericOAuthenticator(config=loaded), loaded.GenericOAuthenticator
    told.append({
        "class": loaded.JupyterHub.authenticator_class,
        "unknown": sorted(set(options) - set(GenericOAuthenticator.class_traits(config=True))),
        "callback": made.oauth_callback_url,
        "secret": made.client_secret,
        "claim": made.username_claim,
        "all": made.allow_all,
        "users": sorted(made.allowed_users),
        "admins": sorted(made.admin_users),
        "groups": sorted(made.allowed_groups),
    })
print(json.dumps(told))
"""


@pytest.mark.parametrize("walk", SITES, ids=lambda walk: walk.name)
def test_apache_takes_the_file(walk: Walked, practice: PracticeTenant) -> None:
    httpd = Httpd()
    try:
        files = {name: content.encode() for name, content in walk.files.items()}
        httpd.configure(practice.cloud.ca, files, walk.fields["Line"])
        assert httpd.check().strip() == "Syntax OK"
    finally:
        httpd.stop()


def test_the_hub_takes_every_file_and_reads_in_it_what_was_answered(tmp_path: Path) -> None:
    files = [tmp_path / f"{number}.py" for number, _ in enumerate(HUBS)]
    for file, walk in zip(files, HUBS, strict=True):
        file.write_text(walk.files["jupyterhub_entra_config.py"], "utf-8")
    command = [installed(OWN / "bin/python", NEEDED), "-W", "ignore", "-c", LOAD, *map(str, files)]
    told = json.loads(subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout)
    assert told == [read_as(walk) for walk in HUBS]


def read_as(walk: Walked) -> dict[str, object]:
    """What the hub must read in the file of this way."""
    answers = walk.values

    def lower(name: str) -> list[str]:
        given = answers.get(name, ())
        return sorted(one.lower() for one in given) if isinstance(given, tuple) else []

    return {
        "class": "oauthenticator.generic.GenericOAuthenticator",
        "unknown": [],
        "callback": walk.redirects[0],
        "secret": SAMPLE["client_secret"],
        "claim": answers["user_claim"],
        "all": answers["who"] == "everybody",
        "users": lower("users"),
        "admins": lower("admins"),
        "groups": lower("group_ids"),
    }
