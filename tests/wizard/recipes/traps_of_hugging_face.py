"""The traps in Hugging Face's page for OpenID Connect with Entra ID."""

from __future__ import annotations

from expanded_recipes import LOGIN, S, walked
from vendor_traps import (
    EMAIL,
    OPEN,
    SINGLE,
    assignment,
    client_auth,
    fields,
    impossible,
    redirects,
    refused,
    registration,
    secret_days,
    sentences,
    warned,
)

from steps.model.graph_ids import DELEGATED

ID = "hugging_face"
ADDRESS = "https://huggingface.co/organizations/{}/oidc/consume"
WALKS = [
    walked(ID),
    *(walked(ID, redirection_uri=ADDRESS.format(name)) for name in ("contoso", "my-org", "My_Org.2")),
]
CAPITALS = [walked(ID, redirection_uri=ADDRESS.format("ConToso"))]
METADATA = f"{LOGIN}/v2.0/.well-known/openid-configuration"
CONSENTED = tuple(DELEGATED[name] for name in ("openid", "profile", "email"))

TRAPS = [
    impossible("hugging-face-issuer-url-takes-the-metadata-address", "fields, traps", WALKS, fields,
               f"Issuer URL={METADATA}\n", f"Issuer URL={LOGIN}/v2.0\n"),
    warned("hugging-face-issuer-alone-in-issuer-url", "fields, traps", ID, "step values",
           wrong="not the issuer alone",
           right="the whole metadata document address"),
    warned("hugging-face-metadata-address-fails", "fields", ID, "step test",
           wrong="fails although every value is right",
           right="without /.well-known/openid-configuration"),
    impossible("hugging-face-field-is-misspelled-issue-url", "steps, traps", WALKS, fields, "Issuer URL=",
               "Issue URL"),
    refused("hugging-face-draft-path-with-sso", "registration", ID, "redirection_uri", ADDRESS.format("contoso"),
            ADDRESS.format("contoso/sso"), "https://huggingface.co/organizations/contoso/settings/sso"),
    refused("hugging-face-only-the-name-is-typed", "questions", ID, "redirection_uri", ADDRESS.format("contoso"),
            "contoso",
            ADDRESS.format("contoso") + "/", ADDRESS.format("con toso"), "http" + ADDRESS.format("contoso")[5:]),
    impossible("hugging-face-organization-in-small-letters", "questions", CAPITALS, redirects, "/ConToso/",
               "contoso"),
    warned("hugging-face-address-typed-by-hand", "questions, registration", ID, "help redirection_uri",
           wrong="Do not type it",
           right="copy the Redirection URI"),
    warned("hugging-face-start-from-microsoft", "first", ID, "notes", wrong="a start from Microsoft",
           right="starts at Hugging Face"),
    warned("hugging-face-git-and-api-tokens", "first", ID, "notes", wrong="does not document",
           right="Try a token while it is Optional"),
    warned("hugging-face-matching-email-domains", "first, questions", ID, "notes", wrong="Matching email domains",
           right="one of those on the member's"),
    warned("hugging-face-enforced-is-the-default", "first, roll-out", ID, "step enable", wrong="Enforced",
           right="Choose Optional"),
    warned("hugging-face-expired-secret-locks-everyone-out", "roll-out, traps", ID, "step enable",
           wrong="is itself behind the login", right="note the day the secret expires"),
    warned("hugging-face-no-step-for-recovery", "traps", ID, "enforce", wrong="can lock everyone out",
           right="Replace the client secret before it expires"),
    warned("hugging-face-settings-page-asks-for-the-login", "roll-out", ID, "enforce",
           wrong="is itself behind the login", right="Only Hugging Face support can let you back in"),
    impossible("hugging-face-no-step-for-claims", "traps", WALKS, registration, EMAIL),
    impossible("hugging-face-no-step-for-consent", "traps", WALKS, registration, CONSENTED),
    impossible("hugging-face-no-step-for-assignment", "traps", WALKS, assignment, "[recommended]"),
    impossible("hugging-face-no-step-for-the-expiry", "traps", WALKS, secret_days, "[180]"),
    impossible("hugging-face-account-type-not-stated", "registration, security", WALKS, registration, SINGLE, *OPEN),
    impossible("hugging-face-basic-client-authentication", "registration", WALKS, client_auth,
               "[client_secret_post]"),
    impossible("hugging-face-secret-outside-its-field", "security", WALKS, sentences, "Paste the three values", S),
    impossible("hugging-face-secret-in-its-field", "security", WALKS, fields, f"Client secret={S}\n", f"ID={S}"),
    warned("hugging-face-managed-sso-is-another-thing", "first", ID, "before", wrong="Managed SSO",
           right="is not covered"),
    warned("hugging-face-private-address-on-the-account", "first, claims", ID, "before",
           wrong="on their Hugging Face account",
           right="company email address"),
    warned("hugging-face-role-mapping-without-groups", "claims", ID, "notes", wrong="IdP Role Attribute Path",
           right="empty"),
    warned("hugging-face-classic-invite-links", "first", ID, "notes", wrong="classic invite links",
           right="SSO join link"),
]  # fmt: skip
