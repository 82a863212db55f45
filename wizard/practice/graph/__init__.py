"""Microsoft Graph v1.0, as far as connecting a product needs it."""
