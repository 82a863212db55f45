"""A secret never becomes text by accident."""

from __future__ import annotations

import copy
import json
import logging
import pickle
import traceback
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from steps.model.secret import Secret

VALUE = "the-value-itself"


@dataclass
class Holder:
    secret: Secret


@pytest.mark.parametrize(
    "write",
    [
        repr,
        str,
        lambda secret: f"{secret}",
        lambda secret: f"{secret!r:>40}",
        lambda secret: "{:>40}".format(secret),
        lambda secret: "%s %r" % (secret, secret),
        lambda secret: repr(Holder(secret)),
        lambda secret: repr({secret: [secret]}),
        lambda secret: json.dumps({"secret": secret}, default=str),
        lambda secret: logging.LogRecord("n", 1, "p", 1, "%s", (secret,), None).getMessage(),
        lambda secret: "".join(traceback.format_exception(ValueError(secret))),
        lambda secret: str(dir(secret)),
    ],
)
def test_it_prints_as_dots_everywhere(write: Callable[[Secret], str]) -> None:
    assert VALUE not in write(Secret(VALUE))


@pytest.mark.parametrize("carry", [pickle.dumps, copy.copy, copy.deepcopy])
def test_it_is_never_pickled_or_copied(carry: Callable[[Secret], object]) -> None:
    with pytest.raises(TypeError, match="never pickled"):
        carry(Secret(VALUE))


def test_it_has_no_dictionary_to_look_into() -> None:
    with pytest.raises(TypeError):
        vars(Secret(VALUE))


def test_only_the_one_way_out_gives_the_value() -> None:
    assert Secret(VALUE).reveal() == VALUE


def test_two_secrets_are_equal_by_value_and_never_equal_to_text() -> None:
    assert Secret(VALUE) == Secret(VALUE)
    assert Secret(VALUE) != Secret("other")
    assert Secret(VALUE) != VALUE
    assert Secret("ł") != Secret("l")
