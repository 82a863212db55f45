"""Opens the page without a browser and reads it as a person would: sentences, fields, buttons."""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from fake_engine import FakeEngine
from scenes import SCENES, address
from streamlit.testing.v1 import AppTest

import wizard
from wizard import running

APP = Path(wizard.__file__).with_name("app.py")


@dataclass
class Page:
    """A page and the engine behind it."""

    at: AppTest
    engine: FakeEngine

    def said(self) -> str:
        """All plain text on the page, and the sentences of its tasks."""
        bodies = [found.proto.body for found in self.at.get("html") if "<style>" not in found.proto.body]
        tasks = [f"{task['said']} {task['others']} {task['waits']}" for task in self.parts("task")]
        return " ".join([html.unescape(re.sub(r"<[^>]+>", " ", " ".join(bodies))), *tasks])

    def markup(self) -> str:
        """The elements as they are sent to the browser."""
        return " ".join(found.proto.body for found in self.at.get("html"))

    def parts(self, name: str) -> list[dict[str, Any]]:
        """What each component of this kind was given."""
        found = [part.proto for part in self.at.get("bidi_component")]
        return [json.loads(part.json) for part in found if part.component_name == f"wizard_{name}"]

    def values(self) -> list[dict[str, Any]]:
        """Every value with a copy button, alone or in a task."""
        return [*self.parts("copy_field"), *(value for task in self.parts("task") for value in task["values"])]

    def button(self, label: str) -> Any:
        """The button of this name; Streamlit's labels are Markdown, so escapes are taken off."""
        return next(b for b in self.at.button if unescaped(b.label) == label)

    def buttons(self) -> list[str]:
        return [unescaped(button.label) for button in self.at.button]

    def field(self, label: str) -> Any:
        kinds = (self.at.text_input, self.at.text_area, self.at.selectbox, self.at.button_group)
        return next(f for kind in kinds for f in kind if f.label == label)

    @property
    def step(self) -> str:
        found = self.at.query_params.get("step", "")
        return found[0] if isinstance(found, list) else found


def unescaped(label: str) -> str:
    return re.sub(r"\\(.)", r"\1", label)


def open_scene(scene: str) -> Page:
    """The page of a scene."""
    return open_page(SCENES[scene](), address(scene))


def open_page(engine: FakeEngine, query: str = "") -> Page:
    """The page at this address."""
    running.start(engine, None)
    at = AppTest.from_file(str(APP), default_timeout=20)
    for name, values in parse_qs(query.removeprefix("?")).items():
        at.query_params[name] = values[0]
    at.run()
    assert not at.exception
    return Page(at, engine)
