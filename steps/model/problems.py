"""What can go wrong, as a closed set of codes.

Problem
 ├── NotYet     wait, then look again
 ├── AskAgain   an answer was wrong; it is said at the field where it was typed
 ├── Blocked    somebody else must act first
 └── Broken     a fault of this program: offer a report

Each code has its three sentences (what happened, why, what to do next) under `[problem.<code>]` in the text file.
"""

from __future__ import annotations


class Problem(Exception):
    """A dead end that names the next move; make one with `problem(code, **values)`.

    `values` fill the placeholders of the code's sentences. `request_id` is Microsoft's id for the failed request,
    to be quoted to its support; empty when nothing was asked of Microsoft.
    """

    def __init__(self, code: str, values: dict[str, str], request_id: str = "") -> None:
        super().__init__(f"{code} {values}" if values else code)
        self.code = code
        self.values = values
        self.request_id = request_id


class NotYet(Problem):
    """Something is spreading, throttled or unreachable: the same look may succeed in a moment."""


class AskAgain(Problem):
    """An answer was wrong. `values["field"]` names the field, `code` the sentence shown beside it.

    `also` are the other wrong answers of the same form.
    """

    also: tuple[AskAgain, ...] = ()

    def at(self, field: str) -> AskAgain | None:
        """What is wrong with the answer in this field."""
        return next((one for one in (self, *self.also) if one.values["field"] == field), None)


class Blocked(Problem):
    """Somebody must act elsewhere before this step can go on."""


class Broken(Problem):
    """This program is at fault, or an answer was outside everything it knows."""


