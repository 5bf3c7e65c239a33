"""What the log says of the meeting besides who met: its programmes, its numbers, its source."""

from datetime import date

import pytest

from events.forms.log import like
from tests.events.forms.log_pages import logged
from tests.factories.network import ProgrammeFactory

pytestmark = pytest.mark.django_db


def programmes_of(event):
    """Return the keys of the programmes of a meeting."""
    return [*event.programmes.values_list("programme", flat=True)]


def test_the_programme_is_that_of_the_pairing(user, pairing):
    pairing.programme = ProgrammeFactory()
    pairing.save()

    assert programmes_of(logged(user, pairing)) == [pairing.programme.pk]
    assert programmes_of(logged(user, None, organization_names="NPIC")) == []


def test_a_meeting_may_have_several_programmes(user, pairing):
    ours, theirs = ProgrammeFactory(), ProgrammeFactory()
    pairing.programme = ProgrammeFactory()
    pairing.save()

    event = logged(user, pairing, programmes=[str(ours.pk), str(theirs.pk)])

    assert programmes_of(event) == [ours.pk, theirs.pk]
    assert like(event)["programmes"] == [ours.pk, theirs.pk]


def test_the_source_is_written_down_with_the_meeting(user, pairing):
    source = {
        "source_name": "News of the college",
        "source_publisher": "GZITTC",
        "source_on": "2026-11-13",
        "source_url": "www.example.org/news",
    }

    event = logged(user, pairing, **source)

    assert (event.source_name, event.source_publisher) == ("News of the college", "GZITTC")
    assert (event.source_on, event.source_url) == (
        date(2026, 11, 13),
        "https://www.example.org/news",
    )


def test_a_number_of_an_organization_that_nobody_knows_is_kept_in_words(user, pairing, npic):
    rows = {
        "counts-TOTAL_FORMS": "2",
        "counts-0-organization": "NPIC",
        "counts-0-people": "4",
        "counts-1-organization": "CamHR",
        "counts-1-people": "2",
        "counts-1-women": "1",
        "counts-0-persons_with_disabilities": "3",
        "counts-1-persons_with_disabilities": "2",
    }

    event = logged(user, pairing, persons_with_disabilities="5", **rows)

    names = ("organization", "people", "women", "persons_with_disabilities")
    assert {*event.head_counts.values_list(*names)} == {
        (npic.pk, 4, None, 3),
        (None, None, None, 5),
    }
    assert [*event.participations.values_list("organization_name", "capacity")] == [
        ("CamHR", "2 people, 1 woman, 2 persons with disabilities")
    ]
