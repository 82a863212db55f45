"""Things to choose from by one click, as a grid of cards or as rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from steps.model.views import Card

from ..screen_share import shown
from . import part

_cards = part("cards", '<div class="cards"></div>')


def cards(offered: Sequence[Card], key: str, chosen: Callable[[str], object], *, rows: bool = False) -> None:
    """Draw them; `chosen` gets the name of the card that was clicked."""

    def clicked() -> None:
        name = st.session_state[key].pick
        # Never trust the browser: only what was offered can be chosen.
        if name in {card.name for card in offered}:
            chosen(name)

    said = [
        {"name": card.name, "title": shown(card.title), "text": shown(card.text), "note": shown(card.note)}
        for card in offered
    ]
    _cards(data={"cards": said, "rows": rows}, key=key, on_pick_change=clicked)
