"""Who hears of a question or a comment, and until when a mail about it helps."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from followup.queries.responsible_people import ResponsiblePeople, sphere_of
from network.models import Person
from network.queries import staff
from network.queries.staff import Sphere
from notifications.models import Recipient
from partnerships.models import Comment

QUESTION = "partnerships.question"
REMARK = "partnerships.comment"
ANSWERED = "partnerships.question_answered"
# Who has not answered for a week is asked once more; after two months it stands on pages alone.
PATIENCE, FRESH = timedelta(days=7), timedelta(days=60)


@dataclass(frozen=True)
class Readers:
    """Who answers for the sides of the pairing, and who of the ILO follows it up."""

    responsible: list[Person]
    staff: list[Person]

    @property
    def all(self) -> list[Person]:
        """Everybody once: whoever has two roles reads as who answers for a side."""
        return list(dict.fromkeys([*self.responsible, *self.staff]))


def asked_again_from(question: Comment) -> datetime:
    """Return the moment from which everybody is asked once more."""
    return question.submitted_at + PATIENCE


def is_fresh(comment: Comment, now: datetime) -> bool:
    """Say whether a mail about it still helps."""
    return now < comment.submitted_at + FRESH


def is_second(question: Comment, now: datetime) -> bool:
    """Say whether nobody has answered for so long that all are asked once more."""
    return now >= asked_again_from(question)


def key_for(comment: Comment, recipient: Recipient, now: datetime) -> str:
    """Return the identity of what one person is told of a question or a comment at that moment."""
    again = ":again" if comment.is_open and is_second(comment, now) else ""
    return f"comment:{comment.pk}:{recipient.pk}{again}"


def answer_key(question: Comment, recipient: Recipient) -> str:
    """Return the identity of what who asked is told of the answer."""
    return f"comment-answered:{question.pk}:{recipient.pk}"


def readers_of_each(comments: Iterable[Comment], *, on: date) -> dict[int, Readers]:
    """Return who hears of each of these, but for who wrote it.

    The number of statements is the same however many they are.
    """
    found = list(comments)
    people = ResponsiblePeople(pairings={each.pairing_id for each in found}, on=on)
    spheres = {each.pk: _sphere(each, people) for each in found}
    near = staff.responsible_for_each(spheres.values())
    return {
        each.pk: Readers(
            responsible=_others(each, people.of_sides(each.pairing_id, _sides(each, people))),
            staff=_others(each, near[spheres[each.pk]]),
        )
        for each in found
    }


def _sphere(comment: Comment, people: ResponsiblePeople) -> Sphere:
    return sphere_of(people.parties_of(comment.pairing_id), comment.pairing)


def _sides(comment: Comment, people: ResponsiblePeople) -> list[int]:
    return [party.organization_id for party in people.parties_of(comment.pairing_id)]


def _others(comment: Comment, people: Iterable[Person]) -> list[Person]:
    """Leave out who wrote it."""
    return [
        each
        for each in people
        if each.pk != comment.author_id and (each.user_id or 0) != comment.submitted_by_id
    ]
