"""The history of a record: who, when, what was, what is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from pghistory.models import Events

from accounts.models import User

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import Model

_SILENT = {"updated_at", "created_at", "search_text", "password", "last_login", "revision", "id"}


@dataclass(frozen=True)
class Change:
    """One field of one change: its words, what it was and what it became."""

    field: str
    old: Any
    new: Any


@dataclass(frozen=True)
class Entry:
    """One change of a record or of a part of it."""

    at: datetime
    by: str
    verb: str
    what: str
    changes: tuple[Change, ...]


def is_kept(model: type[Model]) -> bool:
    """Say whether the history of ``model`` is kept."""
    return hasattr(model, "history")


def history(target: Model, *, limit: int = 100) -> list[Entry]:
    """Return the newest changes of ``target`` and of the rows that belong to it."""
    events = Events.objects.references(target).order_by("-pgh_created_at", "-pgh_id")[:limit]
    names = _names(events)
    return [entry for event in events if (entry := _entry(event, names)) is not None]


def _names(events: Any) -> dict[int, str]:
    users = {(event.pgh_context or {}).get("user") for event in events} - {None}
    return {user.pk: str(user) for user in User.objects.filter(pk__in=users)}


def _entry(event: Any, names: dict[int, str]) -> Entry | None:
    model = apps.get_model(event.pgh_obj_model)
    changes = tuple(_changes(model, event))
    if event.pgh_label == "update" and not changes:
        return None
    context = event.pgh_context or {}
    return Entry(
        at=event.pgh_created_at,
        by=names.get(context.get("user"), context.get("by", "")),
        verb=event.pgh_label,
        what=str(model._meta.verbose_name),
        changes=changes,
    )


def _changes(model: type[Model], event: Any) -> list[Change]:
    if event.pgh_label == "update":
        pairs = {name: (old, new) for name, (old, new) in (event.pgh_diff or {}).items()}
    else:
        pairs = {name: (None, value) for name, value in event.pgh_data.items()}
    return [
        Change(_words(model, name), _shown(model, name, old), _shown(model, name, new))
        for name, (old, new) in pairs.items()
        if _is_told(name) and old != new and not (old is None and new in ("", None, []))
    ]


def _is_told(name: str) -> bool:
    return name not in _SILENT and not name.startswith("pgh_") and name != "source_key"


def _words(model: type[Model], name: str) -> str:
    try:
        field = model._meta.get_field(name.removesuffix("_id"))
    except FieldDoesNotExist:
        return name
    return str(getattr(field, "verbose_name", name))


def _shown(model: type[Model], name: str, value: Any) -> Any:
    """Return the value in words: the name of what a key points to, the label of a choice."""
    if value in (None, ""):
        return None
    try:
        field = model._meta.get_field(name.removesuffix("_id"))
    except FieldDoesNotExist:
        return value
    if field.related_model is not None:
        related: Any = field.related_model
        found = related._base_manager.filter(pk=value).first()
        return str(found) if found else value
    choices = dict(getattr(field, "flatchoices", None) or ())
    return choices.get(value, value)
