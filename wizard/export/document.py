"""The summary's shape, which is also the shape of its JSON form.

All text is plain: whoever writes it somewhere escapes it for that place. Times are ISO 8601 UTC. Nothing here grants
access: of the secret there is its ID, its first characters and its last day.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

How = Mapping[str, str]
"""How values became known, by name: `checked` or `typed`; one that is not named was read or written by the wizard."""


@dataclass(frozen=True)
class ProductPart:
    """What was connected, by which recipe, and how far that recipe was tried. `answers` are by question."""

    id: str
    name: str
    recipe_hash: str
    verified: str
    answers: Mapping[str, str]


@dataclass(frozen=True)
class TenantPart:
    """Where. `cloud` is a name of `wizard.entra.cloud`, or the practice tenant's."""

    id: str
    name: str
    domain: str
    cloud: str
    how: How


@dataclass(frozen=True)
class PersonPart:
    """Who worked on the tenant, and how they signed in."""

    user_name: str
    object_id: str
    way: str


@dataclass(frozen=True)
class ApplicationPart:
    """The registration. Redirect URIs are by platform: web, spa, publicClient."""

    name: str
    client_id: str
    object_id: str
    service_principal_id: str
    unique_name: str
    redirect_uris: Mapping[str, tuple[str, ...]]
    portal: str
    how: How


@dataclass(frozen=True)
class AccessPart:
    """Who may sign in: everyone, or only who is assigned."""

    assignment_required: bool
    assigned: tuple[str, ...]
    how: How


@dataclass(frozen=True)
class SecretPart:
    """The client secret without its value, or the certificate (`thumbprint`) in place of one."""

    key_id: str
    hint: str
    expires: str
    how: How
    thumbprint: str = ""


@dataclass(frozen=True)
class CheckPart:
    """One check of the test login: pass, warn or fail, and what was seen."""

    name: str
    verdict: str
    seen: str


@dataclass(frozen=True)
class NeedPart:
    """A claim the product reads. `why` says why it did not come, and is empty for one that is `there`."""

    name: str
    required: bool
    there: bool
    why: str


@dataclass(frozen=True)
class LoginPart:
    """The test login. Claims are named without their values, which are about a person.

    `identifier` is the claim the product finds people by, empty where that is not known; `identified` says what
    follows of it. `tested` says who tested, and `proves` what their success says of other people.
    """

    at: str
    user_name: str
    object_id: str
    checks: tuple[CheckPart, ...]
    claims: tuple[str, ...]
    missing: tuple[str, ...]
    needs: tuple[NeedPart, ...]
    identifier: str
    identified: str
    tested: tuple[str, ...]
    proves: str


@dataclass(frozen=True)
class ChangePart:
    """One change that was made to the tenant. `state` is made, temporary (still there) or taken back."""

    at: str
    kind: str
    title: str
    target: str
    ids: Mapping[str, str]
    undo: str
    state: str


@dataclass(frozen=True)
class FailurePart:
    """A change that did not succeed, with Microsoft's request ID where it gave one."""

    at: str
    code: str
    request_id: str


@dataclass(frozen=True)
class AuditPart:
    """The checkpoint of the audit trail: as three lines, as their parts, and as a QR code of the three lines."""

    text: str
    origin: str
    size: int
    head: str
    qr_svg: str


@dataclass(frozen=True)
class Summary:
    """Everything to file about one setup. A part is None where its step has not been done."""

    setup: str
    program: str
    started: str
    changed: str
    finished: str
    product: ProductPart | None
    tenant: TenantPart | None
    person: PersonPart | None
    application: ApplicationPart | None
    access: AccessPart | None
    endpoints: Mapping[str, str]
    secret: SecretPart | None
    login: LoginPart | None
    changes: tuple[ChangePart, ...]
    failures: tuple[FailurePart, ...]
    to_do: tuple[str, ...]
    way_back: str
    audit: AuditPart
    format: int = field(default=1)
