"""Events, who came, and what came of it."""

from datetime import date

import factory
from django.core.files.base import ContentFile

from events.enums import EventState, Modality, OutcomeKind
from events.models import (
    AgendaItem,
    AgendaSpeaker,
    Donation,
    Event,
    EventFile,
    EventPairing,
    EventProgramme,
    EventType,
    HeadCount,
    MeetingAccess,
    Organizer,
    Outcome,
    Participation,
    Presentation,
    SiteVisit,
    Statement,
    Topic,
)
from tests.factories.network import OrganizationFactory, ProgrammeFactory
from tests.factories.partnerships import PairingFactory


class EventTypeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = EventType
        django_get_or_create = ("key",)

    key = "peer_workshop"
    name = "Peer workshop"


class EventFactory(factory.django.DjangoModelFactory):
    """A held workshop of a known day; ``pairings=[pairing, ...]`` says who met."""

    class Meta:
        model = Event
        skip_postgeneration_save = True

    class Params:
        confirmed = factory.Trait(state=EventState.CONFIRMED)
        planned = factory.Trait(state=EventState.PLANNED)

    type = factory.SubFactory(EventTypeFactory)
    title = factory.Sequence(lambda n: f"Workshop {n}")
    day = date(2026, 11, 12)
    modality = Modality.ONLINE
    state = EventState.HELD

    @factory.post_generation
    def pairings(self, create, pairings, **extra):
        if create:
            for pairing in pairings or ():
                EventPairingFactory(event=self, pairing=pairing)

    @factory.post_generation
    def programmes(self, create, programmes, **extra):
        if create:
            for programme in programmes or ():
                EventProgrammeFactory(event=self, programme=programme)


class EventPairingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = EventPairing

    event = factory.SubFactory(EventFactory)
    pairing = factory.SubFactory(PairingFactory)


class EventProgrammeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = EventProgramme

    event = factory.SubFactory(EventFactory)
    programme = factory.SubFactory(ProgrammeFactory)


class OrganizerFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Organizer

    event = factory.SubFactory(EventFactory)
    organization = factory.SubFactory(OrganizationFactory)


class MeetingAccessFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = MeetingAccess

    event = factory.SubFactory(EventFactory)
    link = "https://meet.example.org/secret-room"


class AgendaItemFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = AgendaItem

    event = factory.SubFactory(EventFactory)
    title = factory.Sequence(lambda n: f"Session {n}")


class AgendaSpeakerFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = AgendaSpeaker

    item = factory.SubFactory(AgendaItemFactory)
    name = "A speaker"


class ParticipationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Participation

    event = factory.SubFactory(EventFactory)
    name = factory.Sequence(lambda n: f"Participant {n}")


class HeadCountFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = HeadCount

    event = factory.SubFactory(EventFactory)
    people = 17


class StatementFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Statement

    event = factory.SubFactory(EventFactory)
    name = "A speaker"
    text = "We are pleased to be paired."


class TopicFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Topic

    event = factory.SubFactory(EventFactory)
    text = factory.Sequence(lambda n: f"Topic {n}")


class PresentationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Presentation

    event = factory.SubFactory(EventFactory)
    title = factory.Sequence(lambda n: f"Presentation {n}")


class SiteVisitFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SiteVisit

    event = factory.SubFactory(EventFactory)
    name = factory.Sequence(lambda n: f"Training centre {n}")


class DonationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Donation

    event = factory.SubFactory(EventFactory)
    what = factory.Sequence(lambda n: f"Welding machine {n}")


class EventFileFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = EventFile

    event = factory.SubFactory(EventFactory)
    file = factory.LazyFunction(lambda: ContentFile(b"%PDF-1.7 test", "minutes.pdf"))
    name = "minutes.pdf"
    content_type = "application/pdf"
    size = 13


class OutcomeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Outcome

    event = factory.SubFactory(EventFactory)
    kind = OutcomeKind.DECISION
    text = factory.Sequence(lambda n: f"Decision {n}")
