"""The words that partnerships are made of, and which state may follow which."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


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
REASONED_PHASES = (PairingPhase.PAUSED, PairingPhase.ENDED_EARLY)


class PairingStatus(TextChoices):
    """How a pairing is doing; always computed, never typed."""

    OVERDUE = "overdue", _("Action overdue")
    QUIET = "quiet", _("No update for long")
    NEW = "new", _("New")
    ON_TRACK = "on_track", _("On track")
    PAUSED = "paused", _("Paused")
    CLOSED = "closed", _("Closed")

    @property
    def tone(self) -> str:
        """The colour family of the status tag."""
        return {"overdue": "bad", "quiet": "warn", "on_track": "good", "new": "new"}.get(
            self.value, "quiet"
        )

    @property
    def icon(self) -> str:
        """The shape in front of the word."""
        return {
            "overdue": "alert",
            "quiet": "minus",
            "new": "clock",
            "on_track": "check",
            "paused": "minus",
        }.get(self.value, "minus")


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


class CommitmentState(TextChoices):
    """How far a commitment is kept; "late" is derived from its period."""

    OPEN = "open", _("Not started")
    IN_PROGRESS = "in_progress", _("Started")
    DONE = "done", _("Done")
    PARTLY_DONE = "partly_done", _("Partly done")
    DROPPED = "dropped", _("Dropped")

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done."""
        return self in OPEN_COMMITMENTS

    @property
    def tone(self) -> str:
        """The colour family of the state's tag."""
        return {"done": "good", "partly_done": "good", "in_progress": "new"}.get(
            self.value, "quiet"
        )

    @property
    def icon(self) -> str:
        """The shape in front of the word."""
        return {"done": "check", "partly_done": "going", "in_progress": "going"}.get(
            self.value, "minus"
        )


OPEN_COMMITMENTS = (CommitmentState.OPEN, CommitmentState.IN_PROGRESS)


class ActionState(TextChoices):
    """How far a next step is; "overdue" is derived from its day."""

    OPEN = "open", _("Not started")
    IN_PROGRESS = "in_progress", _("Started")
    DONE = "done", _("Done")
    DROPPED = "dropped", _("Dropped")

    @property
    def is_open(self) -> bool:
        """Whether somebody is still expected to act."""
        return self in OPEN_ACTIONS

    @property
    def tone(self) -> str:
        """The colour family of the state's tag."""
        return {"done": "good", "in_progress": "new"}.get(self.value, "quiet")

    @property
    def icon(self) -> str:
        """The shape in front of the word."""
        return {"done": "check", "in_progress": "going"}.get(self.value, "minus")


OPEN_ACTIONS = (ActionState.OPEN, ActionState.IN_PROGRESS)


class Answer(TextChoices):
    """The four words of a progress update."""

    DONE = "done", _("Done")
    GOING_WELL = "going_well", _("Going well")
    LATE = "late", _("Late, we need more time")
    BLOCKED = "blocked", _("Blocked, we need help")

    @property
    def tone(self) -> str:
        """The colour family of the answer's tag."""
        return {"done": "good", "going_well": "good", "late": "warn", "blocked": "bad"}[self.value]

    @property
    def icon(self) -> str:
        """The shape in front of the word."""
        return {"done": "check", "going_well": "going", "late": "clock", "blocked": "alert"}[
            self.value
        ]


class ReachedKind(TextChoices):
    """Whom an activity reached."""

    TEACHERS = "teachers", _("Teachers and trainers")
    STUDENTS = "students", _("Students and trainees")
    OFFICIALS = "officials", _("Officials and managers")
    OTHERS = "others", _("Others")


class AgreementState(TextChoices):
    """Where an agreement stands; "in force" and "expired" are derived from its days."""

    DRAFT = "draft", _("Draft")
    CIRCULATED = "circulated", _("Circulated")
    AGREED_TEXT = "agreed_text", _("Text agreed")
    SIGNED = "signed", _("Signed")
    SUSPENDED = "suspended", _("Suspended")
    TERMINATED = "terminated", _("Terminated")
    CANCELLED = "cancelled", _("Cancelled")

    def can_become(self, state: AgreementState) -> bool:
        """Say whether ``state`` may follow."""
        return state in _AGREEMENT_MOVES[self]

    @property
    def tone(self) -> str:
        """The colour family of the state's tag."""
        return {"signed": "good", "suspended": "warn", "terminated": "bad"}.get(self.value, "quiet")

    @property
    def icon(self) -> str:
        """The shape in front of the word."""
        return {"signed": "check", "suspended": "minus", "terminated": "alert"}.get(
            self.value, "minus"
        )


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

CIRCULATED_AGREEMENTS = (AgreementState.CIRCULATED, AgreementState.AGREED_TEXT)
DRAFT_AGREEMENTS = (AgreementState.DRAFT, *CIRCULATED_AGREEMENTS)
STOPPED_AGREEMENTS = (
    AgreementState.SUSPENDED,
    AgreementState.TERMINATED,
    AgreementState.CANCELLED,
)


class WorkPlanState(TextChoices):
    """Where a work plan stands; an adopted version is not changed any more."""

    DRAFT = "draft", _("Draft")
    PROPOSED = "proposed", _("Proposed")
    ADOPTED = "adopted", _("Adopted")
    SUPERSEDED = "superseded", _("Replaced by a newer version")

    @property
    def tone(self) -> str:
        """The colour family of the state's tag."""
        return {"proposed": "new", "adopted": "good"}.get(self.value, "quiet")

    @property
    def icon(self) -> str:
        """The shape in front of the word."""
        return {"proposed": "clock", "adopted": "check"}.get(self.value, "minus")


OPEN_WORK_PLANS = (WorkPlanState.DRAFT, WorkPlanState.PROPOSED)
