"""The practice tenant's sign-in, honest or as the scenario `misbehaviour` says."""

from __future__ import annotations

from ..misbehaviour import MISBEHAVIOURS, Misbehaviour
from ..misbehaviour.forging import Forger
from ..misbehaviour.playing import Player
from ..realm import Realm

_HONEST = Misbehaviour()


def player(realm: Realm) -> Player:
    """Plays the scenario towards registered applications; the administrator's own sign-in goes on as it is."""
    return Player(
        Forger(realm.key.private, realm.key.kid),
        realm.issuer,
        now=lambda: MISBEHAVIOURS.get(realm.scenarios.misbehaviour, _HONEST),
        concerns=lambda client_id: realm.directory.application_of(client_id) is not None,
    )
