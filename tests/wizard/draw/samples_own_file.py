"""A hand-over with a file that is worked into one of the person's own, and such a file."""

from __future__ import annotations

from fake_engine import SECRET

from steps.model.into import Into
from steps.model.views import FileOffer, HandOver, Task
from steps.model.words import say

INTO = Into("catalog.yaml", "yaml", has="authentication")
FRAGMENT = f"""authentication:
  provider: "azure"
  clientId: "2f1d3b0e-6a55-4f6d-9a3e-0b9c1d2e3f40"
  authority: "https://login.microsoftonline.com/9d0a4c11-7f2b-4c0c-8a5d-5e6f7a8b9c0d"
  oidc:
    clientSecret: "{SECRET}"
  admins:
    - "adele.vance"
"""
OWN = HandOver(
    (Task("save", "conf/catalog.yaml", "Put the generated values into the section authentication."),),
    (
        FileOffer("catalog-sso.yaml", "conf/catalog.yaml", "Restart the server.", sensitive=True, own="catalog.yaml"),
        FileOffer("notes.txt", "For your own records"),
        FileOffer("rules.conf", "The web server"),
    ),
    submit=say("configure_product.submit"),
)
UPLOAD = b"""# The catalog's settings.
database:
  password: correct-horse-battery
authentication:
  provider: ${AUTHENTICATION_PROVIDER:-basic}   # who signs people in
  clientId: ${AUTHENTICATION_CLIENT_ID:-""}
  authority: https://accounts.example.com
  # Only for a confidential client.
  oidc:
    clientSecret: ""
  admins:
  - admin  # the default
  - etl-bot
search:
  apiKey: 7f3a-not-for-your-eyes
"""
