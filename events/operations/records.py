"""What was said, shown and seen at an event, and its files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from core.db import locked
from core.errors import DomainError
from core.normalisation import clean_name
from core.records import delete, save
from events.enums import FileKind, StatementKind
from events.models import EventFile, Presentation, SiteVisit, Statement, Topic

if TYPE_CHECKING:
    from accounts.models import User
    from core.uploads import Checked
    from events.models import Event
    from network.models import Organization, Person


class EmptyError(DomainError):
    """Nothing was written."""


class NobodySaidItError(DomainError):
    """A statement without a speaker."""


class FileIsThereError(DomainError):
    """The file of this caption was uploaded before."""


@transaction.atomic
def add_file(  # noqa: PLR0913 — what is known of a file and of a photo
    event: Event,
    *,
    file: Checked | None,
    kind: str = FileKind.OTHER,
    caption: str = "",
    credit: str = "",
    shown: str = "",
    consent: bool | None = None,
    by: User | None,
) -> EventFile:
    """Keep a file of the event; without ``file`` only the caption that a document mentions."""
    event = locked(event)
    caption = clean_name(caption)
    if file is None and not caption:
        raise EmptyError(_("Choose a file, or write the caption of a picture that is missing."))
    kept = EventFile(
        event=event,
        kind=FileKind(kind),
        caption=caption,
        credit=clean_name(credit),
        shown=clean_name(shown),
        consent=consent,
        size=0,
    )
    if file is not None:
        _fill(kept, file)
    return save(kept, by=by)


@transaction.atomic
def supply_file(event_file: EventFile, *, file: Checked, by: User | None) -> EventFile:
    """Upload the file of which only the caption was known.

    :raises FileIsThereError: if it was uploaded before.
    """
    event_file = locked(event_file)
    if event_file.file:
        raise FileIsThereError(_("This file is in the network already."))
    _fill(event_file, file)
    return save(event_file, by=by)


@transaction.atomic
def describe_file(  # noqa: PLR0913 — what is known of a file and of a photo
    event_file: EventFile,
    *,
    kind: str,
    caption: str = "",
    credit: str = "",
    shown: str = "",
    consent: bool | None = None,
    by: User | None,
) -> EventFile:
    """Change what is said of a file."""
    event_file = locked(event_file)
    event_file.kind = FileKind(kind)
    event_file.caption = clean_name(caption)
    event_file.credit = clean_name(credit)
    event_file.shown = clean_name(shown)
    event_file.consent = consent
    if not event_file.file and not event_file.caption:
        raise EmptyError(_("Write the caption of the picture that is missing."))
    return save(event_file, by=by)


@transaction.atomic
def remove_file(event_file: EventFile, *, by: User | None) -> None:
    """Remove a file for good; somebody who is shown may ask for it."""
    event_file = locked(event_file)
    stored = event_file.file
    storage, path = stored.storage, stored.name
    delete(event_file, by=by)
    if path:
        transaction.on_commit(lambda: storage.delete(path))


@transaction.atomic
def add_topic(event: Event, *, text: str, by: User | None) -> Topic:
    """Write down what was discussed."""
    event = locked(event)
    text = _something(clean_name(text))
    return save(Topic(event=event, text=text, order=_next_order(event.topics)), by=by)


@transaction.atomic
def add_statement(  # noqa: PLR0913 — who said what, and how it was printed
    event: Event,
    *,
    text: str,
    kind: str = StatementKind.PARAPHRASE,
    person: Person | None = None,
    name: str = "",
    capacity: str = "",
    by: User | None,
) -> Statement:
    """Write down what somebody said, in their words or in short."""
    event = locked(event)
    name = clean_name(name)
    if person is None and not name:
        raise NobodySaidItError(_("Say who said it."))
    return save(
        Statement(
            event=event,
            text=_something(text.strip()),
            kind=StatementKind(kind),
            person=person,
            name=name,
            capacity=clean_name(capacity),
            order=_next_order(event.statements),
        ),
        by=by,
    )


@transaction.atomic
def add_presentation(
    event: Event,
    *,
    title: str,
    person: Person | None = None,
    name: str = "",
    by: User | None,
) -> Presentation:
    """Write down which presentation was given, and by whom."""
    event = locked(event)
    return save(
        Presentation(
            event=event,
            title=_something(clean_name(title)),
            person=person,
            name=clean_name(name),
            order=_next_order(event.presentations),
        ),
        by=by,
    )


@transaction.atomic
def add_site_visit(
    event: Event,
    *,
    name: str,
    organization: Organization | None = None,
    note: str = "",
    by: User | None,
) -> SiteVisit:
    """Write down which place the delegation saw."""
    event = locked(event)
    return save(
        SiteVisit(
            event=event,
            name=_something(clean_name(name)),
            organization=organization,
            note=note.strip(),
            order=_next_order(event.site_visits),
        ),
        by=by,
    )


@transaction.atomic
def remove(part: Topic | Statement | Presentation | SiteVisit, *, by: User | None) -> None:
    """Take a topic, a statement, a presentation or a visited place off the record."""
    delete(locked(part), by=by)


def _fill(event_file: EventFile, file: Checked) -> None:
    event_file.file = file.file
    event_file.name = file.name
    event_file.content_type = file.content_type
    event_file.size = file.size


def _something(text: str) -> str:
    if not text:
        raise EmptyError(_("Write a few words."))
    return text


def _next_order(parts: Any) -> int:
    last: int | None = parts.aggregate(last=Max("order"))["last"]
    return 0 if last is None else last + 1
