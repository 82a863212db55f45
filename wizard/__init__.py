"""The application around the procedure in `steps`."""

from importlib.metadata import version

__version__ = version("entra-sso-wizard")
