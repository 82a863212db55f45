"""What `sso-wizard` can do besides being imported: one module per command."""
