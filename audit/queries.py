"""The history of a record: who, when, what was, what is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import models
from pghistory.models import Events

from accounts.models import User
from core.models import PartQuerySet
from core.wall import beyond_the_reader

_SILENT = {
    "id",
    "file",
    "content_type",
    "created_at",
    "updated_at",
    "search_text",
    "source_key",
    "order",
    "password",
    "last_login",
    "revision",
    "refused_at",
    "refused_reason",
}
# How to reach a person is told only to those who may see it on the person's page.
CONTACTS = {"email", "phone"}
_VERBS = {"insert": "added", "update": "changed", "delete": "removed"}


@dataclass(frozen=True)
class Named:
    """What a key points to; without a name the row was removed since."""

    name: str | None


@dataclass(frozen=True)
class Change:
    """One field of one change: what it was and what it became, as the history keeps it.

    An empty value is None; a key is a ``Named``.
    """

    field: models.Field[Any, Any]
    old: object
    new: object


@dataclass(frozen=True)
class Entry:
    """One change of a record or of a part of it, which is a row of ``model``."""

    at: datetime
    by: str
    verb: str
    model: type[models.Model]
    is_part: bool
    changes: tuple[Change, ...]


def is_kept(model: type[models.Model]) -> bool:
    """Say whether the history of ``model`` is kept and can be shown to some and not to others."""
    return hasattr(model, "history") and hasattr(model._default_manager, "visible_to")


@beyond_the_reader()
def history(target: models.Model, *, reader: User, limit: int = 100) -> list[Entry]:
    """Return the newest changes of ``target`` and of its parts that ``reader`` may know of.

    Parts are the rows that would go with the record. A part that points to something which the
    reader may not see, such as a person, is left out.
    """
    events = _events(target, limit)
    rows = _Rows(events, reader)
    contacts = reader.has_perm(f"{target._meta.app_label}.view_contact_details", target)
    entries = (_entry(event, target, rows, contacts) for event in events if rows.may_tell(event))
    return [entry for entry in entries if entry is not None]


def _events(target: models.Model, limit: int) -> list[Any]:
    events: list[Any] = []
    if parts := _parts(type(target)):
        events += _newest(Events.objects.references(target).across(*parts), limit)
    for one in _extensions(target):
        events += _newest(Events.objects.tracks(one), limit)
    # Within one transaction the record comes before its parts: newest first, it stands last.
    events += _newest(Events.objects.tracks(target), limit)
    return sorted(events, key=lambda event: event.pgh_created_at, reverse=True)[:limit]


def _newest(events: Any, limit: int) -> Any:
    return events.order_by("-pgh_created_at", "-pgh_id")[:limit]


def _parts(model: type[models.Model]) -> list[type[models.Model]]:
    """Return the event models of the rows that are deleted with a row of ``model``."""
    related: Iterable[Any] = (
        one.related_model
        for one in model._meta.related_objects
        if one.on_delete is models.CASCADE and hasattr(one.related_model, "history")
    )
    return [one._meta.get_field("history").related_model for one in dict.fromkeys(related)]


def _extensions(target: models.Model) -> list[models.Model]:
    """Return the rows without which the record is not whole, such as a person's address."""
    return [
        getattr(target, field.name)
        for field in target._meta.fields
        if isinstance(field, models.OneToOneField)
        and not field.null
        and hasattr(field.related_model, "history")
    ]


class _Rows:
    """What the keys in a batch of events point to, read at once, as far as the reader may see."""

    def __init__(self, events: Iterable[Any], reader: User) -> None:
        events = list(events)
        self.actors = _actors(events)
        self.names: dict[type[models.Model], dict[int, str]] = {}
        self.hidden: set[tuple[type[models.Model], int]] = set()
        for model, keys in _keys(events).items():
            self._read(model, keys, reader)
        for model, keys in _itself(events).items():
            self._hide(model, keys, reader)
        self.hidden |= {_row(event) for event in events if not _tells_of_gone(event, reader)}

    def may_tell(self, event: Any) -> bool:
        """Say whether the reader may know of the row and of everything that it points to.

        A part may have a rule of its own: a photo that was refused is for few who see the meeting.
        """
        pairs = [*_pointed(event), _row(event)]
        return not any(pair in self.hidden for pair in pairs)

    def named(self, model: type[models.Model], key: int) -> Named:
        """Return what the row is called; rows may be gone by now."""
        return Named(self.names.get(model, {}).get(key))

    def _read(self, model: type[models.Model], keys: set[int], reader: User) -> None:
        rows = model._base_manager.in_bulk(keys)
        self.names[model] = {key: str(row) for key, row in rows.items()}
        self._hide(model, keys, reader)

    def _hide(self, model: type[models.Model], keys: set[int], reader: User) -> None:
        manager: Any = model._default_manager
        if hasattr(manager, "visible_to"):
            there = model._base_manager.filter(pk__in=keys)
            unseen = there.exclude(pk__in=manager.visible_to(reader).values("pk"))
            self.hidden |= {(model, key) for key in unseen.values_list("pk", flat=True)}


