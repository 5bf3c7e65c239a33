"""Which changes of which facts make a record due to be checked: said once, kept by the database.

So no operation has to remember that somebody may have to be told: whoever writes, by whatever way,
the planner sees it. How rules become triggers: ``core/triggers.py``.

``migrate`` makes the triggers anew when something changed here.
"""

from __future__ import annotations

from pathlib import Path

from core import triggers
from core.triggers import Rule

EVENT, PAIRING = "events.event", "partnerships.pairing"
ACTION, COMMITMENT = "partnerships.action", "partnerships.commitment"
AGREEMENT, UPDATE = "partnerships.agreement", "partnerships.progressupdate"
HOUSE, COMMENT = "network.organization", "partnerships.comment"

_FUNCTIONS = Path(__file__).with_name("triggers.sql")


def install() -> str:
    """Return the SQL that makes every function and trigger, in place of earlier ones."""
    return triggers.install("followup", _FUNCTIONS.read_text(), RULES)


def _own(table: str, kind: str, found: str, *columns: str) -> Rule:
    """A fact of the record itself: it may be new, so it is put on the schedule."""
    return Rule(table, f"followup_check:{kind}", (found,), columns)


def _near(table: str, kind: str, found: str, *columns: str) -> Rule:
    """A fact beside the record, which is on the schedule already if it can need a message."""
    return Rule(table, f"followup_check_known:{kind}", (found,), columns)


def _of_pairings(table: str, *columns: str) -> Rule:
    """A fact of whatever the pairing holds."""
    found = "SELECT pairing_id FROM changed"
    return Rule(table, "followup_check_pairings", (found,), columns)


def _of_houses(table: str, houses: str, people: str, *columns: str) -> Rule:
    """A fact of whatever these organizations, or these people, answer for."""
    return Rule(table, "followup_check_houses", (houses, people), columns)


def _of_staff(table: str, found: str, *columns: str) -> Rule:
    """A fact of who works for the ILO: it concerns all that is near."""
    return Rule(table, "followup_check_near", (found,), columns)


def _unwanted(kind: str) -> Rule:
    """What somebody was not told because they had turned it off."""
    app, _, model = kind.partition(".")
    found = (
        "SELECT message.about_id FROM notifications_message message"
        " JOIN django_content_type about ON about.id = message.about_type_id"
        " JOIN changed ON changed.recipient_id = message.recipient_id"
        f" WHERE about.app_label = '{app}' AND about.model = '{model}'"
        " AND message.kind = 'partnerships.escalation' AND message.kind = changed.kind"
    )
    return _near("notifications_preference", kind, found)


_IDS, _NOBODY = "SELECT id FROM changed", "SELECT 0 WHERE false"
_OF_EVENT = "SELECT event_id FROM changed"
_TERM = ("organization_id", "person_id", "starts_on", "ends_on")
_REACHED = "SELECT id FROM network_person WHERE recipient_id IN (SELECT id FROM changed)"
_SIGNED_IN = "SELECT id FROM network_person WHERE user_id IN (SELECT id FROM changed)"
_SEATS = "SELECT organization_id FROM network_focalpoint WHERE person_id IN"
_BLOCKED = "SELECT id FROM changed WHERE answer = 'blocked'"
_CALLS = (
    "SELECT id FROM partnerships_progressupdate WHERE answer = 'blocked'"
    " AND pairing_id IN (SELECT pairing_id FROM changed)"
)
_OPEN = "state IN ('open', 'in_progress') AND pairing_id IN (SELECT id FROM changed)"

