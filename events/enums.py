"""The words that events are made of, and which state may follow which."""

from __future__ import annotations

from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from core.enums import ShownState


class EventState(ShownState):
    """Where an event stands; "report due" is derived from its day."""

    PLANNED = "planned", "quiet", "clock", _("Planned")
    CONFIRMED = "confirmed", "new", "clock", _("Confirmed")
    HELD = "held", "good", "check", _("Held")
    REPORTED = "reported", "good", "check", _("Held and reported")
    POSTPONED = "postponed", "warn", "minus", _("Postponed")
    CANCELLED = "cancelled", "bad", "cancel", _("Cancelled")

    def can_become(self, state: EventState) -> bool:
        """Say whether ``state`` may follow."""
        return state in _EVENT_MOVES[self]


_EVENT_MOVES: dict[EventState, tuple[EventState, ...]] = {
    EventState.PLANNED: (
        EventState.CONFIRMED,
        EventState.HELD,
        EventState.POSTPONED,
        EventState.CANCELLED,
    ),
    EventState.CONFIRMED: (
        EventState.PLANNED,
        EventState.HELD,
        EventState.POSTPONED,
        EventState.CANCELLED,
    ),
    EventState.HELD: (EventState.REPORTED,),
    EventState.REPORTED: (EventState.HELD,),
    EventState.POSTPONED: (EventState.PLANNED, EventState.CONFIRMED, EventState.CANCELLED),
    EventState.CANCELLED: (),
}
HAPPENED = (EventState.HELD, EventState.REPORTED)
UPCOMING = (EventState.PLANNED, EventState.CONFIRMED)
CALLED_OFF = (EventState.POSTPONED, EventState.CANCELLED)


class MeetingTime(StrEnum):
    """Where the day of a meeting lies, seen from today, as far as it is known."""

    # No day yet, nor a month that has begun.
    OPEN = "open"
    # In a month, quarter or year that is not over.
    PERHAPS = "perhaps"
    AHEAD = "ahead"
    # From its first day to its last.
    TODAY = "today"
    OVER = "over"


class Act(StrEnum):
    """What may be done with a meeting; ``events.queries.offers`` says when it makes sense."""

    EDIT = "edit"
    LOG_SIMILAR = "log-similar"
    CONFIRM = "confirm"
    INVITE = "invite"
    HOLD = "hold"
    REPORT = "report"
    POSTPONE = "postpone"
    CANCEL = "cancel"
    RESCHEDULE = "reschedule"
    # Open the link, and say which it is.
    JOIN = "join"
    SET_LINK = "set-link"
    # See to what a meeting needs before it, and what its record needs after it.
    PREPARE = "prepare"
    COMPLETE = "complete"
    # Write down who organizes it, what is on its agenda, who comes or came, what is shown there.
    ORGANIZE = "organize"
    LIST = "list"
    SHOW = "show"
    FILE = "file"
    # Write down what came of it.
    COUNT = "count"
    QUOTE = "quote"
    AGREE = "agree"


class ReportState(ShownState):
    """What the calendar makes of an event that nobody has reported."""

    DUE = "due", "warn", "alert", _("Report due")


class Modality(TextChoices):
    """How people meet."""

    ONLINE = "online", _("Online")
    IN_PERSON = "in_person", _("In person")
    BOTH = "both", _("Both")


class OrganizerRole(TextChoices):
    """What an organizer does."""

    CONVENOR = "convenor", _("Convenor")
    HOST = "host", _("Host")
    COORDINATOR = "coordinator", _("Coordinator")


class ParticipationState(TextChoices):
    """How far somebody's taking part has come."""

    INVITED = "invited", _("Invited")
    REGISTERED = "registered", _("Registered")
    APPROVED = "approved", _("Approved")
    DECLINED = "declined", _("Cannot come")
    ATTENDED = "attended", _("Took part")
    ABSENT = "absent", _("Did not come")


STAYS_AWAY = (ParticipationState.DECLINED, ParticipationState.ABSENT)
SEEN_THERE = (ParticipationState.ATTENDED, ParticipationState.ABSENT)


