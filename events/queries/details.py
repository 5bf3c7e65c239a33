"""Everything that the page of an event tells, asked for when the page comes to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Q

from accounts.models import User
from events.enums import Act, EventState
from events.models import (
    AgendaItem,
    Donation,
    Event,
    EventFile,
    MeetingAccess,
    Organizer,
    Presentation,
    SiteVisit,
    Statement,
    Topic,
)
from events.queries import attendance, events, outcomes
from events.queries.offers import offers
from network.models import Country, Person, Programme
from partnerships.models import Pairing


@dataclass(frozen=True)
class Met:
    """A pairing that met; ``is_known`` says whether the reader may open its page."""

    pairing: Pairing
    is_known: bool


class EventPage:
    """What one reader sees of one event; each part is one or two queries, asked once."""

    def __init__(self, event: Event, *, user: User, today: date, may_join: bool) -> None:
        self.event = event
        self.user = user
        self.today = today
        self._may_join = may_join

    @cached_property
    def offers(self) -> frozenset[Act]:
        """What may be done with the event as it stands, by those who may."""
        return offers(self.event, today=self.today)

    @property
    def state(self) -> EventState:
        return EventState(self.event.state)

    @property
    def is_report_due(self) -> bool:
        return self.event.is_report_due(self.today)

    @property
    def is_described(self) -> bool:
        """Whether anything is written of what the meeting was for, or what was decided."""
        event = self.event
        return bool(event.goal or event.summary or event.english_summary or event.follow_up)

    @cached_property
    def met(self) -> list[Met]:
        pairings = Pairing.objects.filter(meetings__event=self.event).order_by("title")
        known = set(pairings.visible_to(self.user).values_list("pk", flat=True))
        return [Met(pairing, pairing.pk in known) for pairing in pairings]

    @cached_property
    def programmes(self) -> list[Programme]:
        return list(Programme.objects.filter(meetings__event=self.event))

    @cached_property
    def organizers(self) -> list[Organizer]:
        return list(self.event.organizers.select_related("organization"))

    @cached_property
    def parent(self) -> Event | None:
        if self.event.parent_id is None:
            return None
        return Event.objects.visible_to(self.user).filter(pk=self.event.parent_id).first()

    @cached_property
    def follow_ups(self) -> list[Event]:
        follow_ups = Event.objects.visible_to(self.user).filter(parent=self.event)
        return list(follow_ups.order_by("known_from", "pk"))

    @cached_property
    def clocks(self) -> list[str]:
        """The main zones of the countries that take part."""
        event = self.event
        countries = Country.objects.filter(
            Q(organizations__pairing_parties__pairing__meetings__event=event)
            | Q(organizations__organized__event=event)
            | Q(organizations__participations__event=event)
        )
        return list(countries.order_by("name").values_list("time_zone", flat=True).distinct())

    @cached_property
    def agenda(self) -> list[AgendaItem]:
        """The items with their speakers."""
        speakers: Any = "speakers__person__honorific", "speakers__organization__country"
        return list(self.event.agenda.prefetch_related(*speakers))

    @cached_property
    def presence(self) -> attendance.Presence:
        return attendance.presence(self.event)

    @cached_property
    def brought(self) -> outcomes.Brought:
        return outcomes.brought(self.event, user=self.user, today=self.today)

    @cached_property
    def has_open_areas(self) -> bool:
        """Whether an agreed area is open that the meeting may have carried out."""
        return outcomes.open_areas(self.event, self.user).exists()

    @cached_property
    def has_open_actions(self) -> bool:
        """Whether an action is open that the meeting may have done."""
        return outcomes.open_actions(self.event, self.user).exists()

    @cached_property
    def has_agreements_to_tie(self) -> bool:
        """Whether the register holds an agreement that is not on this page."""
        return outcomes.agreements_to_tie(self.event, self.user).exists()

    @cached_property
    def has_titles_to_tie(self) -> bool:
        """Whether the register holds a title that is not on this page."""
        return outcomes.designations_to_tie(self.event, self.user).exists()

    @cached_property
    def statements(self) -> list[Statement]:
        return list(self.event.statements.select_related("person__honorific"))

    @cached_property
    def topics(self) -> list[Topic]:
        return list(self.event.topics.all())

    @cached_property
    def presentations(self) -> list[Presentation]:
        return list(self.event.presentations.select_related("person__honorific"))

    @cached_property
    def visits(self) -> list[SiteVisit]:
        return list(self.event.site_visits.select_related("organization"))

    @cached_property
    def donations(self) -> list[Donation]:
        return list(self.event.donations.select_related("giver", "receiver"))

    @cached_property
    def files(self) -> list[EventFile]:
        return list(EventFile.objects.visible_to(self.user).filter(event=self.event))

    @property
    def photos(self) -> list[EventFile]:
        return [file for file in self.files if file.is_photo]

    @property
    def documents(self) -> list[EventFile]:
        return [file for file in self.files if not file.is_photo]

    @cached_property
    def known_people(self) -> set[int]:
        """The people of this page whose own page the reader may open."""
        event = self.event
        here = Person.objects.filter(
            Q(participations__event=event)
            | Q(speeches__item__event=event)
            | Q(statements__event=event)
            | Q(presentations__event=event)
        )
        known = Person.objects.visible_to(self.user).filter(pk__in=here.values("pk"))
        return set(known.values_list("pk", flat=True))

    @cached_property
    def access(self) -> MeetingAccess | None:
        """The meeting link, for those who may see it and nobody else, until nobody joins."""
        if not (self._may_join and Act.JOIN in self.offers):
            return None
        return MeetingAccess.objects.visible_to(self.user).filter(event=self.event).first()

    @cached_property
    def tasks(self) -> list[events.Task]:
        return events.missing(self.event, user=self.user)

    @property
    def is_complete(self) -> bool:
        return all(task.done for task in self.tasks)

    @property
    def asks_for_more(self) -> bool:
        """Whether something is missing that can still be seen to."""
        return bool(self.offers & {Act.PREPARE, Act.COMPLETE}) and not self.is_complete
