"""OpenID Connect against one tenant: its metadata, the proof of a secret, and the live test login."""
