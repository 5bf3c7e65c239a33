from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dashboards.enums import ConcernKind, Whose
from dashboards.queries.attention import Concern, attention, concerns, waiting_rows
from dashboards.queries.scope import Scope
from events.enums import EventState
from partnerships.models import ProgressUpdate
from partnerships.queries.updates import is_own
from tests.factories import roles
from tests.factories.events import (
    EventFactory,
    EventPairingFactory,
    EventProgrammeFactory,
    OutcomeFactory,
    ParticipationFactory,
)
from tests.factories.network import (
    CooperationAreaFactory,
    CountryFactory,
    MembershipFactory,
    OrganizationFactory,
    PersonFactory,
    ProgrammeFactory,
)
from tests.factories.notifications import MessageFactory
from tests.factories.partnerships import (
    ActionFactory,
    AgreementAreaFactory,
    AgreementFactory,
    AnswerReferralFactory,
    CommentFactory,
    CommitmentFactory,
    PairingFactory,
    ProgressUpdateFactory,
)

TODAY = date(2026, 11, 22)
pytestmark = pytest.mark.django_db


@pytest.fixture
def staff():
    return roles.staff()


@pytest.fixture
def pairing():
    return PairingFactory(title="A and B", last_met_on=date(2026, 11, 20))


def _waiting(user, whose=Whose.OWN):
    return list(concerns(Scope(user, TODAY))[whose][:])


def test_nothing_needs_attention_when_all_is_well(staff, pairing):
    ActionFactory(pairing=pairing, due_on=TODAY)

    found = attention(Scope(staff, TODAY))

    assert (found.own.total, found.others.total) == (0, 0)


def test_a_call_for_help_comes_first_verified_or_not(staff, pairing):
    MessageFactory(about=pairing, state="failed")
    call = ProgressUpdateFactory(pairing=pairing, answer="blocked")
    first, _failed = _waiting(staff)
    call.verified_by, call.verified_at = staff, datetime(2026, 11, 21, tzinfo=UTC)
    call.save()

    assert first == _waiting(staff)[0] == Concern(ConcernKind.BLOCKED, call)
    assert attention(Scope(staff, TODAY)).own.total == 2


def test_messages_that_did_not_arrive_are_counted_in_one_line(staff, pairing):
    for state in ("failed", "unconfirmed", "pending"):
        MessageFactory(about=pairing, state=state)

    assert _waiting(staff) == [Concern(ConcernKind.UNDELIVERED_MESSAGES, number=2)]
    assert attention(Scope(staff, TODAY)).own.total == 1


def test_messages_are_no_concern_of_those_who_read_no_outbox(pairing):
    MessageFactory(about=pairing, state="failed")
    reader = roles.focal_point(pairing.parties.first().organization)

    assert _waiting(reader) == []


def test_an_open_question_waits_for_who_can_answer_and_for_who_asked(staff, pairing):
    side = pairing.parties.first().organization
    official, other = roles.official(side.country), roles.official(side.country)
    question = CommentFactory(pairing=pairing, submitted_by=official)
    CommentFactory(pairing=pairing, remark=True)
    CommentFactory(pairing=pairing, closed_at=datetime(2026, 11, 21, tzinfo=UTC))

    for user in (staff, roles.focal_point(side)):
        assert _waiting(user) == [Concern(ConcernKind.OPEN_QUESTION, question)]
    assert _waiting(official, Whose.OTHERS) == [Concern(ConcernKind.OPEN_QUESTION, question)]
    assert _waiting(official) == _waiting(other) == _waiting(other, Whose.OTHERS) == []


def test_an_action_past_its_day(staff, pairing):
    action = ActionFactory(pairing=pairing, due_on=date(2026, 11, 21))

    assert _waiting(staff) == [Concern(ConcernKind.OVERDUE_ACTION, action)]


def test_a_meeting_whose_report_is_due(staff):
    event = EventFactory(day=date(2026, 11, 21), state=EventState.CONFIRMED)

    assert _waiting(staff) == [Concern(ConcernKind.REPORT_DUE, event)]


def test_who_was_named_instead_of_others_waits_for_the_staff(staff):
    event = _with_stand_ins(2)

    assert _waiting(staff) == [Concern(ConcernKind.STAND_INS, event, number=2)]


