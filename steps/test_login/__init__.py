"""The parts of the live test login's page: before it, while it is open, when it never comes back, and after it."""
