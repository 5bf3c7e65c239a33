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
