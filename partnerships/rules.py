"""Who may do what with pairings, agreements and everything that hangs on them."""

from __future__ import annotations

import rules

from accounts.models import User
from network.models.concerns import answered_by, in_care_of, overseen_by
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
def cares_for_it(user: User, record: Bound | None) -> bool:
    """The record is of a country that the user coordinates, or of a programme of theirs."""
    return _concerns_any(in_care_of(user), record)


@rules.predicate
def oversees_side(user: User, record: Bound | None) -> bool:
    """A side of the record is in a country of whose ministry the user is an official."""
    return _concerns_any(overseen_by(user), record)


@rules.predicate
def answers_for_side(user: User, record: Bound | None) -> bool:
    """The user answers for a side of the record, or for the house that it is part of."""
    return _concerns_any(answered_by(user), record)


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


# Each says whom it concerns; the others are of a pairing, which does.
_CONCERNING = (Pairing, Agreement, Designation, WorkPlan)
leads = is_project_staff | cares_for_it
works_in = leads | answers_for_side


def _concerns_any(keys: list[int], record: Bound | None) -> bool:
    """Say whether the record, or the pairing that it is of, has one of ``keys``.

    What the database keeps on it: the querysets ask the same, as ``worked_in_by``.
    """
    if record is None or not keys:
        return False
    whole = record if isinstance(record, _CONCERNING) else record.pairing
    if not whole.concerns:
        # Of what has just been written nobody has read it yet.
        whole.refresh_from_db(fields=["concerns"])
    return not set(whole.concerns).isdisjoint(keys)


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
