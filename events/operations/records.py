"""What was said, shown and seen at an event, and its files."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.db import locked
from core.errors import DomainError
from core.normalisation import clean_name
from core.records import delete, save
from core.uploads import Checked
from events.enums import FileKind, StatementKind
from events.models import Event, EventFile, Presentation, SiteVisit, Statement, Topic
from events.terms.records import (
    EventFileTerms,
    NewFile,
    PresentationTerms,
    SiteVisitTerms,
    StatementTerms,
    TopicTerms,
)


class EmptyError(DomainError):
    """Nothing was written."""


class NobodySaidItError(DomainError):
    """A statement without a speaker."""


class FileIsThereError(DomainError):
    """The file of this caption was uploaded before."""


@transaction.atomic
def add_file(event: Event, new: NewFile, *, by: User | None) -> EventFile:
    """Keep a file of the event; without ``file`` only the caption that a document mentions."""
    return save(file_of(locked(event), new), by=by)


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
def describe_file(event_file: EventFile, terms: EventFileTerms, *, by: User | None) -> EventFile:
    """Change what is said of a file."""
    event_file = _describe(locked(event_file), terms)
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
def add_topic(event: Event, terms: TopicTerms, *, by: User | None) -> Topic:
    """Write down what was discussed."""
    event = locked(event)
    return save(topic_of(event, terms, order=_next_order(event.topics)), by=by)


@transaction.atomic
def add_statement(event: Event, terms: StatementTerms, *, by: User | None) -> Statement:
    """Write down what somebody said, in their words or in short."""
    event = locked(event)
    return save(statement_of(event, terms, order=_next_order(event.statements)), by=by)


@transaction.atomic
def add_presentation(event: Event, terms: PresentationTerms, *, by: User | None) -> Presentation:
    """Write down which presentation was given, and by whom."""
    event = locked(event)
    return save(presentation_of(event, terms, order=_next_order(event.presentations)), by=by)


@transaction.atomic
def add_site_visit(event: Event, terms: SiteVisitTerms, *, by: User | None) -> SiteVisit:
    """Write down which place the delegation saw."""
    event = locked(event)
    return save(site_visit_of(event, terms, order=_next_order(event.site_visits)), by=by)


def file_of(event: Event, new: NewFile) -> EventFile:
    """Return the row that keeps a file or only its caption; nothing is saved."""
    event_file = _describe(EventFile(event=event, size=0), new.terms)
    if new.file is None and not event_file.caption:
        raise EmptyError(_("Choose a file, or write the caption of a picture that is missing."))
    if new.file is not None:
        _fill(event_file, new.file)
    return event_file


def topic_of(event: Event, terms: TopicTerms, *, order: int) -> Topic:
    """Return the row of a topic; nothing is saved."""
    return Topic(event=event, text=_something(clean_name(terms.text)), order=order)


def statement_of(event: Event, terms: StatementTerms, *, order: int) -> Statement:
    """Return the row of a statement; nothing is saved."""
    statement = terms.write_to(Statement(event=event, order=order))
    statement.name = clean_name(terms.name)
    if terms.person is None and not statement.name:
        raise NobodySaidItError(_("Say who said it."))
    statement.text = _something(terms.text.strip())
    statement.kind = StatementKind(terms.kind)
    statement.capacity = clean_name(terms.capacity)
    return statement


def presentation_of(event: Event, terms: PresentationTerms, *, order: int) -> Presentation:
    """Return the row of a presentation; nothing is saved."""
    presentation = terms.write_to(Presentation(event=event, order=order))
    presentation.title = _something(clean_name(terms.title))
    presentation.name = clean_name(terms.name)
    return presentation


def site_visit_of(event: Event, terms: SiteVisitTerms, *, order: int) -> SiteVisit:
    """Return the row of a visited place; nothing is saved."""
    visit = terms.write_to(SiteVisit(event=event, order=order))
    visit.name = _something(clean_name(terms.name))
    visit.note = terms.note.strip()
    return visit


@transaction.atomic
def remove(part: Topic | Statement | Presentation | SiteVisit, *, by: User | None) -> None:
    """Take a topic, a statement, a presentation or a visited place off the record."""
    delete(locked(part), by=by)


def _describe(event_file: EventFile, terms: EventFileTerms) -> EventFile:
    event_file = terms.write_to(event_file)
    event_file.kind = FileKind(terms.kind)
    event_file.caption = clean_name(terms.caption)
    event_file.credit = clean_name(terms.credit)
    event_file.shown = clean_name(terms.shown)
    return event_file


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
