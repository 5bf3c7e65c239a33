"""Reminders of meetings: promised as soon as they can be foreseen, once each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from events.models import ReminderLook
from events.queries import reminders as questions
from notifications.operations import messages

if TYPE_CHECKING:
    from datetime import datetime

    from events.models import Event
    from events.queries.reminders import Reader, Stage


def look_again(event: Event) -> None:
    """Let the planner look at ``event`` at once: what concerns its readers has changed.

    Call it before anything is called back. Its row is where planner and change meet: the one
    waits here for the other, so that what is called back is all that was promised.
    """
    ReminderLook.objects.bulk_create(
        [ReminderLook(event=event)],
        update_conflicts=True,
        unique_fields=["event"],
        update_fields=["look_at"],
    )


def plan(*, now: datetime) -> int:
    """Promise every reminder that is within sight and not promised yet; return how many."""
    return sum(_plan_for(event, now=now) for event in questions.to_remind(now))


@transaction.atomic
def _plan_for(event: Event, *, now: datetime) -> int:
    start = questions.start_of(event)
    stages = questions.stages_of(start, now) if start else []
    if start is None or not stages:
        return 0
    wanted = {
        questions.key_of(event, stage, reader.person.recipient): (stage, reader)
        for reader in questions.readers_of(event).values()
        for stage in stages
    }
    promised = [
        _promise(event, key, stage, reader, start) for key, (stage, reader) in wanted.items()
    ]
    return messages.enqueue_all(promised, now=now)


def _promise(
    event: Event, key: str, stage: Stage, reader: Reader, start: datetime
) -> messages.Promise:
    return messages.Promise(
        key=key,
        kind=questions.KIND,
        recipient=reader.person.recipient,
        about=event,
        reason=_reason(reader),
        due_at=start - stage.before,
        not_after=start - stage.useless,
    )


def _reason(reader: Reader) -> str:
    if reader.organization is None:
        return _("Is on the list of participants")
    return _("Is a focal point of %(organization)s") % {"organization": reader.organization}
