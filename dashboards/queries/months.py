"""Each pairing by month: when its sides met and wrote, and which days they let pass."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from django.db.models import DateField, F, OuterRef, Subquery
from django.db.models.functions import TruncDate

from core.pages import batches
from dashboards.queries import rows
from dashboards.queries.scope import Scope
from events.enums import HAPPENED
from events.models import EventPairing
from partnerships.enums import PairingPhase
from partnerships.models import Pairing, ProgressUpdate
from partnerships.queries.pairings import listed

MONTHS = 12


@dataclass(frozen=True)
class Month:
    """What a pairing did in the month that begins on ``first``.

    ``missed`` says that a day passed in it by which they had agreed to be in touch again.
    """

    first: date
    met: int = 0
    updated: int = 0
    missed: bool = False

    @property
    def is_silent(self) -> bool:
        """Whether nothing is known of it."""
        return not (self.met or self.updated or self.missed)


@dataclass(frozen=True)
class _Contact:
    """A meeting or an update; of some meetings only is known between which days they were."""

    first: date
    last: date
    is_meeting: bool

    @property
    def month(self) -> date | None:
        """The first day of its month; None where it may have been in several."""
        first, last = self.first.replace(day=1), self.last.replace(day=1)
        return first if first == last else None


def months(today: date) -> tuple[date, ...]:
    """Return the first days of the twelve months that end with this one."""
    place = today.year * 12 + today.month - 1
    return tuple(
        date(each // 12, each % 12 + 1, 1) for each in range(place - MONTHS + 1, place + 1)
    )


def by_month(pairings: Sequence[Pairing], scope: Scope) -> tuple[tuple[Month, ...], ...]:
    """Return the months of each of the ``pairings``, in three statements however many there are.

    Whoever sees a pairing sees its meetings and its updates.
    """
    shown = months(scope.today)
    keys = [pairing.pk for pairing in pairings]
    contacts: dict[int, list[_Contact]] = {key: [] for key in keys}
    for key, contact in (*_meetings(keys, shown[0]), *_updates(keys, shown[0])):
        contacts[key].append(contact)
    before = dict(_last_before(keys, shown[0]))
    return tuple(
        tuple(_months(each, contacts[each.pk], before.get(each.pk), scope.today))
        for each in pairings
    )


def everybody(scope: Scope) -> Iterator[tuple[Pairing, tuple[Month, ...]]]:
    """Yield each open pairing of the scope with its months; few are held at a time."""
    for some in batches(listed(rows.open_pairings(scope), today=scope.today)):
        yield from zip(some, by_month(some, scope), strict=True)


def _meetings(keys: Sequence[int], since: date) -> Iterator[tuple[int, _Contact]]:
    held = EventPairing.objects.filter(pairing__in=keys, event__state__in=HAPPENED)
    held = held.filter(event__known_until__gte=since)
    for key, first, last in held.values_list("pairing", "event__known_from", "event__known_until"):
        yield key, _Contact(first, last, is_meeting=True)


def _updates(keys: Sequence[int], since: date) -> Iterator[tuple[int, _Contact]]:
    sent = ProgressUpdate.objects.current().filter(pairing__in=keys, submitted_at__date__gte=since)
    for key, on in sent.order_by().values_list("pairing", TruncDate("submitted_at")):
        yield key, _Contact(on, on, is_meeting=False)


def _last_before(keys: Sequence[int], day: date) -> Iterator[tuple[int, date]]:
    """Yield on which day each pairing was last in touch before ``day``, or began."""
    of = {"pairing": OuterRef("pk")}
    met = EventPairing.objects.filter(**of, event__state__in=HAPPENED, event__known_until__lt=day)
    last_met = met.order_by("-event__known_until").values("event__known_until")
    sent = ProgressUpdate.objects.current().filter(**of, submitted_at__date__lt=day)
    on = sent.order_by("-submitted_at").values(on=TruncDate("submitted_at"))
    found = Pairing.objects.filter(pk__in=keys).order_by()
    for key, *days in found.values_list(
        "pk", Subquery(last_met[:1]), Subquery(on[:1], output_field=DateField()), F("started_on")
    ):
        known = [each for each in days[:2] if each] or [each for each in days[2:] if each]
        if known:
            yield key, max(known)


def _months(
    pairing: Pairing, contacts: Sequence[_Contact], before: date | None, today: date
) -> Iterator[Month]:
    """Count what was in each month; of a paused one nobody expects anything."""
    shown = months(today)
    days = sorted({*([before] if before else []), *(min(each.last, today) for each in contacts)})
    rests = pairing.phase == PairingPhase.PAUSED
    missed = set() if rests else set(_missed(days, pairing.rhythm_days, shown[0], today))
    for first in shown:
        there = [each for each in contacts if each.month == first]
        met = sum(each.is_meeting for each in there)
        yield Month(first, met, len(there) - met, first in missed)


def _missed(days: Sequence[date], rhythm: int, since: date, today: date) -> Iterator[date]:
    """Yield the months with a day by which they had agreed to be in touch, and were not."""
    for contact, following in pairwise([*days, today]):
        passed = max((since - contact).days // rhythm, 1)
        due = contact + timedelta(days=passed * rhythm)
        while due < following:
            if due >= since:
                yield due.replace(day=1)
            due += timedelta(days=rhythm)
