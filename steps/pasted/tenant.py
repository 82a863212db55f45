"""Which tenant: its ID or a domain, from whatever the person copied that names it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import SplitResult, unquote

from ..model.answers import GUID, HOST
from ..model.hosts import Hosts
from ..model.problems import Problem, problem
from .guids import ALONE, PERSONAL, alone, own
from .hosts import foreign, imitates, is_portal, other_cloud
from .labels import Labelled
from .links import links, query
from .plain import dashed, plain, unwrapped
from .refused import has_placeholder, no_error, no_secret

_EMAIL = re.compile(r"[^\s@<>\"',;:()\[\]]{1,64}@([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)")
_INITIAL = re.compile(r"(?i)(?<![\w.@-])(?:[a-z0-9-]+\.)+(?:onmicrosoft\.(?:com|us)|partner\.onmschina\.cn)\b")
_FILES = (".json", ".txt", ".html", ".xml", ".pdf", ".png", ".csv")
# Mail providers whose addresses are personal accounts: none of them is anybody's tenant.
_PERSONAL_MAIL = ("outlook.com", "hotmail.com", "live.com", "msn.com", "gmail.com", "googlemail.com", "icloud.com")
_OTHER_IDS = {
    "client_id": "Application (client) ID",
    "application_id": "Application ID",
    "object_id": "Object ID",
    "key_id": "Secret ID",
}


@dataclass(frozen=True)
class TenantPaste:
    """`name` is the tenant's ID in lower case, or one of its domains; the rest came along with an Overview.

    `client_id` and `display_name` are an application's, `organization` and `domain` the tenant's own.
    """

    name: str
    client_id: str = ""
    display_name: str = ""
    organization: str = ""
    domain: str = ""


def read(typed: str, field: str, hosts: Hosts) -> TenantPaste:
    """The tenant that was pasted; raises an `AskAgain` at `field`."""
    text = dashed(plain(typed, field))
    no_secret(text, field)
    no_error(text, field)
    found, rest = links(text, hosts)
    labelled = Labelled(rest)
    names, wrong = _of_links(found, field, hosts)
    names += labelled.ids("tenant_id")
    if not names:
        names += (
            word for word in labelled.words("domain", "tenant", "tenant_id") if _domain(word) or GUID.fullmatch(word)
        )
    if not names and wrong:
        told = wrong.code == "paste-tenant-missing" and has_placeholder(text)
        raise problem("paste-placeholder", field=field) if told else wrong
    names = names or _unlabelled(text, rest, labelled, field)
    ids = {name.lower() for name in names if GUID.fullmatch(name)}
    chosen = ids or {name.lower() for name in names}
    if len(chosen) != 1:
        raise problem("paste-tenant-several" if chosen else "paste-tenant-nothing", field=field)
    domain = next((word.lower() for word in labelled.words("domain") if _domain(word)), "")
    client_id = next(iter(labelled.ids("client_id")), "")
    name = next(iter(labelled.words("name")), "")
    return TenantPaste(
        _checked(chosen.pop(), field, hosts),
        client_id,
        next(iter(labelled.words("display_name")), "") if client_id else "",
        "" if client_id else name,
        domain,
    )


def segment(link: SplitResult) -> str:
    """What an address of Microsoft's names as its tenant; empty when it names none."""
    for place in (link.path, link.fragment):
        for part in (unquote(one) for one in place.split("/")):
            if GUID.fullmatch(part.removeprefix("@")) or _domain(part.removeprefix("@")):
                return part.removeprefix("@")
            if place is link.path and part and not is_portal(link):
                return part
            if re.search(r"appId|objectId", part, re.IGNORECASE):
                break
    parameters = {name.lower(): value for name, value in query(link).items()}
    return parameters.get("tenantid") or parameters.get("tid") or ""


def _of_links(found: tuple[SplitResult, ...], field: str, hosts: Hosts) -> tuple[list[str], Problem | None]:
    """The tenants that addresses name, and what is wrong with the first address that names none."""
    names: list[str] = []
    problems: list[Problem] = []
    for link in found:
        part = segment(link)
        if stranger := foreign(link, field, hosts):
            problems.append(stranger)
        elif is_portal(link) and not part:
            problems.append(problem("paste-portal-link", field=field))
        elif GUID.fullmatch(part) or _domain(part):
            names.append(part)
        else:
            problems.append(_nobody(part, field))
    return names, next(iter(problems), None)


def _nobody(part: str, field: str) -> Problem:
    if part.lower() in ("common", "organizations"):
        return problem("paste-tenant-any", field=field, name=part.lower())
    if part.lower() == "consumers":
        return problem("paste-personal", field=field)
    return problem("paste-placeholder" if has_placeholder(part) else "paste-tenant-missing", field=field)


def _unlabelled(text: str, rest: str, labelled: Labelled, field: str) -> list[str]:
    for name, label in _OTHER_IDS.items():
        if labelled.ids(name):
            raise problem("paste-tenant-other-id", field=field, label=label)
    whole = unwrapped(rest).removeprefix("@").rstrip("./")
    for word in (whole.lower(), *labelled.words("tenant", "tenant_id")):
        if word in ("common", "organizations", "consumers"):
            raise _nobody(word, field)
    if ids := alone(rest):
        return list(ids)
    if domains := [match[1] for match in _EMAIL.finditer(rest)] or _INITIAL.findall(rest):
        return domains
    if _domain(whole):
        return [whole]
    raise problem("paste-placeholder" if has_placeholder(text) else "paste-tenant-nothing", field=field)


def _domain(word: str) -> bool:
    last = word.rpartition(".")[2]
    return (
        "." in word
        and bool(HOST.fullmatch(word))
        and bool(re.fullmatch(r"[A-Za-z]{2,}|xn--[A-Za-z0-9-]+", last))
        and not word.lower().endswith(_FILES)
    )


def _checked(name: str, field: str, hosts: Hosts) -> str:
    """The name as it is kept; raises `AskAgain` for one that cannot be the person's own tenant."""
    if name == PERSONAL or name in _PERSONAL_MAIL:
        raise problem("paste-personal", field=field)
    if ALONE.fullmatch(name):
        return own(name, field)
    if cloud := other_cloud(name, hosts):
        raise problem("paste-other-cloud", field=field, cloud=cloud)
    if "login" in name and imitates(name, hosts):
        raise problem("paste-look-alike", field=field, host=name)
    return name
