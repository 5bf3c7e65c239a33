"""The rows behind the figures.

The lists of the lower apps show the same rows under the addresses of ``wording.lists``: both ask
the same methods of the same querysets.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, TypeVar

from django.db.models import BigIntegerField, Func

from dashboards.queries.scope import Scope
from dashboards.terms.periods import Span
from events.models import Event
from events.models.events import EventQuerySet
from network.models import Organization
from network.models.organizations import OrganizationQuerySet
from partnerships.models import (
    Action,
    Agreement,
    AgreementArea,
    Commitment,
    Pairing,
    ProgressUpdate,
)
from partnerships.models.actions import ActionQuerySet
from partnerships.models.agreements import AgreementQuerySet
from partnerships.models.comments import CommentQuerySet
from partnerships.models.commitments import CommitmentQuerySet
from partnerships.models.pairings import PairingQuerySet
from partnerships.models.referrals import AnswerReferralQuerySet
from partnerships.models.updates import ProgressUpdateQuerySet

RowsT = TypeVar(
    "RowsT",
    ActionQuerySet,
    AnswerReferralQuerySet,
    CommentQuerySet,
    CommitmentQuerySet,
    ProgressUpdateQuerySet,
)


def each_of(keys: Any) -> Func:
    """Return the expression that makes a row of each of the ``keys`` in a list."""
    return Func(keys, function="unnest", output_field=BigIntegerField(), set_returning=True)


def open_pairings(scope: Scope) -> PairingQuerySet:
    """Return the pairings of the scope that are still worked on."""
    return pairings(scope).open()


def pairings(scope: Scope) -> PairingQuerySet:
    """Return the pairings of the scope, those that are over as well."""
    rows = Pairing.objects.visible_to(scope.user)
    if scope.phase:
        rows = rows.filter(phase=scope.phase)
    if scope.pairing:
        rows = rows.filter(pk=scope.pairing.pk)
    if scope.organization:
        rows = rows.with_party(scope.organization)
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
    if scope.modality:
        rows = rows.filter(modality=scope.modality)
    if scope.kind:
        rows = rows.filter(type=scope.kind)
    return meetings(rows, scope)


def meetings(rows: EventQuerySet, scope: Scope) -> EventQuerySet:
    """Return those of the events at which somebody of the scope met."""
    if scope.programme:
        rows = rows.in_programme(scope.programme)
    if scope.area:
        rows = rows.agreed_on(scope.area, user=scope.user)
    if scope.phase:
        rows = rows.in_phase(scope.phase)
    if scope.pairing:
        rows = rows.filter(pairings__pairing=scope.pairing)
    if scope.organization:
        rows = rows.with_somebody_from(scope.organization)
    return rows.with_somebody_of(scope.country) if scope.country else rows


def agreements(rows: AgreementQuerySet, scope: Scope) -> AgreementQuerySet:
    """Return those of the agreements that bind somebody of the scope; some have no pairing."""
    if scope.country:
        rows = rows.with_party_in(scope.country)
    if scope.organization:
        rows = rows.with_party(scope.organization)
    if scope.area:
        covered = AgreementArea.objects.filter(area__in=scope.area.with_parts())
        rows = rows.filter(pk__in=covered.values("agreement"))
    if scope.pairing or scope.programme or scope.phase:
        rows = rows.filter(pairing__in=pairings(replace(scope, area=None)).values("pk"))
    return rows


def commitments(scope: Scope) -> CommitmentQuerySet:
    """Return what was agreed in the span; over all years also what has no day."""
    rows = all_commitments(scope)
    return rows.filter(scope.span.of("agreed_on")) if scope.span.start else rows


def all_commitments(scope: Scope) -> CommitmentQuerySet:
    """Return what was agreed, whenever that was."""
    rows = of_pairings(Commitment.objects.visible_to(scope.user), scope)
    return rows.in_area(scope.area) if scope.area else rows


def all_actions(scope: Scope) -> ActionQuerySet:
    """Return the actions, whenever they are due; an action has no area."""
    return of_pairings(Action.objects.visible_to(scope.user), scope)


def actions_due(scope: Scope, span: Span | None = None) -> ActionQuerySet:
    """Return the actions that were due in the span; an action has no area."""
    span = span or scope.span
    return all_actions(scope).filter(span.of("due_on"))


def late_at_first(scope: Scope, span: Span) -> ActionQuerySet:
    """Return the actions that were first due in the span, and late by that day."""
    late = all_actions(scope).late_at_first(scope.today)
    return late.filter(span.of("first_day"))


def updates(scope: Scope) -> ProgressUpdateQuerySet:
    """Return what was answered in the span; an answer about a pairing as a whole has no area."""
    sent = ProgressUpdate.objects.visible_to(scope.user).current()
    return of_pairings(sent, scope).filter(scope.span.of("submitted_at__date"))


def signed(scope: Scope) -> AgreementQuerySet:
    """Return the agreements that bind somebody of the scope, of whatever day and pairing."""
    whose = replace(scope, area=None, pairing=None, programme=None, phase="")
    return agreements(Agreement.objects.visible_to(scope.user), whose)


def organizations(scope: Scope) -> OrganizationQuerySet:
    """Return the organizations of the scope of which the reader knows all pairings."""
    found = Organization.objects.visible_to(scope.user).concerning(scope.user)
    if scope.organization:
        found = found.filter(pk=scope.organization.pk)
    return found.filter(country=scope.country) if scope.country else found


def of_pairings(rows: RowsT, scope: Scope) -> RowsT:
    """Return what belongs to pairings of the scope, those that are over as well."""
    if scope.phase:
        rows = rows.filter(pairing__phase=scope.phase)
    if scope.pairing:
        rows = rows.filter(pairing=scope.pairing)
    if scope.organization:
        rows = rows.with_party(scope.organization)
    if scope.programme:
        rows = rows.filter(pairing__programme=scope.programme)
    return rows.with_side_in(scope.country) if scope.country else rows
