from datetime import UTC, date, datetime, timedelta

import pytest

from network.enums import InterestKind
from network.models import Interest, Organization
from network.queries import coverage
from partnerships.enums import CommitmentState, PairingPhase
from tests.factories import roles
from tests.factories.network import (
    CooperationAreaFactory,
    CountryFactory,
    FocalPointFactory,
    InterestFactory,
    OrganizationFactory,
    OrganizationKindFactory,
    PersonFactory,
)
from tests.factories.partnerships import (
    CommentFactory,
    CommitmentFactory,
    PairingFactory,
    PairingFocalPointFactory,
    ProgressUpdateFactory,
)

TODAY = date(2026, 11, 22)
LONG_AGO = datetime(2026, 8, 24, 12, tzinfo=UTC)
ENOUGH = datetime(2026, 8, 25, 12, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def staff():
    return roles.staff()


@pytest.fixture
def everything():
    return Organization.objects.order_by("pk")


def test_who_has_no_open_pairing_and_who_trains(staff, everything):
    paired, ended, alone = (OrganizationFactory() for _number in range(3))
    OrganizationFactory(kind=OrganizationKindFactory(ministry=True))
    OrganizationFactory(is_member=False)
    PairingFactory(parties=[paired])
    PairingFactory(parties=[ended], phase=PairingPhase.CONCLUDED, closed_on=TODAY)

    assert list(coverage.paired(everything, staff)) == [paired]
    assert list(coverage.unpaired(everything.institutions(), staff)) == [ended, alone]


def test_an_official_is_told_of_what_their_country_agreed_alone(everything):
    ours, theirs = OrganizationFactory(country=CountryFactory(laos=True)), OrganizationFactory()
    PairingFactory(parties=[ours])
    PairingFactory(parties=[theirs])

    official = roles.official(ours.country)
    assert list(coverage.paired(everything, official)) == [ours]


def test_a_seat_of_the_pairing_or_of_the_house_answers_as_well(staff, everything):
    own, by_pairing, house, over, nobody = (OrganizationFactory() for _number in range(5))
    part = OrganizationFactory(parent=house)
    pairing = PairingFactory(parties=[own, by_pairing, part, over, nobody])
    FocalPointFactory(organization=own)
    FocalPointFactory(organization=house)
    FocalPointFactory(organization=over, ends_on=TODAY)
    PairingFocalPointFactory(pairing=pairing, organization=by_pairing)

    assert list(coverage.unanswered(everything, staff, TODAY)) == [over, nobody]


def side(**pairing):
    """Return the focal point of an organization with a pairing."""
    seat = FocalPointFactory()
    PairingFactory(parties=[seat.organization], **pairing)
    return seat


def test_silent_is_whose_focal_points_all_wrote_nothing_for_long(staff, everything):
    long_silent = side()
    FocalPointFactory(organization=long_silent.organization)
    ProgressUpdateFactory(author=long_silent.person, submitted_at=LONG_AGO)
    CommentFactory(author=PersonFactory(), submitted_at=ENOUGH)
    ProgressUpdateFactory(author=side().person, submitted_at=ENOUGH)
    CommentFactory(author=side().person, submitted_at=ENOUGH)

    assert list(coverage.silent(everything, staff, TODAY)) == [long_silent.organization]


def test_who_was_not_asked_for_as_long_is_not_silent(staff, everything):
    side(phase=PairingPhase.PAUSED, reason="No budget")
    side(started_on=TODAY - timedelta(days=89))
    PairingFactory(parties=[FocalPointFactory(starts_on=TODAY - timedelta(days=89)).organization])
    PairingFactory()
    known = side(started_on=TODAY - timedelta(days=90))

    assert list(coverage.silent(everything, staff, TODAY)) == [known.organization]


def test_a_profile_is_stale_after_a_year(everything):
    stale, fresh = OrganizationFactory(), OrganizationFactory()
    for each, days in ((stale, 366), (fresh, 365)):
        changed = datetime(2026, 11, 22, 12, tzinfo=UTC) - timedelta(days=days)
        Organization.objects.filter(pk=each.pk).update(updated_at=changed)

    assert list(coverage.stale(everything, TODAY)) == [stale]


def test_a_need_is_met_by_an_open_pairing_on_the_area_or_a_part_of_it(staff, everything):
    digital = CooperationAreaFactory()
    robots = CooperationAreaFactory(parent=digital)
    met, by_part, dropped, ended, elsewhere = (OrganizationFactory() for _number in range(5))
    for each in (met, by_part, dropped, ended, elsewhere):
        InterestFactory(organization=each, area=digital, kind=InterestKind.NEED)
    over = {"phase": PairingPhase.CONCLUDED, "closed_on": TODAY}
    CommitmentFactory(pairing=PairingFactory(parties=[met]), area=digital)
    CommitmentFactory(pairing=PairingFactory(parties=[by_part]), area=robots)
    CommitmentFactory(
        pairing=PairingFactory(parties=[dropped]),
        area=digital,
        state=CommitmentState.DROPPED,
        reason="No budget",
        closed_on=TODAY,
    )
    CommitmentFactory(pairing=PairingFactory(parties=[ended], **over), area=digital)
    CommitmentFactory(pairing=PairingFactory(parties=[elsewhere]))
    InterestFactory(organization=met, area=robots, kind=InterestKind.NEED, ends_on="2026-11-21")
    InterestFactory(organization=met, area=digital, kind=InterestKind.OFFER)

    needs = coverage.interests(InterestKind.NEED, digital, TODAY)

    assert coverage.interested(everything, needs).count() == 5
    assert list(coverage.interested(everything, coverage.unmet(needs, staff))) == [
        dropped,
        ended,
        elsewhere,
    ]
    assert not coverage.interests(InterestKind.NEED, robots, TODAY)
    assert Interest.objects.count() == 7
