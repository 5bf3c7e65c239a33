from datetime import date

import pytest

from dashboards.queries.matrix import Contact
from dashboards.queries.months import Month
from dashboards.wording import rhythm
from partnerships.enums import Cadence
from partnerships.models import Pairing


@pytest.fixture
def pairing():
    found = Pairing(title="A and B", rhythm_days=90)
    found.last_contact_on, found.last_contact_since = None, None
    return found


def test_a_mark_says_who_when_and_what_they_had_agreed(pairing):
    unknown = Contact(None, pairing, Cadence.UNKNOWN, None)
    assert rhythm.contact(unknown) == "A and B. No contact recorded yet. Agreed: every 90 days"
    assert rhythm.ago(unknown) == "never"

    pairing.last_contact_on = date(2026, 11, 1)
    known = Contact(None, pairing, Cadence.KEPT, 21)
    assert rhythm.contact(known) == (
        "A and B. Last contact: 1 Nov 2026. Within the agreed rhythm. Agreed: every 90 days"
    )
    assert rhythm.ago(known) == "21 days"


def test_a_month_says_all_that_was_in_it():
    first = date(2026, 11, 1)
    assert rhythm.month(Month(first)) == "silent"
    assert rhythm.month(Month(first, met=2, updated=1, missed=True)) == (
        "met 2 times; 1 update; missed"
    )
    assert rhythm.month(Month(first, met=1)) == "met once"
