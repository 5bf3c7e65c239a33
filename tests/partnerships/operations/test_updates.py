"""An answer counts at once; a verified one is frozen; nobody verifies their own."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from core.records import BrokenConstraintError
from core.uploads import Checked
from partnerships.enums import Answer
from partnerships.models import ProgressUpdate
from partnerships.operations import updates
from partnerships.terms.updates import NewUpdate, PeopleReachedTerms, ProgressUpdateTerms
from tests.factories import roles
from tests.factories.network import OrganizationFactory, PersonFactory
from tests.factories.partnerships import (
    ActionFactory,
    CommitmentFactory,
    PairingFactory,
    ProgressUpdateFactory,
)

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)
TODAY = date(2026, 11, 22)
TOMORROW = date(2026, 11, 23)


def answer(target_of, answered=Answer.GOING_WELL, **more):
    """Submit an answer about a pairing, an action or a commitment, by staff unless said."""
    whose = {name: more.pop(name) for name in ("by", "author") if name in more}
    now = more.pop("now", NOW)
    rest = {name: more.pop(name) for name in ("reached", "files", "supersedes") if name in more}
    pairing, subject = target_of["pairing"], {**target_of}
    del subject["pairing"]
    terms = ProgressUpdateTerms(answer=answered, **subject, **more)
    new = NewUpdate(terms=terms, **rest)
    return updates.submit(pairing, new, now=now, **(whose or {"by": roles.staff()}))


def reached(kind, total=None, women=None):
    return PeopleReachedTerms(kind=kind, total=total, women=women)


def about(action=None, commitment=None):
    record = action or commitment
    return {"pairing": record.pairing, "action": action, "commitment": commitment}


def test_submit_keeps_everything_that_was_said():
    own = OrganizationFactory()
    pairing = PairingFactory(parties=[own, OrganizationFactory()])
    user = roles.focal_point(own)
    checked = Checked(ContentFile(b"%PDF-", "plan.pdf"), "plan.pdf", "application/pdf", 5)

    update = answer(
        {"pairing": pairing},
        Answer.BLOCKED,
        text=" No visa ",
        percent=40,
        challenges=" Money ",
        new_due_on=TOMORROW,
        reached=[reached("teachers", 12, 5), reached("students"), reached("officials", women=2)],
        files=[checked],
        by=user,
    )

    update.refresh_from_db()
    assert (update.answer, update.text, update.challenges) == ("blocked", "No visa", "Money")
    assert (update.percent, update.new_due_on, update.submitted_at) == (40, TOMORROW, NOW)
    assert (update.author, update.submitted_by) == (user.person, user)
    assert list(update.reached.values_list("kind", "total", "women").order_by("pk")) == [
        ("teachers", 12, 5),
        ("officials", None, 2),
    ]
    assert [(file.name, file.size) for file in update.files.all()] == [("plan.pdf", 5)]


def test_done_closes_an_action_on_that_day():
    action = ActionFactory()

    answer(about(action=action), Answer.DONE)

    action.refresh_from_db()
    assert (action.state, action.closed_on) == ("done", TODAY)


@pytest.mark.parametrize("factory", [ActionFactory, CommitmentFactory])
def test_the_day_is_the_day_of_the_one_who_answers_by_a_link(factory):
    """At 23:44 UTC it is 6:44 of the next day in Phnom Penh."""
    record = factory()
    person = PersonFactory(recipient__time_zone="Asia/Phnom_Penh")
    noun = "action" if factory is ActionFactory else "commitment"
    now = datetime(2026, 11, 25, 23, 44, tzinfo=UTC)

    answer(about(**{noun: record}), Answer.DONE, author=person, now=now)

    record.refresh_from_db()
    assert record.closed_on == date(2026, 11, 26)


def test_the_day_of_a_user_is_the_day_of_the_clock_that_the_pages_show():
    action = ActionFactory()

    with timezone.override(ZoneInfo("Asia/Bangkok")):
        answer(about(action=action), Answer.DONE, now=datetime(2026, 11, 25, 23, 44, tzinfo=UTC))

    action.refresh_from_db()
    assert action.closed_on == date(2026, 11, 26)


def test_done_closes_a_commitment_on_that_day():
    commitment = CommitmentFactory()

    answer(about(commitment=commitment), Answer.DONE)

    commitment.refresh_from_db()
    assert (commitment.state, commitment.closed_on) == ("done", TODAY)


@pytest.mark.parametrize("answered", [Answer.GOING_WELL, Answer.LATE, Answer.BLOCKED])
def test_any_other_answer_starts_the_work(answered):
    action, commitment = ActionFactory(), CommitmentFactory()

    answer(about(action=action), answered)
    answer(about(commitment=commitment), answered)

    action.refresh_from_db()
    commitment.refresh_from_db()
    assert (action.state, commitment.state) == ("in_progress", "in_progress")


def test_late_with_a_new_date_moves_the_day_of_the_action():
    action = ActionFactory(due_on=date(2026, 9, 1))

    answer(about(action=action), Answer.LATE, new_due_on=date(2026, 12, 31))

    action.refresh_from_db()
    assert action.due_on == date(2026, 12, 31)


@pytest.mark.parametrize("day", [date(2020, 1, 1), TODAY])
def test_a_new_date_that_has_come_is_refused_and_nothing_is_written(day):
    action = ActionFactory(due_on=date(2026, 9, 1))

    with pytest.raises(updates.PastDayError, match=r"Choose a day after today\."):
        answer(about(action=action), Answer.LATE, new_due_on=day)

    action.refresh_from_db()
    assert action.due_on == date(2026, 9, 1)
    assert not ProgressUpdate.objects.exists()


def test_the_new_date_is_after_today_where_they_answer():
    """At 23:44 UTC it is the next day in Phnom Penh."""
    now = datetime(2026, 11, 22, 23, 44, tzinfo=UTC)
    person = PersonFactory(recipient__time_zone="Asia/Phnom_Penh")

    with pytest.raises(updates.PastDayError):
        answer(
            about(action=ActionFactory()),
            Answer.LATE,
            new_due_on=TOMORROW,
            author=person,
            now=now,
        )


def test_a_correction_may_leave_the_new_date_that_has_come_meanwhile():
    action = ActionFactory()
    first = answer(about(action=action), Answer.LATE, new_due_on=TOMORROW)
    later = {"new_due_on": TOMORROW, "now": NOW + timedelta(days=9)}

    second = answer(about(action=action), Answer.LATE, supersedes=first, text="Flood", **later)

    assert second.new_due_on == TOMORROW
    with pytest.raises(updates.PastDayError):
        answer(about(action=action), Answer.LATE, **later)


@pytest.mark.parametrize("answered", [Answer.GOING_WELL, Answer.BLOCKED])
def test_no_other_answer_moves_the_day(answered):
    action = ActionFactory(due_on=date(2026, 9, 1))

    answer(about(action=action), answered, new_due_on=date(2026, 12, 31))

    action.refresh_from_db()
    assert action.due_on == date(2026, 9, 1)


def test_late_moves_no_period_of_a_commitment():
    commitment = CommitmentFactory(ends_on=date(2026, 9, 1))

    answer(about(commitment=commitment), Answer.LATE, new_due_on=date(2026, 12, 31))

    commitment.refresh_from_db()
    assert commitment.ends_on == date(2026, 9, 1)


def test_done_again_leaves_the_day_on_which_it_was_closed():
    action, commitment = ActionFactory(done=True), CommitmentFactory(done=True)

    answer(about(action=action), Answer.DONE)
    answer(about(commitment=commitment), Answer.DONE)

    action.refresh_from_db()
    commitment.refresh_from_db()
    assert (action.closed_on, commitment.closed_on) == (date(2026, 11, 1), date(2026, 11, 1))


def test_what_was_dropped_stays_dropped():
    closed = {"state": "dropped", "reason": "No money", "closed_on": TODAY}
    action, commitment = ActionFactory(**closed), CommitmentFactory(**closed)

    answer(about(action=action))
    answer(about(commitment=commitment))

    action.refresh_from_db()
    commitment.refresh_from_db()
    assert (action.state, commitment.state) == ("dropped", "dropped")


def test_submit_refuses_an_action_of_another_pairing_and_writes_nothing():
    with pytest.raises(updates.OtherPairingError, match="of this pairing"):
        answer({"pairing": PairingFactory(), "action": ActionFactory()})

    assert not ProgressUpdate.objects.exists()


def test_submit_refuses_more_women_than_people_and_writes_nothing():
    with pytest.raises(BrokenConstraintError, match="There cannot be more women than people"):
        answer({"pairing": PairingFactory()}, reached=[reached("teachers", 1, 2)])

    assert not ProgressUpdate.objects.exists()


def test_a_correction_takes_the_place_of_the_earlier_answer_and_reopens_the_action():
    action = ActionFactory()
    first = answer(about(action=action), Answer.DONE)

    second = answer(about(action=action), Answer.BLOCKED, supersedes=first)

    action.refresh_from_db()
    assert list(ProgressUpdate.objects.current()) == [second]
    assert (action.state, action.closed_on) == ("in_progress", None)


def test_a_correction_of_a_verified_update_leaves_that_row_as_it_was():
    first = answer({"pairing": PairingFactory()}, text="As it was")
    verifier = roles.staff()
    updates.verify(first, by=verifier, now=NOW)

    answer({"pairing": first.pairing}, Answer.LATE, supersedes=first)

    first.refresh_from_db()
    assert (first.text, first.answer, first.verified_by) == ("As it was", "going_well", verifier)


def test_an_update_is_corrected_only_once():
    first = answer({"pairing": PairingFactory()})
    answer({"pairing": first.pairing}, supersedes=first)

    with pytest.raises(updates.ReplacedError, match="Correct the newest one"):
        answer({"pairing": first.pairing}, supersedes=first)


def test_verify_keeps_who_and_when():
    update, user = ProgressUpdateFactory(), roles.staff()

    update = updates.verify(update, by=user, now=NOW)

    assert (update.verified_by, update.verified_at) == (user, NOW)


def test_nobody_verifies_their_own_update():
    user = roles.staff()
    update = answer({"pairing": PairingFactory()}, by=user)

    with pytest.raises(updates.OwnUpdateError, match="You cannot verify your own update"):
        updates.verify(update, by=user, now=NOW)

    update.refresh_from_db()
    assert update.verified_at is None


def test_nobody_verifies_what_they_answered_by_link():
    user = roles.staff()
    person = PersonFactory(user=user)
    update = answer({"pairing": PairingFactory()}, author=person, by=None)

    with pytest.raises(updates.OwnUpdateError):
        updates.verify(update, by=user, now=NOW)


def test_an_answer_by_link_of_somebody_without_an_account_can_be_verified():
    update = answer({"pairing": PairingFactory()}, author=PersonFactory(), by=None)

    assert updates.verify(update, by=roles.staff(), now=NOW).verified_at == NOW


def test_an_update_is_verified_only_once():
    update = updates.verify(ProgressUpdateFactory(), by=roles.staff(), now=NOW)

    with pytest.raises(updates.AlreadyCheckedError, match="verified this update or sent it back"):
        updates.verify(update, by=roles.staff(), now=NOW)


def test_an_update_that_was_corrected_is_not_verified():
    first = answer({"pairing": PairingFactory()})
    answer({"pairing": first.pairing}, supersedes=first)

    with pytest.raises(updates.ReplacedError, match="Look at the newest one"):
        updates.verify(first, by=roles.staff(), now=NOW)


def test_send_back_keeps_the_comment_and_the_update_goes_on_counting():
    user = roles.staff()

    update = updates.send_back(
        ProgressUpdateFactory(), comment=" How many teachers? ", by=user, now=NOW
    )

    assert (update.returned_by, update.returned_at) == (user, NOW)
    assert update.comment == "How many teachers?"
    assert list(ProgressUpdate.objects.current()) == [update]


def test_send_back_needs_a_comment():
    update = ProgressUpdateFactory()

    with pytest.raises(BrokenConstraintError, match="Say what should be changed"):
        updates.send_back(update, comment=" ", by=roles.staff(), now=NOW)


def test_nobody_sends_back_their_own_update():
    user = roles.staff()
    update = answer({"pairing": PairingFactory()}, by=user)

    with pytest.raises(updates.OwnUpdateError):
        updates.send_back(update, comment="Hm", by=user, now=NOW)


def test_what_was_sent_back_waits_for_its_correction():
    update = updates.send_back(ProgressUpdateFactory(), comment="Hm", by=roles.staff(), now=NOW)

    with pytest.raises(updates.AlreadyCheckedError):
        updates.verify(update, by=roles.staff(), now=NOW)
