"""Every kind of answer: what is accepted, what is kept of it, and which sentence refuses the rest."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from steps.model.answers import KINDS, check
from steps.model.facts import Answer
from steps.model.problems import PROBLEMS, AskAgain
from steps.model.views import Field


def in_days(count: int) -> str:
    """The day that is so many days from now, as a person picks it."""
    return (datetime.now(UTC) + timedelta(days=count)).date().isoformat()


TENANT = "11111111-2222-3333-4444-55555555ABCD"

GOOD: list[tuple[str, str, Answer]] = [
    ("text", "  Contoso SSO ", "Contoso SSO"),
    ("long-text", "AADSTS50105: a\nb", "AADSTS50105: a\nb"),
    ("choice", "docker", "docker"),
    ("host", "Wiki.Contoso.com", "wiki.contoso.com"),
    ("host", "localhost", "localhost"),
    ("host", "a" * 63 + ".example", "a" * 63 + ".example"),
    ("hosts", "a.example, B.example;c.example\nd.example,", ("a.example", "b.example", "c.example", "d.example")),
    ("https-origin", "https://wiki.contoso.com", "https://wiki.contoso.com"),
    ("https-origin", "https://wiki.contoso.com:8443", "https://wiki.contoso.com:8443"),
    ("https-origin", "http://localhost:8585", "http://localhost:8585"),
    ("https-origin", "http://127.0.0.1:8585", "http://127.0.0.1:8585"),
    ("url", "https://huggingface.co/o/oidc/consume?x=1", "https://huggingface.co/o/oidc/consume?x=1"),
    ("url", "http://localhost/callback", "http://localhost/callback"),
    ("slug", "my_org-2", "my_org-2"),
    ("guid", TENANT, TENANT.lower()),
    ("sign-in-name", "jane.doe@contoso.com", "jane.doe@contoso.com"),
    ("email-domain", "@Contoso.COM", "contoso.com"),
    ("email-domains", "contoso.com, @fabrikam.com", ("contoso.com", "fabrikam.com")),
    ("list", "a, b;c\nd", ("a", "b", "c", "d")),
    ("people", "adele@contoso.com, All Users", ("adele@contoso.com", "All Users")),
    ("table", "a|b\n\n c |d ", ("a | b", "c | d")),
    ("flag", "yes", True),
    ("flag", "no", False),
    ("secret", "abc~1.2-3_4", "abc~1.2-3_4"),
    ("days", "1", "1"),
    ("days", "730", "730"),
    ("day", in_days(1), in_days(1)),
    ("day", in_days(730 + 7), in_days(730 + 7)),
    ("pasted", f" Overview\n{'x' * 199_990}\n", f"Overview\n{'x' * 199_990}"),
]

BAD: list[tuple[str, str, str]] = [
    ("text", "   ", "answer-missing"),
    ("day", in_days(0), "answer-day"),
    ("day", in_days(800), "answer-day"),
    ("day", "31.12.2027", "answer-day"),
    ("pasted", "x" * 200_001, "answer-too-long"),
    ("pasted", " \n ", "answer-missing"),
    ("host", "https://wiki.contoso.com/x", "answer-has-scheme"),
    ("host", "wiki.contoso.com/login", "answer-has-path"),
    ("host", "wiki contoso", "answer-not-host"),
    ("host", "wiki..com", "answer-not-host"),
    ("host", "-wiki.com", "answer-not-host"),
    ("host", "a" * 64 + ".example", "answer-not-host"),
    ("host", "wiki.com:8443", "answer-not-host"),
    ("host", "wiki_1.com\n", "answer-not-host"),
    ("hosts", "a.example, https://b.example", "answer-has-scheme"),
    ("https-origin", "wiki.contoso.com", "answer-not-https"),
    ("https-origin", "http://wiki.contoso.com", "answer-not-https"),
    ("https-origin", "ftp://wiki.contoso.com", "answer-not-https"),
    ("https-origin", "javascript:alert(1)", "answer-not-https"),
    ("https-origin", "https://wiki.contoso.com/", "answer-trailing-slash"),
    ("https-origin", "https://wiki.contoso.com/path", "answer-has-path"),
    ("https-origin", "https://wiki.contoso.com?x=1", "answer-has-path"),
    ("https-origin", "https://wiki.contoso.com#x", "answer-has-path"),
    ("https-origin", "https://user:pass@wiki.contoso.com", "answer-not-url"),
    ("https-origin", "https://", "answer-not-url"),
    ("https-origin", "https://wiki contoso.com", "answer-not-url"),
    ("url", "huggingface.co/x", "answer-not-https"),
    ("url", "http://huggingface.co/x", "answer-not-https"),
    ("url", "https://huggingface.co/x y", "answer-not-url"),
    ("url", "https://huggingface.co/x#fragment", "answer-not-url"),
    ("url", "https:///path", "answer-not-url"),
    ("slug", "my org", "answer-not-slug"),
    ("slug", "my/org", "answer-not-slug"),
    ("guid", "contoso.onmicrosoft.com", "answer-tenant-name"),
    ("guid", "common", "answer-tenant-name"),
    ("guid", "11111111", "answer-not-guid"),
    ("guid", TENANT + "0", "answer-not-guid"),
    ("sign-in-name", "jane", "answer-not-sign-in-name"),
    ("sign-in-name", "jane@contoso", "answer-not-sign-in-name"),
    ("sign-in-name", "@contoso.com", "answer-not-sign-in-name"),
    ("sign-in-name", "jane doe@contoso.com", "answer-not-sign-in-name"),
    ("email-domain", "adele@contoso.com", "answer-not-domain"),
    ("email-domain", "contoso", "answer-not-domain"),
    ("email-domains", "contoso.com, fabrikam", "answer-not-domain"),
    ("secret", TENANT, "answer-secret-id"),
    ("secret", "abc def", "answer-secret-blank"),
    ("days", "0", "answer-days"),
    ("days", "731", "answer-days"),
    ("days", "-5", "answer-days"),
    ("days", "a year", "answer-days"),
]


@pytest.mark.parametrize(("kind", "typed", "kept"), GOOD)
def test_a_right_answer_is_kept_in_one_form(kind: str, typed: str, kept: Answer) -> None:
    assert check(Field("asked", kind, "Asked"), typed) == kept


@pytest.mark.parametrize(("kind", "typed", "code"), BAD)
def test_a_wrong_answer_is_refused_at_its_field(kind: str, typed: str, code: str) -> None:
    with pytest.raises(AskAgain) as refused:
        check(Field("asked", kind, "Asked"), typed)
    assert (refused.value.code, refused.value.values["field"]) == (code, "asked")


@pytest.mark.parametrize(
    ("kind", "typed", "keep"),
    [
        ("host", "https://wiki.contoso.com/x", "wiki.contoso.com"),
        ("host", "wiki.contoso.com/x", "wiki.contoso.com"),
        ("https-origin", "https://wiki.contoso.com/", "https://wiki.contoso.com"),
        ("https-origin", "https://wiki.contoso.com:8443/x?y", "https://wiki.contoso.com:8443"),
    ],
)
def test_what_to_type_instead_is_itself_a_right_answer(kind: str, typed: str, keep: str) -> None:
    field = Field("asked", kind, "Asked")
    with pytest.raises(AskAgain) as refused:
        check(field, typed)
    assert refused.value.values["keep"] == keep
    assert check(field, keep) == keep


@pytest.mark.parametrize("kind", KINDS)
def test_an_optional_answer_may_be_empty_and_keeps_its_type(kind: str) -> None:
    empty = check(Field("asked", kind, "Asked", optional=True), "  ")
    given = {good[0]: good[2] for good in GOOD}[kind]
    assert not empty
    assert type(empty) is type(given)


@pytest.mark.parametrize("kind", KINDS)
def test_a_needed_answer_may_not_be_empty(kind: str) -> None:
    with pytest.raises(AskAgain) as refused:
        check(Field("asked", kind, "Asked"), " \n ")
    assert refused.value.code == "answer-missing"


def test_only_what_is_offered_is_accepted() -> None:
    field = Field("asked", "choice", "Asked", choices=(("docker", "Docker"), ("helm", "Helm")))
    assert check(field, "helm") == "helm"
    with pytest.raises(AskAgain) as refused:
        check(field, "Helm")
    assert (refused.value.code, refused.value.values["offered"]) == ("answer-not-offered", "docker, helm")


def test_every_kind_is_in_the_tables_above() -> None:
    assert {good[0] for good in GOOD} == set(KINDS)
    assert {bad[2] for bad in BAD} <= set(PROBLEMS)
