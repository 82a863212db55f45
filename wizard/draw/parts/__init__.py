"""Small components of the page: inline strings, so that no file is served, and text set as text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st

HERE = Path(__file__).resolve().parent


def part(name: str, html: str, *shared: str) -> Callable[..., Any]:
    """Register the component whose script and style stand beside this file, after those of the `shared` names."""
    css, js = ("\n".join(_read(one, kind) for one in (*shared, name)) for kind in ("css", "js"))
    made: Callable[..., Any] = st.components.v2.component(f"wizard_{name}", html=html, css=css, js=js)
    return made


def _read(name: str, kind: str) -> str:
    """One file without indents and comments: Streamlit sends it along with every single component of a page."""
    file = HERE / f"{name}.{kind}"
    lines = (line.strip() for line in file.read_text("utf-8").splitlines()) if file.exists() else ()
    return "\n".join(line for line in lines if line and not line.startswith("//"))
