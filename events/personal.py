"""What is kept of meetings and of who took part (core/personal.py)."""

from django.utils.translation import gettext_lazy as _

from core.personal import Holding, declare
from events.models import (
    AgendaItem,
    AgendaSpeaker,
    Donation,
    Event,
    EventFile,
    EventPairing,
    EventProgramme,
    EventType,
    HeadCount,
    MeetingAccess,
    Organizer,
    Outcome,
    Participation,
    Presentation,
    SiteVisit,
    Statement,
    Topic,
)

declare(
    Holding(model=AgendaItem, internal="event order starts_at ends_at title content"),
    Holding(
        model=AgendaSpeaker,
        of="person",
        told=_("Agendas of meetings"),
        names="name",
        staying="person item role capacity organization",
        internal="order",
    ),
    # That they came, for whom and as what is what the report of a meeting says.
    Holding(
        model=Participation,
        of="person",
        told=_("Meetings"),
        names="name",
        staying="person event organization organization_name capacity roles state",
        internal="instead_of order",
    ),
    Holding(
        model=HeadCount,
        internal="event organization people women persons_with_disabilities online method",
    ),
    Holding(model=EventType, public="key name position", internal="reminders"),
    Holding(
        model=Event,
        internal="type title parent also_type day last_day earliest_day latest_day known_from "
        "known_until starts_at ends_at time_zone modality platform place state reason goal summary "
        "english_summary follow_up link_policy list_is_final source_name source_publisher "
        "source_on source_url logged_by revision source_key reminders countries",
    ),
    Holding(model=EventPairing, internal="event pairing"),
    Holding(model=EventProgramme, internal="event programme"),
    Holding(model=Organizer, internal="event organization role"),
    Holding(
        model=Donation,
        internal="event what giver giver_name receiver receiver_name quantity value order",
    ),
    Holding(model=MeetingAccess, internal="event", secret="link passcode"),
    Holding(
        model=Outcome,
        internal="event kind text order commitment action agreement designation working_group "
        "work_plan",
    ),
    Holding(
        model=Statement,
        of="person",
        told=_("Statements"),
        names="name",
        staying="person event capacity kind text",
        internal="order",
    ),
    Holding(model=Topic, internal="event text order"),
    Holding(
        model=Presentation,
        of="person",
        told=_("Presentations"),
        names="name",
        staying="person event title",
        internal="order",
    ),
    Holding(model=SiteVisit, internal="event name organization note order"),
    # Who is shown stands in words: no program can tell whom they mean.
    Holding(
        model=EventFile,
        internal="name content_type size event file kind caption credit shown consent",
    ),
)