RULES = (
    _own("events_event", EVENT, _IDS),
    _own("events_participation", EVENT, _OF_EVENT),
    _own("events_organizer", EVENT, _OF_EVENT),
    _own("events_eventpairing", EVENT, _OF_EVENT),
    _near("events_eventprogramme", EVENT, _OF_EVENT),
    _own("events_meetingaccess", EVENT, _OF_EVENT),
    # Who is invited needs no reminder that was missed. Messages change often: only new ones count.
    Rule(
        "notifications_message",
        f"followup_check:{EVENT}",
        ("SELECT about_id FROM changed WHERE kind = 'events.invitation'",),
        ways=("insert",),
    ),
    _near(
        "events_eventtype",
        EVENT,
        f"SELECT id FROM events_event WHERE type_id IN ({_IDS})",
        "reminders",
    ),
    _own(
        "partnerships_action",
        ACTION,
        _IDS,
        *("pairing_id", "state", "due_on", "person_id", "organization_id", "revision"),
    ),
    _own(
        "partnerships_commitment",
        COMMITMENT,
        _IDS,
        *("pairing_id", "state", "ends_on", "promised_by_id", "revision", "firmness"),
    ),
    _own(
        "partnerships_pairing",
        PAIRING,
        _IDS,
        *("phase", "rhythm_days", "last_met_on", "started_on"),
    ),
    # Of another programme another staff is told.
    _near(
        "partnerships_pairing",
        ACTION,
        f"SELECT id FROM partnerships_action WHERE {_OPEN}",
        "programme_id",
    ),
    _near(
        "partnerships_pairing",
        COMMITMENT,
        f"SELECT id FROM partnerships_commitment WHERE {_OPEN}",
        "programme_id",
    ),
    _near(
        "partnerships_pairing",
        AGREEMENT,
        "SELECT id FROM partnerships_agreement WHERE pairing_id IN (SELECT id FROM changed)",
        "programme_id",
    ),
    # What rests is taken off the schedule, and comes back with its pairing.
    _own(
        "partnerships_pairing",
        ACTION,
        f"SELECT id FROM partnerships_action WHERE {_OPEN}",
        "phase",
    ),
    _own(
        "partnerships_pairing",
        COMMITMENT,
        f"SELECT id FROM partnerships_commitment WHERE {_OPEN}",
        "phase",
    ),
    _own(
        "partnerships_progressupdate",
        PAIRING,
        "SELECT pairing_id FROM changed",
        *("pairing_id", "submitted_at", "supersedes_id"),
    ),
    _near(
        "partnerships_progressupdate",
        ACTION,
        "SELECT action_id FROM changed",
        *("action_id", "submitted_at"),
    ),
    _near(
        "partnerships_progressupdate",
        COMMITMENT,
        "SELECT commitment_id FROM changed",
        *("commitment_id", "submitted_at"),
    ),
    _own("partnerships_progressupdate", UPDATE, _BLOCKED, "answer"),
    # Whatever is said later of a pairing may end a call for help.
    _near("partnerships_progressupdate", UPDATE, _CALLS, "submitted_at", "supersedes_id"),
    # An answer concerns its question.
    _own(
        "partnerships_comment",
        COMMENT,
        "SELECT coalesce(answers_id, id) FROM changed",
        "closed_at",
    ),
    _near(
        "partnerships_pairing",
        COMMENT,
        "SELECT id FROM partnerships_comment WHERE closed_at IS NULL"
        " AND pairing_id IN (SELECT id FROM changed)",
        "programme_id",
    ),
    _of_pairings("partnerships_pairingparty", "pairing_id", "organization_id"),
    _of_pairings("partnerships_pairingfocalpoint", "pairing_id", *_TERM),
    _own(
        "partnerships_agreement",
        AGREEMENT,
        "SELECT id FROM changed UNION SELECT renews_id FROM changed",
        *("state", "ends_on", "renews_id", "pairing_id", "revision"),
    ),
    _near(
        "partnerships_agreementparty",
        AGREEMENT,
        "SELECT agreement_id FROM changed",
        *("agreement_id", "organization_id"),
    ),
    # Of a focal point whose first day is not known nobody knows that they are new.
    _own(
        "network_focalpoint",
        HOUSE,
        "SELECT organization_id FROM changed WHERE starts_on IS NOT NULL",
        *_TERM,
    ),
    _of_houses("network_focalpoint", "SELECT organization_id FROM changed", _NOBODY, *_TERM),
    # Who left an organization is not asked any more what they were named for there.
    Rule(
        "network_position",
        "followup_check_houses",
        (_NOBODY, "SELECT person_id FROM changed"),
        ("ends_on",),
        ways=("update",),
    ),
    _of_houses("network_organization", _IDS, _NOBODY, "parent_id", "country_id"),
    _of_houses("network_person", f"{_SEATS} ({_IDS})", _IDS, "recipient_id"),
    _of_staff("network_person", "SELECT id FROM changed WHERE user_id IS NOT NULL", "user_id"),
    _of_houses(
        "notifications_recipient", f"{_SEATS} ({_REACHED})", _REACHED, "email", "refused_at"
    ),
    _of_staff(
        "notifications_recipient",
        f"{_REACHED} AND user_id IS NOT NULL",
        *("email", "refused_at"),
    ),
    _of_staff(
        "network_membership",
        _IDS,
        *("user_id", "role", "country_id", "programme_id", "starts_on", "ends_on"),
    ),
    _of_staff("accounts_user", _IDS, "is_active"),
    # Whose account was closed answers for nobody: the next in line does.
    _of_houses("accounts_user", f"{_SEATS} ({_SIGNED_IN})", _SIGNED_IN, "is_active"),
    _unwanted(ACTION),
    _unwanted(COMMITMENT),
)
