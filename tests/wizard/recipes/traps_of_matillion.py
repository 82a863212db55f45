"""The traps in Matillion's and Maia's pages for single sign-on."""

from __future__ import annotations

from expanded_recipes import LOGIN, C, S, Walked, walked
from vendor_traps import (
    EMAIL,
    OPEN,
    SINGLE,
    assignment,
    file,
    given,
    impossible,
    messages,
    needed,
    order,
    redirects,
    refused,
    registration,
    secret_days,
    sentences,
    setting,
    warned,
)

from steps.model.chosen import Chosen
from steps.model.setup import Setup
from steps.registration.application import display_name

ID = "matillion"
TWO = [walked(ID, domains="example.com, my-firm.co.uk")]
WALKS = [walked(ID), walked(ID, domains="contoso.com"), *TWO]
METADATA = f"{LOGIN}/v2.0/.well-known/openid-configuration"


@setting
def name(walk: Walked) -> str:
    return display_name(Setup("s", ""), Chosen(walk.recipe, walk.app, walk.values))


TRAPS = [
    impossible("matillion-txt-value-ends-in-saml", "traps", WALKS, given, '-sso"', "-saml"),
    warned("matillion-single-sign-on-page-shows-saml", "traps", ID, "notes", wrong="-saml", right="it ends in -sso"),
    warned("matillion-saml-where-the-record-is-made", "steps, traps", ID, "step dns", wrong="not in -saml",
           right="ends in -sso"),
    warned("matillion-support-asks-for-the-other-form", "traps", ID, "notes", wrong="the other form",
           right="follow support"),
    warned("matillion-nobody-has-tried-the-ending", "traps", ID, "notes", wrong="Nobody has tried this",
           right="so the ticket asks"),
    impossible("matillion-support-is-asked-for-the-ending", "traps", WALKS, messages,
               "Please tell us if you need them with another ending.", "-saml"),
    warned("matillion-optional-claims-of-the-saml-pages", "registration", ID, "notes", wrong="does not document",
           right="those of its SAML pages"),
    impossible("matillion-txt-value-with-umatillion", "traps", WALKS, given, '"matillion:', "umatillion"),
    impossible("matillion-dots-in-the-txt-value", "steps, fields", TWO, given, "matillion:my-firm-co-uk-sso",
               "matillion:my-firm.co", "matillion:example.com"),
    impossible("matillion-one-record-for-several-domains", "questions, steps", TWO, file("dns-records.txt"),
               ('example.com. 3600 IN TXT "matillion:example-com-sso"\n',
               'my-firm.co.uk. 3600 IN TXT "matillion:my-')),
    refused("matillion-domain-with-scheme-or-path", "questions", ID, "domains", "example.com", "https://example.com",
            "a/b"),
    impossible("matillion-app-name-is-a-template-variable", "traps", WALKS, name, "[Matillion (Maia)", "{", "}"),
    impossible("matillion-secret-in-the-ticket", "fields, security", WALKS, messages,
               "follows in this ticket as a one-time",
               S, "[", "]"),
    impossible("matillion-secret-in-a-sentence-or-file", "security", WALKS,
               lambda walk: sentences(walk) + file("dns-records.txt")(walk), "one-time link", S),
    warned("matillion-secret-sent-with-the-ticket", "fields, security", ID, "step ticket",
           wrong="never the secret itself",
           right="send the one-time link"),
    warned("matillion-secret-noted-somewhere", "traps", ID, "step secret", wrong="note the secret anywhere",
           right="one-time link"),
    warned("matillion-rotation-only-by-the-vendor", "registration, traps", ID, "notes",
           wrong="Only Matillion can replace",
           right="well before it expires"),
    impossible("matillion-secret-without-a-last-day", "registration", WALKS, secret_days, "[365]"),
    warned("matillion-registration-made-again", "claims", ID, "notes", wrong="new accounts", right="Keep this app"),
    warned("matillion-start-from-microsoft", "first, registration", ID, "notes",
           wrong="A start from Microsoft is refused",
           right="starts at Matillion"),
    warned("matillion-sign-in-with-microsoft", "first", ID, "notes", wrong="Sign in with Microsoft",
           right="type their work email address"),
    warned("matillion-etl-is-another-product", "first, questions", ID, "before", wrong="Matillion ETL",
           right="another product"),
    warned("matillion-edition-without-single-sign-on", "first", ID, "before", wrong="Older documents",
           right="An edition that includes"),
    warned("matillion-uncommitted-work-is-lost", "first, questions", ID, "before", wrong="Uncommitted work",
           right="commit"),
    warned("matillion-activated-before-the-commits", "steps", ID, "step activate", wrong="Then confirm",
           right="Ask everyone to commit their work to Git"),
    impossible("matillion-ticket-before-the-record", "first, steps", WALKS, order, "[dns;secret;ticket;activate]"),
    impossible("matillion-two-steps-lead-to-one-page", "traps", WALKS, sentences,
               ("DNS of each email domain", "Support ticket to Matillion", "Matillion test link")),
    impossible("matillion-redirect-uri-retyped", "registration, failures", WALKS, setting(redirects),
               "[https://id.matillion.com/login/callback\n]"),
    impossible("matillion-metadata-url-is-the-issuer", "fields", WALKS, messages,
               (f"metadata URL: {METADATA}\n", f"Client ID: {C}\n"), f": {LOGIN}/v2.0\n"),
    impossible("matillion-no-step-for-claims", "registration, traps", WALKS, registration,
               (EMAIL, '"name": "given_name"', '"name": "family_name"')),
    impossible("matillion-email-verified-from-the-saml-page", "registration, claims", WALKS, needed, "email",
               "email_verified"),
    impossible("matillion-no-step-for-assignment", "traps", WALKS, assignment, "[recommended]"),
    warned("matillion-no-test", "steps, traps", ID, "step activate", wrong="confirm",
           right="Sign in with the test link"),
    impossible("matillion-account-type-not-stated", "registration, security", WALKS, registration, SINGLE, *OPEN),
]  # fmt: skip
