"""Who may do what with events."""

from __future__ import annotations

import rules

from accounts.models import User
from events.enums import ParticipationState
from events.models import Event
from events.queries.events import pairings_to_log
from network.rules import is_focal_point, is_member, works_for_ilo


@rules.predicate
def runs_event(user: User, event: Event | None) -> bool:
    """The event is in the user's care, or is their own proposal."""
    return event is not None and Event.objects.run_by(user).holds(event)


@rules.predicate
def meets_there(user: User, event: Event | None) -> bool:
    """A pairing of the user's own side meets at the event."""
    if event is None:
        return False
    return event.pairings.filter(pairing__in=pairings_to_log(user)).exists()


@rules.predicate
def is_expected_at(user: User, event: Event | None) -> bool:
    """The user is on the list of the event and was let in."""
    if event is None:
        return False
    let_in = [ParticipationState.APPROVED, ParticipationState.ATTENDED]
    return event.participations.filter(person__user=user.pk, state__in=let_in).exists()


rules.add_perm("events.view_event", is_member)
rules.add_perm("events.view_file", is_member)
rules.add_perm("events.log_event", works_for_ilo | is_focal_point)
rules.add_perm("events.change_event", (works_for_ilo | is_focal_point) & runs_event)
rules.add_perm("events.confirm_event", works_for_ilo & runs_event)
rules.add_perm("events.hold_event", (works_for_ilo | is_focal_point) & runs_event)
rules.add_perm("events.report_event", (works_for_ilo | is_focal_point) & runs_event)
rules.add_perm("events.postpone_event", works_for_ilo & runs_event)
rules.add_perm("events.cancel_event", works_for_ilo & runs_event)
# Focal points hand in files and names of the meetings of their own pairings.
rules.add_perm(
    "events.complete_event", (works_for_ilo & runs_event) | (is_focal_point & meets_there)
)
# The link is for those who run the meeting and those who are let in; MeetingAccess.visible_to
# says of which events.
rules.add_perm("events.view_meeting_access", works_for_ilo | is_expected_at)
rules.add_perm("events.set_meeting_link", works_for_ilo & runs_event)
