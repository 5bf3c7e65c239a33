"""Who may do what with pairings, agreements and everything that hangs on them."""

from __future__ import annotations

from typing import Any

import rules
from django.db.models import prefetch_related_objects

from accounts.models import User
from network.models import Organization, scope_of
from network.models.concerns import Concern
from network.rules import is_focal_point, is_member, is_project_staff, works_for_ilo
from partnerships.enums import DRAFT_AGREEMENTS
from partnerships.models import (
    Action,
    Agreement,
    AnswerReferral,
    Comment,
    Commitment,
    Designation,
    Pairing,
    ProgressUpdate,
    WorkingGroup,
    WorkPlan,
)
from partnerships.queries.updates import is_own

Bound = (
    Pairing
    | Commitment
    | Action
    | ProgressUpdate
    | WorkingGroup
    | AnswerReferral
    | Comment
    | Agreement
    | Designation
    | WorkPlan
)


@rules.predicate
def coordinates_side(user: User, record: Bound | None) -> bool:
    """A side of the record is in a country that the user coordinates."""
    return _has_side_in(scope_of(user).coordinated, record)


@rules.predicate
def oversees_side(user: User, record: Bound | None) -> bool:
    """A side of the record is in a country of whose ministry the user is an official."""
    return _has_side_in(scope_of(user).overseen, record)


@rules.predicate
def is_of_programme(user: User, record: Bound | None) -> bool:
    """The record, or the pairing that it is of, is of a programme to which the user is limited."""
    programmes = scope_of(user).programmes
    if record is None or not programmes:
        return False
    pairing = record if isinstance(record, Pairing) else record.pairing
    if pairing is None and isinstance(record, Agreement | Designation):
        kind: Any = type(record)
        under = kind.objects.concerning_any(Concern.PROGRAMME.keys(programmes))
        return bool(under.holds(record))
    holders = (record if isinstance(record, WorkPlan) else None, pairing)
    return any(each.programme_id in programmes for each in holders if each)


@rules.predicate
def answers_for_side(user: User, record: Bound | None) -> bool:
    """The user answers for a side of the record, or for the house that it is part of."""
    own = scope_of(user).organizations
    if record is None or not own:
        return False
    return any(side.pk in own or side.parent_id in own for side in _sides(record))


@rules.predicate
def wrote_update(user: User, update: ProgressUpdate | None) -> bool:
    """The update is the user's own."""
    return update is not None and is_own(update, user)


@rules.predicate
def wrote_comment(user: User, comment: Comment | None) -> bool:
    """The question or comment is the user's own."""
    return comment is not None and comment.submitted_by_id == user.pk


@rules.predicate
def is_being_drafted(_user: User, agreement: Agreement | None) -> bool:
    """The agreement is not signed, and was not stopped."""
    return agreement is not None and agreement.state in DRAFT_AGREEMENTS


leads = is_project_staff | coordinates_side | is_of_programme
works_in = leads | answers_for_side


def _has_side_in(countries: frozenset[int], record: Bound | None) -> bool:
    if record is None or not countries:
        return False
    return any(side.country_id in countries for side in _sides(record))


def _sides(record: Bound) -> list[Organization]:
    """Return the parties of an agreement or of the pairing that the record is of.

    A title has who gives and who holds it; the work plan of the whole network has no side.
    """
    if isinstance(record, Designation):
        return [record.conferred_by, record.conferred_on]
    whole = record if isinstance(record, Pairing | Agreement) else record.pairing
    if whole is None:
        return []
    prefetch_related_objects([whole], "parties__organization")
    return [party.organization for party in whole.parties.all()]


rules.add_perm("partnerships.view_pairing", is_member)
rules.add_perm("partnerships.start_pairing", works_for_ilo)
rules.add_perm("partnerships.edit_pairing", leads)
rules.add_perm("partnerships.move_pairing", leads)
rules.add_perm("partnerships.close_pairing", leads)
rules.add_perm("partnerships.appoint_pairing_focal_point", leads)
rules.add_perm("partnerships.end_pairing_focal_point", leads)
rules.add_perm("partnerships.add_working_group", works_in)
rules.add_perm("partnerships.add_working_group_member", works_in)

rules.add_perm("partnerships.view_commitment", is_member)
rules.add_perm("partnerships.add_commitment", leads)
rules.add_perm("partnerships.edit_commitment", leads)
rules.add_perm("partnerships.close_commitment", leads)

rules.add_perm("partnerships.view_action", is_member)
rules.add_perm("partnerships.add_action", works_in)
rules.add_perm("partnerships.edit_action", works_in)
rules.add_perm("partnerships.close_action", works_in)

rules.add_perm("partnerships.view_update", is_member)
rules.add_perm("partnerships.write_update", works_in)
rules.add_perm("partnerships.correct_update", works_in & wrote_update)
rules.add_perm("partnerships.verify_update", works_in & ~wrote_update)
rules.add_perm("partnerships.return_update", works_in & ~wrote_update)
rules.add_perm("partnerships.settle_referral", leads)

# All that an official may write: it changes nothing that others wrote.
rules.add_perm("partnerships.view_comment", is_member)
rules.add_perm("partnerships.add_comment", leads | oversees_side)
rules.add_perm("partnerships.answer_comment", works_in & ~wrote_comment)
rules.add_perm("partnerships.withdraw_comment", wrote_comment)

rules.add_perm("partnerships.view_agreement", is_member)
rules.add_perm("partnerships.add_agreement", works_for_ilo | is_focal_point)
rules.add_perm("partnerships.edit_agreement", leads | (answers_for_side & is_being_drafted))
rules.add_perm("partnerships.sign_agreement", leads)
rules.add_perm("partnerships.move_agreement", leads)
rules.add_perm("partnerships.view_agreement_file", is_member)
rules.add_perm("partnerships.add_agreement_file", works_in)

rules.add_perm("partnerships.view_designation", is_member)
rules.add_perm("partnerships.add_designation", works_for_ilo)
rules.add_perm("partnerships.edit_designation", leads)

rules.add_perm("partnerships.view_work_plan", is_member)
rules.add_perm("partnerships.add_work_plan", works_for_ilo)
rules.add_perm("partnerships.edit_work_plan", leads)
rules.add_perm("partnerships.adopt_work_plan", leads)
