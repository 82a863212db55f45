"""Which registration: its client ID, and the whole manifest where it was pasted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import SplitResult

from ..model.directory import Json
from ..model.hosts import Hosts
from ..model.problems import problem
from .guids import GUID, alone, own
from .hosts import foreign
from .json_text import json_in, refuse_other
from .labels import Labelled
from .links import links, query
from .manifest import application, holds_secret, is_manifest, is_service_principal
from .plain import dashed, plain
from .refused import has_placeholder, no_error, no_secret
from .tenant import segment

_IN_LINK = re.compile(rf"/(appId|objectId)/({GUID})", re.IGNORECASE)
_OTHER_IDS = {"object_id": "Object ID", "service_principal_id": "Object ID", "key_id": "Secret ID"}


@dataclass(frozen=True)
class RegistrationPaste:
    """`application` is in the shape of Graph v1.0, reduced to what is compared; None without a manifest."""

    client_id: str
    object_id: str = ""
    display_name: str = ""
    service_principal_id: str = ""
    application: Json | None = None


@dataclass(frozen=True)
class _Part:
    """What one part of the text tells: the JSON, the labels, or one address."""

    paste: RegistrationPaste
    tenant_id: str = ""
    key_id: str = ""


def read(
    typed: str, field: str, hosts: Hosts, tenant_id: str, *, seen: Mapping[str, str] | None = None
) -> RegistrationPaste:
    """The registration that was pasted; raises an `AskAgain` at `field`.

    `seen` are ids already known, by name: `client_id`, `object_id`, `service_principal_id`, `key_id`.
    """
    text = dashed(plain(typed, field))
    no_secret(text, field)
    found, around = json_in(text, field)
    no_error(around, field)
    parts = [] if found is None else [_of_json(found, text, field)]
    outside, rest = links(around, hosts)
    parts += (_of_link(link) for link in outside if not foreign(link, field, hosts))
    parts += _of_labels(Labelled(rest))
    one = _merged(parts, field)
    if not one.paste.client_id and (bare := alone(rest)) and not (one.tenant_id or one.key_id or one.paste.object_id):
        if len(bare) > 1:
            raise problem("paste-client-several", field=field)
        one = replace(one, paste=replace(one.paste, client_id=bare[0]))
    known = {name: guid.lower() for name, guid in (seen or {}).items()}
    if one.paste.client_id:
        return _checked(one, field, tenant_id.lower(), known)
    stranger = next(filter(None, (foreign(link, field, hosts) for link in outside)), None)
    raise stranger or _nothing(one, text, field)


def _of_json(found: Json, text: str, field: str) -> _Part:
    listed = found.get("value")
    if isinstance(listed, list) and "@odata.context" in found:
        if len(listed) != 1 or not isinstance(listed[0], dict):
            raise problem("paste-json-list", field=field)
        found = listed[0]
    if holds_secret(found):
        raise problem("paste-has-secret", field=field)
    if is_service_principal(found):
        ids = [str(found.get(name) or "").lower() for name in ("appId", "id")]
        if all(re.fullmatch(GUID, one) for one in ids):
            return _Part(RegistrationPaste(ids[0], "", str(found.get("displayName") or ""), ids[1]))
    if not is_manifest(found):
        refuse_other(found, field)
        # A product's settings file, or Graph's answer to a narrow question: its names are labels too.
        told = list(_of_labels(Labelled(text)))
        if not told:
            raise problem("paste-json-other", field=field)
        return _merged(told, field)
    app = application(found, field)
    if not app["appId"]:
        raise problem("paste-manifest-no-id", field=field)
    for name in ("appId", "id"):
        if app[name] and not re.fullmatch(GUID, app[name]):
            raise problem("paste-manifest-shape", field=field, name=name)
    app |= {"appId": app["appId"].lower(), "id": app["id"].lower()}
    return _Part(RegistrationPaste(app["appId"], app["id"], app["displayName"], application=app))


def _of_link(link: SplitResult) -> _Part:
    place = f"{link.path}#{link.fragment}"
    ids = {name.lower(): guid.lower() for name, guid in (match.groups() for match in _IN_LINK.finditer(place))}
    asked = query(link).get("client_id", "")
    client_id = ids.get("appid") or (asked.lower() if re.fullmatch(GUID, asked) else "")
    object_id = ids.get("objectid", "")
    managed = "ManagedApp" in place
    tenant = segment(link).lower()
    return _Part(
        RegistrationPaste(client_id, "" if managed else object_id, "", object_id if managed else ""),
        tenant if re.fullmatch(GUID, tenant) else "",
    )


def _of_labels(labelled: Labelled) -> Iterable[_Part]:
    """One part for each ID, because an Object ID belongs to the kind of Overview that it stands in."""
    enterprise = False
    for name, guid in labelled.pairs:
        if name in ("client_id", "application_id"):
            enterprise = name == "application_id"
            yield _Part(RegistrationPaste(guid))
        elif name == "object_id":
            yield _Part(
                RegistrationPaste("", service_principal_id=guid) if enterprise else RegistrationPaste("", guid)
            )
        elif name == "tenant_id":
            yield _Part(RegistrationPaste(""), tenant_id=guid)
        elif name == "key_id":
            yield _Part(RegistrationPaste(""), key_id=guid)
    if labelled.ids("client_id", "application_id"):
        for name in labelled.words("display_name", "name")[:1]:
            yield _Part(RegistrationPaste("", display_name=name))


def _merged(parts: Iterable[_Part], field: str) -> _Part:
    """All parts as one; raises `AskAgain` where two of them tell of different applications."""
    one = _Part(RegistrationPaste(""))
    for part in parts:
        for name in ("client_id", "object_id", "service_principal_id"):
            values = {getattr(one.paste, name), getattr(part.paste, name)} - {""}
            if len(values) > 1:
                raise problem("paste-client-several", field=field)
        one = _Part(
            RegistrationPaste(
                one.paste.client_id or part.paste.client_id,
                one.paste.object_id or part.paste.object_id,
                one.paste.display_name or part.paste.display_name,
                one.paste.service_principal_id or part.paste.service_principal_id,
                one.paste.application or part.paste.application,
            ),
            one.tenant_id or part.tenant_id,
            one.key_id or part.key_id,
        )
    return one


def _checked(one: _Part, field: str, tenant_id: str, known: Mapping[str, str]) -> RegistrationPaste:
    client_id = one.paste.client_id
    if client_id == tenant_id:
        swapped = one.tenant_id not in ("", tenant_id)
        raise problem("paste-client-swapped" if swapped else "paste-client-is-tenant", field=field)
    if one.tenant_id and tenant_id and one.tenant_id != tenant_id:
        raise problem("paste-other-tenant", field=field, found=one.tenant_id, expected=tenant_id)
    own(client_id, field)
    for name, label in _OTHER_IDS.items():
        if client_id == known.get(name):
            raise problem("paste-client-other-id", field=field, label=label)
    expected = known.get("client_id", "")
    if expected and client_id != expected:
        raise problem("paste-other-registration", field=field, found=client_id, expected=expected)
    return one.paste


def _nothing(one: _Part, text: str, field: str) -> Exception:
    if one.paste.object_id or one.paste.service_principal_id:
        return problem("paste-client-other-id", field=field, label="Object ID")
    if one.key_id:
        return problem("paste-client-other-id", field=field, label="Secret ID")
    if one.tenant_id:
        return problem("paste-client-is-tenant", field=field)
    return problem("paste-placeholder" if has_placeholder(text) else "paste-client-nothing", field=field)
