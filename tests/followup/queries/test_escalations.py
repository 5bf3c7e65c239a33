"""What is so late that the staff should know."""

from datetime import UTC, date, datetime

import pytest

from followup.queries import escalations
from notifications.models import Message
from partnerships.models import Action
from tests.factories import roles
from tests.factories.network import CountryFactory, OrganizationFactory, PersonFactory
from tests.factories.notifications import MessageFactory, RecipientFactory
from tests.factories.partnerships import ActionFactory, PairingFactory, ProgressUpdateFactory
from tests.followup.planning import plan_escalations

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
LATE = date(2026, 11, 2)


def notices():
    return Message.objects.filter(kind="partnerships.escalation").order_by("pk")


def test_an_item_of_two_countries_is_told_to_both_coordinators():
    countries = [CountryFactory(laos=True), CountryFactory(china=True)]
    people = [PersonFactory(user=roles.coordinator(country)) for country in countries]
    sides = [OrganizationFactory(country=country) for country in countries]
    action = ActionFactory(pairing=PairingFactory(parties=sides), due_on=LATE)

    plan_escalations(now=NOW)

    assert [(each.about, each.recipient) for each in notices()] == [
        (action, person.recipient) for person in people
    ]
    assert escalations.notified_about(action) == people


def test_what_is_done_in_time_or_rests_is_nobodys_business():
    PersonFactory(user=roles.staff())
    ActionFactory(due_on=LATE, done=True)
    ActionFactory(due_on=None)
    ActionFactory(due_on=LATE, pairing=PairingFactory(phase="paused", reason="Flood"))

    assert (plan_escalations(now=NOW), list(notices())) == (0, [])


def test_what_is_late_is_put_off_while_the_person_asked_last_has_their_week():
    staff = PersonFactory(user=roles.staff())
    asked, long_asked = ActionFactory.create_batch(2, due_on=LATE)
    ActionFactory(due_on=LATE)
    for action, day in ((asked, 20), (long_asked, 10)):
        key = escalations.key_for(action, staff.recipient)
        MessageFactory(
            kind="partnerships.escalation", about=action, recipient=staff.recipient, key=key
        )
        at = datetime(2026, 11, day, 1, tzinfo=UTC)
        MessageFactory(kind="partnerships.update_request", about=action, sent=True, due_at=at)

    plan_escalations(now=NOW)

    assert asked not in [each.about for each in notices()]
    assert long_asked in [each.about for each in notices()]


@pytest.mark.parametrize(
    ("asked", "day"), [([], None), ([15, 16], None), ([15, 17], 24), ([20], 27)]
)
def test_whoever_was_asked_late_has_a_week_from_then_on(asked, day):
    """Late is what was asked after the sixteenth day, a week before the staff is told."""
    moments = [datetime(2026, 11, each, tzinfo=UTC) for each in asked]

    ends = escalations.patience_ends(LATE, moments)

    assert ends == (day and datetime(2026, 11, day, tzinfo=UTC))


def test_the_key_names_the_item_its_day_and_the_reader():
    recipient = RecipientFactory()

    key = escalations.key_for(Action(pk=7, due_on=LATE, revision=2), recipient)

    assert key == f"escalation:action:7:2026-11-02:r2:{recipient.pk}"


def test_only_questions_of_this_day_that_were_sent_count_as_asked():
    action = ActionFactory(due_on=LATE)
    question = {"kind": "partnerships.update_request", "about": action}
    asked = MessageFactory(key="update:action:1:2026-11-02:due:1", sent=True, **question)
    MessageFactory(key="update:action:1:2026-11-02:due:2", **question)
    MessageFactory(key="update:action:1:2026-10-02:due:1", sent=True, **question)
    MessageFactory(key="escalation:action:1:2026-11-02:r0:1", sent=True, about=action)

    assert list(escalations.asked_so_far(action)) == [asked]


def test_the_last_answer_is_the_newest_that_was_not_corrected():
    action = ActionFactory()
    about = {"action": action, "pairing": action.pairing}
    first = ProgressUpdateFactory(**about)
    second = ProgressUpdateFactory(**about, supersedes=first)

    assert escalations.last_answer(action) == second
    assert escalations.last_answer(ActionFactory()) is None
