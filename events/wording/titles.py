"""What is written into a row is a name or a note, not a sentence to one reader.

It goes out in subjects, calendars and on paper and is found by searching, so it is the same for
everybody: it is said in the language of the network, whatever language its writer reads.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import wraps
from typing import Any, ParamSpec

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import formats
from core.formats import day as day_in_words
from events.models import EventType
from network.models import Organization
from partnerships.enums import Firmness
from partnerships.terms.commitments import CommitmentTerms
from partnerships.terms.updates import NewUpdate

P = ParamSpec("P")
NAMED = 4
LONGEST = 300


def for_everybody(say: Callable[P, str]) -> Callable[P, str]:
    """Let ``say`` speak the language of the network."""

    @wraps(say)
    def said(*args: P.args, **kwargs: P.kwargs) -> str:
        with translation.override(settings.LANGUAGE_CODE):
            return say(*args, **kwargs)

    return said


@for_everybody
def default(kind: EventType, who_meet: Iterable[Organization]) -> str:
    """Return a title made from those who meet: "Peer workshop: GZITTC - NPIC"."""
    names = list(dict.fromkeys(each.short_name for each in who_meet))
    if not names:
        return kind.name
    more = len(names) - NAMED
    joined = " \N{EN DASH} ".join(names[:NAMED])
    if more > 0:
        joined = ngettext("%(names)s and %(more)s more", "%(names)s and %(more)s more", more) % {
            "names": joined,
            "more": more,
        }
    title = _("%(kind)s: %(names)s") % {"kind": kind.name, "names": joined}
    return title[:LONGEST]


@for_everybody
def head_count(people: int | None, women: int | None) -> str:
    """Return "2 people, 1 woman", the number of an organization that is in no directory."""
    parts = []
    if people is not None:
        parts.append(
            ngettext("%(n)s person", "%(n)s people", people) % {"n": formats.number(people)}
        )
    if women is not None:
        parts.append(ngettext("%(n)s woman", "%(n)s women", women) % {"n": formats.number(women)})
    return ", ".join(parts)


@for_everybody
def agreed(terms: CommitmentTerms) -> str:
    """Return "Robots: two courses (proposed, 2027-2028)", held until a pairing takes it over."""
    what = f"{terms.area.name}: {terms.text}" if terms.text else terms.area.name
    first, last = terms.starts_on, terms.ends_on
    years = dict.fromkeys(str(each.year) for each in (first, last) if each)
    firmness = "" if terms.firmness == Firmness.AGREED else str(Firmness(terms.firmness).label)
    return _with_note(what, firmness, "\N{EN DASH}".join(years))


@for_everybody
def planned(text: str, who: Any, due_on: date | None) -> str:
    """Return "Send the plan (NPIC, 31 December 2026)", held until a pairing takes it over."""
    return _with_note(text, str(who), day_in_words(due_on) if due_on else "")


@for_everybody
def delivered(new: NewUpdate) -> str:
    """Return "2 batches (85 people, 40 women)", what a meeting carried out."""
    numbers = (head_count(each.total, each.women) for each in new.reached)
    return _with_note(new.terms.text, *numbers)


def _with_note(text: str, *note: str) -> str:
    known = ", ".join(each for each in note if each)
    return f"{text} ({known})" if known else text
