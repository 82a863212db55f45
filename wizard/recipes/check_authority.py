"""Microsoft's addresses in what a product is given: one tenant, one cloud, and one version unless it is said."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from jinja2 import TemplateError

from steps.model.values import fill, names
from steps.model.when import holds
from steps.model.words import Say, say

from .findings import Finding
from .lines import Path
from .render import render
from .source import SAMPLE, Source

_TENANT, _HOST = str(SAMPLE["tenant_id"]), "login.microsoftonline.us"
# Another cloud than most people have: an address that is written out stands out among the filled ones.
_ELSEWHERE: Mapping[str, object] = {
    name: str(value).replace("login.microsoftonline.com", _HOST) for name, value in SAMPLE.items()
}
_ADDRESS = re.compile(
    r"(login\.microsoftonline\.(?:com|us)|login\.partner\.microsoftonline\.cn|sts\.windows\.net)/([\w.-]+)"
)
_ANY_TENANT = ("common", "organizations", "consumers")
_EACH = "|".join(_ANY_TENANT)
_ONLY_THAT = re.compile(rf"^(?:.*[=:>])?[\s\"'\[]*({_EACH})[\s\"'\],]*(?:<.*)?$", re.MULTILINE)

_V1 = frozenset({"authority_v1", "issuer_v1"})
_V2 = frozenset({"authority", "issuer", "discovery_url", "authorization_endpoint", "token_endpoint", "jwks_uri"})


def authorities(source: Source) -> Iterator[Finding]:
    """No value, message or file names an address of another tenant or cloud than the rest, or of every tenant.

    AADSTS700005 is what a product gets that begins with one authority and redeems with another; a product that is
    given `common` lets the people of every tenant in, or compares its issuer with none.
    """
    found: list[Finding] = []
    for place, text, name in _given(source):
        for said in _foreign(text):
            line = _line(source.templates.get(name, ""), str(*said.values.values()))
            one = Finding(place, said, name if line else "", line)
            if one not in found:
                found.append(one)
    yield from found


def _line(template: str, wanted: str) -> int:
    """The line of the template that has this written out; 0 when a value brought it."""
    return next((line for line, text in enumerate(template.splitlines(), 1) if wanted in text), 0)


def _given(source: Source) -> Iterator[tuple[Path, str, str]]:
    for _, walked in source.walks:
        values = {**walked, **_ELSEWHERE}
        for position, step in enumerate(source.recipe.product_steps):
            here: Path = ("product_step", position)
            texts: dict[Path, str] = {(*here, "link"): step.link, (*here, "message"): step.message}
            texts |= {(*here, "values", label): text for label, text in step.values.items()}
            for place, text in texts.items():
                if holds(step.when, walked) and names(text) <= values.keys():
                    yield place, fill(text, values), ""
        for position, file in enumerate(source.recipe.files):
            template = source.templates.get(file.template)
            if template is not None and holds(file.when, walked):
                try:
                    yield ("file", position, "template"), render(template, values), file.template
                except TemplateError:
                    continue  # said by `files`


def _foreign(text: str) -> Iterator[Say]:
    if alone := _ONLY_THAT.search(text):
        yield say("lint.any_tenant", name=alone[1])
    for host, tenant in _ADDRESS.findall(text):
        if tenant in _ANY_TENANT:
            yield say("lint.any_tenant", name=tenant)
        elif tenant != _TENANT or host not in (_HOST, "sts.windows.net"):
            yield say("lint.other_authority", address=host if tenant == _TENANT else tenant)


def versions(source: Source) -> Iterator[Finding]:
    """A step that hands out addresses of version 1 beside version 2 says so; otherwise somebody corrects the one."""
    for position, step in enumerate(source.recipe.product_steps):
        named = {name for text in (step.message, *step.values.values()) for name in names(text)}
        if named & _V1 and named & _V2 and "v2.0" not in step.do:
            yield Finding(("product_step", position, "do"), say("lint.two_versions"))