def test_an_agreement_that_ends_soon_and_is_not_renewed(staff):
    ending = AgreementFactory(signed=True, title="MoU", ends_on=date(2027, 1, 31))
    renewed = AgreementFactory(signed=True, title="Old", ends_on=date(2027, 1, 31))
    AgreementFactory(title="New", renews=renewed)
    AgreementFactory(signed=True, title="Later", ends_on=date(2028, 1, 31))

    assert _waiting(staff) == [Concern(ConcernKind.ENDING_AGREEMENT, ending)]


def test_somebody_says_that_another_should_answer(staff, pairing):
    referral = AnswerReferralFactory(pairing=pairing)

    assert _waiting(staff) == [Concern(ConcernKind.REFERRAL, referral)]


def test_an_update_that_nobody_else_has_verified(staff, pairing):
    update = ProgressUpdateFactory(pairing=pairing)
    ProgressUpdateFactory(pairing=pairing, submitted_by=staff)
    ProgressUpdateFactory(
        pairing=pairing, verified_by=staff, verified_at=datetime(2026, 11, 21, tzinfo=UTC)
    )

    assert _waiting(staff) == [Concern(ConcernKind.UNVERIFIED_UPDATE, update)]


def test_a_commitment_whose_period_is_over(staff, pairing):
    commitment = CommitmentFactory(
        pairing=pairing, starts_on=date(2022, 1, 1), ends_on=date(2022, 12, 31)
    )

    assert _waiting(staff) == [Concern(ConcernKind.LATE_COMMITMENT, commitment)]


def test_the_pairings_of_which_nothing_was_heard_the_longest_silence_first(staff):
    silent = PairingFactory(title="Silent")
    quiet = PairingFactory(title="Quiet", last_met_on=date(2026, 1, 1))
    asleep = PairingFactory(title="Asleep", last_met_on=date(2021, 12, 21))

    assert _waiting(staff) == [
        Concern(ConcernKind.QUIET_PAIRING, each) for each in (asleep, quiet, silent)
    ]


def test_what_does_not_fit_is_counted(staff, pairing):
    for _turn in range(3):
        ActionFactory(pairing=pairing, due_on=date(2026, 1, 1))

    few = attention(Scope(staff, TODAY), limit=2).own

    assert (len(few.concerns), few.total, few.hidden) == (2, 3, 1)


def test_others_see_only_what_is_theirs(pairing):
    ActionFactory(pairing=pairing, due_on=date(2026, 1, 1))

    found = attention(Scope(roles.official(), TODAY))

    assert (found.own.total, found.others.total) == (0, 0)


def test_any_slice_is_that_of_the_whole_list(staff):
    _everything(staff)
    _everything(staff)
    waiting = concerns(Scope(staff, TODAY))[Whose.OWN]
    everything = waiting[:]

    in_one = ConcernKind.UNDELIVERED_MESSAGES
    assert [concern.kind for concern in everything] == [
        kind for kind in ConcernKind for _turn in range(1 if kind == in_one else 2)
    ]
    assert len(waiting) == len(everything) == 21
    for start in range(22):
        for stop in range(start, 23):
            assert waiting[start:stop] == everything[start:stop]


def test_three_of_many_cost_one_statement_to_count_and_a_slice_of_each_kind(staff):
    _everything(staff)
    few = _statements(staff, limit=3)
    for _turn in range(5):
        _everything(staff)
    many = _statements(staff, limit=3)

    assert attention(Scope(staff, TODAY), limit=3).own.total == 61
    # Eleven kinds, and the questions that the staff asked themselves. Then a call for help, the
    # messages that share a line and a question, or three calls for help.
    assert [sql.count("UNION ALL") for sql in few] == [11, 0, 0]
    assert [sql.count("UNION ALL") for sql in many] == [11, 0]
    assert [sql.rpartition(" ")[2] for sql in many[1:]] == ["3"]


def test_however_much_waits_all_of_it_costs_one_statement_to_count_and_one_a_kind(staff):
    for _turn in range(3):
        _everything(staff)

    # What is told of messages is their number.
    assert len(_statements(staff, limit=1000)) == len(ConcernKind)


