"""The practice tenant's own small portal: pages of the Entra admin center, for whoever works by hand."""
