"""Draw `Report`: what was checked, worst first, each with a word, the evidence as text, and what to do."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from steps.model.verdicts import worst_first, worst_of
from steps.model.views import Finding, Report, Section

from ..evidence import is_telling
from ..text import text
from .ask import draw_aside, draw_cards
from .desk import Desk
from .footer import footer
from .markup import bullets, callout, element, heading, label, show, words
from .parts.copy_field import copy_field
from .poll import poll
from .screen_share import covered, shared, shown
from .ways import ways


def draw_report(desk: Desk, view: Report) -> None:
    """The whole page is a report that ends in a decision, or in looking again."""
    draw_findings(desk, view)
    if view.ask and not view.ask.fields and text(view.ask.submit):
        draw_cards(desk, view.ask.cards)
        footer(desk, view.ask.submit, lambda: desk.answer({}))
        return
    if view.ask:
        draw_aside(desk, view.ask)
    footer(desk, words("check_again"), desk.look_again)


def draw_findings(desk: Desk, view: Report) -> None:
    """The verdict, and what it comes from."""
    draw_verdict(view)
    draw_sections(desk, view)


def draw_verdict(view: Report, *, named: bool = False) -> None:
    """What it comes to, in one box; with `named` also by what, where that stands farther down."""
    found = worst_first(finding for section in view.sections for finding in section.findings)
    worse = tuple(finding.name for finding in found if finding.verdict in ("fail", "warn"))
    body = (bullets(worse),) if named and worse else ()
    show(callout(view.verdict, view.title, *body, view.text, live=view.verdict == "fail"))


def draw_sections(desk: Desk, view: Report) -> None:
    """The sections, those with something wrong first; one in which nothing is can be folded away."""
    for value in view.values:
        copy_field(value.label, text(value.text), key=desk.key("report", value), help=value.help)
    for number, section in sorted(enumerate(view.sections), key=lambda one: worst_of(one[1].findings)):
        quiet = number > 0 and all(finding.verdict in ("pass", "info") for finding in section.findings)
        if quiet:
            told = words("folded", title=shown(section.title), count=str(len(section.findings)))
            with st.expander(label(told), key=desk.key("section", number)):
                show(table(section, desk))
        else:
            with st.container(border=True, key=f"section-{number}"):
                show(heading(section.title), table(section, desk))
    if view.every:
        # Not as often as it says: it may stand in a file that was handed over.
        poll(desk, lambda now: None, every=5.0)


def table(section: Section, desk: Desk | None = None) -> Markup:
    """The findings of one section, worst first; links to other steps need the desk."""
    return element("ul", *(_finding(finding, desk) for finding in worst_first(section.findings)), class_="findings")


def _marked(seen: str, at: int) -> Markup:
    """A text with the character marked where it parts from another; a missing one is an empty mark."""
    # In pieces it would slip through the mask of a shared screen.
    if shared() or not 0 <= at <= len(seen):
        return element("p", seen, class_="seen")
    return element("p", seen[:at], element("mark", seen[at : at + 1]), seen[at + 1 :], class_="seen")


def _finding(finding: Finding, desk: Desk | None) -> Markup:
    verdict = words(f"verdict.{finding.verdict}")
    lines = [element("p", element("span", finding.name, class_="name"), class_="finding-name")]
    if finding.seen:
        lines.append(_marked(covered(finding.seen) if is_telling(finding) else finding.seen, finding.at))
    if beside := finding.beside:
        lines.append(element("p", beside.label, class_="quiet"))
        lines.append(_marked(covered(text(beside.text)) if is_telling(finding) else text(beside.text), finding.at))
        lines += [element("p", beside.help, class_="quiet")] if text(beside.help) else []
    if text(finding.do):
        lines.append(element("p", finding.do, class_="quiet"))
    lines.append(ways(finding, desk))
    mark = element("span", class_="mark", aria_hidden="true")
    return element(
        "li", mark, element("div", *lines), element("span", verdict, class_="word"), class_=finding.verdict
    )
