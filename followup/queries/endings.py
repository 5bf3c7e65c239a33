"""Which agreements end soon, who should know, and who was told of an end that is none any more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import TYPE_CHECKING

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, F, OuterRef, Value
from django.db.models.functions import Concat
from django.db.models.lookups import StartsWith

from followup.queries import responsible_people, stages
from network.queries import staff
from notifications.enums import LEFT, MessageState
from notifications.models import Message
from notifications.queries import quiet_hours
from partnerships.enums import DRAFT_AGREEMENTS, AgreementState
from partnerships.models import Agreement

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from django.db.models import QuerySet

    from network.models import Person
    from notifications.models import Recipient

ENDING, RENEWED = "partnerships.agreement_ending", "partnerships.agreement_renewed"
DAY = timedelta(days=1)
STAGES = (180, 90, 30)
# How long before it goes a notice shows in the outbox as "will go out".
FORESIGHT = timedelta(days=14)
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
        return f"{_begins(self.agreement.pk)}{day}:{self.days}:{recipient.pk}:r{revision}"


def notices_of(agreement: Agreement) -> list[Notice]:
    """Return every notice of the end of an agreement; none if its end is not known."""
    last = agreement.ends_on
    return [Notice(agreement, last, days) for days in STAGES] if last else []


def ending(today: date) -> QuerySet[Agreement]:
    """Return the signed agreements that end within sight and that no signed one renews.

    The day before today is among them: somewhere it is still the last day.
    """
    within_sight = today + timedelta(days=STAGES[0]) + FORESIGHT
    lasting = Agreement.objects.filter(
        state=AgreementState.SIGNED, ends_on__range=(today - DAY, within_sight)
    )
    return lasting.filter(~Exists(_renewals()))


def to_notify(now: datetime) -> Iterator[tuple[Notice, Person, bool]]:
    """Yield every notice with each who should know, and whether they answer for a party."""
    agreements = ending(now.date()).prefetch_related("parties__organization").in_bulk()
    found = _answering(Agreement.objects.filter(pk__in=agreements), on=now.date())
    people = responsible_people.people(found)
    known = set(found)
    for pk, person in found:
        yield from ((each, people[person], True) for each in notices_of(agreements[pk]))
    for agreement, staff_member in _responsible(agreements.values()):
        if (agreement.pk, staff_member.pk) not in known:
            yield from ((each, staff_member, False) for each in notices_of(agreement))


def answering_for(agreement: Agreement, *, on: date) -> list[Person]:
    """Return who answers for the parties of an agreement and can be reached."""
    found = _answering(Agreement.objects.filter(pk=agreement.pk), on=on)
    return list(responsible_people.people(found).values())


def responsible_for(agreement: Agreement) -> list[Person]:
    """Return who of the staff follows up what the parties of an agreement sign."""
    return staff.responsible_for(responsible_people.countries_of(agreement.parties.all()))


def renewal_of(agreement: Agreement) -> Agreement | None:
    """Return the signed agreement that renews this one; a draft renews nothing yet."""
    return Agreement.objects.filter(renews=agreement, state=AgreementState.SIGNED).first()


def prepared_renewal_of(agreement: Agreement) -> Agreement | None:
    """Return the agreement that will renew this one when it is signed."""
    return Agreement.objects.filter(renews=agreement, state__in=DRAFT_AGREEMENTS).first()


def still_ends(agreement: Agreement, day: date) -> bool:
    """Say whether an agreement ends on ``day`` and nothing renews it; a suspended one does too."""
    lasts = agreement.state in _LASTING and agreement.ends_on == day
    return lasts and renewal_of(agreement) is None


def to_correct(now: datetime) -> QuerySet[Message]:
    """Return the notices that were sent, hold no more, and were not corrected since.

    A suspended agreement still ends on its day; one that was terminated does not.
    """
    about = ContentType.objects.get_for_model(Agreement)
    sent = Message.objects.filter(
        kind=ENDING, about_type=about, state__in=LEFT, sent_at__gte=now - REMEMBERED
    )
    corrected = Message.objects.filter(
        kind=RENEWED,
        about_type=about,
        about_id=OuterRef("about_id"),
        recipient=OuterRef("recipient"),
        created_at__gt=OuterRef("created_at"),
    ).exclude(state=MessageState.CANCELLED)
    now_begins = Concat(
        Value("agreement-ending:"),
        responsible_people.in_words("pk"),
        Value(":"),
        responsible_people.day_in_words(F("ends_on")),
        Value(":"),
    )
    same_end = StartsWith(OuterRef("key"), now_begins)
    stands = Agreement.objects.filter(
        ~Exists(_renewals()),
        same_end,
        pk=OuterRef("about_id"),
        state__in=_LASTING,
    )
    wrong = sent.filter(~Exists(corrected), ~Exists(stands), recipient__refused_at=None)
    known = wrong.filter(about_id__in=Agreement.objects.values("pk")).exclude(recipient__email="")
    return known.select_related("recipient").order_by("pk")


def told_day(key: str) -> date:
    """Return the last day that the key of a notice, or of its correction, names."""
    return date.fromisoformat(key.split(":")[2])


def correction_key(agreement: Agreement, day: date, recipient: Recipient) -> str:
    """Return the identity of what one person is told after a notice of an end that is none."""
    return f"agreement-renewed:{agreement.pk}:{day}:{recipient.pk}:r{agreement.revision}"


def _begins(pk: int) -> str:
    return f"agreement-ending:{pk}:"


def _renewals() -> QuerySet[Agreement]:
    return Agreement.objects.filter(renews=OuterRef("pk"), state=AgreementState.SIGNED)


def _answering(agreements: QuerySet[Agreement], *, on: date) -> list[tuple[int, int]]:
    side = "parties__organization"
    return responsible_people.pairs(
        responsible_people.by_side(agreements, side=side, within="pairing__", on=on)
    )


def _responsible(agreements: Iterable[Agreement]) -> Iterator[tuple[Agreement, Person]]:
    asked: dict[frozenset[int | None], list[Person]] = {}
    for agreement in agreements:
        countries = responsible_people.countries_of(agreement.parties.all())
        if countries not in asked:
            asked[countries] = staff.responsible_for(countries)
        yield from ((agreement, person) for person in asked[countries])
