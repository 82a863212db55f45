"""A bundle: one setup in one file, without secrets, so that support sees what the customer sees."""
