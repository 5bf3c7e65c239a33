"""Who may do what with pairings, agreements and everything that hangs on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import rules
from django.db.models import prefetch_related_objects

from network.models import standing_of
from network.rules import is_member, is_project_staff, works_for_ilo
from partnerships.models import Pairing, ProgressUpdate
from partnerships.queries.updates import is_own

if TYPE_CHECKING:
    from accounts.models import User
    from partnerships.models import Action, AnswerReferral, Commitment, WorkingGroup

    OfPairing = Pairing | Commitment | Action | ProgressUpdate | WorkingGroup | AnswerReferral


@rules.predicate
def coordinates_pairing(user: User, record: OfPairing | None) -> bool:
    """A party of the pairing is in a country that the user coordinates."""
    coordinated = standing_of(user).coordinated
    if record is None or not coordinated:
        return False
    return any(
        party.organization.country_id in coordinated for party in _pairing(record).parties.all()
    )


@rules.predicate
def takes_part(user: User, record: OfPairing | None) -> bool:
    """The user answers for a party of the pairing, or for the house that it is part of."""
    own = standing_of(user).organizations
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
