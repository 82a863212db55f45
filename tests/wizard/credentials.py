"""Setups of a product that can use a certificate, and of one that cannot."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from walked import Walked, begun

ABLE, UNABLE = "apache_mod_auth_openidc", "hugging_face"


@contextmanager
def checked(folder: Path, product: str) -> Iterator[Walked]:
    """A setup of this product up to the registration."""
    with begun(folder, product) as walked:
        walked.walk("choose_product", "sign_in", "check_tenant")
        yield walked


@contextmanager
def reading_least(folder: Path, product: str) -> Iterator[Walked]:
    """A setup whose sign-in may not read the policy, so that only a refusal tells what it says."""
    with begun(folder, product) as walked:
        walked.begin_reading_least()
        yield walked


def choose(walked: Walked, credential: str, days: str = "90") -> None:
    """Adjust the plan of the registration."""
    answers = {"application_name": "Intranet sign-in", "who": "only", "people": walked.person.user_name}
    walked.answer("register_app", **answers, secret_days=days, credential=credential)
