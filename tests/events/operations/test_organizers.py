"""Who convenes, hosts or coordinates an event."""

import pytest

from events.enums import OrganizerRole
from events.models import Organizer
from events.operations import organizers, records
from events.terms.attendance import OrganizerTerms
from tests.factories.events import EventFactory, OrganizerFactory
from tests.factories.network import OrganizationFactory

pytestmark = pytest.mark.django_db


def test_an_organization_may_have_several_roles():
    event, ministry = EventFactory(), OrganizationFactory()

    organizers.add(
        event, OrganizerTerms(organization=ministry, role=OrganizerRole.CONVENOR), by=None
    )
    organizers.add(event, OrganizerTerms(organization=ministry, role=OrganizerRole.HOST), by=None)

    assert list(event.organizers.values_list("organization", "role")) == [
        (ministry.pk, "convenor"),
        (ministry.pk, "host"),
    ]


def test_the_same_role_twice_is_refused():
    organizer = OrganizerFactory(organization__name="MoHRSS")

    with pytest.raises(organizers.AlreadyOrganizesError) as refused:
        organizers.add(
            organizer.event, OrganizerTerms(organization=organizer.organization), by=None
        )

    assert str(refused.value) == "MoHRSS has this role already."


def test_an_organizer_is_taken_off():
    kept = OrganizerFactory()
    gone = OrganizerFactory(event=kept.event)

    records.remove(gone, by=None)

    assert list(Organizer.objects.all()) == [kept]
