"""A fragment worked into an XML document: attributes and texts change in place, what is missing is added.

Nothing is written anew from a tree: every edit is a splice of the text, so that all else stays as it was.
"""

from __future__ import annotations

import re
from xml.parsers.expat import ExpatError

from steps.model.into import Into
from steps.model.problems import AskAgain

from .edited import Changed, Plan, Splice, line_start, lines, newline, refusal
from .xml_elements import ATTRIBUTE, PIECE, Element, is_aside, root_of, text_of, told
from .xml_write import attribute_value, escaped, written

_COMMENTS = re.compile(r"[ \t]*(?:<!--(?:[^-\n]|-(?!-))*-->[ \t]*)*(?=\r?\n)")
"""What may stand behind an element on its line and belongs to it."""


def plan(text: str, fragment: str, into: Into) -> Plan:
    """What to edit in the document.

    Problems: those of `root_of`, `edit-other-file` where the place is not there, `edit-several` where there is more
    than one, `edit-other-kind`. Raises `ValueError` for a fragment that is no XML.
    """
    try:
        wanted = root_of(f"<fragment>{fragment}</fragment>")
    except (AskAgain, ExpatError) as error:
        raise ValueError(str(error)) from None
    merge = _Merge(text, f"<fragment>{fragment}</fragment>", into)
    root = root_of(text)
    for element in wanted.children:
        merge.place(root, element)
    merge.add_missing()
    return merge.plan


