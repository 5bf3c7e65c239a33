"""How a pairing is doing, in words."""

from datetime import date

import pytest

from core.enums import Shown
from partnerships.queries import pairings
from partnerships.wording.pairings import status
from tests.factories import roles
from tests.factories.partnerships import PairingFactory

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


def test_any_other_status_is_shown_by_its_word():
    pairing = PairingFactory(last_met_on=date(2026, 11, 1))

    assert shown(pairing) == Shown("On track", "good", "check")
