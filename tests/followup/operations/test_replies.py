"""What an invited person answers, and what it does to the list."""

from datetime import UTC, date, datetime

import pytest

from events.enums import EventState, ParticipationState
from events.operations import attendance
from followup.enums import Reply
from followup.models import ReminderSchedule
from followup.operations import replies
from followup.operations.replies import ClosedError, NobodyNamedError, StandIn
from network.models import Person
from tests.factories.events import EventFactory, OrganizerFactory, ParticipationFactory
from tests.factories.network import FocalPointFactory, OrganizationFactory, PersonFactory
from tests.factories.roles import staff
from tests.followup.planning import is_scheduled

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 25, 3, tzinfo=UTC)


@pytest.fixture
def event():
    return EventFactory(confirmed=True, day=date(2026, 12, 10))


@pytest.fixture
def college():
    return OrganizationFactory(name="NPIC")


@pytest.fixture
def person(college):
    return PersonFactory(name="Sok Dara", works_at=college)


def listed(event, person, state=ParticipationState.INVITED):
    return ParticipationFactory(
        event=event, person=person, state=state, organization=person.positions.get().organization
    )


def answered(event, person, reply, stand_in=None):
    return replies.answer(event, person, reply=reply, stand_in=stand_in, by=None, now=NOW)


@pytest.mark.parametrize(
    ("reply", "state"),
    [(Reply.YES, ParticipationState.APPROVED), (Reply.NO, ParticipationState.DECLINED)],
)
def test_yes_and_no_stand_on_the_list(event, person, reply, state):
    own = listed(event, person)

    assert answered(event, person, reply) == own
    own.refresh_from_db()
    assert own.state == state


def test_the_last_answer_counts(event, person):
    own = listed(event, person)
    answered(event, person, Reply.NO)
    answered(event, person, Reply.YES)

    own.refresh_from_db()
    assert own.state == ParticipationState.APPROVED


def test_a_focal_point_who_is_not_on_the_list_is_put_on_it(event, college):
    person = FocalPointFactory(organization=college).person
    OrganizerFactory(event=event, organization=college)

    own = answered(event, person, Reply.YES)

    assert event.participations.get() == own
    assert (own.person, own.organization) == (person, college)
    assert own.state == ParticipationState.APPROVED


def test_somebody_else_is_put_on_the_list_as_written(event, person, college):
    own = listed(event, person)
    stand_in = StandIn(" Chan  Thida ", position="Deputy Director")

    answered(event, person, Reply.SOMEBODY_ELSE, stand_in)

    own.refresh_from_db()
    other = event.participations.exclude(pk=own.pk).get()
    assert own.state == ParticipationState.DECLINED
    assert (other.name, other.person, other.organization) == ("Chan Thida", None, college)
    assert (other.capacity, other.state) == ("Deputy Director", ParticipationState.REGISTERED)


def test_the_same_answer_sent_twice_names_them_once(event, person):
    listed(event, person)
    for stand_in in (StandIn("Chan Thida"), StandIn("Chan Thida", "thida@npic.example")):
        answered(event, person, Reply.SOMEBODY_ELSE, stand_in)
        answered(event, person, Reply.SOMEBODY_ELSE, stand_in)

        assert event.participations.filter(name="Chan Thida").count() == 1

    assert event.participations.filter(person__name="Chan Thida").count() == 1


def test_whoever_is_named_later_comes_in_place_of_the_one_named_before(event, person):
    own = listed(event, person)
    other = listed(event, PersonFactory(works_at=OrganizationFactory()))
    answered(event, other.person, Reply.SOMEBODY_ELSE, StandIn("Keo Vanna"))
    for name in ("Chan Thida", "Kim Sopheap"):
        answered(event, person, Reply.SOMEBODY_ELSE, StandIn(name))

    named = event.participations.exclude(pk__in=[own.pk, other.pk]).order_by("pk")
    assert [(each.name, each.instead_of) for each in named] == [
        ("Keo Vanna", other),
        ("Kim Sopheap", own),
    ]


def test_a_stand_in_whom_the_organizers_confirmed_stays_when_another_is_named(event, person):
    own = listed(event, person)
    answered(event, person, Reply.SOMEBODY_ELSE, StandIn("Chan Thida"))
    attendance.move(own.stand_ins.get(), state=ParticipationState.APPROVED, by=None)

    answered(event, person, Reply.SOMEBODY_ELSE, StandIn("Kim Sopheap"))

    assert set(own.stand_ins.values_list("name", "state")) == {
        ("Chan Thida", ParticipationState.APPROVED),
        ("Kim Sopheap", ParticipationState.REGISTERED),
    }


def test_whoever_was_on_the_list_before_is_not_taken_off_it_as_a_stand_in(event, person, college):
    listed(event, person)
    colleague = listed(event, PersonFactory(name="Chan Thida", works_at=college))
    for email in (colleague.person.recipient.email, "sopheap@npic.example"):
        answered(event, person, Reply.SOMEBODY_ELSE, StandIn("Chan Thida", email))

    colleague.refresh_from_db()
    assert colleague.state == ParticipationState.INVITED


def test_somebody_else_with_an_address_is_reached_from_now_on(event, person, college):
    listed(event, person)
    person.recipient.language, person.recipient.time_zone = "lo", "Asia/Vientiane"
    person.recipient.save()
    stand_in = StandIn("Chan Thida", "thida@npic.example", "Teacher")

    answered(event, person, Reply.SOMEBODY_ELSE, stand_in)

    new = Person.objects.get(name="Chan Thida")
    assert (new.recipient.email, new.recipient.language) == ("thida@npic.example", "lo")
    assert new.recipient.time_zone == "Asia/Vientiane"
    assert new.positions.get().organization == college
    assert event.participations.get(person=new).state == ParticipationState.REGISTERED


