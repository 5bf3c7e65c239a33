"""What comes next in a country: meetings, then the next steps that are due."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import F

from dashboards.queries.scope import Scope
from documents.terms.briefings import Coming
from events.models import Event
from network.models import Country
from partnerships.models import Action

SHOWN = 6
DUE_WITHIN = timedelta(days=90)


def coming(scope: Scope, country: Country) -> tuple[tuple[Coming, ...], int]:
    """Return the first of what lies ahead by its day, and how many there are in all."""
    last = scope.today + DUE_WITHIN
    meetings = Event.objects.visible_to(scope.user).upcoming(scope.today)
    meetings = meetings.with_somebody_of(country)
    steps = Action.objects.visible_to(scope.user).open().with_side_in(country)
    steps = steps.filter(due_on__gte=scope.today, due_on__lte=last)
    first = [
        *map(_meeting, meetings.order_by(F("known_from").asc(nulls_last=True), "pk")[:SHOWN]),
        *map(_step, steps.select_related("pairing").order_by("due_on", "pk")[:SHOWN]),
    ]
    first.sort(key=lambda each: (each.first is None, each.first))
    return tuple(first[:SHOWN]), meetings.count() + steps.count()


def _meeting(event: Event) -> Coming:
    return Coming(
        text=event.title,
        pairing="",
        first=event.day or event.earliest_day,
        last=event.last_day or event.latest_day,
        is_meeting=True,
    )


def _step(action: Action) -> Coming:
    return Coming(action.text, action.pairing.title, action.due_on, None, is_meeting=False)
