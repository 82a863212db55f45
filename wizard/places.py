"""Where the program keeps its files."""

from __future__ import annotations

from pathlib import Path

from platformdirs import user_data_path


def data_folder(chosen: Path | None) -> Path:
    """The folder for state and the practice tenant: as chosen, or the system's place for application data."""
    return chosen or user_data_path("sso-wizard", appauthor=False)


def journal_place(state: str | None, folder: Path, practice: bool) -> str:
    """The journal's file or URL. Practice setups have a file of their own, so that nobody mixes them up."""
    return state or str(folder / ("practice.sqlite" if practice else "setups.sqlite"))
