"""The scripts use nothing that Jython 2.1 lacks: WebSphere 8.5.5 can start it, and no one can install it any more.

The tests run them under a newer Jython; this table stands for the older one. They print by `print("one text")`, which
is a statement there and a call here, so that the syntax tree of today's Python shows what they use.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from wsadmin_scenarios import SCRIPTS, WALKS

PRODUCTS = Path(__file__).parents[4] / "wizard" / "products" / "hcl_connections"
TEXTS = {name: WALKS["four.py"].files[name] for name in SCRIPTS} | {
    f"wsadmin-configure.py as {name}": walk.files["wsadmin-configure.py"] for name, walk in WALKS.items()
}
TOO_NEW: Mapping[str, tuple[type[ast.AST], ...]] = {
    "with": (ast.With,),
    "a conditional expression": (ast.IfExp,),
    "a generator": (ast.GeneratorExp, ast.Yield, ast.YieldFrom),
    "a comprehension of a set or dictionary": (ast.SetComp, ast.DictComp, ast.Set),
    "an f-string": (ast.JoinedStr,),
    "//": (ast.FloorDiv,),
    ":= or *": (ast.NamedExpr, ast.Starred),
    "an annotation": (ast.AnnAssign, ast.arg),
    "nonlocal, async": (ast.Nonlocal, ast.AsyncFunctionDef, ast.Await),
    "lambda": (ast.Lambda,),
}
NEW_NAMES = {
    *(
        "True",
        "False",
        "all",
        "any",
        "bool",
        "dict",
        "enumerate",
        "file",
        "frozenset",
        "isinstance",
        "next",
        "object",
    ),
    *("reversed", "set", "sorted", "sum", "super"),
}
NEW_METHODS = {
    *(
        "format",
        "iteritems",
        "iterkeys",
        "itervalues",
        "lstrip",
        "partition",
        "pop",
        "rpartition",
        "rsplit",
        "rstrip",
    ),
    *("decode", "zfill"),
}
Finds = Callable[[ast.AST], bool]
MORE: Mapping[str, Finds] = {
    "a name": lambda node: (
        isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in NEW_NAMES - {"file"}
    ),
    "a constant": lambda node: isinstance(node, ast.Constant) and isinstance(node.value, (bool, bytes)),
    "a method": lambda node: isinstance(node, ast.Attribute) and node.attr in NEW_METHODS,
    "a decorator": lambda node: isinstance(node, (ast.FunctionDef, ast.ClassDef)) and bool(node.decorator_list),
    "a class of the new style": lambda node: isinstance(node, ast.ClassDef) and bool(node.bases),
    "a function in a function": lambda node: (
        isinstance(node, ast.FunctionDef)
        and any(isinstance(inner, ast.FunctionDef) for inner in ast.walk(node) if inner is not node)
    ),
    "except … as": lambda node: isinstance(node, ast.ExceptHandler) and node.name is not None,
    "try … except … finally": lambda node: isinstance(node, ast.Try) and bool(node.handlers and node.finalbody),
    "raise … from": lambda node: isinstance(node, ast.Raise) and node.cause is not None,
    "print of anything but one text": lambda node: (
        called(node) == "print" and (len(arguments(node)) != 1 or bool(keywords(node)))
    ),
    "strip(…) or sort(…)": lambda node: called(node) in ("strip", "sort") and bool(arguments(node) or keywords(node)),
    "in a text": lambda node: (
        isinstance(node, ast.Compare)
        and isinstance(node.ops[0], (ast.In, ast.NotIn))
        and not isinstance(node.comparators[0], (ast.Name, ast.Tuple, ast.Attribute, ast.Call))
    ),
}


def called(node: ast.AST) -> str:
    """The name of what is called, or nothing."""
    if not isinstance(node, ast.Call):
        return ""
    return node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")


def arguments(node: ast.AST) -> list[ast.expr]:
    return node.args if isinstance(node, ast.Call) else []


def keywords(node: ast.AST) -> list[ast.keyword]:
    return node.keywords if isinstance(node, ast.Call) else []


def too_new(text: str) -> list[str]:
    found = []
    for node in ast.walk(ast.parse(text)):
        names = [name for name, types in TOO_NEW.items() if isinstance(node, types) and not _plain(node)]
        names += [name for name, finds in MORE.items() if finds(node)]
        found += [f"line {getattr(node, 'lineno', 0)}: {name}" for name in names]
    return found


def _plain(node: ast.AST) -> bool:
    return isinstance(node, ast.arg) and node.annotation is None


@pytest.mark.parametrize("name", TEXTS)
def test_nothing_is_newer_than_jython_2_1(name: str) -> None:
    assert too_new(TEXTS[name]) == []


@pytest.mark.parametrize(
    "text",
    [
        "with a: pass",
        "a = 1 if b else 2",
        "sum(a for a in b)",
        "a = {1 for a in b}",
        "a = f'{b}'",
        "a = 1 // 2",
        "def a(b: int): pass",
        "a = lambda b: b",
        "a = True",
        "a = sorted(b)",
        "'{}'.format(1)",
        "'a'.partition('b')",
        "@a\ndef b(): pass",
        "class A(object): pass",
        "def a():\n    def b(): pass",
        "try:\n    a\nexcept B as c:\n    d",
        "try:\n    a\nexcept:\n    b\nfinally:\n    c",
        "print(1, 2)",
        "print('a', end='')",
        "a.strip('b')",
        "a.sort(key=b)",
        "'a' in 'abc'",
    ],
)
def test_the_table_finds_what_is_newer(text: str) -> None:
    assert too_new(text) != []


@pytest.mark.parametrize("name", ["wsadmin-cell", "wsadmin-configure", "wsadmin-undo"])
def test_the_text_is_ascii_and_short_enough_to_read(name: str) -> None:
    text = (PRODUCTS / f"{name}.jython").read_text("utf-8")
    assert text.isascii()
    assert [line for line in text.splitlines() if len(line) > 118] == []
