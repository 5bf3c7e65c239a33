"""A hybrid meeting has a place and a platform, and its people were here or there."""

import pytest

from events.forms.attendance import CountHeads
from events.operations import attendance
from events.terms.attendance import HeadCountTerms
from tests.events.forms.log_pages import errors, logged, page_of
from tests.factories.events import EventFactory

pytestmark = pytest.mark.django_db


def test_it_keeps_the_place_the_platform_and_how_many_were_online(user, pairing):
    where = {"place": "Phnom Penh", "platform": "Zoom"}

    event = logged(user, pairing, modality="both", people="34", online="20", **where)

    assert (event.modality, event.place, event.platform) == ("both", "Phnom Penh", "Zoom")
    assert [*event.head_counts.values_list("people", "online")] == [(34, 20)]


def test_how_many_were_online_may_be_all_that_is_known(user, pairing):
    event = logged(user, pairing, modality="both", online="20")

    assert [*event.head_counts.values_list("people", "online")] == [(None, 20)]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (
            {"modality": "both", "people": "3", "online": "4"},
            "There cannot be more people online than in all. Check both numbers.",
        ),
        (
            {"modality": "in_person", "online": "4"},
            "Choose “Both” above, or clear this number.",
        ),
    ],
)
def test_a_number_that_does_not_fit_is_asked_about(user, pairing, given, said):
    assert errors(page_of(user, pairing, **given)) == {"online": said}


def test_it_can_be_told_on_the_page_of_the_meeting(user):
    event = EventFactory(modality="both")
    data = {"people": "34", "online": "20", "method": "counted"}

    form = CountHeads(data, event=event)

    assert form.is_valid()
    assert attendance.record_headcount(event, form.terms(), by=user).online == 20


def test_there_are_not_more_online_than_in_all():
    with pytest.raises(attendance.NumbersError, match="more people online than in all"):
        attendance.record_headcount(EventFactory(), HeadCountTerms(people=3, online=4), by=None)
