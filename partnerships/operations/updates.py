"""Progress updates: answer, correct the answer, verify it or send it back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.db import locked
from core.errors import DomainError
from core.records import save, save_all
from core.uploads import Checked
from network.models import Person
from notifications.queries import quiet_hours
from partnerships.enums import Answer
from partnerships.models import (
    Action,
    Commitment,
    Pairing,
    PeopleReached,
    ProgressUpdate,
    UpdateFile,
)
from partnerships.operations import actions, due_items, pairings
from partnerships.queries.updates import is_own
from partnerships.terms.actions import ActionTerms
from partnerships.terms.updates import NewUpdate, PeopleReachedTerms, ProgressUpdateTerms


class NothingNamedError(DomainError):
    """It is not said which action or agreed area was carried out."""


class OtherPairingError(DomainError):
    """The action or the agreed area belongs to another pairing."""


class ReplacedError(DomainError):
    """A correction has taken the update's place."""


class PastDayError(DomainError):
    """What is late is expected on a day that has come already."""


class OwnUpdateError(DomainError):
    """Nobody verifies what they wrote themselves."""


class AlreadyCheckedError(DomainError):
    """Somebody has verified the update or sent it back."""


@transaction.atomic
def submit(
    pairing: Pairing,
    new: NewUpdate,
    *,
    now: datetime,
    author: Person | None = None,
    by: User | None = None,
) -> ProgressUpdate:
    """Take an answer: it counts at once.

    It ends the silence of its pairing, so nobody is asked about that any more.
    A corrected row stays as it was.

    :raises OtherPairingError: if the action or commitment is not of this pairing.
    :raises PastDayError: if the new day is not after today, by the clock of who answers.
    :raises ReplacedError: if the row that it corrects has a correction already.
    """
    pairing, today = locked(pairing), _today_of(author, now=now)
    check_belongs(pairing, new.terms.action, new.terms.commitment)
    check_new_day(new.terms.new_due_on, corrects=new.supersedes, today=today)
    update = _row(pairing, new, now=now, by=by, author=author)
    update.supersedes = _replaceable(new.supersedes)
    save(update, by=by)
    save_all(_reached(update, new.reached), by=by)
    save_all(_files(update, new.files), by=by)
    _follow(update, today=new.on or today, by=by)
    return update


@transaction.atomic
def submit_all(
    everything: Sequence[NewUpdate], *, now: datetime, by: User | None
) -> list[ProgressUpdate]:
    """Take what one report tells of several actions and agreed areas; each counts at once.

    It costs the same however many they are.

    :raises NothingNamedError: if one of them is about neither.
    """
    items = [_item_of(new.terms) for new in everything]
    pairings.hold(item.pairing_id for item in items)
    rows = [
        _row(item.pairing, new, now=now, by=by) for item, new in zip(items, everything, strict=True)
    ]
    made = save_all(rows, by=by)
    told = list(zip(made, everything, strict=True))
    save_all([one for update, new in told for one in _reached(update, new.reached)], by=by)
    today = _today_of(None, now=now)
    due_items.follow_all(
        [
            due_items.Followed(item, new.terms.answer, new.on or today)
            for item, new in zip(items, everything, strict=True)
        ],
        by=by,
    )
    return made


@transaction.atomic
def verify(update: ProgressUpdate, *, by: User, now: datetime) -> ProgressUpdate:
    """Confirm somebody else's update; from now on it is frozen.

    :raises OwnUpdateError: if ``by`` wrote it.
    :raises AlreadyCheckedError: if it was verified or sent back.
    :raises ReplacedError: if a correction has taken its place.
    """
    update = _to_be_checked(update, by)
    update.verified_by = by
    update.verified_at = now
    return save(update, by=by)


