"""What is written into a row is the same for everybody."""

from django.conf import settings
from django.utils.translation import get_language, override

from events.models import EventType
from events.wording.titles import default, for_everybody, head_count
from network.models import Organization

KIND = EventType(name="Peer workshop")


def organizations(count):
    return [
        Organization(name=f"Organization {number}", acronym=f"O{number}") for number in range(count)
    ]


def test_a_title_names_those_who_meet():
    assert default(KIND, organizations(2)) == "Peer workshop: O0 \N{EN DASH} O1"
    assert default(KIND, []) == "Peer workshop"


def test_a_title_names_four_and_counts_the_others():
    assert default(KIND, organizations(6)).endswith("O3 and 2 more")


def test_a_long_title_is_cut():
    assert len(default(EventType(name="K" * 290), organizations(4))) == 300


def test_who_is_in_no_directory_is_counted_in_words():
    assert head_count(2, 1) == "2 people, 1 woman"
    assert head_count(1, None) == "1 person"
    assert head_count(None, 0) == "0 women"
    assert head_count(9, None, 1) == "9 people, 1 person with disabilities"


def test_it_is_written_in_the_language_of_the_network_whoever_writes():
    with override("fr"):
        assert for_everybody(get_language)() == settings.LANGUAGE_CODE
        assert get_language() == "fr"
