"""The Entra half and what is derived from it: redirect URIs, permissions, and values that can be filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from steps.model.app import App
from steps.model.graph_ids import DELEGATED
from steps.model.recipe import app_for
from steps.model.values import fill, fill_each, names
from steps.model.when import holds
from steps.model.words import Say, say
from steps.preflight.redirects import LONGEST, LONGEST_LOGOUT, MOST, is_taken, refused_character

from .findings import Finding
from .lines import Path
from .source import Source


def redirects(source: Source) -> Iterator[Finding]:
    """Every redirect URI, with the answers of every rehearsal, is one that Entra takes."""
    seen = set()
    for rehearsal, values in source.walks:
        app = app_for(source.recipe, values)
        lists = {"redirects": app.redirects, "public_redirects": app.public_redirects, "logout": (app.logout,)}
        for key, templates in lists.items():
            for template in filter(None, templates):
                if not names(template) <= {*source.recipe.ask, *source.recipe.derive}:
                    continue  # said by the check of placeholders
                for said in _uris(key, template, values, rehearsal.name):
                    if (key, template, said.key) not in seen:
                        seen.add((key, template, said.key))
                        yield Finding(_place(source, key, template), said)
        if not app.redirects:
            yield Finding(("app", "redirects"), say("lint.no_redirect"))
        if (count := _count(app, values)) > MOST:
            yield Finding(("app", "redirects"), say("lint.redirect_many", count=str(count), most=str(MOST)))


def _count(app: App, values: dict[str, object]) -> int:
    templates = [template for template in (*app.redirects, *app.public_redirects) if names(template) <= values.keys()]
    return len({uri for template in templates for uri in fill_each(template, values)})


def _uris(key: str, template: str, values: dict[str, object], walk: str) -> Iterator[Say]:
    try:
        uris = fill_each(template, values)
    except KeyError as error:
        yield say("lint.not_asked", name=str(error.args[0]), rehearsal=walk)
        return
    for uri in uris:
        if not is_taken(uri, own_scheme=key == "public_redirects", loopback=key != "logout"):
            yield say("lint.redirect_scheme", uri=uri)
        if bad := refused_character(uri):
            yield say("lint.redirect_character", uri=uri, character=bad)
        longest = LONGEST_LOGOUT if key == "logout" else LONGEST
        if len(uri) > longest:
            yield say("lint.redirect_long", longest=str(longest))


def _place(source: Source, key: str, template: str) -> Path:
    """Where a redirect stands: in `[app]` or in the variant that overlays it."""
    for path, string in source.strings:
        if string == template and key in path:
            return path
    return ("app", key)


def permissions(source: Source) -> Iterator[Finding]:
    """Scopes are ones the wizard can declare; a client without a secret is told so in both places."""
    places: list[tuple[Path, App]] = [(("app",), source.recipe.app)]
    places += [
        (("variant", position, "app"), app_for(source.recipe, values))
        for position, variant in enumerate(source.recipe.variants)
        for _, values in source.walks
        if holds(variant.when, values)
    ]
    seen = set()
    for path, app in places:
        unknown = [scope for scope in app.scopes if scope not in DELEGATED]
        wrong: list[tuple[str, Say]] = []
        if unknown:
            wrong.append(("scopes", say("lint.scope", scope=unknown[0], known=", ".join(DELEGATED))))
        if (app.platform == "spa") != (app.client_auth == "none"):
            wrong.append(("client_auth", say("lint.client_auth")))
        if app.client_auth == "private_key_jwt":
            wrong.append(("client_auth", say("lint.client_auth_key")))
        if app.certificate and app.client_auth == "none":
            wrong.append(("certificate", say("lint.certificate_public")))
        if not 1 <= app.secret_days <= 730:
            wrong.append(("secret_days", say("lint.secret_days")))
        for key, said in wrong:
            if (path, key) not in seen:
                seen.add((path, key))
                yield Finding((*path, key), said)


def product_steps(source: Source) -> Iterator[Finding]:
    """Ids are unique, links are https, and every value can be filled in on every rehearsed way."""
    steps = source.recipe.product_steps
    unasked: set[tuple[Path, str]] = set()
    if not steps:
        yield Finding((), say("lint.no_step"))
    for position, step in enumerate(steps):
        here: Path = ("product_step", position)
        if step.id in [other.id for other in steps[:position]] or not re.fullmatch(r"[a-z][a-z0-9_-]*", step.id):
            yield Finding((*here, "id"), say("lint.step_id"))
        for rehearsal, values in source.walks:
            if holds(step.when, values):
                for template in (step.do, step.link, step.waits, step.message, *step.values.values()):
                    try:
                        filled = fill(template, values)
                    except KeyError as error:
                        name = str(error.args[0])
                        if name in (*source.recipe.ask, *source.recipe.derive) and (here, name) not in unasked:
                            unasked.add((here, name))
                            yield Finding(here, say("lint.not_asked", name=name, rehearsal=rehearsal.name))
                        continue
                    if template and template == step.link and not filled.startswith(("https://", "http://localhost")):
                        yield Finding((*here, "link"), say("lint.link"))
