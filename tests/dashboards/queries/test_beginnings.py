from datetime import date

import pytest

from dashboards.queries import beginnings
from dashboards.queries.scope import Scope
from network.enums import Role
from tests.factories import roles
from tests.factories.events import EventFactory, OrganizerFactory
from tests.factories.network import (
    CountryFactory,
    InterestFactory,
    MembershipFactory,
    OrganizationFactory,
    OrganizationKindFactory,
    PersonFactory,
)
from tests.factories.partnerships import AgreementFactory, PairingFactory

TODAY = date(2026, 11, 22)
pytestmark = pytest.mark.django_db


@pytest.fixture
def myanmar():
    """A country with a college and a ministry, which met and signed, and were never paired."""
    country = CountryFactory(myanmar=True)
    college = OrganizationFactory(country=country)
    OrganizationFactory(country=country, kind=OrganizationKindFactory(ministry=True))
    OrganizerFactory(event=EventFactory(), organization=college)
    AgreementFactory(parties=[college, OrganizationFactory()])
    return country


def follows_up(country, **person):
    """Return a coordinator of the country, of the ILO's office."""
    office = OrganizationFactory(kind=OrganizationKindFactory(ilo_office=True), country=None)
    found = PersonFactory(user=roles.nobody(), works_at=office, **person)
    MembershipFactory(user=found.user, role=Role.COORDINATOR, country=country)
    return found


def test_an_official_of_an_empty_country_is_told_what_there_is_and_whom_to_ask(myanmar, signed_in):
    coordinator = follows_up(myanmar, name="Daw Mya")
    follows_up(CountryFactory(laos=True))
    official = roles.official(myanmar)

    found = beginnings.beginning(Scope(user=official, today=TODAY, country=myanmar))

    assert found == beginnings.Beginning(myanmar, 2, 1, 1, 1, 0, (coordinator,))
    page = signed_in(official).get("/dashboard/")
    assert "Myanmar has no pairing yet" in page.content.decode()
    assert coordinator.get_absolute_url() in page.content.decode()
    for line in page.context["beginning_lines"]:
        number = len(signed_in(official).get(line.url).context["table"].data)
        assert line.words.split()[0] == str(number)


def test_who_sees_a_part_of_a_country_is_not_told_that_it_has_none(myanmar):
    """A focal point sees no pairing of others, and does not know that there is none."""
    unpaired, paired = OrganizationFactory.create_batch(2, country=myanmar)
    PairingFactory(parties=[paired, OrganizationFactory()])
    focal_point = roles.focal_point(unpaired)

    assert beginnings.beginning(Scope(user=focal_point, today=TODAY, country=myanmar)) is None


def test_who_sees_nobody_to_ask_is_sent_to_the_project_team(myanmar, signed_in):
    page = signed_in(roles.official(myanmar)).get("/dashboard/").content.decode()

    assert "/organizations/?kind=ilo_office" in page
    assert "/organizations/?institutions=1" in page
    assert "Start a pairing" not in page


def test_staff_may_begin_there_with_who_looks_for_a_partner(myanmar, signed_in):
    InterestFactory.create_batch(2)
    page = signed_in(roles.staff()).get("/dashboard/?country=MM").content.decode()

    assert "/pairings/start/" in page
    assert "See the 2 organizations that look for a partner" in page
    assert "Plan a meeting" in page


def test_a_country_that_had_a_pairing_is_not_empty_nor_one_without_organizations(myanmar):
    over = {"phase": "concluded", "closed_on": TODAY}
    PairingFactory(parties=[OrganizationFactory(country=myanmar)], **over)
    staff = roles.staff()

    for country in (myanmar, CountryFactory(), None):
        assert beginnings.beginning(Scope(user=staff, today=TODAY, country=country)) is None
