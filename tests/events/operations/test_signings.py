"""What was signed or given at an event: new, or in the register before."""

from datetime import UTC, date, datetime

import pytest

from core.records import BrokenConstraintError
from events.enums import OutcomeKind
from events.operations import signings
from events.operations.outcomes import AlreadyAdoptedError, NotHeldError
from events.operations.results import record
from events.terms.logs import Results
from partnerships.enums import AgreementState
from partnerships.models import Agreement, Designation
from partnerships.terms.agreements import AgreementPartyTerms, AgreementTerms, SignedAgreement
from partnerships.terms.designations import DesignationTerms
from tests.factories.events import EventFactory, OutcomeFactory
from tests.factories.network import OrganizationFactory
from tests.factories.partnerships import AgreementFactory, AgreementTypeFactory, DesignationFactory
from tests.factories.roles import staff

pytestmark = pytest.mark.django_db

DAY = date(2022, 5, 12)
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


def signed(**known):
    """Return an agreement of two parties."""
    parties = [AgreementPartyTerms(organization=OrganizationFactory()) for _ in range(2)]
    place = known.pop("place", "")
    terms = AgreementTerms(title="MoU", type=AgreementTypeFactory(), place=place)
    return SignedAgreement(terms=terms, parties=parties, **known)


def title(**known):
    """Return a title of one organization for another."""
    giver, holder = OrganizationFactory(), OrganizationFactory()
    return DesignationTerms(title="Base", conferred_by=giver, conferred_on=holder, **known)


def on_page(event):
    """Return what stands on the page of an event: its kind and what it is."""
    rows = event.outcomes.order_by("order")
    return [(one.kind, one.agreement or one.designation) for one in rows]


def test_an_agreement_has_the_day_and_the_place_of_its_meeting():
    event = EventFactory(day=DAY, place="Vientiane")

    outcome = signings.sign(event, signed(), by=staff())

    agreement = Agreement.objects.get()
    assert on_page(event) == [(OutcomeKind.AGREEMENT, agreement)]
    assert (outcome.agreement, agreement.state) == (agreement, AgreementState.SIGNED)
    assert (agreement.signed_on, agreement.place) == (DAY, "Vientiane")


def test_what_is_known_of_the_signing_stays():
    event = EventFactory(day=DAY, place="Vientiane")

    signings.sign(event, signed(signed_on=date(2022, 5, 1), place="Beijing"), by=None)

    agreement = Agreement.objects.get()
    assert (agreement.signed_on, agreement.place) == (date(2022, 5, 1), "Beijing")


@pytest.mark.parametrize(
    "days",
    [
        {"day": DAY, "last_day": date(2022, 5, 14)},
        {"day": None, "earliest_day": date(2022, 5, 1), "latest_day": date(2022, 5, 31)},
    ],
)
def test_the_day_of_the_signing_is_not_invented(days):
    event = EventFactory(**days)

    signings.sign(event, signed(), by=None)
    signings.confer(event, title(), by=None)

    assert (Agreement.objects.get().signed_on, Designation.objects.get().given_on) == (None, None)


def test_a_title_has_the_day_of_its_meeting():
    event = EventFactory(day=DAY, last_day=DAY)

    signings.confer(event, title(), by=None)
    signings.confer(event, title(given_on=date(2022, 1, 1)), by=None)

    assert [*Designation.objects.order_by("pk").values_list("given_on", flat=True)] == [
        DAY,
        date(2022, 1, 1),
    ]
    assert [kind for kind, _record in on_page(event)] == [OutcomeKind.DESIGNATION] * 2


def test_nothing_was_signed_or_given_at_a_meeting_that_is_to_come():
    event = EventFactory(planned=True)

    with pytest.raises(NotHeldError):
        signings.sign(event, signed(), by=None)
    with pytest.raises(NotHeldError):
        signings.confer(event, title(), by=None)
    assert not Agreement.objects.exists()


def test_what_is_in_the_register_is_tied_to_its_meeting():
    event, agreement, designation = EventFactory(), AgreementFactory(), DesignationFactory()

    signings.tie(event, agreement, by=None)
    signings.tie(event, designation, by=None)

    assert on_page(event) == [
        (OutcomeKind.AGREEMENT, agreement),
        (OutcomeKind.DESIGNATION, designation),
    ]


def test_it_is_tied_once():
    event, agreement = EventFactory(), AgreementFactory()
    signings.tie(event, agreement, by=None)

    with pytest.raises(BrokenConstraintError, match="on the page of this meeting already"):
        signings.tie(event, agreement, by=None)


def test_a_log_writes_them_down_before_the_other_outcomes():
    event = EventFactory(day=DAY)

    results = Results(agreements=[signed(), signed()], designations=[title()])
    record(event, results, by=None, now=NOW)

    kinds = [kind for kind, _record in on_page(event)]
    assert kinds == [OutcomeKind.AGREEMENT] * 2 + [OutcomeKind.DESIGNATION]
    assert [*Agreement.objects.values_list("signed_on", flat=True)] == [DAY, DAY]


@pytest.mark.parametrize("new", [signed, title])
def test_what_stands_in_words_enters_the_register_once(new):
    event = EventFactory(day=DAY)
    in_words = OutcomeFactory(event=event, text="They signed")

    entered = signings.enter(in_words, new(), by=staff())

    assert on_page(event) == [(in_words.kind, entered.agreement or entered.designation)]
    with pytest.raises(AlreadyAdoptedError):
        signings.enter(in_words, new(), by=None)
