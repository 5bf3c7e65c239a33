from datetime import UTC, date, datetime

import pytest

from dashboards.queries import months
from dashboards.queries.scope import Scope
from partnerships.enums import PairingPhase
from partnerships.models import Pairing
from tests.factories import roles
from tests.factories.events import EventFactory
from tests.factories.partnerships import PairingFactory, ProgressUpdateFactory

TODAY = date(2026, 11, 22)
pytestmark = pytest.mark.django_db


def update(pairing, *day):
    return ProgressUpdateFactory(pairing=pairing, submitted_at=datetime(*day, 3, tzinfo=UTC))


def told():
    """Return what each month says that is not silent, of the one pairing."""
    [own] = months.by_month(list(Pairing.objects.all()), Scope(user=roles.staff(), today=TODAY))
    return {
        f"{each.first:%Y-%m}": (each.met, each.updated, each.missed)
        for each in own
        if not each.is_silent
    }


def test_twelve_months_end_with_this_one():
    shown = months.months(date(2026, 2, 1))
    assert (shown[0], shown[-1], len(shown)) == (date(2025, 3, 1), date(2026, 2, 1), 12)


def test_a_day_by_which_they_were_to_be_in_touch_is_missed_when_it_has_passed():
    pairing = PairingFactory(rhythm_days=90)
    EventFactory(pairings=[pairing], day=date(2025, 10, 1))
    update(pairing, 2026, 3, 10)
    EventFactory(pairings=[pairing], day=date(2026, 3, 20))
    EventFactory(pairings=[pairing], day=date(2026, 11, 22))

    # Due by 30 December; then by 18 June and by 16 September.
    assert told() == {
        "2025-12": (0, 0, True),
        "2026-03": (1, 1, False),
        "2026-06": (0, 0, True),
        "2026-09": (0, 0, True),
        "2026-11": (1, 0, False),
    }


def test_what_is_due_today_is_not_missed_yet():
    pairing = PairingFactory(rhythm_days=10)
    update(pairing, 2026, 11, 12)
    assert told() == {"2026-11": (0, 1, False)}


def test_before_the_first_contact_they_are_held_to_the_day_on_which_they_began():
    PairingFactory(rhythm_days=300, started_on=date(2025, 6, 1))
    assert told() == {"2026-03": (0, 0, True)}


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"started_on": date(2020, 1, 1), "phase": PairingPhase.PAUSED, "reason": "Flood"},
    ],
)
def test_nothing_is_missed_where_nothing_is_expected(facts):
    PairingFactory(**facts)
    assert told() == {}


def test_a_meeting_counts_in_the_month_that_is_known_and_ends_silence_at_its_latest_day():
    pairing = PairingFactory(rhythm_days=90)
    spans = [(date(2026, 1, 1), date(2026, 12, 31)), (date(2026, 2, 1), date(2026, 2, 28))]
    for first, last in spans:
        EventFactory(pairings=[pairing], day=None, earliest_day=first, latest_day=last)

    assert told() == {
        "2026-02": (1, 0, False),
        "2026-05": (0, 0, True),
        "2026-08": (0, 0, True),
    }


def test_of_many_pairings_as_much_is_asked_as_of_one(django_assert_num_queries):
    for _number in range(3):
        update(PairingFactory(), 2026, 11, 1)
    scope, pairings = Scope(user=roles.staff(), today=TODAY), list(Pairing.objects.all())
    for shown in (pairings[:1], pairings):
        with django_assert_num_queries(3):
            months.by_month(shown, scope)