def test_somebody_whose_address_is_known_is_not_written_down_anew(event, person, college):
    listed(event, person)
    known = PersonFactory(
        name="Chan Thida", recipient__email="thida@npic.example", works_at=college
    )

    answered(event, person, Reply.SOMEBODY_ELSE, StandIn("Thida", "Thida@NPIC.example"))

    assert event.participations.get(person=known).state == ParticipationState.REGISTERED


@pytest.mark.parametrize("stand_in", [None, StandIn("  ")])
def test_somebody_else_has_a_name(event, person, stand_in):
    own = listed(event, person)

    with pytest.raises(NobodyNamedError):
        answered(event, person, Reply.SOMEBODY_ELSE, stand_in)
    own.refresh_from_db()
    assert own.state == ParticipationState.INVITED


@pytest.mark.parametrize("email", ["", "DARA@npic.example"])
def test_nobody_comes_instead_of_themselves(event, person, email):
    own = listed(event, person)

    with pytest.raises(NobodyNamedError, match="your own name"):
        answered(event, person, Reply.SOMEBODY_ELSE, StandIn("sok  dara", email))
    own.refresh_from_db()
    assert own.state == ParticipationState.INVITED


def test_a_colleague_who_shares_the_address_is_somebody_else(event, person):
    own = listed(event, person)
    shared = person.recipient.email

    answered(event, person, Reply.SOMEBODY_ELSE, StandIn("Chan Thida", shared))

    named = own.stand_ins.get()
    assert (named.name, named.state) == ("Chan Thida", ParticipationState.REGISTERED)
    assert (named.person.name, named.person.recipient.email) == ("Chan Thida", shared)


def test_a_colleague_who_had_declined_comes_instead_after_all(event, person, college):
    own = listed(event, person)
    thida = PersonFactory(name="Chan Thida", works_at=college)
    colleague = listed(event, thida, ParticipationState.DECLINED)

    stand_in = StandIn("Chan Thida", colleague.person.recipient.email)
    answered(event, person, Reply.SOMEBODY_ELSE, stand_in)

    colleague.refresh_from_db()
    assert (colleague.state, colleague.instead_of) == (ParticipationState.REGISTERED, own)


@pytest.mark.parametrize("state", [ParticipationState.ATTENDED, ParticipationState.ABSENT])
def test_who_was_there_is_not_undone(event, person, state):
    own = listed(event, person, state)

    with pytest.raises(ClosedError, match="over"):
        answered(event, person, Reply.NO)
    own.refresh_from_db()
    assert own.state == state


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (EventState.CANCELLED, "cancelled"),
        (EventState.POSTPONED, "postponed"),
        (EventState.HELD, "over"),
    ],
)
def test_a_meeting_that_does_not_wait_for_answers_takes_none(event, person, state, words):
    listed(event, person)
    event.state, event.reason = state, "The hall is closed"
    event.save()

    with pytest.raises(ClosedError, match=words):
        answered(event, person, Reply.YES)


def test_an_answer_lets_the_planner_look_again(event, person):
    listed(event, person)
    ReminderSchedule.objects.all().delete()

    answered(event, person, Reply.YES)

    assert is_scheduled(event)


SHARED = "office@npic.example"


@pytest.mark.parametrize("named", ["Chan Thida", "CHAN  thida"])
def test_in_a_shared_mailbox_the_name_says_who_comes_instead(event, person, named):
    reads_there = [
        PersonFactory(name=name, recipient__email="Office@NPIC.example")
        for name in ("Keo Vanna", "Chan Thida")
    ]
    own = listed(event, person)

    answered(event, person, Reply.SOMEBODY_ELSE, StandIn(named, SHARED))

    assert own.stand_ins.get().person == reads_there[1]


def test_a_colleague_at_the_own_address_who_is_not_known_yet_is_entered(event, person):
    person.recipient.email = SHARED
    person.recipient.save()
    PersonFactory(name="Keo Vanna", recipient__email=SHARED)
    own = listed(event, person)

    answered(event, person, Reply.SOMEBODY_ELSE, StandIn("Chan Thida", SHARED))

    entered = own.stand_ins.get().person
    assert (entered.name, entered.recipient.email) == ("Chan Thida", SHARED)
    assert Person.objects.filter(recipient__email=SHARED).count() == 3


def test_an_address_of_one_alone_means_them_however_they_are_written(event, person):
    known = PersonFactory(name="Chan Thida", recipient__email="Thida@npic.example")
    person.user = staff()
    person.save()
    own = listed(event, person)

    answered(event, person, Reply.SOMEBODY_ELSE, StandIn("Dr Chan", "thida@npic.example"))

    assert own.stand_ins.get().person == known


def test_nobody_is_told_who_reads_at_the_address_of_a_stranger(event, person):
    hidden = PersonFactory(name="Chan Thida", recipient__email="thida@elsewhere.example")
    own = listed(event, person)

    answered(event, person, Reply.SOMEBODY_ELSE, StandIn("Guess", "thida@elsewhere.example"))

    assert own.stand_ins.get().person.name == "Guess"
    assert not event.participations.filter(person=hidden).exists()
