"""What a file is said to hold is what stands in it: the secret, the private key, or neither."""

from __future__ import annotations

from pathlib import Path

import pytest
from by_hand_setup import told
from credentials import ABLE, choose
from walked import Walked, begun

from steps.model.views import Done, HandOver

ALL = ("register_app", "grant_access", "collect_endpoints", "make_secret")
CONF, KEY, CERTIFICATE = (f"auth_openidc_entra{end}" for end in (".conf", "_key.pem", "_certificate.pem"))
HELD = {
    "secret": {CONF: (True, False)},
    "certificate": {CONF: (False, False), KEY: (True, True), CERTIFICATE: (False, False)},
}


def handed(walked: Walked) -> HandOver:
    view = walked.look("configure_product")
    shown = view.handed if isinstance(view, Done) else view
    assert isinstance(shown, HandOver)
    return shown


@pytest.mark.parametrize("credential", HELD)
def test_only_what_holds_it_is_sensitive_and_says_which(tmp_path: Path, credential: str) -> None:
    with begun(tmp_path, ABLE) as walked:
        walked.walk("choose_product", "sign_in", "check_tenant")
        choose(walked, credential)
        walked.walk(*ALL)
        assert {file.name: (file.sensitive, file.by_key) for file in handed(walked).files} == HELD[credential]
        # The same is said of what was handed over.
        walked.walk("configure_product")
        assert {file.name: (file.sensitive, file.by_key) for file in handed(walked).files} == HELD[credential]
        walked.answer("make_secret", change="yes")
        walked.confirm("make_secret")
        first = "The private key and its" if credential == "certificate" else "The client secret is new."
        assert told(handed(walked).notes[0]).startswith(first)
        assert walked.setup.outdated == (("files",) if credential == "certificate" else ("file",))
