from datetime import date

import pytest

from dashboards.queries.scope import Scope
from dashboards.terms.periods import Period
from documents.wording.workbooks import workbook
from events.enums import Modality
from partnerships.enums import AgreementState
from tests.factories import roles
from tests.factories.events import DonationFactory, EventFactory, HeadCountFactory
from tests.factories.network import CountryFactory, OrganizationFactory
from tests.factories.partnerships import AgreementFactory, CommitmentFactory, PairingFactory

TODAY = date(2026, 11, 22)
pytestmark = pytest.mark.django_db


def sheets(**narrower):
    scope = Scope(user=roles.staff(), today=TODAY, period=Period.ALL_YEARS, **narrower)
    return {each.name: [tuple(row) for row in each.rows] for each in workbook(scope).sheets}


def test_each_register_says_what_is_known_of_a_row():
    college = OrganizationFactory(name="NPIC", country=CountryFactory(cambodia=True))
    pairing = PairingFactory(title="Pair", parties=[college])
    signed = {"state": AgreementState.SIGNED, "signed_on": date(2024, 1, 1)}
    AgreementFactory(title="MoU", parties=[college], is_open_ended=True, **signed)
    promise = {"text": "Train teachers", "quantity": 20, "unit": "teachers"}
    commitment = CommitmentFactory(pairing=pairing, **promise, ends_on=date(2025, 1, 1))
    event = EventFactory(title="Handing over", day=date(2025, 5, 1), pairings=[pairing])
    HeadCountFactory(event=event, people=9, women=4)
    DonationFactory(event=event, what="Lathe", giver=college, receiver=None, receiver_name="Us")

    found = sheets()

    [agreement] = found["Agreements"]
    assert agreement[0] == "MoU"
    assert agreement[2:] == (
        *("NPIC", "Cambodia", "In force"),
        *(date(2024, 1, 1), None, None, "yes"),
    )
    [area] = found["Agreed areas"]
    assert area[:3] == ("Pair", commitment.area.name, "Train teachers")
    assert area[9:] == (20, "teachers", "Not started", "yes", None, "", date(2025, 1, 1), 0)
    assert found["Promised and delivered"] == [(commitment.area.name, 0, 0, 1, 0, 0, 0, 1, 0, 0)]
    assert found["Annual figures"] == [(2025, 1, 1, 9, 4, 5, 0, 9, None, None, 1, None, None)]
    [gift] = found["Equipment and gifts"]
    assert gift[:5] == ("Lathe", "Handing over", "1 May 2025", "NPIC", "Us")


def test_a_year_without_numbers_stays_empty():
    EventFactory(day=date(2025, 5, 1))

    nothing = (None,) * 7
    assert sheets()["Annual figures"] == [(2025, 1, 0, *nothing[:6], None, 0, None, None)]


def test_the_notes_say_what_was_asked_for_and_how_each_sheet_counts():
    scope = Scope(
        user=roles.staff(),
        today=TODAY,
        country=CountryFactory(cambodia=True),
        modality=Modality.ONLINE.value,
    )

    made = workbook(scope)

    assert {"Country": "Cambodia", "How they met": "Online"}.items() <= dict(made.asked).items()
    assert all(each.counts for each in made.sheets)
    limits = "Not narrowed by: How they met."
    assert [each.name for each in made.sheets if limits in each.counts] == [
        *("Agreed areas", "Promised and delivered", "Annual figures"),
    ]
