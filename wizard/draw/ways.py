"""Ways to mend what was found: to a step of this setup, and to the page of the portal where it is done by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit

from markupsafe import Markup

from steps.model.answers import LOOPBACK
from steps.model.views import Finding
from steps.model.words import say

from ..oidc import errors
from ..text import text
from . import go
from .desk import Desk
from .markup import element, words
from .screen_share import shown

if TYPE_CHECKING:
    from ..engine import Engine


def ways(finding: Finding, desk: Desk | None) -> Markup:
    """Both of them on one line below a finding; empty where there is nothing to go to."""
    links = []
    if finding.step and desk is not None and finding.step != desk.step:
        links.append(to_step(finding.step, desk.engine, desk.setup.id, go.origin(desk) or desk.step))
    if _may_lead(finding.link):
        links.append(to_page(finding.link, text(finding.name)))
    return element("p", *links, class_="ways") if any(links) else Markup("")


def to_step(step: str, engine: Engine, setup_id: str, came_from: str = "") -> Markup:
    """A link to a step, in the same tab, from where the page leads back to `came_from`.

    Plain words where nothing can be changed, or the step is not reached yet.
    """
    title = shown(say(f"step.{step}.title"))
    states = engine.states(engine.setup(setup_id)) if setup_id else {}
    if engine.read_only is not None or states.get(step, "locked") == "locked":
        return element("span", words("mended_in", title=title))
    there = "?" + urlencode(go.address(setup_id, step, came_from))
    return element("a", words("go_to", title=title), href=there)


def to_page(link: str, about: str) -> Markup:
    """A link to a page of the portal, or to what Microsoft says about an error."""
    said = words("doctor.lookup") if link.startswith(errors.PAGES) else words("open_portal")
    return elsewhere(said, link, about)


def elsewhere(said: str, link: str, about: str) -> Markup:
    """A link in a tab of its own; several with the same words are told apart by what they are about."""
    return element("a", said, href=link, target="_blank", rel="noopener noreferrer", aria_label=f"{said}: {about}")


def _may_lead(link: str) -> bool:
    """Only https, but for this machine, where the practice tenant has its portal."""
    parts = urlsplit(link)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)
