"""Who may do what with pairings, agreements and everything that hangs on them."""

from __future__ import annotations

import rules
from django.db.models import prefetch_related_objects

from accounts.models import User
from network.models import Organization, scope_of
from network.rules import is_focal_point, is_member, is_project_staff, works_for_ilo
from partnerships.enums import DRAFT_AGREEMENTS
from partnerships.models import (
    Action,
    Agreement,
    AnswerReferral,
    Commitment,
    Designation,
    Pairing,
    ProgressUpdate,
    WorkingGroup,
    WorkPlan,
)
from partnerships.queries.updates import is_own

OfPairing = Pairing | Commitment | Action | ProgressUpdate | WorkingGroup | AnswerReferral


@rules.predicate
def coordinates_pairing(user: User, record: OfPairing | None) -> bool:
    """A party of the pairing is in a country that the user coordinates."""
    coordinated = scope_of(user).coordinated
    if record is None or not coordinated:
        return False
    return any(
        party.organization.country_id in coordinated for party in _pairing(record).parties.all()
    )


@rules.predicate
def takes_part(user: User, record: OfPairing | None) -> bool:
    """The user answers for a party of the pairing, or for the house that it is part of."""
    own = scope_of(user).organizations
    if record is None or not own:
        return False
    return any(
        party.organization_id in own or party.organization.parent_id in own
        for party in _pairing(record).parties.all()
    )


@rules.predicate
def wrote_update(user: User, update: ProgressUpdate | None) -> bool:
    """The update is the user's own."""
    return update is not None and is_own(update, user)


leads_pairing = is_project_staff | coordinates_pairing
works_in_pairing = leads_pairing | takes_part


def _pairing(record: OfPairing) -> Pairing:
    """Return the record's pairing with its parties fetched once."""
    pairing = record if isinstance(record, Pairing) else record.pairing
    prefetch_related_objects([pairing], "parties__organization")
    return pairing


rules.add_perm("partnerships.view_pairing", is_member)
rules.add_perm("partnerships.start_pairing", works_for_ilo)
rules.add_perm("partnerships.edit_pairing", leads_pairing)
rules.add_perm("partnerships.move_pairing", leads_pairing)
rules.add_perm("partnerships.close_pairing", leads_pairing)
rules.add_perm("partnerships.appoint_pairing_focal_point", leads_pairing)
rules.add_perm("partnerships.end_pairing_focal_point", leads_pairing)
rules.add_perm("partnerships.add_working_group", works_in_pairing)
rules.add_perm("partnerships.add_working_group_member", works_in_pairing)

rules.add_perm("partnerships.view_commitment", is_member)
rules.add_perm("partnerships.add_commitment", leads_pairing)
rules.add_perm("partnerships.edit_commitment", leads_pairing)
rules.add_perm("partnerships.close_commitment", leads_pairing)

rules.add_perm("partnerships.view_action", is_member)
rules.add_perm("partnerships.add_action", works_in_pairing)
rules.add_perm("partnerships.edit_action", works_in_pairing)
rules.add_perm("partnerships.close_action", works_in_pairing)

rules.add_perm("partnerships.view_update", is_member)
rules.add_perm("partnerships.write_update", works_in_pairing)
rules.add_perm("partnerships.correct_update", works_in_pairing & wrote_update)
rules.add_perm("partnerships.verify_update", works_in_pairing & ~wrote_update)
rules.add_perm("partnerships.return_update", works_in_pairing & ~wrote_update)
rules.add_perm("partnerships.settle_referral", leads_pairing)


@rules.predicate
def coordinates_party(user: User, agreement: Agreement | None) -> bool:
    """A party of the agreement is in a country that the user coordinates."""
    coordinated = scope_of(user).coordinated
    if agreement is None or not coordinated:
        return False
    return any(organization.country_id in coordinated for organization in _bound(agreement))


@rules.predicate
def answers_for_party(user: User, agreement: Agreement | None) -> bool:
    """The user answers for a party of the agreement, or for the house that it is part of."""
    own = scope_of(user).organizations
    if agreement is None or not own:
        return False
    return any(
        organization.pk in own or organization.parent_id in own
        for organization in _bound(agreement)
    )


@rules.predicate
def is_being_drafted(_user: User, agreement: Agreement | None) -> bool:
    """The agreement is not signed, and was not stopped."""
    return agreement is not None and agreement.state in DRAFT_AGREEMENTS


@rules.predicate
def coordinates_designation(user: User, designation: Designation | None) -> bool:
    """The title was given by or to an organization in a country that the user coordinates."""
    if designation is None:
        return False
    sides = {designation.conferred_by.country_id, designation.conferred_on.country_id}
    return bool(sides & scope_of(user).coordinated)


@rules.predicate
def coordinates_work_plan(user: User, plan: WorkPlan | None) -> bool:
    """The plan is of a pairing that the user coordinates; the network's plan is the staff's."""
    if plan is None or plan.pairing is None:
        return False
    return bool(coordinates_pairing(user, plan.pairing))


leads_agreement = is_project_staff | coordinates_party
leads_work_plan = is_project_staff | coordinates_work_plan


def _bound(agreement: Agreement) -> list[Organization]:
    prefetch_related_objects([agreement], "parties__organization")
    return [party.organization for party in agreement.parties.all()]


rules.add_perm("partnerships.view_agreement", is_member)
rules.add_perm("partnerships.add_agreement", works_for_ilo | is_focal_point)
rules.add_perm(
    "partnerships.edit_agreement", leads_agreement | (answers_for_party & is_being_drafted)
)
rules.add_perm("partnerships.sign_agreement", leads_agreement)
rules.add_perm("partnerships.move_agreement", leads_agreement)
rules.add_perm("partnerships.view_agreement_file", is_member)
rules.add_perm("partnerships.add_agreement_file", leads_agreement | answers_for_party)

rules.add_perm("partnerships.view_designation", is_member)
rules.add_perm("partnerships.add_designation", works_for_ilo)
rules.add_perm("partnerships.edit_designation", is_project_staff | coordinates_designation)

rules.add_perm("partnerships.view_work_plan", is_member)
rules.add_perm("partnerships.add_work_plan", works_for_ilo)
rules.add_perm("partnerships.edit_work_plan", leads_work_plan)
rules.add_perm("partnerships.adopt_work_plan", leads_work_plan)
