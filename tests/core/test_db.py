"""Keys that come as text, counts, and the next place in an order."""

import pytest
from django.core.exceptions import EmptyResultSet

from core.db import count_each, key_in, keys_of_each, next_order, read_each, written_out
from events.models import Topic
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


@pytest.mark.django_db
def test_a_statement_is_written_out_with_its_values():
    asked = Topic.objects.filter(text="it's 100 %").order_by().values("pk")

    assert written_out(asked).endswith("""WHERE "events_topic"."text" = 'it''s 100 %'""")
    with pytest.raises(EmptyResultSet):
        written_out(Topic.objects.none())


@pytest.mark.django_db
def test_every_kind_is_counted_in_one_statement(django_assert_num_queries):
    TopicFactory(text="100 % of it")
    TopicFactory(text="half of it")
    asked = {
        "all": Topic.objects.order_by("text"),
        "whole": Topic.objects.filter(text="100 % of it"),
        "other": Topic.objects.filter(text="%s"),
        "none": Topic.objects.none(),
    }

    with django_assert_num_queries(1):
        assert count_each(asked, up_to=9) == {"all": 2, "whole": 1, "other": 0, "none": 0}
    assert count_each(asked, up_to=1)["all"] == 1
    with django_assert_num_queries(0):
        assert count_each({"none": Topic.objects.none()}, up_to=9) == {"none": 0}


@pytest.mark.django_db
def test_the_keys_of_every_kind_are_read_in_one_statement(django_assert_num_queries):
    whole, half = TopicFactory(text="100 % of it"), TopicFactory(text="half of it")
    asked = {
        "some": Topic.objects.order_by("-text")[:1],
        "whole": Topic.objects.filter(text="100 % of it"),
        "none": Topic.objects.none(),
    }

    with django_assert_num_queries(1):
        assert keys_of_each(asked) == {"some": [half.pk], "whole": [whole.pk], "none": []}
    with django_assert_num_queries(0):
        assert keys_of_each({"none": Topic.objects.none()}) == {"none": []}


@pytest.mark.django_db
def test_every_kind_is_read_in_one_statement_in_its_order(django_assert_num_queries):
    for text in ("c 100 %", "a", "b"):
        TopicFactory(text=text)
    asked = {
        "up": Topic.objects.order_by("text"),
        "down": Topic.objects.order_by("-text").exclude(text="%s"),
        "none": Topic.objects.none(),
    }

    with django_assert_num_queries(1):
        found = {kind: [str(each) for each in rows] for kind, rows in read_each(asked).items()}
    assert found == {"up": ["a", "b", "c 100 %"], "down": ["c 100 %", "b", "a"], "none": []}
    assert read_each(asked)["up"] == list(asked["up"])
    with django_assert_num_queries(0):
        assert read_each({"none": Topic.objects.none()}) == {"none": []}
