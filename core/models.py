"""The base record, the scoped queryset, how history is kept, and the pages that were sent."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import PurePath
from typing import Any, ClassVar, Self, TypeVar
from uuid import uuid4

import pghistory
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.db.models.lookups import In, IsNull
from django.urls import get_script_prefix, reverse
from django.utils.translation import gettext_lazy as _

ModelT = TypeVar("ModelT", bound=models.Model)
ModelT_co = TypeVar("ModelT_co", bound=models.Model, covariant=True)
_SOME_KEY = 9_876_543_210
_OUT_OF_ORDER = _("The last day must come after the first day.")


class Record(models.Model):
    """What every kept fact has: when it was written down and when it last changed."""

    created_at = models.DateTimeField(auto_now_add=True, editable=False)
    updated_at = models.DateTimeField(auto_now=True, editable=False)

    class Meta:
        abstract = True


class PagedRecord(Record):
    """A record with a page of its own, whose address has the name ``page`` and the key."""

    page: ClassVar[str]

    class Meta:
        abstract = True

    def get_absolute_url(self) -> str:
        """Return the address of the record's page."""
        before, after = _around_the_key(self.page, get_script_prefix())
        return f"{before}{self.pk}{after}"


@cache
def _around_the_key(page: str, _prefix: str) -> tuple[str, str]:
    """Return what stands before and after the key: a list has as many addresses as rows."""
    before, _key, after = reverse(page, args=[_SOME_KEY]).partition(str(_SOME_KEY))
    return before, after


class ScopedQuerySet(models.QuerySet[ModelT_co]):
    """A queryset that knows which rows a user may see."""

    def visible_to(self, user: Any) -> Self:  # noqa: ARG002 - for the models to say
        """Return the rows that ``user`` may see; closed unless a model opens it.

        Core stands below the app that knows users: the models above say their type.
        """
        return self.none()

    def holds(self, record: models.Model) -> bool:
        """Say whether ``record``, which was read from the database, is among the rows.

        Of all rows it is one: the ILO's staff, who may do much, ask nothing.
        """
        return not self.query.has_filters() or self.filter(pk=record.pk).exists()

    def led_to_by(self, *ways: Q) -> Self:
        """Return the rows to which any of ``ways`` leads: their keys are one set.

        Not "this or that", for which the database may read the whole table.
        """
        first, *others = (
            self.model._default_manager.filter(way).order_by().values("pk") for way in ways
        )
        return self.filter(pk__one_of=first.union(*others))


@models.Field.register_lookup
class OneOf(In[Any]):
    """Whether a key is one of a few, which are gathered first.

    Not "in": PostgreSQL guesses how many keys there will be, and may read a table for them.
    """

    lookup_name = "one_of"

    def get_rhs_op(self, connection: Any, rhs: str) -> str:  # noqa: ARG002 - Django's
        """Return the comparison with the gathered keys."""
        return f"= ANY(ARRAY{rhs})"


def leads_to(rows: models.QuerySet[Any], key: str, *, to: str = "pk") -> Q:
    """Return whether ``rows`` have the field ``to`` of a record in ``key``, asked for each record.

    Not EXISTS: PostgreSQL may gather all keys before it looks at the first record.
    """
    there = rows.order_by().filter(**{key: OuterRef(to)}).values("pk")
    return Q(IsNull(Subquery(there[:1]), False))  # noqa: FBT003


def leads_nowhere(rows: models.QuerySet[Any], key: str, *, to: str = "pk") -> Q:
    """Return the opposite of ``leads_to``, asked for each record as well.

    Not as its negation: PostgreSQL would take it that hardly any record is so, and sort those that
    it expects instead of reading a list in its order.
    """
    there = rows.order_by().filter(**{key: OuterRef(to)}).values_list(Value(False))  # noqa: FBT003
    return Q(Coalesce(Subquery(there[:1]), Value(True)))  # noqa: FBT003


def optional(
    to: type[ModelT], *, related_name: str, on_delete: Any = models.PROTECT, **options: Any
) -> models.ForeignKey[ModelT | None, ModelT | None]:
    """Return a foreign key that may be empty; unless told otherwise it keeps ``to`` from going."""
    return models.ForeignKey(
        to, on_delete=on_delete, null=True, blank=True, related_name=related_name, **options
    )


class PartQuerySet(ScopedQuerySet[ModelT_co]):
    """A queryset of what is seen with the record that its field ``whole`` names."""

    whole: ClassVar[str]

    def visible_to(self, user: Any) -> Self:
        """Return the rows that belong to a record which ``user`` may see.

        Who sees all records sees all rows: nobody asks for each which record it belongs to.
        """
        model: Any = self.model._meta.get_field(self.whole).related_model
        seen = model._default_manager.visible_to(user)
        if not seen.query.has_filters():
            return self.all()
        return self.filter(**{f"{self.whole}__in": seen})


def ends_after_start(name: str, says: Any = _OUT_OF_ORDER) -> models.CheckConstraint:
    """Return the rule that ``ends_on`` never lies before ``starts_on``, where both are known."""
    order = Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on"))
    return models.CheckConstraint(condition=order, name=name, violation_error_message=says)


def tracked(*, without: tuple[str, ...] = ()) -> Callable[[type[Any]], type[Any]]:
    """Keep every insert, update and delete of a model by database triggers.

    ``without`` names the fields that must not be kept, such as a password.
    """
    track: Callable[[type[Any]], type[Any]] = pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        obj_field=pghistory.ObjForeignKey(related_name="history"),
        exclude=list(without),
    )
    return track


def stored_as(instance: models.Model, filename: str) -> str:
    """Return a path that says nothing of the file: its given name is kept in the row."""
    return f"{instance._meta.label_lower}/{uuid4()}{PurePath(filename).suffix.lower()}"


class StoredFile(Record):
    """A file that was checked when it came in and is handed out by a guarded view."""

    file = models.FileField(upload_to=stored_as)
    name = models.CharField(_("file name"), max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField(_("size in bytes"))

    class Meta:
        abstract = True


class Submission(models.Model):
    """That the page of a form was sent: what it said, and which record came of it.

    ``key`` is new for each page that is shown, so the same page sent again is recognised.
    """

    key = models.UUIDField(primary_key=True, editable=False)
    texts = models.JSONField(_("what was sent"))
    record_type = models.CharField(max_length=100, blank=True)
    record_key = models.CharField(max_length=40, blank=True)
    sent_at = models.DateTimeField(_("sent at"), auto_now_add=True, db_index=True)

    class Meta:
        verbose_name = _("submission of a form")
        verbose_name_plural = _("submissions of forms")

    def __str__(self) -> str:
        return str(self.key)