def _tells_of_gone(event: Any, reader: User) -> bool:
    """Say whether the reader may know of a row that is gone, if the event is its end.

    What is gone is no longer found among what is visible: a model with a rule of its own says it
    of the last values. One that says nothing tells nobody.
    """
    manager: Any = apps.get_model(event.pgh_obj_model)._default_manager
    if event.pgh_label != "delete" or not has_own_rule(type(manager.all())):
        return True
    tells = getattr(manager, "tells_of_gone", None)
    return bool(tells and tells(reader, event.pgh_data))


def has_own_rule(rows: type[models.QuerySet[Any]]) -> bool:
    """Say whether who sees a row is decided by more than who sees the record it belongs to."""
    rule = getattr(rows, "visible_to", None)
    return rule is not None and rule is not PartQuerySet.visible_to


def _keys(events: Iterable[Any]) -> dict[type[models.Model], set[int]]:
    keys: dict[type[models.Model], set[int]] = defaultdict(set)
    for event in events:
        for model, key in _pointed(event):
            keys[model].add(key)
    return keys


def _itself(events: Iterable[Any]) -> dict[type[models.Model], set[int]]:
    keys: dict[type[models.Model], set[int]] = defaultdict(set)
    for event in events:
        model, key = _row(event)
        keys[model].add(key)
    return keys


def _row(event: Any) -> tuple[type[models.Model], int]:
    return apps.get_model(event.pgh_obj_model), int(event.pgh_obj_id)


def _pointed(event: Any) -> list[tuple[type[models.Model], int]]:
    """Return every row that the event's old and new values point to."""
    model = apps.get_model(event.pgh_obj_model)
    pointed = []
    for name, values in _pairs(event).items():
        related = getattr(model._meta.get_field(name), "related_model", None)
        if related is not None and _is_shown(name):
            pointed += [(related, key) for key in values if isinstance(key, int)]
    return pointed


def _actors(events: Iterable[Any]) -> dict[Any, str]:
    keys = {_actor(event) for event in events} - {None}
    return {user.pk: str(user) for user in User.objects.filter(pk__in=keys)}


def _actor(event: Any) -> Any:
    return (event.pgh_context or {}).get("user")


def _entry(event: Any, target: models.Model, rows: _Rows, contacts: bool) -> Entry | None:  # noqa: FBT001
    model = apps.get_model(event.pgh_obj_model)
    changes = tuple(
        _change(model, name, values, rows)
        for name, values in _pairs(event).items()
        if _is_shown(name)
        and (contacts or name not in CONTACTS)
        and not _points_to(model, name, target)
        and _differ(*values)
    )
    is_part = not isinstance(target, model)
    if not changes and (event.pgh_label == "update" or is_part):
        return None
    by = rows.actors.get(_actor(event)) or (event.pgh_context or {}).get("by", "")
    return Entry(event.pgh_created_at, by, _VERBS[event.pgh_label], model, is_part, changes)


def _pairs(event: Any) -> dict[str, tuple[Any, Any]]:
    """Return old and new value of each field, of all when the row came or went, in their order."""
    values = _values(event)
    order = [field.attname for field in apps.get_model(event.pgh_obj_model)._meta.fields]
    return {name: values[name] for name in order if name in values}


def _values(event: Any) -> dict[str, tuple[Any, Any]]:
    if event.pgh_label == "update":
        return {name: (old, new) for name, (old, new) in (event.pgh_diff or {}).items()}
    if event.pgh_label == "delete":
        return {name: (value, None) for name, value in event.pgh_data.items()}
    return {name: (None, value) for name, value in event.pgh_data.items()}


def _is_shown(name: str) -> bool:
    return name not in _SILENT and not name.startswith("pgh_")


def _points_to(model: type[models.Model], name: str, target: models.Model) -> bool:
    """A part need not say to whose page it belongs."""
    related: Any = getattr(model._meta.get_field(name), "related_model", None)
    return related is not None and isinstance(target, related) and not isinstance(target, model)


def _differ(old: Any, new: Any) -> bool:
    empty: tuple[Any, ...] = (None, "", [])
    return old != new and not (old in empty and new in empty)


def _change(model: type[models.Model], name: str, values: tuple[Any, Any], rows: _Rows) -> Change:
    field: Any = model._meta.get_field(name)
    old, new = (_value(field, value, rows) for value in values)
    return Change(field, old, new)


def _value(field: Any, value: Any, rows: _Rows) -> object:
    if value in (None, "", []):
        return None
    related = getattr(field, "related_model", None)
    return value if related is None else rows.named(related, value)
