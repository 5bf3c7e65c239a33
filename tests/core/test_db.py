"""Keys that come as text, and the next place in an order."""

import pytest

from core.db import key_in, next_order
from tests.factories.events import EventFactory, TopicFactory


@pytest.mark.parametrize(("text", "key"), [("7", 7), (7, 7), ("0", 0)])
def test_digits_are_a_key(text, key):
    assert key_in(text) == key


@pytest.mark.parametrize("text", [None, "", "x", "-1", "²", "٣", "1.0", "9" * 19, "9" * 5000])
def test_anything_else_is_none(text):
    assert key_in(text) is None


@pytest.mark.django_db
def test_the_next_place_comes_after_the_last_that_is_taken():
    kept = TopicFactory(order=4)
    TopicFactory(order=9)

    assert next_order(kept.event.topics) == 5
    assert next_order(EventFactory().topics) == 0
