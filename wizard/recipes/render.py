"""Generated files: a recipe's templates, rendered with the known values and nothing else.

A recipe may come from a third party, so a template is untrusted: no attributes (the way from a value to Python's
internals), no globals, a handful of filters, no loading of other templates, no arithmetic but counting, an end to
what it may do (`effort`), and an unknown name is an error.
"""

from __future__ import annotations

import json
import traceback
from collections.abc import Callable, Mapping, Set
from functools import cache, lru_cache
from typing import Any

from jinja2 import DictLoader, StrictUndefined, Template, TemplateRuntimeError, TemplateSyntaxError, meta, nodes
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

from steps.model.table import cells, entries
from steps.model.words import Say, say
from wizard.text import text

from . import effort

_FILTERS = ("e", "lower", "upper", "list", "first", "last", "length", "trim", "default")
_STATEMENTS = frozenset({"Template", "Output", "TemplateData", "For", "If", "Assign"})
_VALUES = frozenset({"Name", "Const", "List", "Tuple", "Getattr", "Getitem"})
_WORK = frozenset({"Filter", "Test", "CondExpr", "Compare", "Operand", "And", "Or", "Not", "Concat", "Add", "Mul"})
_CALCULATING = frozenset({"Sub", "Div", "FloorDiv", "Mod", "Pow", "Neg", "Pos"})
_KNOWN = _STATEMENTS | _VALUES | _WORK | _CALCULATING
_DEEPEST = 60
_LONGEST = 100_000


class _Sandbox(ImmutableSandboxedEnvironment):
    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        return isinstance(obj, LoopContext) and attr in ("index", "index0", "first", "last")

    def is_safe_callable(self, obj: Any) -> bool:
        return False

    # None of these is calculated while a template is compiled either.
    intercepted_binops = frozenset(["+", "-", "*", "/", "//", "%", "**"])

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        return effort.counted_number(operator, left, right)


@cache
def _sandbox() -> _Sandbox:
    # Plain files: nothing is escaped unless the template says |e (XML) or |quoted (YAML and JSON strings).
    sandbox = _Sandbox(
        loader=DictLoader({}),
        undefined=StrictUndefined,
        autoescape=False,
        keep_trailing_newline=True,
        trim_blocks=True,
    )
    sandbox.globals.clear()
    sandbox.filters = {name: sandbox.filters[name] for name in _FILTERS} | _OWN_FILTERS | dict(effort.FILTERS)
    return sandbox


def _quoted(value: object) -> str:
    """A double-quoted string of JSON, which is one of YAML as well."""
    return json.dumps(str(value), ensure_ascii=False)


_OWN_FILTERS: dict[str, Callable[[object], object]] = {
    "quoted": _quoted,
    "cells": lambda row: cells(str(row)),
    "entries": lambda cell: entries(str(cell)),
}


@cache
def _compiled(template: str) -> Template:
    try:
        return _sandbox().from_string(effort.charged(_parse(template)))
    except (SyntaxError, RecursionError, MemoryError, ValueError, OverflowError):
        # Python's own limits, of nested loops among others.
        raise _too_deep() from None


def render(template: str, values: Mapping[str, object]) -> str:
    """The file's text. Raises `jinja2.TemplateError` for a name that is not there or a forbidden attribute."""
    try:
        return _compiled(template).render({**values, **effort.purse()})
    except (TypeError, ValueError, ArithmeticError, AttributeError) as error:
        # A filter with the wrong argument and the like: the template's fault, not the program's.
        raise TemplateRuntimeError(str(error)) from None


@lru_cache(maxsize=64)
def _parsed(template: str) -> nodes.Template:
    return _parse(template)


def _parse(template: str) -> nodes.Template:
    if len(template) > _LONGEST:
        raise TemplateSyntaxError(text(say("lint.template_long", most=f"{_LONGEST:,}")), 1)
    try:
        tree = _sandbox().parse(template)
    except (RecursionError, ValueError, OverflowError):
        raise _too_deep() from None
    level: list[nodes.Node] = [tree]
    for _ in range(_DEEPEST):
        level = [inner for node in level for inner in node.iter_child_nodes()]
    if level:
        raise _too_deep(level[0].lineno)
    return tree


def _too_deep(line: int = 1) -> TemplateSyntaxError:
    return TemplateSyntaxError(text(say("lint.template_deep")), line)


def lines_of(template: str) -> dict[str, int]:
    """The line on which the template first takes each name. Raises `jinja2.TemplateSyntaxError`."""
    found: dict[str, int] = {}
    for node in _parsed(template).find_all(nodes.Name):
        if node.ctx == "load":
            found[node.name] = min(node.lineno, found.get(node.name, node.lineno))
    return found


def line_of_failure(error: BaseException) -> int:
    """The line of the template at which rendering failed; 0 when it is not known."""
    while error.__context__ is not None:
        error = error.__context__
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == "<template>"]
    return (lines[-1] or 0) if lines else 0


@lru_cache(maxsize=64)
def names_of(template: str) -> Set[str]:
    """Every name the template takes from outside. Raises `jinja2.TemplateSyntaxError`."""
    return meta.find_undeclared_variables(_parsed(template))


def forbidden(template: str) -> list[Say]:
    """What the template reaches for besides values, filters and its loop. Raises `jinja2.TemplateSyntaxError`."""
    tree = _parsed(template)
    inside = [
        node.lineno
        for node in tree.find_all((nodes.Getattr, nodes.Getitem))
        if not any(isinstance(inner, nodes.Name) and inner.name == "loop" for inner in node.iter_child_nodes())
    ]
    parts = [(type(node).__name__, node.lineno) for node in tree.find_all(nodes.Node)]
    return [
        *(say("lint.template_attribute", number=str(line)) for line in inside),
        *(say("lint.template_arithmetic", number=str(line)) for part, line in parts if part in _CALCULATING),
        *(say("lint.template_call", number=str(line)) for part, line in parts if part not in _KNOWN),
    ]