@pytest.mark.parametrize(
    "chosen",
    ["country", "organization", "pairing", "area", "programme", "phase", "country programme area"],
)
def test_it_follows_what_the_reader_chose(staff, chosen):
    ours, _others = (_part_of_the_network(staff, phase) for phase in ("matched", "active"))
    # Messages belong to no part, and the pairing in need is not the quiet one.
    missing = {ConcernKind.UNDELIVERED_MESSAGES}
    missing |= {ConcernKind.QUIET_PAIRING} if chosen == "pairing" else set()

    chosen = {name: ours[name] for name in chosen.split()}
    found = concerns(Scope(staff, TODAY, **chosen))[Whose.OWN]

    assert found.counts == {kind: int(kind not in missing) for kind in ConcernKind}


# By which permission somebody deals with each kind; of messages and stand-ins others see nothing.
WRITTEN_ABOUT = ("blocked", "overdue_action", "late_commitment", "quiet_pairing")
ACTS = {
    **{ConcernKind(kind): "partnerships.write_update" for kind in WRITTEN_ABOUT},
    ConcernKind.OPEN_QUESTION: "partnerships.answer_comment",
    ConcernKind.REPORT_DUE: "events.hold_event",
    ConcernKind.ENDING_AGREEMENT: "partnerships.add_agreement",
    ConcernKind.REFERRAL: "partnerships.settle_referral",
    ConcernKind.UNVERIFIED_UPDATE: "partnerships.verify_update",
}


def _readers(part):
    country, house, programme = part["country"], part["organization"], part["programme"]
    found = {
        "staff": roles.staff(),
        "of the programme": roles.limited_staff(programme),
        "coordinator": roles.coordinator(country),
        "focal point": roles.focal_point(house),
        "official": roles.official(country),
    }
    also = {
        "coordinator elsewhere": {"role": "coordinator", "country": CountryFactory()},
        "focal point as well": {"role": "focal_point", "organization": house},
        "of the programme as well": {"role": "staff", "programme": programme},
    }
    for name, role in also.items():
        found[name] = roles.official(country)
        MembershipFactory(user=found[name], **role)
    return found


def test_each_list_has_what_the_rules_of_the_acts_say(staff):
    """Whoever reads: what is theirs they may deal with, what is for others they may not."""
    part = _part_of_the_network(staff, phase="active")
    beside = PairingFactory(
        parties=[OrganizationFactory(country=part["country"])], last_met_on=TODAY
    )
    ActionFactory(pairing=beside, due_on=date(2026, 1, 1))
    ProgressUpdateFactory(pairing=beside, answer="blocked")
    AnswerReferralFactory(pairing=beside, person=PersonFactory())
    EventPairingFactory(
        event=EventFactory(day=date(2026, 11, 20), state=EventState.CONFIRMED), pairing=beside
    )
    for name, reader in _readers(part).items():
        person = getattr(reader, "person", None) or PersonFactory(user=reader)
        CommentFactory(pairing=beside, submitted_by=reader)
        # By a link in a mail, and signed in: nobody verifies their own.
        ProgressUpdateFactory(pairing=beside, author=person, submitted_by=None)
        ProgressUpdateFactory(pairing=beside, submitted_by=reader)
        scope = Scope(reader, TODAY)
        everything = {kind: set(found) for kind, found in waiting_rows(scope).items()}
        for kind, permission in ACTS.items():
            own, others = (set(waiting_rows(scope, whose)[kind]) for whose in Whose)
            assert own | others == everything[kind], (name, kind)
            assert own == {each for each in everything[kind] if _may(reader, permission, each)}, (
                name,
                kind,
            )
            assert not own & others, (name, kind)
        written = {each for each in ProgressUpdate.objects.all() if is_own(each, reader)}
        assert everything[ConcernKind.UNVERIFIED_UPDATE].isdisjoint(written), name


def _may(reader, permission, record):
    # To write down the next agreement is asked of nobody's in particular.
    return reader.has_perm(permission, None if permission.endswith("add_agreement") else record)


def test_messages_and_stand_ins_are_of_who_can_deal_with_them(staff, pairing):
    MessageFactory(about=pairing, state="failed")
    _with_stand_ins(1)

    kinds = {ConcernKind.UNDELIVERED_MESSAGES, ConcernKind.STAND_INS}
    assert {each.kind for each in _waiting(staff)} == kinds
    assert _waiting(staff, Whose.OTHERS) == []


