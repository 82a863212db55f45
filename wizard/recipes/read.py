"""From TOML text to a `Recipe`: every key known, every value of the type the model declares."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cache
from typing import Any, ClassVar

from pydantic import TypeAdapter, ValidationError

from steps.model.app import App, ExposedScope, OptionalClaims, Variant
from steps.model.dns import DnsRecord, Mistaken
from steps.model.enforce import Enforce, Instead
from steps.model.into import Into
from steps.model.probe import Probe, Typed
from steps.model.recipe import (
    ClaimNeed,
    Derived,
    Effort,
    Identity,
    KnownFailure,
    ProductFile,
    ProductStep,
    Question,
    Recipe,
    Rehearsal,
    Verified,
)
from steps.model.table import Column
from steps.model.words import Say, say

from .findings import Finding
from .lines import Path

_STRICT = {"extra": "forbid"}


@dataclass(frozen=True)
class _Needs:
    __pydantic_config__: ClassVar[dict[str, str]] = _STRICT

    claim: tuple[ClaimNeed, ...] = ()


@dataclass(frozen=True)
class _File:
    """The tables of a recipe file under the names they have there."""

    __pydantic_config__: ClassVar[dict[str, str]] = _STRICT

    name: str
    vendor: str
    summary: str
    docs: tuple[str, ...]
    verified: Verified
    app: App
    enforce: Enforce
    today: Effort
    called: str = ""
    sign_in: str = ""
    before: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    ask: Mapping[str, Question] = field(default_factory=dict)
    derive: Mapping[str, Derived] = field(default_factory=dict)
    variant: tuple[Variant, ...] = ()
    needs: _Needs = field(default_factory=_Needs)
    identity: tuple[Identity, ...] = ()
    product_step: tuple[ProductStep, ...] = ()
    file: tuple[ProductFile, ...] = ()
    known_failure: tuple[KnownFailure, ...] = ()
    rehearsal: tuple[Rehearsal, ...] = ()
    probe: tuple[Probe, ...] = ()


@cache
def _shape(kind: type[Any]) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def read(recipe_id: str, hash_: str, toml: str) -> tuple[Recipe | None, list[Finding]]:
    """The recipe, or None and what is wrong with the file's shape."""
    try:
        document = tomllib.loads(toml)
    except tomllib.TOMLDecodeError as error:
        return None, [_not_toml(str(error), toml)]
    try:
        file: _File = _shape(_File).validate_python(document)
    except ValidationError as error:
        return None, _findings(error)
    variants, findings = _variants(file, document)
    if findings:
        return None, findings
    return (
        Recipe(
            id=recipe_id,
            hash=hash_,
            name=file.name,
            vendor=file.vendor,
            summary=file.summary,
            called=file.called,
            docs=file.docs,
            verified=file.verified,
            before=file.before,
            ask=file.ask,
            app=file.app,
            variants=variants,
            claims=file.needs.claim,
            product_steps=file.product_step,
            files=file.file,
            known_failures=file.known_failure,
            enforce=file.enforce,
            today=file.today,
            rehearsals=file.rehearsal,
            notes=file.notes,
            derive=file.derive,
            probes=file.probe,
            identities=file.identity,
            sign_in=file.sign_in,
        ),
        [],
    )


def _not_toml(said: str, toml: str) -> Finding:
    # The parser says where in words, e.g. "Invalid value (at line 3, column 8)" or "(at end of document)".
    told, _, where = said.partition(" (at ")
    line = re.match(r"line (\d+)", where)
    return Finding((), say("lint.not_toml", said=told), line=int(line[1]) if line else len(toml.splitlines()) or 1)


def _variants(file: _File, document: dict[str, Any]) -> tuple[tuple[Variant, ...], list[Finding]]:
    checked, findings = [], []
    for position, variant in enumerate(file.variant):
        try:
            merged: App = _shape(App).validate_python({**document["app"], **variant.app})
        except ValidationError as error:
            findings += _findings(error, ("variant", position, "app"))
            continue
        checked.append(replace(variant, app={name: getattr(merged, name) for name in variant.app}))
    return tuple(checked), findings


def _findings(error: ValidationError, under: Path = ()) -> list[Finding]:
    """One finding per place: a union reports each of its members, of which the first says enough."""
    found: dict[Path, Finding] = {}
    # A misspelled key is both unknown and missing; the first of these says more.
    for one in sorted(error.errors(), key=lambda one: one["type"] == "missing"):
        # Members of a union add their type to the place, e.g. ("when", "deployment", "tuple[str, ...]").
        path = (*under, *(part for part in one["loc"] if not str(part).endswith(_UNION_MEMBERS)))
        found.setdefault(path, Finding(path, _said(one["type"], path, one["msg"])))
    return list(found.values())


_EXPECTED: Mapping[str, str] = {
    "string_type": "text in quotation marks",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "bool_type": "true or false, without quotation marks",
    "bool_parsing": "true or false, without quotation marks",
    "mapping_type": "a table",
    "dict_type": "a table",
    "dataclass_type": "a table",
}
"""What is written in TOML, for pydantic's own error types; its words are Python's."""

_UNION_MEMBERS = ("str", "tuple[str, ...]")


def _said(kind: str, path: Path, message: str) -> Say:
    key = str(path[-1])
    if kind == "missing":
        return say("lint.missing", name=key)
    if kind == "unexpected_keyword_argument":
        near = difflib.get_close_matches(key, _known_keys(path), 1)
        if near:
            return say("lint.unknown_key_near", name=key, near=near[0])
        return say("lint.unknown_key", name=key, known=", ".join(_known_keys(path)))
    if kind == "tuple_type":
        return say("lint.not_a_list")
    return say("lint.not_expected", expected=_EXPECTED.get(kind, message.removeprefix("Input should be ")))


def _known_keys(path: Path) -> list[str]:
    """The keys of the table that holds the last part of `path`."""
    kind: Any = _File
    tables = [part for part in path[:-1] if isinstance(part, str)]
    for name in tables:
        kind = _TABLES.get((kind, name), kind)
    return [one.name for one in fields(kind)]


_TABLES: dict[tuple[Any, str], Any] = {
    (_File, "verified"): Verified,
    (_File, "app"): App,
    (_File, "enforce"): Enforce,
    (Enforce, "instead"): Instead,
    (_File, "today"): Effort,
    (_File, "ask"): Question,
    (Question, "columns"): Column,
    (_File, "derive"): Derived,
    (_File, "variant"): Variant,
    (_File, "needs"): _Needs,
    (_Needs, "claim"): ClaimNeed,
    (_File, "identity"): Identity,
    (_File, "product_step"): ProductStep,
    (_File, "file"): ProductFile,
    (_File, "known_failure"): KnownFailure,
    (_File, "rehearsal"): Rehearsal,
    (_File, "probe"): Probe,
    (Probe, "typed"): Typed,
    (Variant, "app"): App,
    (App, "expose"): ExposedScope,
    (App, "optional_claims"): OptionalClaims,
    (ProductStep, "record"): DnsRecord,
    (ProductFile, "into"): Into,
    (DnsRecord, "mistaken"): Mistaken,
}
