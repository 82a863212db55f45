"""Judging what a person pastes back: recognised values, or one sentence that says what it is instead."""