@transaction.atomic
def send_back(update: ProgressUpdate, *, comment: str, by: User, now: datetime) -> ProgressUpdate:
    """Ask the author of an update for a correction; until then it goes on counting.

    :raises BrokenConstraintError: if nobody says what should change.
    :raises OwnUpdateError: if ``by`` wrote it.
    :raises AlreadyCheckedError: if it was verified or sent back.
    :raises ReplacedError: if a correction has taken its place.
    """
    update = _to_be_checked(update, by)
    update.returned_by = by
    update.returned_at = now
    update.comment = comment.strip()
    return save(update, by=by)


def check_new_day(day: date | None, *, corrects: ProgressUpdate | None, today: date) -> None:
    """Refuse a day that has come already; a correction may leave the day that it found.

    :raises PastDayError: if ``day`` is not after ``today``.
    """
    is_kept = corrects is not None and corrects.new_due_on == day
    if day is not None and day <= today and not is_kept:
        raise PastDayError(_("Choose a day after today."))


def _today_of(author: Person | None, *, now: datetime) -> date:
    """Return the day by the clock of who answers by a link, else by the clock of who signed in."""
    if author is None:
        return timezone.localdate(now)
    return quiet_hours.day_of(now, author.recipient.time_zone)


def _row(
    pairing: Pairing,
    new: NewUpdate,
    *,
    now: datetime,
    by: User | None,
    author: Person | None = None,
) -> ProgressUpdate:
    update = new.terms.write_to(ProgressUpdate(pairing=pairing))
    update.author = author or getattr(by, "person", None)
    update.submitted_by, update.submitted_at = by, now
    return update


def _item_of(terms: ProgressUpdateTerms) -> Action | Commitment:
    item = terms.action or terms.commitment
    if item is None:
        raise NothingNamedError(_("Say which agreed area or action they carried out."))
    return item


def check_belongs(pairing: Pairing, *records: Action | Commitment | ProgressUpdate | None) -> None:
    """Refuse what is of another pairing.

    :raises OtherPairingError: if one of ``records`` is.
    """
    for record in records:
        if record is not None and record.pairing_id != pairing.pk:
            raise OtherPairingError(_("Choose an action or agreed area of this pairing."))


def _replaceable(update: ProgressUpdate | None) -> ProgressUpdate | None:
    if update is None:
        return None
    update = locked(update)
    if ProgressUpdate.objects.filter(supersedes=update).exists():
        raise ReplacedError(_("Somebody corrected this update already. Correct the newest one."))
    return update


def _reached(
    update: ProgressUpdate, reached: Iterable[PeopleReachedTerms]
) -> Iterable[PeopleReached]:
    """Yield the figures that are known, even if only one of the two is."""
    for terms in reached:
        if terms.total is not None or terms.women is not None:
            yield terms.write_to(PeopleReached(progress_update=update))


def _files(update: ProgressUpdate, files: Iterable[Checked]) -> Iterable[UpdateFile]:
    for checked in files:
        yield UpdateFile(progress_update=update, **vars(checked))


def _follow(update: ProgressUpdate, *, today: date, by: User | None) -> None:
    """Let the action or the commitment follow the answer."""
    items = (item for item in (update.commitment, update.action) if item is not None)
    answered = [due_items.Followed(item, update.answer, today) for item in items]
    due_items.follow_all(answered, by=by)
    if update.action is not None and update.answer == Answer.LATE and update.new_due_on:
        action = locked(update.action)
        terms = replace(ActionTerms.of(action), due_on=update.new_due_on)
        actions.edit(action, terms, by=by)


def _to_be_checked(update: ProgressUpdate, by: User) -> ProgressUpdate:
    update = locked(update)
    if is_own(update, by):
        raise OwnUpdateError(_("You cannot verify your own update. Ask somebody else."))
    if ProgressUpdate.objects.filter(supersedes=update).exists():
        raise ReplacedError(_("Somebody corrected this update. Look at the newest one."))
    if update.verified_at or update.returned_at:
        raise AlreadyCheckedError(_("Somebody has verified this update or sent it back already."))
    return update
