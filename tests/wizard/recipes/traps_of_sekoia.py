"""The traps in Sekoia.io's pages for single sign-on."""

from __future__ import annotations

from expanded_recipes import LOGIN, SHELF, C, S, Walked, walked
from vendor_traps import (
    EMAIL,
    OPEN,
    SINGLE,
    assignment,
    fields,
    impossible,
    refused,
    registration,
    secret_days,
    sentences,
    setting,
    warned,
)

ID = "sekoia"
REGIONS = tuple(SHELF.get(ID).ask["app_host"].choices)
WALKS = [walked(ID, app_host=host, create_accounts=create) for host in REGIONS for create in ("yes", "no")]
BASE = "URL of your authentication provider"


def _with_host_as_word(walk: Walked) -> str:
    return ";".join(walk.redirects).replace(str(walk.values["app_host"]), "HOST")


TRAPS = [
    impossible("sekoia-cut-suffix-loses-the-slash", "fields, traps", WALKS, fields, f"{BASE}={LOGIN}/\n",
               f"{LOGIN}\n"),
    impossible("sekoia-suffix-is-not-cut", "steps, traps", WALKS, fields, f"{BASE}={LOGIN}/\n", "oauth2",
               "authorize"),
    warned("sekoia-old-metadata-gets-corrected", "fields, traps", ID, "step configure", wrong="has no v2.0",
           right="ends in a slash"),
    warned("sekoia-issuer-or-metadata-error", "failures", ID, "step enable", wrong="lost its slash",
           right="add v2.0/"),
    impossible("sekoia-email-is-missing-in-version-1-tokens", "fields", WALKS, registration,
               (EMAIL, '"name": "given_name"', '"name": "family_name"')),
    impossible("sekoia-assigned-but-not-required", "steps, security, traps", WALKS, assignment, "[recommended]",
               "free"),
    warned("sekoia-assigning-restricts-nobody", "steps, security, traps", ID, "notes", wrong="restricts nobody",
           right="until Assignment required is Yes"),
    impossible("sekoia-allowed-group-is-the-account-type", "registration, traps", WALKS, registration, SINGLE, *OPEN),
    impossible("sekoia-old-menu-paths", "steps, traps", WALKS, sentences, "Settings > Workspace Security",
               "Managed communities", "Manage community", "Account settings"),
    impossible("sekoia-redirect-of-another-region", "questions, registration", WALKS, setting(_with_host_as_word),
               "[https://HOST/user/callback]", "sekoia"),
    refused("sekoia-region-that-is-none", "questions", ID, "app_host", "app.usa1.sekoia.io",
            "app.sekoia.io.evil.example"),
    refused("sekoia-domain-of-a-public-service", "questions", ID, "domains", "contoso.com", "gmail.com",
            "outlook.com"),
    impossible("sekoia-domain-with-an-at", "questions", [walked(ID, domains="@contoso.com")], fields,
               "Domain=contoso.com\n", "@"),
    impossible("sekoia-accounts-made-by-default", "first, security", [walked(ID)], fields, "for new users=no\n"),
    warned("sekoia-person-in-the-wrong-community", "first, security", ID, "help create_accounts",
           wrong="could land in the wrong community", right="Leave this off"),
    warned("sekoia-entities-share-a-domain", "first", ID, "before", wrong="share one email domain",
           right="creation off"),
    warned("sekoia-no-second-factor", "security", ID, "notes", wrong="does not ask for its own second factor",
           right="Conditional Access"),
    warned("sekoia-incomplete-profile", "first, claims", ID, "before", wrong="refuses incomplete profiles",
           right="first name, last name and display name"),
    warned("sekoia-permission-has-two-names", "first", ID, "before", wrong="Manage roles",
           right="COMMUNITY_WRITE_ROLE"),
    warned("sekoia-no-test-step", "traps", ID, "step enable", wrong="then share it", right="Sign in once"),
    impossible("sekoia-values-are-on-another-page", "traps", WALKS, fields,
               (f"{BASE}=", f"Your client ID={C}\n", f"Your client secret={S}\n")),
    warned("sekoia-accounts-without-a-password", "claims, roll-out", ID, "enforce",
           wrong="can only use single sign-on",
           right="invited administrator with a password"),
    warned("sekoia-person-removed-at-one-place", "claims", ID, "notes", wrong="a session ends after a month",
           right="in Sekoia.io and in Entra"),
    warned("sekoia-domain-not-verified", "first, failures", ID, "step domain", wrong="not offered",
           right="its status is Verified"),
    warned("sekoia-field-names-of-an-old-picture", "fields", ID, "step configure", wrong="may have changed",
           right="calls the first Authentication provider base URL"),
    warned("sekoia-login-starts-at-its-own-address", "steps, failures", ID, "step enable",
           wrong="begins with https://{app_host}/user/oidc/", right="Copy the Single Sign-on URL"),
    impossible("sekoia-secret-without-a-last-day", "registration", WALKS, secret_days, "[180]"),
]  # fmt: skip
