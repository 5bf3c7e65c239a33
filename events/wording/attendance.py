"""How many took part in an event, in sentences."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import formats
from events.enums import CountMethod
from events.models import Event
from events.queries.attendance import Presence


def numbers(event: Event, here: Presence) -> list[str]:
    """Return what is known of the numbers, in sentences; unknown is said, and is not zero."""
    if event.has_happened:
        return [*_took_part(here), *_provisional(event, here)]
    return [*_expected(here), *_provisional(event, here)]


def _took_part(here: Presence) -> Iterable[str]:
    total = here.total
    if total is None or total.people is None:
        yield _in_part(here)
    else:
        yield (
            ngettext("%(people)s person took part", "%(people)s people took part", total.people)
            % {"people": formats.number(total.people)}
            + "."
        )
    yield _named(here.named)
    yield from _women(here)
    if total is not None and total.persons_with_disabilities is not None:
        yield _with_disabilities(total.persons_with_disabilities)
    if total is not None and total.online is not None:
        yield ngettext(
            "%(count)s of them took part online.",
            "%(count)s of them took part online.",
            total.online,
        ) % {"count": formats.number(total.online)}
    if total is not None and total.method == CountMethod.ESTIMATED:
        yield _("The number is an estimate.")


def _in_part(here: Presence) -> str:
    """Say what the numbers of organizations tell where nobody knows how many came in all."""
    if counted := here.counted_people:
        return ngettext(
            "At least %(people)s person took part. We do not know the number in all.",
            "At least %(people)s people took part. We do not know the number in all.",
            counted,
        ) % {"people": formats.number(counted)}
    if here.tells_numbers:
        return _("We do not know the number in all. The number of an organization stands below.")
    return _("We do not know how many people took part.")


def _women(here: Presence) -> Iterable[str]:
    total, counted = here.total, here.counted_women
    if total is not None and total.women is not None:
        yield ngettext(
            "%(women)s woman was among them.", "%(women)s women were among them.", total.women
        ) % {"women": formats.number(total.women)}
    elif counted:
        yield ngettext(
            "At least %(women)s woman was among them.",
            "At least %(women)s women were among them.",
            counted,
        ) % {"women": formats.number(counted)}
    elif total is not None:
        yield _("We do not know how many of them were women.")


def _with_disabilities(count: int) -> str:
    return ngettext(
        "%(count)s of them is a person with disabilities.",
        "%(count)s of them are persons with disabilities.",
        count,
    ) % {"count": formats.number(count)}


def _named(named: int) -> str:
    if not named:
        return _("There are no names.")
    return ngettext("There is %(named)s name.", "There are %(named)s names.", named) % {
        "named": formats.number(named)
    }


def _expected(here: Presence) -> Iterable[str]:
    invited = len(here.invited)
    if invited:
        yield ngettext(
            "%(count)s organization is on the list.",
            "%(count)s organizations are on the list.",
            invited,
        ) % {"count": formats.number(invited)}
    if here.people:
        yield ngettext(
            "%(count)s person is on the list.",
            "%(count)s people are on the list.",
            len(here.people),
        ) % {"count": formats.number(len(here.people))}
    if here.total is not None and here.total.people is not None:
        yield ngettext(
            "%(count)s person is expected.", "%(count)s people are expected.", here.total.people
        ) % {"count": formats.number(here.total.people)}


def _provisional(event: Event, here: Presence) -> Iterable[str]:
    if not event.list_is_final and here.is_known:
        yield _("The list can still change.")
