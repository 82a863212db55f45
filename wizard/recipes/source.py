"""What the checks look at: the recipe, the same as plain TOML with its places, its templates, and sample values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from steps.model.answers import check as check_answer
from steps.model.facts import Answer
from steps.model.pattern import fits
from steps.model.problems import AskAgain, problem
from steps.model.recipe import Question, Recipe, Rehearsal, app_for
from steps.model.values import CREDENTIAL, KNOWN, with_defaults
from steps.model.views import Field
from steps.model.when import When, holds
from steps.model.words import Say, say
from wizard.text import text

from .backtracking import is_slow
from .lines import Path

_TENANT = "11111111-2222-4333-8444-555555555555"
_LOGIN = f"https://login.microsoftonline.com/{_TENANT}"

# Far more than any question needs; a pattern is tried on every entry of it.
_LONGEST = 20_000

SAMPLE: Mapping[str, object] = {
    "tenant_id": _TENANT,
    "tenant_name": "Contoso",
    "tenant_domain": "contoso.com",
    "client_id": "99999999-8888-4777-8666-555555555555",
    "client_secret": "abc8Q~sample-secret-value-for-checks-only",
    "object_id": "77777777-8888-4777-8666-555555555555",
    "application_name": "Sample single sign-on",
    "issuer": f"{_LOGIN}/v2.0",
    "issuer_v1": f"https://sts.windows.net/{_TENANT}/",
    "authority": f"{_LOGIN}/v2.0",
    "authority_v1": _LOGIN,
    "discovery_url": f"{_LOGIN}/v2.0/.well-known/openid-configuration",
    "authorization_endpoint": f"{_LOGIN}/oauth2/v2.0/authorize",
    "token_endpoint": f"{_LOGIN}/oauth2/v2.0/token",
    "jwks_uri": f"{_LOGIN}/discovery/v2.0/keys",
    "userinfo_endpoint": "https://graph.microsoft.com/oidc/userinfo",
    "end_session_endpoint": f"{_LOGIN}/oauth2/v2.0/logout",
    "login_host": "login.microsoftonline.com",
    "login_hostname": "login.microsoftonline.com",
    "login_port": "443",
    "login_origin": "https://login.microsoftonline.com",
    "secret_expires": "2027-05-20T00:00:00+00:00",
    "client_key_pem": "-----BEGIN PRIVATE KEY-----\nc2FtcGxl\n-----END PRIVATE KEY-----\n",
    "client_certificate_pem": "-----BEGIN CERTIFICATE-----\nc2FtcGxl\n-----END CERTIFICATE-----\n",
    "client_certificate_thumbprint": "0123456789ABCDEF0123456789ABCDEF01234567",
    "admin_user_name": "jane.doe@contoso.com",
    "admin_local_part": "jane.doe",
    "admin_domain": "contoso.com",
    CREDENTIAL: "secret",
}
"""A value for every name the wizard itself knows, to try a recipe without a tenant."""


@dataclass(frozen=True)
class Source:
    """One recipe under check."""

    recipe: Recipe
    document: Mapping[str, Any]
    templates: Mapping[str, str]

    @cached_property
    def strings(self) -> tuple[tuple[Path, str], ...]:
        """Every text of the file with its place, keys of inner tables included."""
        return tuple(_strings((), self.document))

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Every name a value may have: the wizard's own, the questions, and what is derived from them."""
        return (*KNOWN, *self.recipe.ask, *self.recipe.derive)

    @cached_property
    def walks(self) -> tuple[tuple[Rehearsal, dict[str, object]], ...]:
        """All values as they would be known at the end, for every rehearsal and every condition.

        A way whose answers are wrong is left out, as is one with a derived value that cannot be made; the checks of
        questions, rehearsals and placeholders say why.
        """
        found = []
        for rehearsal in (*self.recipe.rehearsals, *_conditions(self.recipe)):
            try:
                values = with_defaults(self.recipe, {**SAMPLE, **answers_of(self.recipe, rehearsal)})
            except (AskAgain, KeyError, re.error):
                continue
            found += [(rehearsal, _with(credential, values)) for credential in credentials(self.recipe, values)]
        return tuple(found)