PROBLEMS: dict[str, tuple[type[Problem], tuple[str, ...]]] = {
    # answers, said beside the field
    "answer-missing": (AskAgain, ("field",)),
    "answer-not-https": (AskAgain, ("field",)),
    "answer-has-path": (AskAgain, ("field", "keep")),
    "answer-has-scheme": (AskAgain, ("field", "keep")),
    "answer-not-host": (AskAgain, ("field",)),
    "answer-not-slug": (AskAgain, ("field",)),
    "answer-not-url": (AskAgain, ("field",)),
    "answer-trailing-slash": (AskAgain, ("field", "keep")),
    "answer-not-guid": (AskAgain, ("field",)),
    "answer-tenant-name": (AskAgain, ("field",)),
    "answer-not-domain": (AskAgain, ("field",)),
    "answer-not-sign-in-name": (AskAgain, ("field",)),
    "answer-not-offered": (AskAgain, ("field", "offered")),
    "answer-pattern": (AskAgain, ("field", "says")),
    "answer-entry-long": (AskAgain, ("field", "most")),
    "answer-row-cells": (AskAgain, ("field", "row", "wanted", "found", "columns")),
    "answer-row-empty": (AskAgain, ("field", "row", "column")),
    "answer-row-pattern": (AskAgain, ("field", "row", "column", "typed", "says")),
    "answer-row-unknown": (AskAgain, ("field", "row", "column", "typed", "offered")),
    "answer-row-twice": (AskAgain, ("field", "row", "column", "typed", "other")),
    "answer-secret-id": (AskAgain, ("field",)),
    "answer-secret-blank": (AskAgain, ("field",)),
    "answer-secret-other": (AskAgain, ("field", "hint")),
    "answer-secret-refused": (AskAgain, ("field",)),
    "answer-looks-secret": (AskAgain, ("field",)),
    "answer-nobody": (AskAgain, ("field", "typed")),
    "answer-twice": (AskAgain, ("field", "typed")),
    "answer-no-tester": (AskAgain, ("field", "typed")),
    "answer-days": (AskAgain, ("field", "most")),
    "answer-day": (AskAgain, ("field",)),
    "answer-too-long": (AskAgain, ("field", "most")),
    "answer-no-aadsts": (AskAgain, ("field",)),
    "paste-not-in-tenant": (AskAgain, ("field", "client_id")),
    # what was pasted back
    "paste-too-long": (AskAgain, ("field",)),
    "paste-has-secret": (AskAgain, ("field",)),
    "paste-is-error": (AskAgain, ("field", "number")),
    "paste-placeholder": (AskAgain, ("field",)),
    "paste-sample-id": (AskAgain, ("field", "id")),
    "paste-microsoft-id": (AskAgain, ("field", "id")),
    "paste-graph-id": (AskAgain, ("field",)),
    "paste-not-https": (AskAgain, ("field", "host")),
    "paste-other-cloud": (AskAgain, ("field", "cloud")),
    "paste-other-host": (AskAgain, ("field", "host")),
    "paste-look-alike": (AskAgain, ("field", "host")),
    "paste-personal": (AskAgain, ("field",)),
    "paste-portal-link": (AskAgain, ("field",)),
    "product-login-microsoft": (AskAgain, ("field",)),
    "paste-tenant-nothing": (AskAgain, ("field",)),
    "paste-tenant-any": (AskAgain, ("field", "name")),
    "paste-tenant-missing": (AskAgain, ("field",)),
    "paste-tenant-several": (AskAgain, ("field",)),
    "paste-tenant-other-id": (AskAgain, ("field", "label")),
    "paste-client-nothing": (AskAgain, ("field",)),
    "paste-client-is-tenant": (AskAgain, ("field",)),
    "paste-client-swapped": (AskAgain, ("field",)),
    "paste-client-several": (AskAgain, ("field",)),
    "paste-client-other-id": (AskAgain, ("field", "label")),
    "paste-other-tenant": (AskAgain, ("field", "found", "expected")),
    "paste-other-registration": (AskAgain, ("field", "found", "expected")),
    "paste-json-cut": (AskAgain, ("field",)),
    "paste-json-no-start": (AskAgain, ("field",)),
    "paste-json-broken": (AskAgain, ("field", "line", "column")),
    "paste-json-list": (AskAgain, ("field",)),
    "paste-json-metadata": (AskAgain, ("field",)),
    "paste-json-error": (AskAgain, ("field",)),
    "paste-json-token": (AskAgain, ("field",)),
    "paste-json-other": (AskAgain, ("field",)),
    "paste-manifest-no-id": (AskAgain, ("field",)),
    "paste-manifest-shape": (AskAgain, ("field", "name")),
    "paste-secret-hidden": (AskAgain, ("field",)),
    "paste-secret-several": (AskAgain, ("field",)),
    "paste-secret-other-id": (AskAgain, ("field", "label")),
    "paste-secret-certificate": (AskAgain, ("field",)),
    "paste-other-certificate": (AskAgain, ("field", "thumbprint")),
    "answer-key-other": (AskAgain, ("field",)),
    "paste-secret-token": (AskAgain, ("field",)),
    "paste-secret-json": (AskAgain, ("field",)),
    "paste-secret-url": (AskAgain, ("field",)),
    "paste-secret-encoded": (AskAgain, ("field",)),
    "paste-secret-short": (AskAgain, ("field", "least")),
    "paste-secret-long": (AskAgain, ("field", "most")),
    "paste-secret-around": (AskAgain, ("field",)),
    "paste-secret-odd": (AskAgain, ("field",)),
    "paste-request-nothing": (AskAgain, ("field",)),
    "paste-request-lost": (AskAgain, ("field",)),
    "paste-request-over": (AskAgain, ("field",)),
    "paste-request-protocol": (AskAgain, ("field", "protocol")),
    # signing in
    "sign-in-needed": (Blocked, ()),
    "sign-in-failed": (Blocked, ("said",)),
    "sign-in-declined": (Blocked, ()),
    "sign-in-expired": (NotYet, ()),
    "sign-in-other-tenant": (Blocked, ("pinned", "came")),
    "sign-in-other-person": (Blocked, ("pinned", "came")),
    "no-azure-cli": (Blocked, ("said",)),
    # Microsoft Graph
    "not-allowed": (Blocked, ("doing", "said")),
    "registration-forbidden": (Blocked, ("said",)),
    "secret-forbidden": (Blocked, ("said",)),
    "secret-too-long": (Blocked, ("said",)),
    "registration-gone": (Blocked, ()),
    "tenant-limit": (Blocked, ("said",)),
    "service-reference": (Blocked, ("said",)),
    "still-spreading": (NotYet, ("doing",)),
    "throttled": (NotYet, ("seconds",)),
    "unreachable": (NotYet, ("host", "said")),
    "tls-not-trusted": (Blocked, ("host", "said")),
    "not-microsoft": (Blocked, ("host",)),
    "refused": (Blocked, ("doing", "said")),
    "other-answer": (Broken, ("doing",)),
    # discovery and the test login
    "tenant-unknown": (Blocked, ("tenant",)),
    "tenant-elsewhere": (Blocked, ("tenant", "cloud")),
    "issuer-mismatch": (Blocked, ("found", "expected")),
    "issuer-template": (Blocked, ("found",)),
    "metadata-wrong": (Blocked, ("what",)),
    "secret-refused": (NotYet, ("said",)),
    "secret-expired": (Blocked, ("said",)),
    "certificate-refused": (NotYet, ("said",)),
    "secret-not-kept": (Blocked, ()),
    "login-expired": (NotYet, ()),
    # files that were handed over
    "file-kind": (Blocked, ("file",)),
    "file-missing": (Blocked, ("file",)),
    "file-link": (Blocked, ("file",)),
    "file-unreadable": (Blocked, ("file", "said")),
    "file-too-large": (Blocked, ("file", "most")),
    "file-not-text": (Blocked, ("file",)),
    "file-broken": (Blocked, ("file", "place")),
    "file-too-deep": (Blocked, ("file", "most")),
    "file-newer": (Blocked, ("file", "found", "known")),
    "file-unknown-key": (Blocked, ("file", "entry")),
    "file-missing-key": (Blocked, ("file", "entry")),
    "file-wrong-type": (Blocked, ("file", "entry")),
    "file-odd-character": (Blocked, ("file", "entry", "character")),
    "file-has-secret": (Blocked, ("file", "entry")),
    "file-exists": (Blocked, ("file",)),
    "file-not-written": (Blocked, ("file", "said")),
    "prepared-product": (Blocked, ("file", "product", "known")),
    "prepared-question": (Blocked, ("file", "entry", "known")),
    "prepared-answer": (Blocked, ("file", "entry", "said")),
    "prepared-cloud": (Blocked, ("file", "cloud", "known")),
    "prepared-other-cloud": (Blocked, ("file", "cloud", "asked")),
    "bundle-view": (Blocked, ("file", "entry")),
    "bundle-event": (Blocked, ("file", "entry")),
    "bundle-unseen": (Blocked, ()),
    "read-only": (Blocked, ()),
    # an uploaded file of the product
    "edit-too-large": (AskAgain, ("field", "most")),
    "edit-not-text": (AskAgain, ("field",)),
    "edit-line-breaks": (AskAgain, ("field",)),
    "edit-broken": (AskAgain, ("field", "line", "column")),
    "edit-too-deep": (AskAgain, ("field", "most")),
    "edit-entities": (AskAgain, ("field", "line")),
    "edit-documents": (AskAgain, ("field", "line")),
    "edit-twice": (AskAgain, ("field", "name", "lines")),
    "edit-not-assignment": (AskAgain, ("field", "line")),
    "edit-other-file": (AskAgain, ("field", "name")),
    "edit-several": (AskAgain, ("field", "name", "lines")),
    "edit-shared": (AskAgain, ("field", "name", "line")),
    "edit-other-kind": (AskAgain, ("field", "name", "line")),
    "edit-unsure": (AskAgain, ("field",)),
    # this program
    "changed-elsewhere": (NotYet, ()),
    "setup-unknown": (Blocked, ("setup",)),
    "busy": (NotYet, ()),
    "journal-full": (Broken, ("said",)),
    "journal-newer": (Blocked, ("found", "known")),
    "journal-unreadable": (Blocked, ("place", "said")),
    "journal-altered": (Blocked, ("setup", "seq", "how")),
    "recipe-wrong": (Blocked, ("file", "said")),
    "question-new": (Blocked, ("product", "question")),
    "broken": (Broken, ("said",)),
}
"""Every code, with its kind and the placeholders its sentences may use."""


def problem(code: str, request_id: str = "", **values: str) -> Problem:
    """Make the problem named `code`; raises `KeyError` or `ValueError` for a code or value outside the closed set."""
    kind, placeholders = PROBLEMS[code]
    if set(values) != set(placeholders):
        raise ValueError(f"{code} takes {placeholders}, not {tuple(values)}")
    return kind(code, values, request_id)
