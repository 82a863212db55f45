"""The same procedure in the Entra admin center, for whoever may not use Microsoft Graph, or would rather not."""
