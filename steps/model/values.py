"""The closed list of values a recipe may name in `{braces}`, and how they are filled in."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import chain
from itertools import product as every_combination
from urllib.parse import urlsplit

from .answers import KINDS
from .recipe import Derived, Recipe
from .setup import Setup
from .table import Column, by_name, entries, fits, is_table
from .thumbprint import thumbprint
from .when import holds

PLACEHOLDER = re.compile(r"\{([a-z0-9_]+)\}")

KNOWN = (
    "tenant_id",
    "tenant_name",
    "tenant_domain",
    "client_id",
    "client_secret",
    "object_id",
    "application_name",
    "issuer",
    "issuer_v1",
    "authority",
    "authority_v1",
    "discovery_url",
    "authorization_endpoint",
    "token_endpoint",
    "jwks_uri",
    "userinfo_endpoint",
    "end_session_endpoint",
    "login_host",
    "login_hostname",
    "login_port",
    "login_origin",
    "secret_expires",
    "client_key_pem",
    "client_certificate_pem",
    "client_certificate_thumbprint",
    "admin_user_name",
    "admin_local_part",
    "admin_domain",
)
"""What the wizard itself knows; besides these, a recipe may name its own questions.

`authority` ends in `/{tenant_id}/v2.0`, `authority_v1` in `/{tenant_id}` without a slash. `login_host` has the
port that stands in the address, `login_hostname` never has one. `client_secret` and `client_key_pem` are only ever
filled in by the screen and in sensitive files; one of the two is there, as `CREDENTIAL` says. The thumbprint is SHA-1
in hexadecimal, as the portal shows it.
"""

SECRETS = frozenset({"client_secret", "client_key_pem"})
"""The values that grant access."""

CREDENTIAL = "credential"
"""What a `when` of a product step or a file may ask besides answers: `secret` or `certificate`."""


def known(setup: Setup) -> dict[str, object]:
    """Every value known so far, by name: str, bool or tuple of str. The secret is never among them."""
    values: dict[str, object] = dict(setup.product.answers) if setup.product else {}
    if setup.signed_in:
        local, _, domain = home_name(setup.signed_in.user_name).partition("@")
        values |= {
            "admin_user_name": setup.signed_in.user_name,
            "admin_local_part": local,
            "admin_domain": domain,
        }
        values["tenant_id"] = setup.signed_in.tenant_id
    if setup.tenant:
        values |= {"tenant_name": setup.tenant.name, "tenant_domain": setup.tenant.domain}
    if setup.registration:
        values |= {"client_id": setup.registration.client_id, "object_id": setup.registration.object_id}
        values["application_name"] = setup.registration.display_name
    certificate = setup.secret.certificate if setup.secret else ""
    if setup.secret:
        values["secret_expires"] = setup.secret.expires
    if certificate:
        values |= {
            "client_certificate_pem": certificate,
            "client_certificate_thumbprint": thumbprint(certificate),
        }
    if setup.endpoints:
        e = setup.endpoints
        authority = e.issuer.removesuffix("/")
        origin = authority.removesuffix("/v2.0").rpartition("/")[0]
        values |= {
            "issuer": e.issuer,
            "issuer_v1": e.issuer_v1,
            "authority": authority,
            "authority_v1": authority.removesuffix("/v2.0"),
            "discovery_url": e.discovery_url,
            "authorization_endpoint": e.authorization,
            "token_endpoint": e.token,
            "jwks_uri": e.jwks,
            "userinfo_endpoint": e.userinfo,
            "end_session_endpoint": e.end_session,
            "login_origin": origin,
            "login_host": origin.partition("://")[2],
            "login_hostname": urlsplit(origin).hostname or "",
            "login_port": str(urlsplit(origin).port or 443),
        }
    return values


def with_defaults(recipe: Recipe, values: Mapping[str, object]) -> dict[str, object]:
    """The values with every answer that was left empty replaced by its question's default, and derived values added.

    A default that names something not known yet leaves its answer empty. A question that was not asked, and what is
    derived from it, is not among the values.
    """
    filled = dict(values)
    for name, question in recipe.ask.items():
        answer = filled.get(name)
        if isinstance(answer, tuple) and not fits(answer, question.columns):
            answer = filled[name] = ()
        if answer in ("", ()) and question.default and holds(question.when, filled):
            wanted = names(question.default)
            if all(filled.get(other) for other in wanted):
                filled[name] = KINDS[question.kind](name, fill(question.default, filled))
    for name, derived in recipe.derive.items():
        if derived.each in filled:
            answer = filled[derived.each]
            of = recipe.ask.get(derived.each)
            columns = of.columns if of else ()
            rows = answer if isinstance(answer, tuple) else (str(answer),)
            each = (_of_row(derived, columns, row) if columns else (_made(derived, row),) for row in rows)
            made = tuple(chain.from_iterable(each))
            filled[name] = "\n".join(made) if derived.lines else made if isinstance(answer, tuple) else made[0]
    return filled


def _made(derived: Derived, entry: str) -> str:
    if not entry:
        return ""
    part = urlsplit(entry).path.split("/")[derived.part : derived.part + 1] if derived.part else []
    dashed = re.sub(r"[^A-Za-z0-9]", "-", entry)
    return fill(derived.text, {"entry": entry, "dashed": dashed, "part": "".join(part)})


def _of_row(derived: Derived, columns: Sequence[Column], row: str) -> tuple[str, ...]:
    found = by_name(row, columns)
    for column in columns:
        if column.entries and derived.become:
            listed = entries(found[column.name])
            if derived.first:
                listed = [entry for entry in derived.become if entry in listed][:1]
                if not listed:
                    return ()
            found[column.name] = ",".join(derived.become.get(entry, entry) for entry in listed)
    return (fill(derived.text, found),)


def home_name(user_name: str) -> str:
    """A guest's own sign-in name: Entra writes jane@home.example as jane_home.example#EXT#@tenant.example."""
    guest, marked, _ = user_name.partition("#EXT#")
    local, _, domain = guest.rpartition("_")
    return f"{local}@{domain}" if marked and local else user_name


def names(template: str) -> set[str]:
    """The placeholders in a template."""
    return set(PLACEHOLDER.findall(template))


def fill(template: str, values: Mapping[str, object]) -> str:
    """The template with its placeholders replaced; a list becomes `a, b`, yes/no becomes `yes` or `no`.

    Raises `KeyError` for a value that is not known yet. Only `{name}` is understood: no attributes, no formats.
    """
    return PLACEHOLDER.sub(lambda match: as_text(values[match[1]]), template)


def fill_each(template: str, values: Mapping[str, object]) -> tuple[str, ...]:
    """Like `fill`, but a list answer yields one text per entry, in every combination."""
    lists = {name: value for name in sorted(names(template)) if isinstance(value := values[name], tuple)}
    return tuple(
        fill(template, {**values, **dict(zip(lists, chosen, strict=True))})
        for chosen in every_combination(*lists.values())
    )


def as_text(value: object) -> str:
    """A value as it is shown and pasted; each row of a table is a line."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ("\n" if is_table(value) else ", ").join(value)
    return str(value)