def credentials(recipe: Recipe, values: Mapping[str, object]) -> tuple[str, ...]:
    """What the application may prove itself with for these answers: values of `CREDENTIAL`."""
    app = app_for(recipe, values)
    return ("secret", "certificate") if app.certificate and app.client_auth != "none" else ("secret",)


def credentials_of(recipe: Recipe) -> tuple[str, ...]:
    """What it may prove itself with for any answers."""
    able = recipe.app.certificate or any(variant.app.get("certificate") for variant in recipe.variants)
    return ("secret", "certificate") if able else ("secret",)


def _with(credential: str, values: Mapping[str, object]) -> dict[str, object]:
    other = {"secret": "client_key_pem", "certificate": "client_secret"}[credential]
    # Of the two only one is there: a template that takes the other would fail in the middle of a setup.
    return {name: value for name, value in values.items() if name != other} | {CREDENTIAL: credential}


def _conditions(recipe: Recipe) -> Iterator[Rehearsal]:
    """One way for each `when`, so that what no rehearsal reaches is checked too."""
    yield Rehearsal("the examples")
    whens: list[When] = [one.when for one in recipe.variants]
    whens += [one.when for one in recipe.product_steps]
    whens += [one.when for one in recipe.files]
    whens += [one.when for one in recipe.claims]
    whens += [one.when for one in recipe.identities]
    whens += [one.when for one in recipe.probes]
    for when in filter(None, whens):
        answers = {name: wanted if isinstance(wanted, str) else wanted[0] for name, wanted in when.items()}
        yield Rehearsal(", ".join(f"{name} = {answer}" for name, answer in answers.items()), answers)


def answers_of(recipe: Recipe, rehearsal: Rehearsal) -> dict[str, Answer]:
    """The checked answers of one rehearsal; raises `AskAgain` for one that its own check refuses."""
    given: dict[str, Answer] = {}
    for name, question in recipe.ask.items():
        if holds(question.when, given):
            given[name] = answer_to(name, question, rehearsal.answers.get(name, question.example))
    return given


def answer_to(name: str, question: Question, typed: str) -> Answer:
    """The checked answer to one question; raises `AskAgain`, or `KeyError` for an unknown kind.

    Raises `re.error` where a pattern is wrong or slow, before it is tried.
    """
    if any(is_slow(one) for one in (question.pattern, *(column.pattern for column in question.columns))):
        raise re.error("slow")
    if len(typed) > _LONGEST:
        raise problem("answer-too-long", field=name, most=f"{_LONGEST:,}")
    optional = question.optional or "{" in question.default
    choices = tuple(question.choices.items())
    field = Field(name, question.kind, "", choices=choices, optional=optional, columns=question.columns)
    answer = check_answer(field, typed)
    entries = answer if isinstance(answer, tuple) else (answer,)
    if answer and not all(fits(name, question.pattern, str(entry)) for entry in entries):
        raise problem("answer-pattern", field=name, says=question.pattern_says)
    return answer


def refusal(error: AskAgain) -> Say:
    """Why an answer was refused, in the words the person would read."""
    if error.code == "answer-pattern":
        return say("lint.answer_pattern", says=error.values["says"])
    return say("lint.answer_refused", what=text(say(f"problem.{error.code}.what", **error.values)))


def _strings(path: Path, node: Any) -> Iterator[tuple[Path, str]]:
    if isinstance(node, str):
        yield path, node
    elif isinstance(node, Mapping):
        for key, value in node.items():
            yield from _strings((*path, key), value)
    elif isinstance(node, list):
        for position, value in enumerate(node):
            yield from _strings((*path, position), value)
