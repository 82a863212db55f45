"""The practice tenant: Entra ID and Microsoft Graph on this machine, for rehearsals and tests."""

from .directory import Directory
from .scenarios import Scenarios
from .scripted import StaysOnPage
from .tenant import PracticeTenant

__all__ = ["Directory", "PracticeTenant", "Scenarios", "StaysOnPage"]
