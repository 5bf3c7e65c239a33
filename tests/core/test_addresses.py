"""What an address asks is read, and what nobody understands is told."""

from __future__ import annotations

import pytest
from django import forms
from django.core.paginator import Paginator
from django.http import QueryDict

from core.addresses import Address, address_of, misread


def asked(query):
    return Address(QueryDict(query))


class Scope(forms.Form):
    day = forms.DateField(label="Day", required=False)
    state = forms.MultipleChoiceField(label="State", choices=[("a", "A"), ("b", "B")])


def test_an_address_that_is_understood_says_nothing():
    address = asked("kind=a&page=2")
    address.know(["kind", "page"])

    assert address.one_of("kind", ["a", "b"]) == "a"
    assert address.page(Paginator(range(20), 10)).number == 2
    assert address.is_understood
    assert address.sentences == []


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        ("0", 1),
        ("-3", 1),
        ("x", 1),
        ("9", 3),
        ("9" * 5000, 3),
        ("-" + "9" * 5000, 1),
        ("1_0", 1),
        ("²", 1),
    ],
)
def test_a_page_that_is_none_is_told_and_the_nearest_is_shown(page, shown):
    address = asked(f"page={page}")

    assert address.page(Paginator(range(30), 10)).number == shown
    assert not address.is_understood
    assert f"This is page {shown}." in address.sentences[0]


def test_an_empty_list_has_one_page():
    assert asked("page=1").page(Paginator([], 10)).number == 1


@pytest.mark.parametrize("query", ["kind=c", "kind=a&kind=b", "kind=%00"])
def test_a_word_that_is_none_of_those_is_told(query):
    address = asked(query)

    assert address.one_of("kind", ["a", "b"]) == ""
    assert "kind=" in address.sentences[0]


@pytest.mark.parametrize("query", ["", "kind=", "kind=&kind="])
def test_nothing_asked_is_nothing_to_say(query):
    address = asked(query)

    assert address.one_of("kind", ["a", "b"]) == ""
    assert address.is_understood


def test_a_number_is_read_or_told():
    assert asked("show=40").number("show") == 40
    assert asked("").number("show") is None
    address = asked("show=many")
    assert address.number("show") is None
    assert not address.is_understood


def test_an_order_is_one_of_the_columns():
    address = asked("sort=-name&sort=day&sort=day&sort=")

    assert address.order(["name", "day"]) == ["-name", "day"]
    assert address.is_understood
    assert asked("sort=--name").order(["name"]) == []
    assert asked("sort=name.first").order(["name"]) == []


def test_what_a_page_does_not_know_is_told_without_its_length_or_its_invisible_letters():
    address = asked(f"a{'b' * 90}%00=1&kind=a")
    address.know(["kind"])

    (said,) = address.sentences
    assert "\0" not in said
    assert len(said) < 100
    assert address.rest == "?kind=a"
    assert address.without("kind") == f"?a{'b' * 90}%00=1"


def test_a_filter_that_cannot_be_read_is_named_by_its_label():
    address = asked("day=soon&x=1")
    address.know(["day"])
    address.refuse({"day": "Day"})

    assert address.sentences == [
        "We do not understand this filter: Day.",
        "We do not understand this part of the address: x.",
    ]
    address.refuse({"to": "To"})
    assert address.sentences[0] == "We do not understand these filters: Day, To."
    assert address.rest == "?"


def test_two_answers_to_one_question_are_none():
    assert misread(Scope(QueryDict("state=a&state=b&day="))) == {}
    assert misread(Scope({"state": ["a"]})) == {}
    assert misread(Scope(QueryDict("state=a&day=2026-01-01&day="))) == {"day": "Day"}
    assert misread(Scope(QueryDict("state=c&day=soon"))) == {"day": "Day", "state": "State"}


def test_all_of_a_request_read_one_address(rf):
    request = rf.get("/?x=1")

    address_of(request).know([])

    assert not address_of(request).is_understood
