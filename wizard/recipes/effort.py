"""How much one template may do: every name, round of a loop and growing filter is charged, and enough is enough.

A loop in a loop, a name set to itself twice, or a filter of a filter makes a few lines endless or larger than any
memory. So a template's tree is rewritten before it is compiled: what it takes is weighed, and what it goes through is
counted. Then no single step costs more than what was charged before it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeVar

from jinja2 import TemplateRuntimeError, nodes, pass_context
from jinja2.filters import do_indent
from jinja2.runtime import Context
from jinja2.visitor import NodeTransformer

from steps.model.words import say
from wizard.text import text

MOST = 5_000_000
"""Characters and steps of one file. The wizard's own take 30,000 when rehearsed; all of it takes about a second."""
MOST_NUMBER = 1_000_000
# No template can write a name with a blank in it.
_LEFT, _WEIGHED, _COUNTED = " left", " weighed", " counted"

_T = TypeVar("_T")


def purse() -> Mapping[str, list[int]]:
    """What one rendering may spend, as a value beside the others."""
    return {_LEFT: [MOST]}


def _spend(context: Context, units: int) -> None:
    left = context.parent[_LEFT]
    left[0] -= units
    if left[0] < 0:
        raise TemplateRuntimeError(text(say("lint.template_effort", most=f"{MOST:,}")))


def _size(value: object) -> int:
    if isinstance(value, str):
        return len(value) + 1
    return 1 + sum(map(_size, value)) if isinstance(value, (tuple, list)) else 1


@pass_context
def _weighed(context: Context, value: _T) -> _T:
    _spend(context, _size(value))
    return value


@pass_context
def _counted(context: Context, entries: Iterable[object], each: int) -> Iterator[object]:
    for entry in entries:
        _spend(context, each)
        yield entry


@pass_context
def _joined(context: Context, entries: Iterable[object], between: str = "") -> str:
    parts = [str(entry) for entry in entries]
    _spend(context, sum(map(len, parts)) + len(parts) * len(between))
    return between.join(parts)


@pass_context
def _replaced(context: Context, value: object, old: str, new: str) -> str:
    whole = str(value)
    _spend(context, whole.count(old) * len(new))
    return whole.replace(old, new)


@pass_context
def _indented(context: Context, value: str, width: int = 4, first: bool = False) -> str:
    _spend(context, (len(value.splitlines()) + 1) * max(width, 0))
    return do_indent(value, width, first)


FILTERS: Mapping[str, Callable[..., object]] = {
    "join": _joined,
    "replace": _replaced,
    "indent": _indented,
    _WEIGHED: _weighed,
    _COUNTED: _counted,
}
"""Filters whose result can be much larger than what they are given, and those that only `charged` writes."""


class _Charged(NodeTransformer):
    def visit_Name(self, node: nodes.Name) -> nodes.Node:
        return _filter(node, _WEIGHED) if node.ctx == "load" else node

    def visit_Filter(self, node: nodes.Filter) -> nodes.Node:
        return _filter(self.generic_visit(node), _WEIGHED)

    def visit_Getattr(self, node: nodes.Getattr) -> nodes.Node:
        # Only the place in a loop; any other attribute is refused.
        return node

    def visit_For(self, node: nodes.For) -> nodes.Node:
        each = nodes.Const(_weight(node), lineno=node.lineno, environment=node.environment)
        self.generic_visit(node)
        node.iter = _filter(node.iter, _COUNTED, each)
        return node


def charged(tree: nodes.Template) -> nodes.Template:
    """The tree, changed in place so that what it does is charged."""
    _Charged().visit(tree)
    return tree


def _filter(node: Any, name: str, *given: nodes.Expr) -> nodes.Filter:
    place = {"lineno": node.lineno, "environment": node.environment}
    return nodes.Filter(node, name, list(given), [], None, None, **place)


def _weight(node: nodes.Node) -> int:
    """What one round does: its parts, and the text they write."""
    written = (nodes.TemplateData, nodes.Const)
    parts = [len(str(one.as_const())) if isinstance(one, written) else 0 for one in node.find_all(nodes.Node)]
    return len(parts) + sum(parts)


def counted_number(operator: str, left: Any, right: Any) -> int:
    """The sum or the product of two counts. Raises `jinja2.TemplateRuntimeError` for anything else."""
    if operator in "+*" and all(type(one) is int and abs(one) <= MOST_NUMBER for one in (left, right)):
        return int(left + right if operator == "+" else left * right)
    raise TemplateRuntimeError(text(say("lint.template_arithmetic")))
