"""What is written into a row is a name or a note, not a sentence to one reader.

It goes out in subjects, calendars and on paper and is found by searching, so it is the same for
everybody: it is said in the language of the network, whatever language its writer reads.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from functools import wraps
from itertools import accumulate
from typing import Any, ParamSpec, TypeVar

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import formats
from core.formats import day as day_in_words
from events.models import EventType
from partnerships.enums import Firmness
from partnerships.models import AgreementType
from partnerships.terms.commitments import CommitmentTerms
from partnerships.terms.updates import NewUpdate

P = ParamSpec("P")
T = TypeVar("T")
AT_LEAST, ROOM, LONGEST = 2, 100, 300
COUNTED = ("people", "women", "persons_with_disabilities")


def for_everybody(say: Callable[P, T]) -> Callable[P, T]:
    """Let ``say`` speak the language of the network."""

    @wraps(say)
    def said(*args: P.args, **kwargs: P.kwargs) -> T:
        with translation.override(settings.LANGUAGE_CODE):
            return say(*args, **kwargs)

    return said


@for_everybody
def default(
    kind: EventType | AgreementType, sides: Iterable[str], others: Iterable[str] = ()
) -> str:
    """Return a title made from those who meet: "Peer workshop: GZITTC - NPIC, with ILO".

    Each is named once. Two at least are, and as many more as a line can hold; the rest are
    counted.
    """
    paired = list(dict.fromkeys(sides))
    besides = [name for name in dict.fromkeys(others) if name not in paired]
    if not paired:
        paired, besides = besides, []
    if not paired:
        return kind.name
    joined = _named(paired, " \N{EN DASH} ", ROOM)
    title = _("%(kind)s: %(names)s") % {"kind": kind.name, "names": joined}
    if besides:
        guests = _named(besides, ", ", ROOM - len(joined))
        title = _("%(title)s, with %(names)s") % {"title": title, "names": guests}
    return title[:LONGEST]


def _named(names: list[str], between: str, room: int) -> str:
    """Return as many names as there is room for, at least two of them, and how many more."""
    ends = accumulate(len(name) + len(between) for name in names)
    fitting = max(AT_LEAST, sum(end <= room for end in ends))
    more = len(names) - fitting
    joined = between.join(names[:fitting])
    if more <= 0:
        return joined
    words = ngettext("%(names)s and %(more)s more", "%(names)s and %(more)s more", more)
    return words % {"names": joined, "more": formats.number(more)}


@for_everybody
def head_count(
    people: int | None, women: int | None, persons_with_disabilities: int | None = None
) -> str:
    """Return "2 people, 1 woman", the number of an organization that is in no directory.

    Once it is, ``numbers_in`` finds the numbers again.
    """
    parts = []
    if people is not None:
        parts.append(
            ngettext("%(n)s person", "%(n)s people", people) % {"n": formats.number(people)}
        )
    if women is not None:
        parts.append(ngettext("%(n)s woman", "%(n)s women", women) % {"n": formats.number(women)})
    if persons_with_disabilities is not None:
        parts.append(with_disabilities(persons_with_disabilities))
    return ", ".join(parts)


def numbers_in(words: str) -> dict[str, int]:
    """Return the numbers that ``head_count`` wrote, by name; nothing of any other words."""
    found: dict[str, int] = {}
    for part in words.split(", "):
        digits = "".join(filter(str.isdecimal, part.split(" ", 1)[0]))
        none: dict[str, int | None] = dict.fromkeys(COUNTED)
        said = {head_count(**{**none, name: int(digits)}): name for name in COUNTED if digits}
        if part not in said:
            return {}
        found[said[part]] = int(digits)
    return found


def with_disabilities(count: int) -> str:
    """Return "2 persons with disabilities" in the language of the reader."""
    words = ngettext("%(n)s person with disabilities", "%(n)s persons with disabilities", count)
    return words % {"n": formats.number(count)}


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


@for_everybody
def signed(title: str, kind: str, *, parties: Iterable[str], witnesses: Iterable[str]) -> str:
    """Return an agreement in words, where the directory knows too few of its parties."""
    said = [_with_note(title, kind), _("Signed by: %(names)s") % {"names": "; ".join(parties)}]
    if seen := "; ".join(witnesses):
        said.append(_("Witnesses: %(names)s") % {"names": seen})
    # A name may end with a stop of its own: "Co., Ltd."
    return " ".join(f"{each.rstrip('.')}." for each in said)


@for_everybody
def signed_in(words: str) -> tuple[str, list[str], list[str]]:
    """Return what ``signed`` wrote: the title and its kind, the parties, the witnesses."""
    by, seen = _("Signed by: %(names)s") % {"names": ""}, _("Witnesses: %(names)s") % {"names": ""}
    what, _by, names = words.rpartition(f". {by}")
    parties, _seen, witnesses = names.removesuffix(".").partition(f". {seen}")
    if not what:
        return words, [], []
    return what, _each(parties), _each(witnesses)


@for_everybody
def also_signed(parties: Iterable[str]) -> str:
    """Return the note of an agreement on those parties that are in no directory."""
    said = _("Also signed by: %(names)s") % {"names": "; ".join(parties)}
    return f"{said.rstrip('.')}."


@for_everybody
def conferred(title: str, giver: str, holder: str) -> str:
    """Return a title in words, where the directory does not know who gave or holds it."""
    return _("%(title)s, given by %(giver)s to %(holder)s") % {
        "title": title,
        "giver": giver,
        "holder": holder,
    }


@for_everybody
def conferred_in(words: str) -> tuple[str, str, str]:
    """Return what ``conferred`` wrote: the title, who gave it, who holds it."""
    said = re.escape(conferred("\1", "\2", "\3"))
    for mark, name in (("\1", "title"), ("\2", "giver"), ("\3", "holder")):
        said = said.replace(mark, f"(?P<{name}>.+)")
    found = re.fullmatch(said, words)
    return (found["title"], found["giver"], found["holder"]) if found else (words, "", "")


def _each(names: str) -> list[str]:
    return names.split("; ") if names else []


def _with_note(text: str, *note: str) -> str:
    known = ", ".join(each for each in note if each)
    return f"{text} ({known})" if known else text
