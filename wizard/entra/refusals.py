"""Graph's refusals, sorted: not there yet, there already, or a dead end that names the next move.

Sources of codes and texts: graph-docs (resource errors), terraform-provider-azuread and azure-cli (replication),
learn.microsoft.com/graph/api/resources/tenantappmanagementpolicy (app management policies).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from steps.model.problems import Problem, problem

from .replies import Refusal


@dataclass(frozen=True)
class Shape:
    """What a refusal must look like; an empty part matches anything. `code` also matches one of the details."""

    status: tuple[int, ...] = ()
    code: str = ""
    text: str = ""
    doing: str = ""

    def fits(self, said: Refusal) -> bool:
        """Whether the refusal has this shape."""
        return (
            (not self.status or said.status in self.status)
            and (not self.code or self.code in (said.code, *said.details))
            and bool(re.search(self.text, said.message, re.IGNORECASE))
            and said.doing.startswith(self.doing)
        )


SPREADING = (
    Shape((404,), "Request_ResourceNotFound"),
    Shape((404,), "Directory_ObjectNotFound"),
    Shape((404,), "ResourceNotFound"),
    Shape((400,), "NoBackingApplicationObject"),
    Shape((400,), "Request_BadRequest", "does not reference a valid application object"),
    Shape((400,), "Request_BadRequest", "cannot be found in the AppPermissions sets"),
    Shape((409,), "Error_MsaAppDoesNotExist"),
)
"""What Graph says of an object that one of its replicas has not heard of yet."""

LOCAL_TENANT = Shape((403,), "Authorization_RequestDenied", "must (be )?in the local tenant")
"""Spreading too, but only for an application made a moment ago: otherwise it truly means missing rights."""

THERE_ALREADY = (
    Shape((409,), "ObjectConflict"),
    Shape((409,), "Request_MultipleObjectsWithSameKeyValue"),
    Shape((400, 409), "", "already exists?\\b|already in use"),
)

PASSING = (408, 424, 429, *(status for status in range(500, 600) if status != 501))
"""Statuses that say nothing about the request itself: the same one may succeed in a moment.

Of the 5xx all but "not implemented": gateways have numbers of their own, such as 520, and any may hide a success.
"""

DEAD_ENDS: tuple[tuple[Shape, str], ...] = (
    (Shape((401,)), "sign-in-needed"),
    (Shape((), "CredentialTypeNotAllowedAsPerAppPolicy"), "secret-forbidden"),
    (Shape((), "CredentialInvalidLifetimeAsPerAppPolicy"), "secret-too-long"),
    (Shape((), "Directory_QuotaExceeded"), "tenant-limit"),
    (Shape((400,), "", "ServiceManagementReference"), "service-reference"),
    (Shape((403,), doing="PATCH /applications(uniqueName"), "registration-forbidden"),
    (Shape((403,)), "not-allowed"),
    (Shape((429,)), "throttled"),
    (Shape(PASSING), "unreachable"),
    (Shape((404,)), "changed-elsewhere"),
    (Shape(), "refused"),
)
"""The first shape that fits decides the problem."""


def is_spreading(said: Refusal, fresh: bool) -> bool:
    """Whether this is lag and not a refusal; `fresh` when what it is about was made by us a moment ago."""
    return any(shape.fits(said) for shape in SPREADING) or (fresh and LOCAL_TENANT.fits(said))


def is_there_already(said: Refusal) -> bool:
    """Whether what was to be created exists."""
    return any(shape.fits(said) for shape in THERE_ALREADY)


def explain(said: Refusal, graph: str) -> Problem:
    """The problem this refusal is; `graph` is the origin of Microsoft Graph."""
    code = next(code for shape, code in DEAD_ENDS if shape.fits(said))
    host = urlsplit(graph).hostname or graph
    values = {
        "said": said.said,
        "doing": said.doing,
        "host": host,
        "seconds": str(round(said.retry_after or 30)),
    }
    takes = {
        "not-allowed": ("doing", "said"),
        "refused": ("doing", "said"),
        "throttled": ("seconds",),
        "unreachable": ("host", "said"),
        "sign-in-needed": (),
        "changed-elsewhere": (),
    }.get(code, ("said",))
    return problem(code, said.request_id, **{name: values[name] for name in takes})
