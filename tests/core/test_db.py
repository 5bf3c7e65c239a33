"""Keys that come as text."""

import pytest

from core.db import key_in


@pytest.mark.parametrize(("text", "key"), [("7", 7), (7, 7), ("0", 0)])
def test_digits_are_a_key(text, key):
    assert key_in(text) == key


@pytest.mark.parametrize("text", [None, "", "x", "-1", "²", "٣", "1.0", "9" * 19, "9" * 5000])
def test_anything_else_is_none(text):
    assert key_in(text) is None
