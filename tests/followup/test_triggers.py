"""Whatever changes what somebody is told of makes the record due, by whatever way it is written."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.db.models import F

from accounts.models import User
from followup.models import AT_ONCE, ReminderSchedule
from followup.triggers import RULES, install
from network.models import FocalPoint, Membership, Organization, Person
from notifications.models import Recipient
from partnerships.models import (
    Action,
    Agreement,
    Commitment,
    Pairing,
    PairingParty,
)
from tests.factories import roles
from tests.factories.accounts import UserFactory
from tests.factories.network import (
    FocalPointFactory,
    OrganizationFactory,
    PersonFactory,
    PositionFactory,
)
from tests.factories.notifications import MessageFactory
from tests.factories.partnerships import (
    ActionFactory,
    AgreementFactory,
    CommentFactory,
    CommitmentFactory,
    PairingFactory,
    PairingFocalPointFactory,
    ProgressUpdateFactory,
)

pytestmark = pytest.mark.django_db

DAY = date(2026, 12, 1)
NEAR, FAR = (datetime.now(UTC) + timedelta(days=days) for days in (0.5, 30))


@pytest.fixture
def pairing():
    """Return a pairing with one record of each kind, none of them due to be checked."""
    college = FocalPointFactory(organization=OrganizationFactory(parent=OrganizationFactory()))
    pairing = PairingFactory(parties=[college.organization, OrganizationFactory()])
    ActionFactory(pairing=pairing, due_on=DAY, person=PersonFactory())
    CommitmentFactory(pairing=pairing, ends_on=DAY)
    CommentFactory(pairing=pairing)
    AgreementFactory(signed=True, parties=[college.organization], ends_on=DAY)
    ReminderSchedule.objects.update(next_check_at=FAR)
    return pairing


def due():
    """Return what is due to be checked, by the name of its model."""
    found = ReminderSchedule.objects.filter(next_check_at=AT_ONCE).order_by("kind")
    return [each.kind.partition(".")[2] for each in found]


ITEMS = ["action", "commitment"]
OF_SIDES = ["action", "comment", "commitment", "pairing"]
EVERYTHING = ["action", "agreement", "comment", "commitment", "pairing"]

# What the staff is told of as well.
OF_STAFF = ["action", "agreement", "comment", "commitment"]

CHANGES = {
    "day of an action": (lambda p: Action.objects.update(due_on=None), ["action"]),
    "person of an action": (
        lambda p: Action.objects.update(person=PersonFactory()),
        ["action"],
    ),
    "revision of an action": (
        lambda p: Action.objects.update(revision=F("revision") + 1),
        ["action"],
    ),
    "words of an action": (lambda p: Action.objects.update(text="Other"), []),
    "an action that is removed": (lambda p: Action.objects.all().delete(), ["action"]),
    "day of an agreed area": (lambda p: Commitment.objects.update(ends_on=None), ["commitment"]),
    "words of an agreed area": (lambda p: Commitment.objects.update(text="Other"), []),
    "phase": (
        lambda p: Pairing.objects.update(phase="paused", reason="Flood"),
        [*ITEMS, "pairing"],
    ),
    "meeting": (lambda p: Pairing.objects.update(last_met_on=DAY), ["pairing"]),
    "title": (lambda p: Pairing.objects.update(title="Other"), []),
    "side": (
        lambda p: PairingParty.objects.create(pairing=p, organization=OrganizationFactory()),
        OF_SIDES,
    ),
    "somebody appointed for a pairing": (
        lambda p: PairingFocalPointFactory(pairing=p, organization=p.parties.first().organization),
        OF_SIDES,
    ),
    "focal point": (lambda p: FocalPoint.objects.update(ends_on=DAY), EVERYTHING),
    "focal point of the house above": (
        lambda p: FocalPointFactory(
            organization=Organization.objects.get(departments__pairing_parties__isnull=False)
        ),
        EVERYTHING,
    ),
    "focal point elsewhere": (lambda p: FocalPointFactory(), []),
    "house above": (lambda p: Organization.objects.update(parent=None), EVERYTHING),
    "name of a house": (lambda p: Organization.objects.update(name="Other"), []),
    "address": (lambda p: Recipient.objects.update(email="new@example.org"), EVERYTHING),
    "language": (lambda p: Recipient.objects.update(language="km"), []),
    "answer": (
        lambda p: ProgressUpdateFactory(pairing=p, action=p.actions.get()),
        ["action", "pairing"],
    ),
    "a question that is answered": (
        lambda p: CommentFactory(pairing=p, kind="answer", answers=p.comments.get()),
        ["comment"],
    ),
    "words of a question": (lambda p: p.comments.update(text="Other"), []),
    "a question that is taken back": (lambda p: p.comments.update(closed_at=NEAR), ["comment"]),
    "firmness of an agreed area": (
        lambda p: Commitment.objects.update(firmness="wished"),
        ["commitment"],
    ),
    "call for help": (
        lambda p: ProgressUpdateFactory(pairing=p, answer="blocked"),
        ["pairing", "progressupdate"],
    ),
    "last day of an agreement": (
        lambda p: Agreement.objects.update(ends_on=None, is_open_ended=True),
        ["agreement"],
    ),
    "renewal": (
        lambda p: AgreementFactory(renews=Agreement.objects.get(), signed=True),
        ["agreement", "agreement"],
    ),
    "title of an agreement": (lambda p: Agreement.objects.update(title="Other"), []),
    "somebody is entered": (lambda p: PersonFactory(), []),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_makes_due_what_it_concerns_and_nothing_else(pairing, change):
    act, expected = CHANGES[change]

    act(pairing)

    assert due() == expected


@pytest.mark.parametrize(
    "change",
    [
        roles.staff,
        lambda: PersonFactory(user=UserFactory()),
        lambda: Membership.objects.all().delete(),
        lambda: User.objects.update(is_active=False),
        lambda: Recipient.objects.update(refused_at=datetime.now(UTC)),
    ],
)
@pytest.mark.parametrize(("moment", "expected"), [(NEAR, OF_STAFF), (FAR, [])])
def test_only_what_is_near_is_checked_when_the_staff_changes(pairing, change, moment, expected):
    FocalPoint.objects.all().delete()
    Action.objects.update(person=None)
    PersonFactory(user=roles.staff())
    ReminderSchedule.objects.update(next_check_at=moment)

    change()

    assert due() == expected


def test_a_closed_account_makes_due_what_its_person_answered_for(pairing):
    person = FocalPoint.objects.get().person
    person.user = UserFactory()
    person.save()
    ReminderSchedule.objects.update(next_check_at=FAR)

    User.objects.update(last_login=NEAR)
    assert due() == []

    User.objects.update(is_active=False)
    assert due() == EVERYTHING


def test_a_focal_point_with_a_first_day_is_new_and_one_without_is_not(pairing):
    seat = FocalPointFactory(starts_on=DAY)
    FocalPointFactory()
    kept = ReminderSchedule.objects.get(kind="network.organization")
    assert (kept.record_id, kept.next_check_at) == (seat.organization_id, AT_ONCE)

    ReminderSchedule.objects.update(next_check_at=FAR)
    Recipient.objects.filter(person=seat.person).update(refused_at=NEAR)
    assert due() == ["organization"]


def test_whoever_leaves_an_institution_is_not_asked_what_they_were_named_for(pairing):
    position = PositionFactory(person=Action.objects.get().person)
    assert due() == []

    position.ends_on = DAY
    position.save()

    assert due() == ["action"]


def test_whoever_wants_to_be_told_after_all_is_told(pairing):
    action = pairing.actions.get()
    kept = MessageFactory(about=action, kind="partnerships.escalation", state="cancelled")
    choice = kept.recipient.preferences.create(kind=kept.kind, choice="off")
    ReminderSchedule.objects.update(next_check_at=FAR)

    choice.delete()

    assert due() == ["action"]


def test_whatever_is_said_later_of_a_pairing_may_end_a_call_for_help(pairing):
    ProgressUpdateFactory(pairing=pairing, answer="blocked")
    ReminderSchedule.objects.update(next_check_at=FAR)

    ProgressUpdateFactory(pairing=pairing)

    assert due() == ["pairing", "progressupdate"]


def test_what_is_not_on_the_schedule_is_not_put_there_by_a_fact_beside_it(pairing):
    ReminderSchedule.objects.all().delete()

    FocalPoint.objects.update(ends_on=DAY)
    Person.objects.update(name="Other")

    assert not ReminderSchedule.objects.exists()


def test_many_rows_are_one_statement_and_each_of_them_is_due(pairing, django_assert_num_queries):
    ActionFactory.create_batch(20, pairing=pairing)
    ReminderSchedule.objects.update(next_check_at=FAR)

    with django_assert_num_queries(1):
        Action.objects.update(due_on=DAY + timedelta(days=1))

    assert due() == ["action"] * 21


def test_the_database_has_what_is_declared():
    function = r"REPLACE FUNCTION (\w+)\([^)]*\).*?AS \$\$(.*?)\$\$;"
    declared = dict(re.findall(function, install(), re.DOTALL))
    with connection.cursor() as cursor:
        cursor.execute("SELECT proname, prosrc FROM pg_proc WHERE proname LIKE 'followup%%'")
        installed = dict(cursor.fetchall())
        cursor.execute(
            "SELECT tgrelid::regclass::text, count(*) FROM pg_trigger"
            " WHERE tgname LIKE 'followup%%' GROUP BY 1"
        )
        triggers = dict(cursor.fetchall())

    assert installed == declared
    assert triggers == {rule.table: len(rule.ways) for rule in RULES}
