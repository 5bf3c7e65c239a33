"""The rows behind the figures.

The lists of the lower apps show the same rows under the addresses of ``wording.lists``: both ask
the same methods of the same querysets.
"""

from __future__ import annotations

from dashboards.queries.scope import Scope, Span
from events.models import Event
from events.models.events import EventQuerySet
from partnerships.models import Action, Commitment, Pairing
from partnerships.models.actions import ActionQuerySet
from partnerships.models.commitments import CommitmentQuerySet
from partnerships.models.pairings import PairingQuerySet


def open_pairings(scope: Scope) -> PairingQuerySet:
    """Return the pairings of the scope that are still worked on."""
    rows = Pairing.objects.visible_to(scope.user).open()
    if scope.programme:
        rows = rows.filter(programme=scope.programme)
    if scope.country:
        rows = rows.with_side_in(scope.country)
    return rows.agreed_on(scope.area) if scope.area else rows


def workshops(scope: Scope, span: Span | None = None) -> EventQuerySet:
    """Return the events that took place in the span, as a rule in that of the scope.

    One that is only known by its month or year is counted where it certainly lies within.
    """
    span = span or scope.span
    rows = Event.objects.visible_to(scope.user).happened().until(span.end, today=scope.today)
    if span.start:
        rows = rows.since(span.start)
    if scope.programme:
        rows = rows.in_programme(scope.programme)
    if scope.modality:
        rows = rows.filter(modality=scope.modality)
    if scope.country:
        rows = rows.with_somebody_of(scope.country)
    return rows.agreed_on(scope.area, user=scope.user) if scope.area else rows


def commitments(scope: Scope) -> CommitmentQuerySet:
    """Return what was agreed in the span; over all years also what has no day."""
    rows = Commitment.objects.visible_to(scope.user)
    if scope.programme:
        rows = rows.filter(pairing__programme=scope.programme)
    if scope.span.start:
        rows = rows.filter(scope.span.of("agreed_on"))
    if scope.country:
        rows = rows.with_side_in(scope.country)
    return rows.in_area(scope.area) if scope.area else rows


def actions_due(scope: Scope) -> ActionQuerySet:
    """Return the actions that were due in the span; an action has no area."""
    rows = Action.objects.visible_to(scope.user).filter(scope.span.of("due_on"))
    if scope.programme:
        rows = rows.filter(pairing__programme=scope.programme)
    return rows.with_side_in(scope.country) if scope.country else rows