class _Merge:
    def __init__(self, text: str, fragment: str, into: Into) -> None:
        self._text, self._fragment, self._into = text, fragment, into
        self._missing: dict[Element, list[Element]] = {}
        self.plan = Plan()

    def place(self, root: Element, wanted: Element) -> None:
        """Find the one place for an element of the fragment, and work it in there."""
        under = tuple(self._into.under.split("/")) if self._into.under else ()
        parents = [one for one in root.within() if not under or one.path[-len(under) :] == under]
        # Without `under`, the root may be the element itself.
        among = [*([] if under else [root]), *(child for parent in parents for child in parent.children)]
        found = [one for one in among if self._same(one, wanted)]
        if not found and not (under and parents):
            raise refusal("edit-other-file", name="/".join(under) or self._named(wanted))
        if not found and len(parents) > 1:
            raise refusal("edit-several", name=parents[0].local, lines=lines(one.line for one in parents))
        self._one(found, wanted, parents[0])

    def _one(self, found: list[Element], wanted: Element, parent: Element) -> None:
        if len(found) > 1:
            raise refusal("edit-several", name=self._named(wanted), lines=lines(one.line for one in found))
        if found:
            self._merge(found[0], wanted)
        else:
            self._missing.setdefault(parent, []).append(wanted)

    def _same(self, one: Element, wanted: Element) -> bool:
        key = self._into.key
        if one.local != wanted.local or one.attributes.get(key) != wanted.attributes.get(key):
            return False
        # Another namespace makes another element of it; many schemas leave inner elements without one.
        return not one.parent or one.space("") in ("", one.parent.space(wanted.prefix))

    def _named(self, element: Element) -> str:
        key = self._into.key
        return f'{element.local} {key}="{element.attributes[key]}"' if key in element.attributes else element.local

    def _place_of(self, element: Element) -> tuple[str, ...]:
        return (*(element.parent.path[1:] if element.parent else ()), self._named(element))

    def _merge(self, there: Element, wanted: Element) -> None:
        self._attributes(there, wanted)
        for child in wanted.children:
            self._one([one for one in there.children if self._same(one, child)], child, there)
        text = text_of(self._fragment, wanted)
        if text:
            self._set_text(there, text)

    def _attributes(self, there: Element, wanted: Element) -> None:
        tag = self._text[there.start : there.inside]
        found = {match[1]: match for match in ATTRIBUTE.finditer(tag)}
        behind = there.start + (max(match.end() for match in found.values()) if found else 1 + len(there.name))
        for name, value in wanted.attributes.items():
            before = there.attributes.get(name)
            if before == value:
                continue
            self.plan.changes.append(Changed((*self._place_of(there), name), before, value))
            if name in found:
                quote, (start, end) = found[name][2][0], found[name].span(2)
                self._splice(there.start + start, there.start + end, attribute_value(value, quote))
            else:
                self._splice(behind, behind, f" {name}={attribute_value(value)}")

    def _set_text(self, there: Element, wanted: str) -> None:
        if there.children:
            raise refusal("edit-other-kind", name=there.local, line=str(there.line))
        before = text_of(self._text, there)
        if before == wanted:
            return
        self.plan.changes.append(Changed(self._place_of(there), before or None, wanted))
        pieces = told(self._text, there)
        if there.inside == there.after:
            self._open(there, escaped(wanted))
        elif not pieces:
            blank = not self._text[there.inside : there.end].strip()
            self._splice(there.inside, there.end if blank else there.inside, escaped(wanted))
        else:
            first, last = pieces[0], pieces[-1]
            if any(is_aside(piece[0]) for piece in PIECE.finditer(self._text, first.start(), last.end())):
                raise refusal("edit-other-kind", name=there.local, line=str(there.line))
            start = first.end() - len(first[0].lstrip())
            self._splice(start, last.start() + len(last[0].rstrip()), escaped(wanted))

    def _open(self, there: Element, inside: str) -> None:
        """Give an element that closes itself something inside, and an end tag."""
        head = self._text[there.start : there.inside - 2].rstrip()
        self._splice(there.start + len(head), there.inside, f">{inside}</{there.name}>")

    def add_missing(self) -> None:
        """Put what was not found at the end of the elements it belongs in, as far indented as its neighbours."""
        for parent, elements in self._missing.items():
            if text_of(self._text, parent):
                raise refusal("edit-other-kind", name=parent.local, line=str(parent.line))
            for element in elements:
                self._told(parent, element)
            self._add(parent, elements)

    def _told(self, parent: Element, element: Element) -> None:
        above = (*self._place_of(parent), self._named(element)) if parent.parent else (self._named(element),)
        for one in element.within():
            place = (*above, *one.path[len(element.path) :])
            for name, value in one.attributes.items():
                if not (one is element and name == self._into.key):
                    self.plan.changes.append(Changed((*place, name), None, value))
            if text := text_of(self._fragment, one):
                self.plan.changes.append(Changed(place, None, text))

    def _add(self, parent: Element, elements: list[Element]) -> None:
        text, break_ = self._text, newline(self._text)
        outer = self._indent(parent) or ""
        last = parent.children[-1] if parent.children else None
        indent = self._indent(last) if last else outer + self._step(parent, outer)
        if indent is None:
            # The neighbours stand on one line, and so does what is added.
            added = "".join(written(one, self._fragment, parent.prefix, "", "", "") for one in elements)
        else:
            step = self._step(parent, outer)
            rows = [written(one, self._fragment, parent.prefix, indent, step, break_) for one in elements]
            added = "".join(f"{break_}{indent}{row}" for row in rows)
        if last:
            beside = _COMMENTS.match(text, last.after, parent.end)
            at = beside.end() if beside else last.after
            self._splice(at, at, added)
        elif parent.inside == parent.after:
            self._open(parent, f"{added}{break_}{outer}")
        else:
            at = parent.inside + len(text[parent.inside : parent.end].rstrip())
            ends = "" if "\n" in text[at : parent.end] else f"{break_}{outer}"
            self._splice(at, at, f"{added}{ends}")

    def _indent(self, element: Element) -> str | None:
        """The blanks that the element's line begins with; None where something else stands before it."""
        before = self._text[line_start(self._text, element.start) : element.start]
        return before if not before.strip() else None

    def _step(self, parent: Element, outer: str) -> str:
        above = self._indent(parent.parent) if parent.parent else None
        if above is not None and outer.startswith(above) and outer != above:
            return outer.removeprefix(above)
        inner = self._indent(parent.children[-1]) if parent.children else None
        return (inner.removeprefix(outer) if inner and inner != outer else "") or "  "

    def _splice(self, start: int, end: int, text: str) -> None:
        self.plan.splices.append(Splice(start, end, text))
