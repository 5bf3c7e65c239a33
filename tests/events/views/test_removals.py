"""Taking something off an event: always asked first."""

import pytest
from django.urls import reverse

from events.enums import OutcomeKind
from events.views.removals import PARTS
from tests.factories import roles
from tests.factories.events import (
    AgendaItemFactory,
    AgendaSpeakerFactory,
    DonationFactory,
    EventFactory,
    EventFileFactory,
    HeadCountFactory,
    MeetingAccessFactory,
    OrganizerFactory,
    OutcomeFactory,
    ParticipationFactory,
    PresentationFactory,
    SiteVisitFactory,
    StatementFactory,
    TopicFactory,
)
from tests.factories.network import OrganizationFactory
from tests.factories.partnerships import PairingFactory

pytestmark = pytest.mark.django_db

FACTORIES = {
    "agenda": AgendaItemFactory,
    "people": ParticipationFactory,
    "counts": HeadCountFactory,
    "outcomes": OutcomeFactory,
    "donations": DonationFactory,
    "topics": TopicFactory,
    "statements": StatementFactory,
    "presentations": PresentationFactory,
    "visits": SiteVisitFactory,
    "files": EventFileFactory,
    "organizers": OrganizerFactory,
    "link": MeetingAccessFactory,
}
SIGNED = {"agreements": OutcomeKind.AGREEMENT, "titles": OutcomeKind.DESIGNATION}


def url_of(event, part, row):
    return reverse("events:event-part-remove", args=[event.pk, part, row.pk])


def made(part, event):
    if part == "speakers":
        return AgendaSpeakerFactory(item__event=event)
    if part in SIGNED:
        return OutcomeFactory(event=event, kind=SIGNED[part])
    return FACTORIES[part](event=event)


@pytest.mark.parametrize("part", PARTS)
def test_it_is_asked_first_and_then_removed(signed_in, part):
    event = EventFactory()
    row = made(part, event)
    client = signed_in(roles.staff())

    asked = client.get(url_of(event, part, row))
    there = type(row).objects.filter(pk=row.pk).exists()
    answered = client.post(url_of(event, part, row))

    assert (asked.status_code, there) == (200, True)
    assert (answered.status_code, answered.url) == (
        302,
        f"{event.get_absolute_url()}#{PARTS[part].section}",
    )
    assert not type(row).objects.filter(pk=row.pk).exists()


@pytest.mark.parametrize("part", PARTS)
def test_a_row_of_another_event_is_not_found_here(signed_in, part):
    row = made(part, EventFactory())

    response = signed_in(roles.staff()).post(url_of(EventFactory(), part, row))

    assert response.status_code == 404
    assert type(row).objects.filter(pk=row.pk).exists()


def test_htmx_gets_the_section_without_the_row(signed_in):
    topic = TopicFactory(text="Gone")

    response = signed_in(roles.staff(), htmx=True).post(url_of(topic.event, "topics", topic))

    part = response.content.decode()
    assert ('id="topics"' in part, "Gone" in part, "Removed." in part) == (True, False, True)


def test_an_unknown_part_is_not_found(signed_in):
    topic = TopicFactory()

    assert signed_in(roles.staff()).get(url_of(topic.event, "rumours", topic)).status_code == 404


def test_a_focal_point_removes_nothing_of_a_meeting_that_others_logged(signed_in):
    side = OrganizationFactory()
    topic = TopicFactory(event=EventFactory(pairings=[PairingFactory(parties=[side])]))

    response = signed_in(roles.focal_point(side)).post(url_of(topic.event, "topics", topic))

    assert response.status_code == 403
    assert topic.event.topics.exists()