class ParticipationRole(TextChoices):
    """What somebody does at an event; several at once are normal."""

    MODERATOR = "moderator", _("Moderator")
    SPEAKER = "speaker", _("Speaker")
    PRESENTER = "presenter", _("Presenter")
    DISCUSSANT = "discussant", _("Discussant")
    SIGNATORY = "signatory", _("Signatory")
    WITNESS = "witness", _("Witness")
    HEAD_OF_DELEGATION = "head_of_delegation", _("Head of delegation")
    INTERPRETER = "interpreter", _("Interpreter")
    PARTICIPANT = "participant", _("Participant")


class NoPerson(TextChoices):
    """Why a line of a pasted list is no person; never stored."""

    HEAD = "head", _("This is the heading of the table.")
    HEADING = "heading", _("This is a heading.")
    MEETING = "meeting", _("This is about the meeting, not about a person.")
    NO_NAME = "no_name", _("There is no name in this line.")
    ONLY_MAIL = "only_mail", _("This is only an e-mail address. Write the name before it.")
    DEVICE = "device", _("This is a device, not a name.")
    SENTENCE = "sentence", _("This is a sentence. Write each person on a new line.")
    TOO_LONG = "too_long", _("This line is too long. Write each person on a new line.")


class AddressFate(TextChoices):
    """What becomes of an e-mail address of a pasted list; never stored."""

    KEPT = "kept", _("The directory had no e-mail address. It keeps this one.")
    ENTERED = "entered", _("New in the directory, with this e-mail address.")
    LEFT_OUT = (
        "left_out",
        _("We left out the e-mail address. Lists of meetings do not show addresses."),
    )


class CountMethod(TextChoices):
    """How a head-count came about."""

    COUNTED = "counted", _("Counted")
    REPORTED = "reported", _("Reported")
    ESTIMATED = "estimated", _("Estimated")


class StatementKind(TextChoices):
    """Whether the words are the speaker's own."""

    QUOTE = "quote", _("In their words")
    PARAPHRASE = "paraphrase", _("In short")


class OutcomeKind(TextChoices):
    """What came out of an event."""

    COMMITMENT = "commitment", _("Agreed area")
    ACTION = "action", _("Next action")
    DECISION = "decision", _("Decision")
    RECOMMENDATION = "recommendation", _("Recommendation")
    DOCUMENT = "document", _("Document to draft")
    AGREEMENT = "agreement", _("Agreement signed")
    DESIGNATION = "designation", _("Title given")
    WORKING_GROUP = "working_group", _("Working group set up")
    WORK_PLAN = "work_plan", _("Work plan presented")
    DELIVERED = "delivered", _("Carried out")


# What a meeting brought anew; what it carried out was agreed before.
NEW_OUTCOMES = tuple(kind for kind in OutcomeKind if kind != OutcomeKind.DELIVERED)


class Need(TextChoices):
    """What makes the record of an event complete: before it takes place, and after."""

    DAY = "day", _("Enter the date")
    HOUR = "hour", _("Enter the time")
    AGENDA = "agenda", _("Write the agenda")
    INVITED = "invited", _("Say who is invited")
    LINK = "link", _("Add the meeting link")
    PEOPLE = "people", _("Say how many people took part")
    NAMES = "names", _("Add the names of those who took part")
    DECIDED = "decided", _("Write what they decided")
    AREAS = "areas", _("Choose the areas they agreed to work on")
    ACTIONS = "actions", _("Write down the next actions")
    MINUTES = "minutes", _("Add the minutes")


class Happening(StrEnum):
    """What happened in a pairing; the first word says to which kind of record."""

    MET = "event_met"
    UPDATED = "update_written"
    ACTION_PLANNED = "action_planned"
    ACTION_DONE = "action_done"
    ACTION_DROPPED = "action_dropped"
    SIGNED = "agreement_signed"
    TITLE_GIVEN = "agreement_title_given"

    @property
    def kind(self) -> str:
        """Return "event", "update", "action" or "agreement"."""
        return self.partition("_")[0]


class TimelineKind(TextChoices):
    """What a timeline may be narrowed to."""

    ALL = "all", _("All")
    WORKSHOPS = "workshops", _("Workshops")
    UPDATES = "updates", _("Updates")
    ACTIONS = "actions", _("Actions")
    AGREEMENTS = "agreements", _("Agreements")


class FileKind(TextChoices):
    """What a file of an event is."""

    MINUTES = "minutes", _("Minutes or report")
    PRESENTATION = "presentation", _("Presentation")
    PHOTO = "photo", _("Photo")
    OTHER = "other", _("Other file")
