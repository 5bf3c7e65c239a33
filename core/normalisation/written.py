"""Numbers, times and periods as people write them, in the digits of every script."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from datetime import date, time

from django.utils import formats, translation

_NUMBER = re.compile(
    r"\d+|\d{1,3}(?P<mark>[ ,.'\N{RIGHT SINGLE QUOTATION MARK}])\d{3}(?:(?P=mark)\d{3})*"
)
_CLOCK = re.compile(
    r"(?P<hour>\d{1,2})(?:\s*(?:[:.hg\u6642\u65f6\u70b9\u9ede]\s*(?P<minute>\d{2})?)\u5206?"
    r"|(?P<joined>\d{2}))?(?::\d{2})?\s*(?P<half>[ap]\.?\s?m\.?)?"
)
_NOON = 12
_QUARTER = 3
_DASH = "[-\N{EN DASH}\N{EM DASH}]"
_YEAR = r"(?P<year>\d{4})"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"{_YEAR}\u5e74?",
        rf"q(?P<quarter>[1-4])[ /.-]*{_YEAR}",
        rf"{_YEAR}[ /.-]*q(?P<quarter>[1-4])",
        rf"(?P<quarter>[1-4])(?:st|nd|rd|th)? quarter(?: of)? {_YEAR}",
        rf"(?P<month>\d{{1,2}})[ /.-]{_YEAR}",
        rf"{_YEAR}(?:[ /.-]|\u5e74)(?P<month>\d{{1,2}})\u6708?",
        rf"(?P<name>[^\d\W]+)\.?,? {_YEAR}",
        rf"{_YEAR},? (?P<name>[^\d\W]+)\.?",
        rf"(?P<name>[^\d\W]+)\.? ?{_DASH} ?(?P<last>[^\d\W]+)\.? {_YEAR}",
    )
)


def plain(text: str) -> str:
    """Return ``text`` with the digits 0 to 9, without wide forms and doubled spaces."""
    text = unicodedata.normalize("NFKC", text)
    digits = (str(unicodedata.decimal(char, char)) for char in text)
    return " ".join("".join(digits).split())


def number(text: str) -> str:
    """Return "31688" for "31,688", "31.688" or "31 688"; what is no number stays as it is."""
    written = plain(text)
    return re.sub(r"\D", "", written) if _NUMBER.fullmatch(written) else written


def clock(text: str) -> time | None:
    """Return the time that "14:00", "14.00", "14h", "1400" or "2 pm" means; None if it is none."""
    found = _CLOCK.fullmatch(plain(text).casefold())
    # "14" alone may be anything.
    if found is None or (found[0].isdigit() and not found["joined"]):
        return None
    hour, minute = int(found["hour"]), int(found["minute"] or found["joined"] or 0)
    if found["half"]:
        if not 1 <= hour <= _NOON:
            return None
        hour = hour % _NOON + (_NOON if found["half"].startswith("p") else 0)
    try:
        return time(hour, minute)
    except ValueError:
        return None


def period(text: str) -> tuple[date, date] | None:
    """Return the first and last day of "2021", "Q2 2022", "May 2022" or "April-June 2022"."""
    written = plain(text).casefold()
    found = next((match for form in _FORMS if (match := form.fullmatch(written))), None)
    if found is None:
        return None
    said = found.groupdict()
    if said.get("quarter"):
        first = _QUARTER * (int(said["quarter"]) - 1) + 1
        return _months(int(said["year"]), first, first + _QUARTER - 1)
    if said.get("month"):
        return _months(int(said["year"]), int(said["month"]), int(said["month"]))
    if name := said.get("name"):
        return _months(int(said["year"]), _named(name), _named(said.get("last") or name))
    return _months(int(said["year"]), 1, _NOON)


def span(text: str) -> tuple[date, date] | None:
    """Return the first and last day of a period, or of "2027-2028", "2027/2028", "Q1-Q2 2027"."""
    if found := period(text):
        return found
    parts = re.split(rf"{_DASH}|/", plain(text))
    first, last = (period(part) for part in parts) if len(parts) == 2 else (None, None)  # noqa: PLR2004
    return (first[0], last[1]) if first and last and first[0] <= last[0] else None


def _months(year: int, first: int, last: int) -> tuple[date, date] | None:
    if not (year and 1 <= first <= last <= _NOON):
        return None
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def _named(name: str) -> int:
    """Return the number of a month by its name or a short form of it; 0 if it is none."""
    return next((number for number, names in _names() if name in names), 0)


def _names() -> list[tuple[int, set[str]]]:
    days = [date(2000, month, 1) for month in range(1, 13)]
    found: list[tuple[int, set[str]]] = [(day.month, set()) for day in days]
    for language in {"en", translation.get_language() or "en"}:
        with translation.override(language):
            for day, (_month, names) in zip(days, found, strict=True):
                forms = (formats.date_format(day, each) for each in ("F", "M", "N", "E"))
                names.update(plain(each).casefold().rstrip(".") for each in forms)
    return found
