"""Written names of organizations on the list, linked later."""

import pytest

from events.operations import attendance
from events.operations.rolls import TooFewError
from tests.factories.events import EventFactory, HeadCountFactory, ParticipationFactory
from tests.factories.network import OrganizationFactory

pytestmark = pytest.mark.django_db


def test_an_organization_is_linked_later_wherever_it_stands_on_the_list():
    event, npic = EventFactory(), OrganizationFactory()
    one, two, other = (
        ParticipationFactory(event=event, name=name, organization=None, organization_name=written)
        for name, written in [("A", "NPIC"), ("B", "npic"), ("C", "CamHR")]
    )

    attendance.link_organization(one, organization=npic, by=None)

    for linked, written in [(one, "NPIC"), (two, "npic")]:
        linked.refresh_from_db()
        assert (linked.organization, linked.organization_name) == (npic, written)
    other.refresh_from_db()
    assert other.organization is None


def test_an_organization_that_is_linked_later_stands_on_the_list_once():
    event, npic = EventFactory(), OrganizationFactory()
    ParticipationFactory(event=event, name="", organization=npic)
    groups = [
        ParticipationFactory(event=event, name="", organization=None, **written)
        for written in [
            {"organization_name": "NPIC"},
            {"organization_name": "npic"},
            {"organization_name": "NPIC", "capacity": "Directors"},
        ]
    ]
    guest = ParticipationFactory(event=event, name="A", organization_name="NPIC", organization=None)

    kept = attendance.link_organization(groups[0], organization=npic, by=None)

    assert kept == [groups[2], guest]
    assert event.participations.filter(organization=npic).count() == 3
    assert not event.participations.filter(organization=None).exists()


def test_two_written_names_of_one_organization_become_one():
    event, npic = EventFactory(), OrganizationFactory()
    one, _two = (
        ParticipationFactory(event=event, name="", organization=None, organization_name=written)
        for written in ("NPIC", "npic")
    )

    assert attendance.link_organization(one, organization=npic, by=None) == [one]
    assert event.participations.count() == 1


def test_an_organization_is_not_linked_where_its_number_is_smaller():
    event, npic = EventFactory(), OrganizationFactory()
    HeadCountFactory(event=event, organization=npic, people=1, women=None)
    one, _two = (
        ParticipationFactory(event=event, name=name, organization=None, organization_name="NPIC")
        for name in "AB"
    )

    with pytest.raises(TooFewError):
        attendance.link_organization(one, organization=npic, by=None)

    one.refresh_from_db()
    assert one.organization is None
