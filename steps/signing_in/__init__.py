"""The parts of the page that signs the administrator in."""
