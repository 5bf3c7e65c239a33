"""What needs attention is told in a line, a tag and an address."""

from datetime import date

import pytest

from dashboards.enums import Whose
from dashboards.queries.attention import attention, concerns
from dashboards.queries.scope import Scope
from dashboards.wording.attention import (
    ShownConcern,
    groups,
    lede,
    lines,
    only_asks,
    parts,
    total,
)
from events.enums import EventState
from tests.factories import roles
from tests.factories.events import EventFactory, ParticipationFactory
from tests.factories.network import OrganizationFactory, PersonFactory
from tests.factories.notifications import MessageFactory
from tests.factories.partnerships import (
    ActionFactory,
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
def pairing():
    return PairingFactory(title="A and B", last_met_on=date(2026, 11, 20))


def _lines():
    return lines(attention(Scope(roles.staff(), TODAY)).own.concerns, today=TODAY)


def test_messages_that_did_not_arrive_are_counted_in_one_line(pairing):
    for state in ("failed", "unconfirmed", "pending"):
        MessageFactory(about=pairing, state=state)

    assert _lines() == [
        ShownConcern(
            "bad",
            "mail",
            "2 messages did not arrive",
            "Somebody is waiting for news that did not arrive",
            "/outbox/needs-attention/",
        )
    ]


def test_a_question_that_nobody_has_answered(pairing):
    question = CommentFactory(pairing=pairing)

    assert _lines() == [
        ShownConcern(
            "warn",
            "question",
            "When do the teachers go?",
            "Nobody has answered the question of 20 Nov 2026 yet",
            question.get_absolute_url(),
            "A and B",
            pairing.get_absolute_url(),
            "Answer",
            f"/comments/{question.pk}/answer/",
        )
    ]


def test_an_action_past_its_day(pairing):
    action = ActionFactory(pairing=pairing, text="Send the plan", due_on=date(2026, 11, 21))

    assert _lines() == [
        ShownConcern(
            "bad",
            "alert",
            "Send the plan",
            "Was due on 21 Nov 2026",
            action.get_absolute_url(),
            "A and B",
            pairing.get_absolute_url(),
            "Write an update",
            f"/pairings/{pairing.pk}/updates/write/?action={action.pk}",
        )
    ]


def test_a_meeting_whose_report_is_due():
    event = EventFactory(title="Visit", day=date(2026, 11, 21), state=EventState.CONFIRMED)

    assert _lines() == [
        ShownConcern(
            "warn",
            "file",
            "Visit",
            "Planned for 21 Nov 2026. Nobody wrote down what came of it.",
            event.get_absolute_url(),
        )
    ]


def test_who_was_named_instead_of_others_waits_for_the_staff():
    event = EventFactory(title="Peer workshop", day=TODAY, confirmed=True)
    for _ in range(2):
        own = ParticipationFactory(event=event, state="declined")
        ParticipationFactory(event=event, state="registered", instead_of=own)

    assert _lines() == [
        ShownConcern(
            "warn",
            "question",
            "2 people want to come instead of others and need your answer",
            "Peer workshop",
            f"{event.get_absolute_url()}#people",
        )
    ]


def test_an_agreement_that_ends_soon():
    ending = AgreementFactory(signed=True, title="MoU", ends_on=date(2027, 1, 31))

    assert _lines() == [
        ShownConcern(
            "warn",
            "clock",
            "MoU",
            "The agreement ends on 31 Jan 2027",
            ending.get_absolute_url(),
            act="Write down the next one",
            act_url="/agreements/add/",
        )
    ]


def test_somebody_says_that_another_should_answer(pairing):
    AnswerReferralFactory(pairing=pairing, person=PersonFactory(name="Dara"), text="Ask Sophea")

    assert _lines() == [
        ShownConcern(
            "warn",
            "question",
            "Ask Sophea",
            "Dara says that somebody else should answer",
            pairing.get_absolute_url(),
            "A and B",
            pairing.get_absolute_url(),
        )
    ]


def test_an_update_that_nobody_else_has_verified_says_what_it_is_about(pairing):
    update = ProgressUpdateFactory(pairing=pairing)
    action = ActionFactory(pairing=pairing, text="Send the plan")
    ProgressUpdateFactory(pairing=pairing, action=action)

    of_pairing, of_action = _lines()
    assert of_pairing == ShownConcern(
        "new",
        "new",
        "The pairing as a whole",
        "Update: Going well. Nobody has verified it yet.",
        update.get_absolute_url(),
        "A and B",
        pairing.get_absolute_url(),
    )
    assert of_action.title == "Send the plan"


def test_who_can_only_ask_is_told_so_of_what_others_must_do():
    order = "The most urgent comes first."

    for reader in (roles.staff(), roles.focal_point(OrganizationFactory()), roles.official()):
        assert lede(reader, Whose.OWN) == order
    assert lede(roles.staff(), Whose.OTHERS) == order
    assert lede(roles.official(), Whose.OTHERS) == f"{order} You may ask about them."


def test_what_others_must_do_says_who_and_offers_no_act(pairing):
    house = pairing.parties.first().organization
    ActionFactory(pairing=pairing, organization=house, due_on=date(2026, 11, 21))
    ActionFactory(pairing=pairing, due_on=date(2026, 11, 21))
    CommitmentFactory(pairing=pairing, promised_by=house, ends_on=date(2026, 11, 1))
    ProgressUpdateFactory(pairing=pairing)
    official = roles.official(house.country)
    waiting = concerns(Scope(official, TODAY))[Whose.OTHERS]

    shown = lines(waiting[:], today=TODAY, whose=Whose.OTHERS)

    assert [line.who for line in shown] == [
        f"Waits for: {house}",
        "Waits for: the focal points",
        "Waits for: the focal points and the ILO",
        f"Waits for: {house}",
    ]
    assert {(line.act, line.act_url) for line in shown} == {("", "")}


def test_who_can_only_ask_asks_about_each_point_where_it_stands(pairing):
    house = pairing.parties.first().organization
    official = roles.official(house.country)
    action = ActionFactory(pairing=pairing, due_on=date(2026, 11, 21))
    call = ProgressUpdateFactory(pairing=pairing, answer="blocked", action=action)
    ActionFactory(pairing=pairing, due_on=date(2026, 11, 21))
    AnswerReferralFactory(pairing=pairing, person=PersonFactory())
    update = ProgressUpdateFactory(pairing=pairing)
    late = CommitmentFactory(pairing=pairing, ends_on=date(2026, 11, 1))
    quiet = PairingFactory(parties=[house], last_met_on=date(2021, 12, 21))
    CommentFactory(pairing=pairing, submitted_by=official)
    waiting = concerns(Scope(official, TODAY))[Whose.OTHERS][:]

    shown = lines(waiting, today=TODAY, whose=Whose.OTHERS, asks=only_asks(official))

    ask = f"/pairings/{pairing.pk}/comments/add/"
    assert [line.act_url for line in shown] == [
        f"{ask}?update={call.pk}",
        "",
        ask,
        ask,
        f"{ask}?update={update.pk}",
        f"{ask}?commitment={late.pk}",
        f"/pairings/{quiet.pk}/comments/add/",
    ]
    assert official.has_perm("partnerships.add_comment", pairing)


def test_each_act_leads_to_the_form_about_it(pairing):
    action = ActionFactory(pairing=pairing)
    ProgressUpdateFactory(pairing=pairing, action=action, answer="blocked")
    late = CommitmentFactory(pairing=pairing, ends_on=date(2026, 11, 1))
    ending = AgreementFactory(signed=True, pairing=pairing, ends_on=date(2027, 1, 31))

    write = f"/pairings/{pairing.pk}/updates/write/"
    assert [(line.act, line.act_url) for line in _lines()] == [
        ("Answer", f"{write}?action={action.pk}"),
        ("Write down the next one", f"/agreements/add/?pairing={ending.pairing_id}"),
        ("Write an update", f"{write}?commitment={late.pk}"),
    ]


def test_both_lists_are_told_with_their_numbers_and_addresses(pairing):
    ActionFactory.create_batch(2, pairing=pairing, due_on=date(2026, 11, 21))
    country = pairing.parties.first().organization.country
    scope = Scope(roles.official(country), TODAY, country=country)

    assert parts(concerns(scope), scope, Whose.OTHERS) == [
        (f"/attention/?country={country.code}", "For you", "0", False),
        (f"/attention/others/?country={country.code}", "For others", "2", True),
    ]


def test_an_agreed_area_whose_period_is_over_is_told_by_its_text_or_else_its_area(pairing):
    period = {"starts_on": date(2022, 1, 1), "ends_on": date(2022, 12, 31)}
    CommitmentFactory(pairing=pairing, text="AI training", **period)
    CommitmentFactory(pairing=pairing, text="", area__name="Robots", **period)

    assert [(line.title, line.detail) for line in _lines()] == [
        ("AI training", "Agreed for 2022, not reported as done"),
        ("Robots", "Agreed for 2022, not reported as done"),
    ]


def test_a_pairing_of_which_nothing_was_heard_is_told_with_the_day_of_the_last_news():
    PairingFactory(title="Silent")
    quiet = PairingFactory(title="Quiet", last_met_on=date(2026, 1, 1))
    PairingFactory(title="Asleep", last_met_on=date(2021, 12, 21))

    shown = _lines()

    assert [(line.title, line.detail) for line in shown] == [
        ("Asleep", "No update for 4 years, last contact: 21 Dec 2021"),
        ("Quiet", "No update for 11 months, last contact: 1 Jan 2026"),
        ("Silent", "No meeting and no update yet"),
    ]
    assert shown[1] == ShownConcern(
        "warn",
        "minus",
        "Quiet",
        "No update for 11 months, last contact: 1 Jan 2026",
        quiet.get_absolute_url(),
        act="Write an update",
        act_url=f"/pairings/{quiet.pk}/updates/write/",
    )


def test_a_call_for_help_names_who_is_blocked_since_when(pairing):
    person = PersonFactory(name="Sok Dara")
    action = ActionFactory(pairing=pairing, text="Send the plan")
    call = ProgressUpdateFactory(
        pairing=pairing, action=action, author=person, submitted_by=None, answer="blocked"
    )

    [line] = lines(attention(Scope(roles.staff(), TODAY)).own.concerns, today=TODAY)

    assert (line.title, line.detail) == (
        "Send the plan",
        "Sok Dara is blocked and needs help, since 20 Nov 2026",
    )
    assert (line.tone, line.url, line.pairing) == ("bad", call.get_absolute_url(), "A and B")


@pytest.mark.parametrize("kind", ["action", "commitment"])
def test_what_is_blocked_and_over_stands_once_and_says_both(pairing, kind):
    due = {"due_on": date(2026, 11, 1)} if kind == "action" else {"ends_on": date(2026, 11, 1)}
    factory = ActionFactory if kind == "action" else CommitmentFactory
    item = factory(pairing=pairing, text="Send the plan", **due)
    person = PersonFactory(name="Sok Dara")
    ProgressUpdateFactory(pairing=pairing, author=person, answer="blocked", **{kind: item})

    [line] = _lines()

    assert line.detail.endswith("needs help, since 20 Nov 2026. It was due on 1 Nov 2026.")


def test_what_waits_in_one_pairing_is_one_row_with_the_most_urgent_in_sight(pairing):
    actions = ActionFactory.create_batch(3, pairing=pairing, due_on=date(2026, 11, 1))
    other = ActionFactory(due_on=date(2026, 11, 2))
    EventFactory(title="Visit", day=date(2026, 11, 21), state=EventState.CONFIRMED)

    found = groups(attention(Scope(roles.staff(), TODAY)).own.concerns, today=TODAY)

    assert [(group.first.title, len(group.more)) for group in found] == [
        (actions[0].text, 2),
        (other.text, 0),
        ("Visit", 0),
    ]


def test_of_many_it_is_told_that_there_are_more(pairing, monkeypatch):
    monkeypatch.setattr("dashboards.queries.attention.MOST", 2)
    for _number in range(2):
        ActionFactory(pairing=pairing, due_on=date(2026, 11, 1))
    assert total(attention(Scope(roles.staff(), TODAY)).own) == "2"

    ActionFactory(pairing=pairing, due_on=date(2026, 11, 1))

    assert total(attention(Scope(roles.staff(), TODAY)).own) == "2+"
