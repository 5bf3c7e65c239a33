"""The words that partnerships are made of, and which state may follow which."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from core.enums import ShownState


class PairingPhase(TextChoices):
    """How far a pairing has come; typed by people."""

    IDENTIFIED = "identified", _("Identified")
    MATCHED = "matched", _("Matched")
    NEGOTIATING = "negotiating", _("Negotiating")
    ACTIVE = "active", _("Active")
    PAUSED = "paused", _("Paused")
    CONCLUDED = "concluded", _("Concluded")
    ENDED_EARLY = "ended_early", _("Ended early")

    @property
    def is_open(self) -> bool:
        """Whether the pairing is still worked on."""
        return self not in CLOSED_PHASES

    def can_become(self, phase: PairingPhase) -> bool:
        """Say whether ``phase`` may follow; a closed pairing stays closed."""
        return phase != self and self.is_open


CLOSED_PHASES = (PairingPhase.CONCLUDED, PairingPhase.ENDED_EARLY)
# Nobody is asked how it goes while a pairing rests.
RESTING_PHASES = (PairingPhase.PAUSED, *CLOSED_PHASES)
REASONED_PHASES = (PairingPhase.PAUSED, PairingPhase.ENDED_EARLY)


class PairingStatus(ShownState):
    """How a pairing is doing; always computed, never typed."""

    BLOCKED = "blocked", "bad", "alert", _("Blocked")
    OVERDUE = "overdue", "bad", "alert", _("Action overdue")
    QUIET = "quiet", "warn", "minus", _("No update for long")
    NEW = "new", "new", "clock", _("New")
    ON_TRACK = "on_track", "good", "check", _("On track")
    PAUSED = "paused", _("Paused")
    CLOSED = "closed", _("Closed")


class Cadence(ShownState):
    """How long ago the sides of a pairing were in touch, against the rhythm that they agreed."""

    KEPT = "kept", "good", "check", _("Within the agreed rhythm")
    BEHIND = "behind", "warn", "clock", _("Longer ago than agreed")
    SILENT = "silent", "bad", "alert", _("More than twice as long ago as agreed")
    UNKNOWN = "unknown", "quiet", "question", _("No contact recorded yet")
    PAUSED = "paused", "quiet", "minus", _("Paused")


class CooperationRole(TextChoices):
    """The part a party plays in South-South and triangular cooperation (OECD, GPI)."""

    BENEFICIARY = "beneficiary", _("Beneficiary")
    PIVOTAL = "pivotal", _("Pivotal")
    FACILITATING = "facilitating", _("Facilitating")


class Firmness(TextChoices):
    """How firmly something was promised, from a wish to a plan."""

    WISHED = "wished", _("Wished for")
    PROPOSED = "proposed", _("Proposed")
    AGREED = "agreed", _("Agreed")
    PLANNED = "planned", _("Planned")


class CommitmentState(ShownState):
    """How far a commitment is kept; "late" is derived from its period."""

    OPEN = "open", _("Not started")
    IN_PROGRESS = "in_progress", "new", "going", _("Started")
    DONE = "done", "good", "check", _("Done")
    PARTLY_DONE = "partly_done", "good", "going", _("Partly done")
    DROPPED = "dropped", _("Dropped")


OPEN_COMMITMENTS = (CommitmentState.OPEN, CommitmentState.IN_PROGRESS)


class ActionState(ShownState):
    """How far a next step is; "overdue" is derived from its day."""

    OPEN = "open", _("Not started")
    IN_PROGRESS = "in_progress", "new", "going", _("Started")
    DONE = "done", "good", "check", _("Done")
    DROPPED = "dropped", _("Dropped")


OPEN_ACTIONS = (ActionState.OPEN, ActionState.IN_PROGRESS)


class Lateness(ShownState):
    """What the calendar makes of an action or a commitment that is open."""

    OVERDUE = "overdue", "bad", "alert", _("Overdue")
    LATE = "late", "bad", "alert", _("Late")


class Answer(ShownState):
    """The four words of a progress update."""

    DONE = "done", "good", "check", _("Done")
    GOING_WELL = "going_well", "good", "going", _("Going well")
    LATE = "late", "warn", "clock", _("Late, we need more time")
    BLOCKED = "blocked", "bad", "alert", _("Blocked, we need help")


class ReachedKind(TextChoices):
    """Whom an activity reached."""

    TEACHERS = "teachers", _("Teachers and trainers")
    STUDENTS = "students", _("Students and trainees")
    OFFICIALS = "officials", _("Officials and managers")
    OTHERS = "others", _("Others")


class CommentKind(TextChoices):
    """What somebody writes beside a pairing, an agreed area or an update."""

    QUESTION = "question", _("Question")
    COMMENT = "comment", _("Comment")
    ANSWER = "answer", _("Answer")


class CommentState(ShownState):
    """How far a question is; derived, as a comment waits for nothing."""

    OPEN = "open", "warn", "question", _("Waits for an answer")
    ANSWERED = "answered", "good", "check", _("Answered")
    WITHDRAWN = "withdrawn", _("Taken back")
    SAID = "said", "quiet", "minus", _("Comment")


class AgreementState(ShownState):
    """Where an agreement stands; "in force" and "expired" are derived from its days."""

    DRAFT = "draft", _("Draft")
    CIRCULATED = "circulated", _("Circulated")
    AGREED_TEXT = "agreed_text", _("Text agreed")
    SIGNED = "signed", "good", "check", _("Signed")
    SUSPENDED = "suspended", "warn", "minus", _("Suspended")
    TERMINATED = "terminated", "bad", "alert", _("Terminated")
    CANCELLED = "cancelled", _("Cancelled")

    def can_become(self, state: AgreementState) -> bool:
        """Say whether ``state`` may follow."""
        return state in _AGREEMENT_MOVES[self]


_AGREEMENT_MOVES: dict[AgreementState, tuple[AgreementState, ...]] = {
    AgreementState.DRAFT: (
        AgreementState.CIRCULATED,
        AgreementState.SIGNED,
        AgreementState.CANCELLED,
    ),
    AgreementState.CIRCULATED: (
        AgreementState.DRAFT,
        AgreementState.AGREED_TEXT,
        AgreementState.SIGNED,
        AgreementState.CANCELLED,
    ),
    AgreementState.AGREED_TEXT: (
        AgreementState.DRAFT,
        AgreementState.SIGNED,
        AgreementState.CANCELLED,
    ),
    AgreementState.SIGNED: (AgreementState.SUSPENDED, AgreementState.TERMINATED),
    AgreementState.SUSPENDED: (AgreementState.SIGNED, AgreementState.TERMINATED),
    AgreementState.TERMINATED: (),
    AgreementState.CANCELLED: (),
}


class Validity(ShownState):
    """What the calendar makes of a signed agreement."""

    NOT_BEGUN = "not_begun", "new", "clock", _("Signed, not begun")
    IN_FORCE = "in_force", "good", "check", _("In force")
    END_NOT_KNOWN = "end_not_known", "good", "check", _("Signed, end not known")
    ENDS_SOON = "ends_soon", "warn", "clock", _("Ends soon")
    EXPIRED = "expired", "warn", "minus", _("Expired")


CIRCULATED_AGREEMENTS = (AgreementState.CIRCULATED, AgreementState.AGREED_TEXT)
DRAFT_AGREEMENTS = (AgreementState.DRAFT, *CIRCULATED_AGREEMENTS)
STOPPED_AGREEMENTS = (
    AgreementState.SUSPENDED,
    AgreementState.TERMINATED,
    AgreementState.CANCELLED,
)


class WorkPlanState(ShownState):
    """Where a work plan stands; an adopted version is not changed any more."""

    DRAFT = "draft", _("Draft")
    PROPOSED = "proposed", "new", "clock", _("Proposed")
    ADOPTED = "adopted", "good", "check", _("Adopted")
    SUPERSEDED = "superseded", _("Replaced by a newer version")


OPEN_WORK_PLANS = (WorkPlanState.DRAFT, WorkPlanState.PROPOSED)
