"""A list part by part: no page of it, and no file, reads more than it shows, however long it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextvars import copy_context
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from django.core.exceptions import FieldDoesNotExist
from django.core.paginator import Page, Paginator
from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext as _

from core import formats

A_PAGE = 25
# So many rows are counted, and have pages with a number.
MOST = 1_000
_AT_ONCE = 500
_NONE, _ALL = Q(pk__in=()), ~Q(pk__in=())
T = TypeVar("T")
Wrap = Callable[[list[Any]], Sequence[Any]]


class Part(Page[Any]):
    """A page of a list; where no number leads on from it, ``after`` is the key that does."""

    paginator: Pages
    after: Any = None


class Further(Part):
    """What stands behind one row of a list, wherever that is in it."""

    def has_next(self) -> bool:
        """Only a key leads on."""
        return False

    def has_previous(self) -> bool:
        """Nobody knows the number of the page before."""
        return False

    def has_other_pages(self) -> bool:
        """There is what stands before."""
        return True


class Pages(Paginator[Any]):
    """The pages of ``rows``, which are counted to ``MOST`` and no further.

    Numbers lead as far as that. From there on each page begins behind the last row of the one
    before, which an index finds at any depth. Where a long list has an order that no index knows,
    ``first`` finds so many of its first rows.
    """

    def __init__(
        self,
        rows: Any,
        *,
        wrap: Wrap = list,
        counts: Callable[[], int] | None = None,
        first: Callable[[int], Any] | None = None,
    ) -> None:
        super().__init__(in_order(rows), A_PAGE)
        self.wrap, self.counts, self.first = wrap, counts, first

    @cached_property
    def count(self) -> int:
        """How many rows there are, as far as they are counted."""
        is_cut = isinstance(self.object_list, QuerySet)
        return min(self._found, MOST) if is_cut else self._found

    @property
    def is_more(self) -> bool:
        """Whether there are more rows than were counted."""
        return self._found > self.count

    @property
    def counted(self) -> str:
        """How many there are, in words."""
        return counted(self._found) if self.is_more else formats.number(self.count)

    @cached_property
    def _found(self) -> int:
        rows = self.object_list
        if self.counts:
            return self.counts()
        return count(rows) if isinstance(rows, QuerySet) else len(rows)

    def page(self, number: int | str) -> Part:
        """Return the page of this number; a whole list that fits on it has been counted."""
        before = (int(number) - 1) * A_PAGE
        rows = self.object_list
        if self.first is not None and self._found > MOST:
            rows = in_order(self.first(before + A_PAGE + 1))
        found = list(rows[before : before + A_PAGE + 1])
        if not before and len(found) <= A_PAGE:
            self._found = len(found)
        part = Part(self.wrap(found[:A_PAGE]), int(number), self)
        if len(found) > A_PAGE and not part.has_next():
            part.after = found[A_PAGE - 1].pk
        return part

    def further(self, key: int) -> Further | None:
        """Return the page behind the row of this key; nothing if it is none of the rows."""
        rows: Any = self.object_list
        behind = _behind(rows, key) if isinstance(rows, QuerySet) else None
        if behind is None:
            return None
        found = list(rows.filter(behind)[: A_PAGE + 1])
        part = Further(self.wrap(found[:A_PAGE]), 0, self)
        if len(found) > A_PAGE:
            part.after = found[A_PAGE - 1].pk
        return part


def count(rows: QuerySet[Any]) -> int:
    """Return how many ``rows`` there are; of more than ``MOST`` only that there are more.

    Not by COUNT: it would gather all that the reader may see.
    """
    return len(rows.order_by().values_list("pk", flat=True)[: MOST + 1])


def counted(number: int) -> str:
    """Return in words what ``count`` found."""
    shown = formats.number(min(number, MOST))
    return _("%(number)s+") % {"number": shown} if number > MOST else shown


def in_order(rows: Any) -> Any:
    """Return ``rows`` in their order, in which of equals always the same one stands first."""
    if not isinstance(rows, QuerySet):
        return rows
    order = _order_of(rows)
    return rows if {"pk", "-pk"} & set(order) else rows.order_by(*order, "pk")


def one_by_one(rows: Any) -> Iterator[Any]:
    """Yield all rows, of which a few are held at a time.

    Their keys are read first: so each statement is one of its own, which says who reads, and no
    transaction is open for as long as somebody takes the file.
    """
    if not isinstance(rows, QuerySet):
        yield from rows
        return
    for some in batches(rows):
        yield from some


def batches(rows: QuerySet[Any]) -> Iterator[list[Any]]:
    """Yield all rows likewise, as many at a time as are held."""
    keys = list(in_order(rows).values_list("pk", flat=True))
    for start in range(0, len(keys), _AT_ONCE):
        batch = keys[start : start + _AT_ONCE]
        found = rows.in_bulk(batch)
        yield [found[key] for key in batch if key in found]


def as_now(parts: Iterable[bytes]) -> Iterator[bytes]:
    """Yield ``parts``, each made for the reader, in the language and by the clock of now.

    A file is sent when the request is answered, and nobody reads any more.
    """
    context, each = copy_context(), iter(parts)
    return iter(lambda: context.run(next, each, b""), b"")


def _order_of(rows: QuerySet[Any]) -> Sequence[Any]:
    return rows.query.order_by or rows.model._meta.ordering


@dataclass(frozen=True)
class _By:
    """One part of an order: a field, its direction, and where the rows stand that lack it."""

    name: str
    is_down: bool
    unknown_first: bool

    @classmethod
    def read(cls, part: Any) -> _By:
        """Read a part as a queryset has it; PostgreSQL takes what is not known for the greatest."""
        if isinstance(part, str):
            is_down = part.startswith("-")
            return cls(part.removeprefix("-"), is_down, unknown_first=is_down)
        unknown_first = bool(part.nulls_first or (part.descending and not part.nulls_last))
        return cls(part.expression.name, part.descending, unknown_first)

    def past(self, value: Any) -> Q:
        """Return what stands behind ``value``."""
        if value is None:
            return self._is_known() if self.unknown_first else _NONE
        later = Q(**{f"{self.name}__{'lt' if self.is_down else 'gt'}": value})
        return later if self.unknown_first else later | ~self._is_known()

    def same(self, value: Any) -> Q:
        """Return what stands beside ``value``."""
        return ~self._is_known() if value is None else Q(**{self.name: value})

    def begins(self, model: type[Model], value: Any) -> Q:
        """Return where an index begins to read, if it can."""
        if value is None or not (self.unknown_first or _is_always_known(model, self.name)):
            return _ALL
        return Q(**{f"{self.name}__{'lte' if self.is_down else 'gte'}": value})

    def _is_known(self) -> Q:
        return Q(**{f"{self.name}__isnull": False})


def _behind(rows: QuerySet[Any], key: int) -> Q | None:
    """Return what holds of the rows behind the one of this key, in their order."""
    order = [_By.read(part) for part in _order_of(rows)]
    names = [by.name for by in order]
    last = rows.filter(pk=key).order_by().values_list(*names).first()
    if last is None:
        return None
    found, same = _NONE, _ALL
    for by, value in zip(order, last, strict=True):
        found |= same & by.past(value)
        same &= by.same(value)
    return order[0].begins(rows.model, last[0]) & found


def _is_always_known(model: type[Model], name: str) -> bool:
    try:
        field: Any = model._meta.pk if name == "pk" else model._meta.get_field(name)
    except FieldDoesNotExist:
        return False
    return not (field.null or field.generated)
