"""What is kept of people: one declaration, ``<app>/personal.py``, says it of every field.

From it follow what a person is shown and may take away, what goes when they leave the network, and
what goes after some days. There is no second list.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any

from django.db import models
from django.utils.module_loading import autodiscover_modules

# Every record has these; a search text has the class of what it is made of, and goes with it.
ALWAYS_INTERNAL = frozenset({"id", "created_at", "updated_at", "search_text", "concerns"})


class Sensitivity(StrEnum):
    """Who may know what stands in a field."""

    PUBLIC = "public"  # may stand in a printed directory
    INTERNAL = "internal"  # for whom ``visible_to`` and the rules let
    PERSONAL = "personal"  # tells of a person
    SECRET = "secret"  # opens something, or was said in confidence: nobody is shown it


@dataclass(frozen=True)
class Until:
    """How long a row is kept: ``days`` names the setting, ``since`` is counted from.

    Without ``clears`` the row goes; otherwise only these fields are emptied.
    """

    days: str
    since: str
    clears: str = ""
    of_these: models.Q = field(default_factory=models.Q)


@dataclass(frozen=True, kw_only=True, eq=False)
class Holding:
    """What a model keeps: the names of its fields, each once, with spaces between them.

    A personal field says what becomes of it when the person has left: one in ``names`` holds
    another word for them, one of ``cleared`` is emptied, one of ``staying`` stays: counts and
    records need it. ``of`` is the way from a row to the person or account that it tells of. A row
    that ``goes`` is of no use without them. ``told`` is the heading under which they find it on
    their page; without one only the file has it. ``ends`` is the day of its end when they leave.
    ``written`` holds their name as a paper has it: it gets the name, and the way to them is cut.
    ``until`` says what of it goes after some days.
    """

    model: type[models.Model]
    public: str = ""
    internal: str = ""
    secret: str = ""
    names: str = ""
    cleared: str = ""
    staying: str = ""
    of: str | None = None
    told: Any = ""
    goes: bool = False
    ends: str = ""
    written: str = ""
    until: tuple[Until, ...] = ()

    @cached_property
    def classes(self) -> list[tuple[str, Sensitivity]]:
        """Each field with its class, in the order of the declaration; one named twice is twice."""
        said = (
            (self.public, Sensitivity.PUBLIC),
            (self.internal, Sensitivity.INTERNAL),
            (f"{self.names} {self.cleared} {self.staying}", Sensitivity.PERSONAL),
            (self.secret, Sensitivity.SECRET),
        )
        return [(name, sensitivity) for names, sensitivity in said for name in names.split()]

    @property
    def personal(self) -> list[str]:
        """The fields that tell of a person."""
        return [name for name, said in self.classes if said is Sensitivity.PERSONAL]

    @cached_property
    def subject(self) -> type[models.Model] | None:
        """The model of those whom its rows tell of: a person or an account."""
        if self.of is None:
            return None
        model: Any = self.model
        for step in filter(None, self.of.split("__")):
            model = model._meta.get_field(step).related_model
        return model  # type: ignore[no-any-return]

    def rows_of(self, subject: models.Model) -> models.QuerySet[Any]:
        """Return the rows that tell of ``subject``, a person or an account."""
        rows = self.model._base_manager.all()
        if self.of is None or not isinstance(subject, self.subject or ()):
            return rows.none()
        return rows.filter(**{self.of or "pk": subject.pk})


_HOLDINGS: dict[type[models.Model], Holding] = {}


def declare(*holdings: Holding) -> None:
    """Say what these models keep."""
    for each in holdings:
        _HOLDINGS[each.model] = each


def holdings() -> Iterator[Holding]:
    """Return what every model keeps, from the lowest app up."""
    autodiscover_modules("personal")
    yield from list(_HOLDINGS.values())


def empty_of(column: models.Field[Any, Any]) -> Any:
    """Return what stands in ``column`` when nothing does."""
    return None if column.null else column.get_default()