def test_of_what_others_must_do_the_first_are_shown_and_all_are_counted(pairing):
    official = roles.official(pairing.parties.first().organization.country)
    actions = ActionFactory.create_batch(5, pairing=pairing, due_on=date(2026, 1, 1))

    found = attention(Scope(official, TODAY))

    assert (found.own.total, found.others.total, found.others.hidden) == (0, 5, 2)
    assert found.others.concerns == tuple(
        Concern(ConcernKind.OVERDUE_ACTION, each) for each in actions[:3]
    )


def _statements(user, *, limit):
    """Return what the concerns cost, but for the kinds of record that messages are about."""
    attention(Scope(user, TODAY))
    with CaptureQueriesContext(connection) as asked:
        attention(Scope(user, TODAY), limit=limit)
    statements = [each["sql"] for each in asked.captured_queries]
    return [sql for sql in statements if 'SELECT "django_content_type"' not in sql]


def _with_stand_ins(number):
    event = EventFactory(title="Peer workshop", day=TODAY, confirmed=True)
    for _turn in range(number):
        own = ParticipationFactory(event=event, state="declined")
        ParticipationFactory(event=event, state="registered", instead_of=own)
    return event


def _part_of_the_network(staff, phase):
    """Make one concern of every kind in one part; return by what filters it is found."""
    country, area, programme = CountryFactory(), CooperationAreaFactory(), ProgrammeFactory()
    house = OrganizationFactory(country=country)
    pairing, quiet = (
        PairingFactory(
            phase=phase, programme=programme, parties=[house], last_met_on=date(2026, 1, 1)
        )
        for _number in range(2)
    )
    CommitmentFactory(pairing=quiet, area=area)
    agreed = CommitmentFactory(pairing=pairing, area=area, ends_on=date(2022, 12, 31))
    about = {"pairing": pairing, "commitment": CommitmentFactory(pairing=pairing, area=area)}
    MessageFactory(about=pairing, state="failed")
    CommentFactory(**about)
    ActionFactory(**about, due_on=date(2026, 11, 21))
    due = EventFactory(day=date(2026, 11, 21), state=EventState.CONFIRMED)
    for event in (due, _with_stand_ins(1)):
        EventPairingFactory(event=event, pairing=pairing)
        EventProgrammeFactory(event=event, programme=programme)
        OutcomeFactory(event=event, kind="commitment", commitment=agreed)
    agreement = AgreementFactory(
        signed=True, pairing=pairing, parties=[house], ends_on=date(2027, 1, 31)
    )
    AgreementAreaFactory(agreement=agreement, area=area)
    AnswerReferralFactory(**about, person=PersonFactory())
    long_ago = {"submitted_at": datetime(2026, 1, 2, tzinfo=UTC)}
    ProgressUpdateFactory(**about, **long_ago)
    blocked = ProgressUpdateFactory(**about, **long_ago, answer="blocked")
    blocked.verified_by, blocked.verified_at = staff, datetime(2026, 1, 3, tzinfo=UTC)
    blocked.save()
    return {
        "country": country,
        "organization": house,
        "pairing": pairing,
        "area": area,
        "programme": programme,
        "phase": phase,
    }


def _everything(staff):
    """Make one concern of every kind."""
    fine = PairingFactory(last_met_on=date(2026, 11, 20))
    MessageFactory(about=fine, state="failed")
    CommentFactory(pairing=fine)
    ActionFactory(pairing=fine, due_on=date(2026, 11, 21))
    EventFactory(day=date(2026, 11, 21), state=EventState.CONFIRMED)
    _with_stand_ins(1)
    AgreementFactory(signed=True, ends_on=date(2027, 1, 31))
    AnswerReferralFactory(pairing=fine, person=PersonFactory())
    ProgressUpdateFactory(pairing=fine)
    ProgressUpdateFactory(pairing=fine, answer="blocked")
    CommitmentFactory(pairing=fine, starts_on=date(2022, 1, 1), ends_on=date(2022, 12, 31))
    PairingFactory(last_met_on=date(2026, 1, 1))
