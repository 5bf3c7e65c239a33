"""What is written into a row is the same for everybody."""

import pytest
from django.conf import settings
from django.utils.translation import get_language, override

from events.models import EventType
from events.wording import titles
from events.wording.titles import default, for_everybody, head_count

KIND = EventType(name="Peer workshop")


def names(count):
    return [f"O{number}" for number in range(count)]


def test_a_title_names_those_who_meet():
    assert default(KIND, names(2)) == "Peer workshop: O0 \N{EN DASH} O1"
    assert default(KIND, []) == "Peer workshop"


def test_a_title_names_all_sides_each_once_and_who_came_besides():
    title = default(KIND, [*names(5), "O1"], ["O2", "ILO", "CamHR", "ILO"])

    dash = " \N{EN DASH} "
    assert title == f"Peer workshop: {dash.join(names(5))}, with ILO, CamHR"


def test_without_a_pairing_it_names_who_came():
    assert default(KIND, [], ["ILO", "CamHR"]) == "Peer workshop: ILO \N{EN DASH} CamHR"


def test_a_title_stays_readable_and_counts_those_for_whom_there_is_no_room():
    long = [f"College of trade {number}" for number in range(9)]

    assert default(KIND, long).endswith("trade 3 and 5 more")
    assert default(KIND, names(2), long).endswith("College of trade 3 and 5 more")
    assert default(KIND, long, names(4)).endswith("trade 3 and 5 more, with O0, O1 and 2 more")


def test_a_long_title_is_cut():
    assert len(default(EventType(name="K" * 290), names(4))) == 300


def test_who_is_in_no_directory_is_counted_in_words():
    assert head_count(2, 1) == "2 people, 1 woman"
    assert head_count(1, None) == "1 person"
    assert head_count(None, 0) == "0 women"
    assert head_count(9, None, 1) == "9 people, 1 person with disabilities"


def test_it_is_written_in_the_language_of_the_network_whoever_writes():
    with override("fr"):
        assert for_everybody(get_language)() == settings.LANGUAGE_CODE
        assert get_language() == "fr"


@pytest.mark.parametrize(
    "numbers",
    [(31_688, 1, 2), (1, None, None), (None, 4, None), (None, None, 1), (2, None, 2)],
)
def test_numbers_in_words_are_found_again(numbers):
    known = {name: n for name, n in zip(titles.COUNTED, numbers, strict=True) if n is not None}

    assert titles.numbers_in(titles.head_count(*numbers)) == known


@pytest.mark.parametrize("words", ["", "Directors of departments", "2 people, and guests", "12"])
def test_other_words_are_no_numbers(words):
    assert titles.numbers_in(words) == {}
