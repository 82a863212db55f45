"""The application around the procedure in `steps`."""
