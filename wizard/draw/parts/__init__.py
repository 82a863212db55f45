"""Small components of the page: inline strings, so that no file is served, and text set as text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st

HERE = Path(__file__).resolve().parent


def part(name: str, html: str) -> Callable[..., Any]:
    """Register the component whose script and style stand beside this file."""
    css = (HERE / f"{name}.css").read_text("utf-8")
    js = (HERE / f"{name}.js").read_text("utf-8")
    made: Callable[..., Any] = st.components.v2.component(f"wizard_{name}", html=html, css=css, js=js)
    return made
