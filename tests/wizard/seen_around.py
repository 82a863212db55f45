"""Around the set-up: lock-out, opaque errors, stale instructions, and what Streamlit would get wrong."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from by_hand_setup import EXPIRES, Bench, told
from early import EARLY, Row, said_of_recipe
from product_asks import compared

from steps.model.views import Guide
from wizard import oidc
from wizard.recipes import RecipeShelf
from wizard.text import sentences


def lock_out(bench: Bench, folder: Path) -> None:
    assert "way_back" in said_of_recipe(folder, ('way_back = "Turn it off."', 'way_back = ""'))
    ready = bench.ready
    enforce = RecipeShelf().get("hugging_face").enforce
    summary = bench.engine.summary(ready.setup.id, "md")[1].decode()
    assert f"new client secret before {EXPIRES}" in summary
    for said in (enforce.how, enforce.way_back):
        assert said[:40] in summary


def opaque(bench: Bench, folder: Path) -> None:
    assert "The product asks for exactly what is registered" in compared(bench)
    assert "Correct the product; do not loosen Entra." in compared(bench, scope="profile")


def stale(bench: Bench, folder: Path) -> None:
    assert re.search(r"compared with Microsoft's documentation in \w+ 20\d\d", sentences()["portal.checked"])
    setup = bench.by_hand()
    shown = [setup.look("sign_in")]
    setup.begin("cloud")
    shown.append(setup.look("register_app"))
    for view in shown:
        assert isinstance(view, Guide)
        assert sentences()["portal.checked"] in told(view)


def sessions(bench: Bench, folder: Path) -> None:
    # State, nonce and verifier live in the program: a redirect begins a new session of the page.
    for file in Path(str(oidc.__file__)).parent.glob("*.py"):
        tree = ast.parse(file.read_text("utf-8"))
        named = [ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
        assert not any("streamlit" in line for line in named), file
    # Its server redeems the code, so that the test's address is never one of the browser's.
    for recipe in RecipeShelf().all():
        picked = bench.by_hand(recipe.id).picked
        assert (picked.app.platform == "spa") == (picked.app.client_auth == "none")


ROWS = (
    Row("Lock-out", "lock-out", EARLY, "no recipe without a way back; the summary names it", lock_out),
    Row("Opaque product errors", "opaque-product-errors", EARLY, "the product's own request", opaque),
    Row("Stale instructions", "stale-instructions", EARLY, "the labels are data with a month", stale),
    Row("Streamlit specifics", "streamlit-sessions", EARLY, "logins are kept in the program", sessions),
)
