"""Whom messages concern: whoever may see the record that they are about.

What each concerns is copied from its record, by the mechanism of decision 0062, so that nobody asks
for each message which record it is about. A digest has one key of its own; whoever reads is asked
of its items (``notifications.models.MessageQuerySet``).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models

from core.kept import Kept
from core.triggers import Rule
from events.queries.concerns import CHANGED, keeping, on
from network.models.concerns import Concern, ConcerningQuerySet, keys, looked_up
from notifications.models import Message

_MESSAGE = Message._meta.db_table
_GONE_OR_CHANGED = ("update", "delete")
# What messages are about: mostly it says whom it concerns, or belongs to what does.
ABOUT = (
    "partnerships.Action",
    "partnerships.Commitment",
    "partnerships.ProgressUpdate",
    "partnerships.Comment",
    "partnerships.Pairing",
    "partnerships.Agreement",
    "events.Event",
    "network.Person",
    "network.Organization",
    "network.Membership",
    "documents.Subscription",
)
_COUNTRIES_OF_ROLE = f"""ARRAY(
    SELECT {Concern.COORDINATED.key("place.id")} FROM network_country AS place
    WHERE place.id = record.country_id OR place.id = (
        SELECT country_id FROM network_organization WHERE id = record.organization_id
    )
)"""  # noqa: S608 - of our own
# Of any other: the keys of a ``record``, and the columns that say them.
_SAID = {
    "network.Organization": (f"ARRAY[{Concern.MEMBERS.key()}]", ""),
    "network.Membership": (_COUNTRIES_OF_ROLE, "country_id organization_id"),
    "documents.Subscription": (f"ARRAY[{Concern.ITSELF.key('record.user_id')}]", "user_id"),
}


@dataclass(frozen=True)
class _Subject:
    """A kind of records that messages are about; ``whole`` is the field of what it belongs to."""

    model: type[models.Model]
    whole: Any = None

    @property
    def table(self) -> str:
        """The table of the records."""
        return self.model._meta.db_table

    @property
    def name(self) -> str:
        """What the kind is called in the table of kinds."""
        return self.model._meta.label_lower

    @property
    def said(self) -> str:
        """The question for the keys of the record of a message, and for that of the staff.

        Of a record that is gone there is none.
        """
        keys_of = _SAID.get(self.model._meta.label, ("record.concerns", ""))[0]
        rows = f"{self.table} AS record"
        if self.whole:
            of = self.whole.related_model._meta.db_table
            rows += f" {looked_up(of, 'whole', f'record.{self.whole.column}')}"
            keys_of = "whole.concerns"
        return (
            f"SELECT {keys_of} || ARRAY[{Concern.STAFF.key()}]::bigint[] FROM {rows}"  # noqa: S608 - of our own
            f" WHERE record.id = {_MESSAGE}.about_id"
        )

    def rules(self) -> Iterator[Rule]:
        """Yield when messages about such records concern others than before, or nobody."""
        columns = _SAID.get(self.model._meta.label, ("", "concerns"))[1]
        if self.whole:
            columns = self.whole.column
            of = self.whole.related_model._meta.db_table
            rows = f"changed JOIN {self.table} AS record ON record.{columns} = changed.id"
            yield on(of, self.told(rows, "record.id"), "concerns", ways=CHANGED)
        ways = _GONE_OR_CHANGED if columns else ("delete",)
        yield on(self.table, self.told("changed", "changed.id"), columns, ways=ways)

    def told(self, rows: str, key: str) -> str:
        """Return the question for the messages about the records in ``rows`` with this ``key``."""
        return (
            f"SELECT message.id FROM {rows} CROSS JOIN LATERAL (SELECT id FROM {_MESSAGE}"  # noqa: S608 - of our own
            f" WHERE about_type_id = ({_kind_called(self.name)}) AND about_id = {key} OFFSET 0"
            ") AS message"
        )


def _kind_called(name: str) -> str:
    app, model = name.split(".")
    return f"SELECT id FROM django_content_type WHERE app_label = '{app}' AND model = '{model}'"  # noqa: S608 - of our own


def _subjects() -> Iterator[_Subject]:
    for label in ABOUT:
        model = apps.get_model(label)
        rows: Any = model._default_manager.all()
        if isinstance(rows, ConcerningQuerySet) or label in _SAID:
            yield _Subject(model)
        else:
            yield _Subject(model, model._meta.get_field(rows.whole))


def _concerns(subjects: list[_Subject]) -> str:
    """Return the list of keys of a message, as SQL: one look at the table of its record.

    What is about a reader is a digest; about anything else nobody sees a message.
    """
    cases = " ".join(f"WHEN '{each.name}' THEN ({each.said})" for each in subjects)
    together = f"ARRAY[{Concern.TOGETHER.key()}]::bigint[]"
    kind = f"SELECT app_label || '.' || model FROM django_content_type WHERE id = {_MESSAGE}.about_type_id"  # noqa: S608, E501 - of our own
    return keys(
        f"SELECT unnest(CASE ({kind}) {cases} WHEN 'notifications.recipient' THEN {together} END)"
    )


def on_messages() -> Kept:
    """Return what keeps whom messages concern; all kinds of records are known when it is asked."""
    subjects = list(_subjects())
    of_a_role = next(each for each in subjects if each.name == "network.membership")
    moved = "changed JOIN network_membership AS record ON record.organization_id = changed.id"
    return keeping(
        "concern_message",
        Message,
        {"concerns": _concerns(subjects)},
        "about_type_id about_id",
        *(rule for each in subjects for rule in each.rules()),
        on(
            "network_organization",
            of_a_role.told(moved, "record.id"),
            "country_id",
            ways=CHANGED,
        ),
    )
