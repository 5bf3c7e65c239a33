"""The words that the dashboards are made of."""

from __future__ import annotations

from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Figure(TextChoices):
    """What may be taken away as a file, in the order of the page."""

    NUMBERS = "numbers", _("The numbers on top")
    AREAS = "areas", _("Promised and delivered")
    PROMISES = "promises", _("Promised and delivered, by how firm it is")
    WORKSHOPS = "workshops", _("Meetings in each quarter")
    AGREEMENTS = "agreements", _("Agreements in force")
    PLACES = "places", _("Where the paired institutions are")
    PAIRINGS = "pairings", _("Pairings")
    MATRIX = "matrix", _("Institutions and their partners")
    PHASES = "phases", _("Pairings by phase and rhythm")
    MONTHS = "months", _("Each pairing by month")
    PEOPLE = "people", _("People reached and trained")
    NETWORK = "network", _("A country beside the network")
    AHEAD = "ahead", _("What comes next")
    GAPS = "gaps", _("Gaps in coverage")
    WANTED = "wanted", _("What organizations look for and can offer")


class DashboardPart(TextChoices):
    """A part of the dashboard with a page of its own, by the name of its address, in order."""

    PROMISES = "promises", _("Promised and delivered, in detail")
    PEOPLE = "people", _("People reached and trained")
    MATRIX = "matrix", _("Institutions and their partners")
    MONTHS = "months", _("Each pairing by month")
    NETWORK = "network", _("A country beside the network")
    AHEAD = "ahead", _("What comes next")
    GAPS = "gaps", _("Gaps in coverage")

    @property
    def address(self) -> str:
        """The name of the address of its page."""
        return f"dashboards:{self}"

    @property
    def figures(self) -> tuple[Figure, ...]:
        """What of it may be taken away as a file: the figure of its name, and what is beside it."""
        beside = {DashboardPart.MATRIX: (Figure.PHASES,), DashboardPart.GAPS: (Figure.WANTED,)}
        return (Figure(self.value), *beside.get(self, ()))


class SavedPage(TextChoices):
    """The pages of which somebody keeps a view, by the names of their addresses: all lists."""

    DASHBOARD = "dashboards:dashboard", _("Dashboard")
    PAIRINGS = "partnerships:pairing-index", _("Pairings")
    COMMITMENTS = "partnerships:commitment-index", _("Agreed areas")
    ACTIONS = "partnerships:action-index", _("Actions")
    UPDATES = "partnerships:update-index", _("Updates")
    AGREEMENTS = "partnerships:agreement-index", _("Agreements")
    DESIGNATIONS = "partnerships:designation-index", _("Designations")
    WORK_PLANS = "partnerships:work-plan-index", _("Work plans")
    EVENTS = "events:event-index", _("Workshops")
    ORGANIZATIONS = "network:organization-index", _("Organizations")
    PEOPLE = "network:person-index", _("People")
    ACCESS = "network:access-index", _("Access")
    MESSAGES = "notifications:message-everything", _("Messages")
    SIGN_INS = "accounts:log", _("Log of sign-ins")


class Gap(TextChoices):
    """What may be missing, in the order of the page."""

    UNPAIRED = "unpaired", _("Institutions without a pairing")
    UNANSWERED = "unanswered", _("Organizations in a pairing without a focal point")
    SILENT = "silent", _("Organizations whose focal points are silent")
    ENDING = "ending", _("Agreements that end within 180 days")
    STALE = "stale", _("Profiles that may be out of date")


class ConcernKind(StrEnum):
    """What may need somebody's attention; the most urgent kind comes first."""

    BLOCKED = "blocked"
    UNDELIVERED_MESSAGES = "undelivered_messages"
    OPEN_QUESTION = "open_question"
    OVERDUE_ACTION = "overdue_action"
    REPORT_DUE = "report_due"
    STAND_INS = "stand_ins"
    ENDING_AGREEMENT = "ending_agreement"
    REFERRAL = "referral"
    UNVERIFIED_UPDATE = "unverified_update"
    LATE_COMMITMENT = "late_commitment"
    QUIET_PAIRING = "quiet_pairing"


class Whose(StrEnum):
    """Who can deal with what needs attention: the reader, or others alone."""

    OWN = "own"
    OTHERS = "others"


class SearchKind(TextChoices):
    """What the search over everything looks for, in the order in which it is shown."""

    ORGANIZATIONS = "organizations", _("Organizations")
    PEOPLE = "people", _("People")
    PAIRINGS = "pairings", _("Pairings")
    EVENTS = "events", _("Workshops")
    COMMITMENTS = "commitments", _("Agreed areas")
    ACTIONS = "actions", _("Actions")
    UPDATES = "updates", _("Updates")
    COMMENTS = "comments", _("Questions and comments")
    AGREEMENTS = "agreements", _("Agreements")
    DESIGNATIONS = "designations", _("Designations")
    WORK_PLANS = "work_plans", _("Work plans")
    TOPICS = "topics", _("Topics")
    STATEMENTS = "statements", _("Statements")
    PRESENTATIONS = "presentations", _("Presentations")
    VISITS = "visits", _("Places visited")
    DONATIONS = "donations", _("Donations")
    EVENT_FILES = "event_files", _("Files of meetings")
    AGREEMENT_FILES = "agreement_files", _("Files of agreements")
    UPDATE_FILES = "update_files", _("Files of updates")
