"""Which agreements end soon, who should know, and who was told of an end that is none any more."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from followup.queries import stages
from followup.queries.responsible_people import ResponsiblePeople, sphere_of
from network.models import Person
from network.queries import staff
from notifications.models import Recipient
from notifications.queries import quiet_hours
from partnerships.enums import DRAFT_AGREEMENTS, AgreementState
from partnerships.models import Agreement

ENDING, RENEWED = "partnerships.agreement_ending", "partnerships.agreement_renewed"
DAY = timedelta(days=1)
STAGES = (180, 90, 30)
# How long before it goes a notice shows in the outbox as "will go out".
FORESIGHT = timedelta(days=14)
IN_SIGHT = timedelta(days=STAGES[0]) + FORESIGHT
# Whoever is told so soon before the next notice is told the same twice, and learns to skip it.
AT_LEAST_BETWEEN = timedelta(days=7)
# Older notices are history: what they said would end has ended.
REMEMBERED = timedelta(days=STAGES[0] + 30)
_LASTING = (AgreementState.SIGNED, AgreementState.SUSPENDED)


@dataclass(frozen=True)
class Notice:
    """That an agreement ends so many days later; told until the next is near, or its last day."""

    agreement: Agreement
    ends_on: date
    days: int

    @property
    def starts_on(self) -> date:
        """The day from which this is the right notice."""
        return self.ends_on - timedelta(days=self.days)

    def window(self, zone: str) -> tuple[datetime, datetime]:
        """Return from when until when this is the right notice, by a clock in ``zone``."""
        first = quiet_hours.at(self.starts_on, quiet_hours.MORNING, zone)
        later = [self.ends_on - timedelta(days=days) for days in STAGES if days < self.days]
        if later:
            return first, quiet_hours.at(later[0] - AT_LEAST_BETWEEN, quiet_hours.MORNING, zone)
        return first, quiet_hours.at(self.ends_on + DAY, time(0), zone)

    def is_right(self, zone: str, *, now: datetime) -> bool:
        """Say whether it is within sight, is of use, and goes well before the next one."""
        begins, ends = self.window(zone)
        gives_way = None if self.days == STAGES[-1] else ends
        return begins <= now + FORESIGHT and not (
            now >= ends
            or stages.is_overtaken(begins=begins, next_begins=gives_way, zone=zone, now=now)
        )

    def key_for(self, recipient: Recipient) -> str:
        """Return the identity of the notice to one person; another last day makes another one."""
        day, revision = f"{self.ends_on:%Y-%m-%d}", self.agreement.revision
        return f"{_stem(self.agreement)}{day}:{self.days}:{recipient.pk}:r{revision}"


def notices_of(agreement: Agreement) -> list[Notice]:
    """Return every notice of the end of an agreement; none if its end is not known."""
    last = agreement.ends_on
    return [Notice(agreement, last, days) for days in STAGES] if last else []


def responsible_people_for(agreement: Agreement, *, on: date) -> list[Person]:
    """Return who answers for the parties of an agreement and can be reached."""
    return responsible_people_of(agreement, people_for([agreement], on=on))


def people_for(agreements: Collection[Agreement], *, on: date) -> ResponsiblePeople:
    """Fetch who answers for the parties of these agreements."""
    return ResponsiblePeople(
        pairings={each.pairing_id for each in agreements if each.pairing_id},
        organizations={
            party.organization_id for each in agreements for party in each.parties.all()
        },
        on=on,
    )


def responsible_people_of(agreement: Agreement, people: ResponsiblePeople) -> list[Person]:
    """Return who answers for the parties of an agreement and can be reached."""
    parties = [each.organization_id for each in agreement.parties.all()]
    return people.of_sides(agreement.pairing_id, parties)


def staff_for(agreement: Agreement) -> list[Person]:
    """Return who of the staff follows up what the parties of an agreement sign."""
    return staff.responsible_for(sphere_of(agreement.parties.all(), agreement.pairing))


def renewal_of(agreement: Agreement) -> Agreement | None:
    """Return the signed agreement that renews this one; a draft renews nothing yet."""
    return Agreement.objects.filter(renews=agreement, state=AgreementState.SIGNED).first()


def prepared_renewal_of(agreement: Agreement) -> Agreement | None:
    """Return the agreement that will renew this one when it is signed."""
    return Agreement.objects.filter(renews=agreement, state__in=DRAFT_AGREEMENTS).first()


def still_ends(agreement: Agreement, day: date) -> bool:
    """Say whether an agreement ends on ``day`` and nothing renews it; a suspended one does too."""
    return lasts(agreement) and agreement.ends_on == day and renewal_of(agreement) is None


def is_ending(agreement: Agreement, today: date, *, is_renewed: bool) -> bool:
    """Say whether a signed agreement ends within sight and no signed one renews it.

    The day before today counts: somewhere it is still the last day.
    """
    last = agreement.ends_on
    is_near = last is not None and today - DAY <= last <= today + IN_SIGHT
    return is_near and agreement.state == AgreementState.SIGNED and not is_renewed


def names_its_end(key: str, agreement: Agreement) -> bool:
    """Say whether the key of a notice names the day on which the agreement ends now."""
    last = agreement.ends_on
    return last is not None and key.startswith(f"{_stem(agreement)}{last:%Y-%m-%d}:")


def lasts(agreement: Agreement) -> bool:
    """Say whether an agreement holds until its last day; one that is suspended does."""
    return agreement.state in _LASTING


def notified_day(key: str) -> date:
    """Return the last day that the key of a notice, or of its correction, names."""
    return date.fromisoformat(key.split(":")[2])


def correction_key(agreement: Agreement, day: date, recipient: Recipient) -> str:
    """Return the identity of what one person is told after a notice of an end that is none."""
    return f"agreement-renewed:{agreement.pk}:{day}:{recipient.pk}:r{agreement.revision}"


def _stem(agreement: Agreement) -> str:
    return f"agreement-ending:{agreement.pk}:"
