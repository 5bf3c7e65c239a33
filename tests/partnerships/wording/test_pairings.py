"""How a pairing is doing, in words."""

from datetime import UTC, date, datetime

import pytest

from core.enums import Shown
from partnerships.models import Pairing
from partnerships.queries import pairings
from partnerships.wording.pairings import last_contact, status
from tests.factories import roles
from tests.factories.partnerships import PairingFactory, ProgressUpdateFactory

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)


def shown(pairing):
    return status(pairings.page(pairing, user=roles.staff(), today=TODAY).standing)


@pytest.mark.parametrize(
    ("last_met_on", "words"),
    [
        (None, "No contact recorded yet"),
        (date(2026, 6, 11), "No update for 5 months"),
        (date(2022, 1, 21), "No update for 4 years"),
    ],
)
def test_a_quiet_pairing_says_for_how_long(last_met_on, words):
    assert shown(PairingFactory(last_met_on=last_met_on)) == Shown(words, "warn", "minus")


@pytest.mark.parametrize(
    ("met", "words"),
    [
        ({}, ""),
        ({"last_met_on": date(2022, 5, 31)}, "31 May 2022"),
        ({"last_met_on": date(2022, 5, 31), "last_met_since": date(2022, 5, 1)}, "May 2022"),
    ],
)
def test_a_last_contact_of_a_month_names_the_month(met, words):
    pairing = PairingFactory(**met)

    assert last_contact(Pairing.objects.with_status(TODAY).get(pk=pairing.pk)) == words


def test_an_update_since_the_month_is_the_last_contact():
    pairing = PairingFactory(last_met_on=date(2022, 5, 31), last_met_since=date(2022, 5, 1))
    ProgressUpdateFactory(pairing=pairing, submitted_at=datetime(2022, 6, 2, 5, tzinfo=UTC))

    assert last_contact(Pairing.objects.with_status(TODAY).get(pk=pairing.pk)) == "2 Jun 2022"


def test_any_other_status_is_shown_by_its_word():
    pairing = PairingFactory(last_met_on=date(2026, 11, 1))

    assert shown(pairing) == Shown("On track", "good", "check")
