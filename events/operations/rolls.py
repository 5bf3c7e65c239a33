"""The list of participants of one event beside its numbers: who may be added, and what not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from core import formats
from core.errors import DomainError
from core.normalisation import fold
from events.enums import ParticipationState
from events.models import Event, HeadCount, Participation
from network.enums import Sex


class TooFewError(DomainError):
    """The number of people is smaller than the number of those who are named."""

    code = "events.attendance.too_few"


class AlreadyOnTheListError(DomainError):
    """The person takes part already."""

    code = "events.attendance.already_on_the_list"


class Roll:
    """Who is on the list, and the numbers that it may not outgrow.

    It is read once and judged in memory, so that a list costs the same however long it is. Each
    ``add`` and ``expect`` is held against all that was there or was added before.
    """

    def __init__(self) -> None:
        self._people: set[int] = set()
        self._groups: set[tuple[object, str]] = set()
        # By organization; None is everybody.
        self._named: Counter[int | None] = Counter()
        self._women: Counter[int | None] = Counter()
        self._numbers: dict[int | None, tuple[int | None, int | None]] = {}
        self.next_order = 0

    @classmethod
    def of(cls, event: Event, *, besides: Participation | None = None) -> Roll:
        """Return the list as it stands, without ``besides``, who is about to change."""
        roll = cls()
        listed = event.participations.select_related("person")
        roll._read(listed.exclude(pk=besides.pk) if besides else listed)
        for number in event.head_counts.all():
            roll._numbers[number.organization_id] = number.people, number.women
        return roll

    def add(self, participation: Participation) -> None:
        """Put somebody on the list.

        :raises AlreadyOnTheListError: if the person, or the same people of an organization,
            stand on it.
        :raises TooFewError: if the list outgrows a number beside it.
        """
        if participation.person_id in self._people:
            name = participation.person.name if participation.person else ""
            raise AlreadyOnTheListError(_("%(name)s is already on the list."), name=name)
        if group_of(participation) in self._groups:
            house = participation.organization or participation.organization_name
            raise AlreadyOnTheListError(_("%(name)s is already on the list."), name=house)
        self._note(participation)
        if participation.state == ParticipationState.ATTENDED:
            for whose in dict.fromkeys([None, participation.organization_id]):
                self._judge(whose)

    def expect(self, head_count: HeadCount) -> None:
        """Put a number beside the list.

        :raises TooFewError: if more people are named than it says.
        """
        self._numbers[head_count.organization_id] = head_count.people, head_count.women
        self._judge(head_count.organization_id)

    def _read(self, listed: Iterable[Participation]) -> None:
        for participation in listed:
            self._note(participation)
            self.next_order = max(self.next_order, participation.order + 1)

    def _note(self, participation: Participation) -> None:
        if participation.person_id:
            self._people.add(participation.person_id)
        group = group_of(participation)
        if group is not None:
            self._groups.add(group)
        is_named = group is None
        if participation.state != ParticipationState.ATTENDED or not is_named:
            return
        is_woman = bool(participation.person and participation.person.sex == Sex.FEMALE)
        for whose in dict.fromkeys([None, participation.organization_id]):
            self._named[whose] += 1
            self._women[whose] += is_woman

    def _judge(self, whose: int | None) -> None:
        people, women = self._numbers.get(whose, (None, None))
        if people is not None and self._named[whose] > people:
            raise _too_few_people(self._named[whose], people)
        if women is not None and self._women[whose] > women:
            raise _too_few_women(self._women[whose], women)


def group_of(participation: Participation) -> tuple[object, str] | None:
    """Return what tells people without names from others: whose they are, and in which part."""
    if participation.person_id or participation.name:
        return None
    house = participation.organization_id or fold(participation.organization_name)
    return house, fold(participation.capacity)


def _too_few_people(named: int, people: int) -> TooFewError:
    return TooFewError(
        ngettext_lazy(
            "There is %(named)s name, so the number cannot be %(people)s. Correct the number "
            "or the list.",
            "There are %(named)s names, so the number cannot be %(people)s. Correct the number "
            "or the list.",
            "named",
        ),
        named=named,
        people=formats.number(people),
    )


def _too_few_women(named: int, women: int) -> TooFewError:
    return TooFewError(
        ngettext_lazy(
            "There is %(named)s name of a woman, so this number cannot be %(women)s. Correct "
            "the number or the list.",
            "There are %(named)s names of women, so this number cannot be %(women)s. Correct "
            "the number or the list.",
            "named",
        ),
        named=named,
        women=formats.number(women),
    )
