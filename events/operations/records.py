"""What was said, shown and seen at an event, and its files."""

from __future__ import annotations

from typing import TypeAlias

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.db import locked, next_order
from core.errors import DomainError
from core.records import delete, save
from core.uploads import Checked
from events.enums import FileKind, StatementKind
from events.models import (
    AgendaItem,
    AgendaSpeaker,
    Donation,
    Event,
    EventFile,
    HeadCount,
    Organizer,
    Outcome,
    Presentation,
    SiteVisit,
    Statement,
    Topic,
)
from events.terms.records import (
    DonationTerms,
    EventFileTerms,
    NewFile,
    PresentationTerms,
    SiteVisitTerms,
    StatementTerms,
    TopicTerms,
)

Record: TypeAlias = Topic | Statement | Presentation | SiteVisit | Donation
RecordTerms: TypeAlias = (
    TopicTerms | StatementTerms | PresentationTerms | SiteVisitTerms | DonationTerms
)
# What hangs on an event and is taken off without further ado.
Part: TypeAlias = Record | AgendaItem | AgendaSpeaker | HeadCount | Organizer | Outcome


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
def add(event: Event, terms: RecordTerms, *, by: User | None) -> Record:
    """Write down what was discussed, said, shown or seen; it comes last of its kind."""
    event = locked(event)
    record = record_of(event, terms)
    record.order = next_order(type(record).objects.filter(event=event))
    return save(record, by=by)


@transaction.atomic
def remove(part: Part, *, by: User | None) -> None:
    """Take a part off the event; what an outcome became stays with the partnership."""
    delete(locked(part), by=by)


def file_of(event: Event, new: NewFile) -> EventFile:
    """Return the row that keeps a file or only its caption; nothing is saved."""
    event_file = _describe(EventFile(event=event, size=0), new.terms)
    if new.file is None and not event_file.caption:
        raise EmptyError(_("Choose a file, or write the caption of a picture that is missing."))
    if new.file is not None:
        _fill(event_file, new.file)
    return event_file


def record_of(event: Event, terms: RecordTerms, *, order: int = 0) -> Record:
    """Return the row of what was discussed, said, shown or seen; nothing is saved."""
    match terms:
        case TopicTerms():
            return _topic(Topic(event=event, order=order), terms)
        case StatementTerms():
            return _statement(Statement(event=event, order=order), terms)
        case PresentationTerms():
            return _presentation(Presentation(event=event, order=order), terms)
        case DonationTerms():
            return _donation(Donation(event=event, order=order), terms)
        case _:
            return _site_visit(SiteVisit(event=event, order=order), terms)


def _topic(topic: Topic, terms: TopicTerms) -> Topic:
    topic = terms.write_to(topic)
    _must_say_something(topic.text)
    return topic


def _statement(statement: Statement, terms: StatementTerms) -> Statement:
    statement = terms.write_to(statement)
    if terms.person is None and not statement.name:
        raise NobodySaidItError(_("Say who said it."))
    _must_say_something(statement.text)
    statement.kind = StatementKind(terms.kind)
    return statement


def _presentation(presentation: Presentation, terms: PresentationTerms) -> Presentation:
    presentation = terms.write_to(presentation)
    _must_say_something(presentation.title)
    return presentation


def _site_visit(visit: SiteVisit, terms: SiteVisitTerms) -> SiteVisit:
    visit = terms.write_to(visit)
    _must_say_something(visit.name)
    return visit


def _donation(donation: Donation, terms: DonationTerms) -> Donation:
    donation = terms.write_to(donation)
    _must_say_something(donation.what)
    return donation


def _describe(event_file: EventFile, terms: EventFileTerms) -> EventFile:
    event_file = terms.write_to(event_file)
    event_file.kind = FileKind(terms.kind)
    return event_file


def _fill(event_file: EventFile, file: Checked) -> None:
    event_file.file = file.file
    event_file.name = file.name
    event_file.content_type = file.content_type
    event_file.size = file.size


def _must_say_something(text: str) -> None:
    if not text:
        raise EmptyError(_("Write a few words."))
