"""What was promised and what came of it in words: each number with the list that it counts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.formats import duration, number
from core.pages import counted
from dashboards.queries.figures import DONE
from dashboards.queries.numbers import ActionsDue
from dashboards.queries.promises import FirstSteps, Lacking, Line, Sums
from dashboards.queries.scope import Scope
from dashboards.wording import lists
from dashboards.wording.scope import period
from partnerships.enums import CommitmentState, Firmness

Narrower = dict[str, str | Sequence[str]]


@dataclass(frozen=True)
class Column:
    """A column of the table: its name, and by what its list is narrowed."""

    name: str
    label: str
    narrower: Narrower


@dataclass(frozen=True)
class Cell:
    """A number with its column and the list that it counts; zero has none."""

    column: Column
    number: int
    url: str


@dataclass(frozen=True)
class Told:
    """A sentence with a number, and the list that it counts."""

    words: str
    url: str = ""


@dataclass(frozen=True)
class Row:
    """A line of a table with its cells."""

    line: Line
    cells: tuple[Cell, ...]


def columns() -> tuple[Column, ...]:
    """Return the columns; what was dropped is in none but its own."""
    stands, done = {"state": lists.PROMISED}, {"state": [state.value for state in DONE]}
    firm = {
        Firmness.WISHED: _("Wished"),
        Firmness.PROPOSED: _("Proposed"),
        Firmness.AGREED: _("Agreed"),
        Firmness.PLANNED: _("Planned"),
    }
    return (
        Column("total", _("In all"), {**stands}),
        *(Column(each, label, {**stands, "firmness": each.value}) for each, label in firm.items()),
        Column("done", _("Done"), {**done}),
        Column("verified", _("Verified"), {**done, "verified": "1"}),
        Column("late", _("Late"), {"late": "1"}),
        Column("late_at_first", _("Late by the first day"), {"late_at_first": "1"}),
        Column("dropped", _("Dropped"), {"state": [CommitmentState.DROPPED.value]}),
    )


def numbers(sums: Sums) -> list[int]:
    """Return the numbers of the columns."""
    return [getattr(sums, column.name) for column in columns()]


def of_areas(lines: Iterable[Line], scope: Scope) -> tuple[Row, ...]:
    """Return the rows of areas; the list of one is without its parts, which are rows as well."""
    return _rows(lines, scope, lambda line: {"alone": line.key})


def of_countries(lines: Iterable[Line], scope: Scope) -> tuple[Row, ...]:
    """Return the rows of countries."""
    return _rows(lines, scope, lambda line: {"country": line.key})


def of_pairings(lines: Iterable[Line], scope: Scope) -> tuple[Row, ...]:
    """Return the rows of pairings."""
    return _rows(lines, scope, lambda line: {"pairing": line.key})


def lacking(found: Lacking, scope: Scope) -> list[Told]:
    """Say how many lack a day, and what that hides; what is whole is not told."""
    told = (
        (
            found.undated,
            ngettext(
                "%(number)s agreed area does not say when it was agreed."
                " Only “all years” counts it.",
                "%(number)s agreed areas do not say when they were agreed."
                " Only “all years” counts them.",
                found.undated,
            ),
            lists.undated_promises_url(scope, undated="1"),
        ),
        (
            found.endless,
            ngettext(
                "%(number)s open agreed area has no last day. So nobody sees when it is late.",
                "%(number)s open agreed areas have no last day. So nobody sees when they are late.",
                found.endless,
            ),
            lists.undated_promises_url(scope, endless="1"),
        ),
        (
            found.actions,
            ngettext(
                "%(number)s open action has no day. So nobody sees when it is overdue.",
                "%(number)s open actions have no day. So nobody sees when they are overdue.",
                found.actions,
            ),
            lists.undated_actions_url(scope),
        ),
    )
    return [Told(words % {"number": counted(number)}, url) for number, words, url in told if number]


def finding(sums: Sums) -> str:
    """Say how much is done, and of that how much somebody else has verified."""
    facts = {
        "total": number(sums.total),
        "done": number(sums.done),
        "verified": number(sums.verified),
    }
    if not sums.done:
        return (
            ngettext(
                "%(total)s agreed area. None is done yet.",
                "%(total)s agreed areas. None is done yet.",
                sums.total,
            )
            % facts
        )
    return (
        ngettext(
            "%(total)s agreed area. %(done)s done, %(verified)s of them verified.",
            "%(total)s agreed areas. %(done)s done, %(verified)s of them verified.",
            sums.total,
        )
        % facts
    )


def actions(due: ActionsDue, scope: Scope) -> tuple[Told, ...]:
    """Say how many actions were due, done on time, and are or were late, each with its list."""
    return (*_due(due, scope), *_moved(due, scope))


def _due(due: ActionsDue, scope: Scope) -> tuple[Told, ...]:
    if not due.total:
        return (Told(_("No action was due %(words)s.") % {"words": period(scope)}),)
    were_due = ngettext(
        "%(count)s action was due %(words)s.", "%(count)s actions were due %(words)s.", due.total
    )
    on_time = ngettext(
        "%(count)s of them was done on time.", "%(count)s of them were done on time.", due.on_time
    )
    overdue = ngettext(
        "%(count)s of them is overdue.", "%(count)s of them are overdue.", due.overdue
    )
    return (
        _of_actions(due.total, were_due, scope),
        _of_actions(due.on_time, on_time, scope, on_time="1"),
        _of_actions(due.overdue, overdue, scope, overdue="1"),
    )


def _of_actions(count: int, sentence: str, scope: Scope, **narrower: str) -> Told:
    words = sentence % {"count": number(count), "words": period(scope)}
    return Told(words, lists.actions_url(scope, **narrower) if count else "")


def _moved(due: ActionsDue, scope: Scope) -> tuple[Told, ...]:
    """Say what was late once: it stays so when its day is moved."""
    if not due.late_at_first:
        return ()
    sentence = ngettext(
        "%(count)s action was late by its first day, which was moved.",
        "%(count)s actions were late by their first day, which was moved.",
        due.late_at_first,
    )
    words = sentence % {"count": number(due.late_at_first)}
    return (Told(words, lists.moved_actions_url(scope)),)


def agreed_when(scope: Scope) -> str:
    """Say of which agreed areas the tables tell."""
    return _("What was agreed %(words)s.") % {"words": period(scope)}


def first_steps(steps: FirstSteps) -> str:
    """Say how long it took until the first action was done, and of how many that is known."""
    facts = {"known": number(steps.known), "all": number(steps.looked_at)}
    if steps.days is None:
        return _("First action after an agreement: not known. No action of an agreed area is done.")
    sentence = _(
        "Half of the agreed areas had their first action done within %(time)s."
        " We know this of %(known)s of %(all)s agreed areas."
    )
    return sentence % {"time": duration(steps.days), **facts}


def total(lines: Iterable[Line]) -> Sums:
    """Add up the lines."""
    everything = [vars(line.sums) for line in lines]
    return Sums(**{name: sum(each[name] for each in everything) for name in vars(Sums())})


def _rows(lines: Iterable[Line], scope: Scope, key: Callable[[Line], Narrower]) -> tuple[Row, ...]:
    shown = columns()
    return tuple(Row(line, tuple(_cells(line, scope, key(line), shown))) for line in lines)


def _cells(line: Line, scope: Scope, key: Narrower, shown: Iterable[Column]) -> Iterable[Cell]:
    for column in shown:
        found = getattr(line.sums, column.name)
        url = lists.promises_url(scope, **{**key, **column.narrower}) if found else ""
        yield Cell(column, found, url)
