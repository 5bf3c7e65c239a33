"""Every reminder, said once: what its mails are called and say, what plans them, and how often.

From here the mails are registered with the outbox, and the one task and ``manage.py reminders``
find the planners. To add one, add it here; apps above ``declare`` theirs.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from followup.enums import Reason, Remark
from followup.mails import announcements, invitations, meeting_access
from followup.mails import calls as call_mails
from followup.mails import comments as comment_mails
from followup.mails import endings as ending_mails
from followup.mails import escalations as escalation_mails
from followup.mails import inactive_pairings as inactive_pairing_mails
from followup.mails import introductions as introduction_mails
from followup.mails import meeting_reminders as meeting_reminder_mails
from followup.mails import mistakes as mistake_mails
from followup.mails import update_requests as update_request_mails
from followup.mails.reports import report_due
from followup.operations import planning
from followup.planners.calls import CALLS
from followup.planners.comments import COMMENTS
from followup.planners.due_items import ACTIONS, COMMITMENTS
from followup.planners.endings import AGREEMENTS
from followup.planners.inactive_pairings import PAIRINGS
from followup.planners.introductions import INTRODUCTIONS
from followup.planners.meetings import MEETINGS
from followup.queries import (
    calls,
    comments,
    endings,
    escalations,
    inactive_pairings,
    introductions,
    meeting_reminders,
    mistakes,
    notices,
    update_requests,
)
from followup.terms import Planner
from notifications import mails, wording
from notifications.mails import Kind


@dataclass(frozen=True)
class Declared:
    """A planner, how often what changed is planned, and the mails that it plans."""

    planner: Planner
    every: timedelta
    kinds: tuple[Kind, ...]

    @property
    def name(self) -> str:
        """What it is called where it reports what it did."""
        return f"followup: {self.planner.model._meta.label_lower}"


UPDATE_REQUEST = Kind(
    update_requests.KIND,
    _("Update request"),
    update_request_mails.update_request,
    is_question=True,
    hint=_("An agreed area or action is due soon, due today or late."),
)
ESCALATION = Kind(
    escalations.KIND,
    _("Late for three weeks"),
    escalation_mails.escalation,
    once_a_day=True,
    hint=_("For the ILO team: something is late and nobody has answered."),
)
CALL_FOR_HELP = Kind(
    calls.KIND,
    _("Blocked, needs help"),
    call_mails.call_for_help,
    hint=_("For the ILO team, at once: somebody is blocked and needs help."),
)
QUESTION = Kind(
    comments.QUESTION,
    _("Question about a pairing"),
    comment_mails.question,
    is_question=True,
    hint=_("Somebody of a ministry or the ILO asks something; once more after a week."),
)
COMMENT = Kind(
    comments.REMARK,
    _("Comment on a pairing"),
    comment_mails.remark,
    once_a_day=True,
    hint=_("Somebody of a ministry or the ILO comments on your work together."),
)
QUESTION_ANSWERED = Kind(
    comments.ANSWERED,
    _("Answer to your question"),
    comment_mails.answered,
    hint=_("You asked something about a pairing, and somebody answered."),
)
INACTIVE_PAIRING = Kind(
    inactive_pairings.KIND,
    _("Pairing without news"),
    inactive_pairing_mails.inactive_pairing,
    is_question=True,
    hint=_("Once a month, if nobody has written about a pairing for a long time."),
)
AGREEMENT_ENDING = Kind(
    endings.ENDING,
    _("Agreement ends soon"),
    ending_mails.agreement_ending,
    hint=_("Six months, three months and one month before an agreement ends."),
)
AGREEMENT_RENEWED = Kind(
    endings.RENEWED,
    _("New end of an agreement"),
    ending_mails.agreement_renewed,
    hint=_("We told you when an agreement ends. That has changed."),
)
INTRODUCTION = Kind(
    introductions.KIND,
    _("Introduction of a focal point"),
    introduction_mails.introduction,
    hint=_("Once, on your first day as a focal point: what is open, and who can help."),
)

# Who is told of a meeting cannot choose not to hear that it was moved.
MEETING_NOTICES = (
    Kind(notices.INVITATION, _("Meeting invitation"), invitations.invitation, may_be_off=False),
    Kind(notices.CHANGE, _("Change of a meeting"), announcements.change, may_be_off=False),
    Kind(
        notices.CANCELLATION,
        _("Meeting cancelled or postponed"),
        announcements.cancellation,
        may_be_off=False,
    ),
    Kind(notices.MEETING_LINK, _("Meeting link"), meeting_access.meeting_link, may_be_off=False),
)
MEETING_REMINDER = Kind(
    notices.REMINDER,
    _("Meeting reminder"),
    meeting_reminder_mails.meeting_reminder,
    hint=_("Some days and some hours before your meetings."),
)
REPORT_DUE = Kind(
    meeting_reminders.REPORT_DUE,
    _("Report of a meeting due"),
    report_due,
    hint=_("The morning after a meeting that you follow up."),
)

# No planner finds it out: somebody says it.
MISTAKE = Kind(
    mistakes.KIND,
    _("Data to correct"),
    mistake_mails.mistake,
    may_be_off=False,
    hint=_("Somebody says that what we hold about them is wrong."),
)

# A slip of the pen, corrected within half an hour, tells nobody that an agreement ends later.
DECLARED = [
    Declared(MEETINGS, timedelta(minutes=1), (*MEETING_NOTICES, MEETING_REMINDER, REPORT_DUE)),
    Declared(ACTIONS, timedelta(minutes=5), (UPDATE_REQUEST, ESCALATION)),
    Declared(COMMITMENTS, timedelta(minutes=5), (UPDATE_REQUEST, ESCALATION)),
    Declared(CALLS, timedelta(minutes=1), (CALL_FOR_HELP,)),
    Declared(COMMENTS, timedelta(minutes=1), (QUESTION, COMMENT, QUESTION_ANSWERED)),
    Declared(PAIRINGS, timedelta(minutes=30), (INACTIVE_PAIRING,)),
    Declared(AGREEMENTS, timedelta(minutes=30), (AGREEMENT_ENDING, AGREEMENT_RENEWED)),
    Declared(INTRODUCTIONS, timedelta(minutes=5), (INTRODUCTION,)),
]


def declare(declared: Declared) -> None:
    """Let the one task plan what an app above declares, and the outbox know its mails."""
    DECLARED.append(declared)
    for kind in declared.kinds:
        mails.register(kind)


def register() -> None:
    """Tell the outbox who writes these mails, and why they are sent."""
    for codes in (Reason, Remark):
        wording.register(codes)
    for kind in (MISTAKE, *(kind for each in DECLARED for kind in each.kinds)):
        mails.register(kind)


def fill_schedule(*, today: date) -> dict[str, int]:
    """Put on the schedule what is missing; return how many records of each kind are on it now."""
    return {
        each.planner.model._meta.label_lower: planning.rebuild(each.planner, today=today)
        for each in DECLARED
    }
