"""A meeting and everything that it brought, written down in one go."""

from datetime import UTC, date, datetime, timedelta

import pytest

from events.enums import CountMethod, EventState, ParticipationState
from events.models import Event
from events.operations import events
from events.operations.results import NoPairingError
from events.terms.attendance import HeadCountTerms, OrganizerTerms, ParticipationTerms
from events.terms.logs import ForPairing, Results
from events.terms.records import StatementTerms, TopicTerms
from partnerships.enums import Firmness
from partnerships.models import Action, Commitment
from partnerships.terms.actions import ActionTerms
from partnerships.terms.commitments import CommitmentTerms
from partnerships.terms.pairings import NewPairing, PairingPartyTerms, PairingTerms
from tests.events.logs import TODAY, log
from tests.factories.accounts import UserFactory
from tests.factories.network import (
    CooperationAreaFactory,
    OrganizationFactory,
    PersonFactory,
)
from tests.factories.partnerships import PairingFactory

pytestmark = pytest.mark.django_db


def test_a_log_needs_no_more_than_kind_day_and_how_they_met():
    event = log()

    assert (event.state, event.title) == (EventState.HELD, "Peer workshop")


def test_a_log_of_a_pairing_is_named_after_its_sides():
    sides = [OrganizationFactory(acronym="GZITTC"), OrganizationFactory(acronym="NPIC")]

    event = log(pairings=[PairingFactory(parties=sides)])

    assert event.title == "Peer workshop: GZITTC \N{EN DASH} NPIC"


def test_a_log_of_many_organizations_names_them():
    organizations = [OrganizationFactory(acronym=f"O{n}") for n in range(3)]
    there = [ParticipationTerms(organization=each) for each in organizations]

    event = log(results=Results(participations=there))

    assert event.title == "Peer workshop: O0 \N{EN DASH} O1 \N{EN DASH} O2"


def test_a_log_names_the_sides_of_all_pairings_and_who_came_besides():
    one, two, three, ilo = [OrganizationFactory(acronym=name) for name in ("A", "B", "C", "ILO")]
    pairings = [PairingFactory(parties=[one, two]), PairingFactory(parties=[one, three])]
    results = Results(
        participations=[
            ParticipationTerms(organization_name="CamHR"),
            ParticipationTerms(name="Dara Sok", organization_name="NPIC"),
        ],
        head_counts=[HeadCountTerms(organization=ilo, people=2), HeadCountTerms(people=9)],
    )

    event = log(pairings=pairings, results=results)

    assert event.title == "Peer workshop: A \N{EN DASH} B \N{EN DASH} C, with CamHR, ILO"


def test_a_title_that_is_given_stays():
    assert log(title="  Launch \u200b of the network ").title == "Launch of the network"


def test_a_day_to_come_plans_the_meeting():
    event = log(day=TODAY + timedelta(days=1))

    assert event.state == EventState.PLANNED


def test_a_day_to_be_determined_plans_the_meeting():
    event = log(day=None)

    assert (event.state, event.day) == (EventState.PLANNED, None)


def test_a_state_that_is_given_stays():
    event = log(day=TODAY + timedelta(days=9), state=EventState.CONFIRMED)

    assert event.state == EventState.CONFIRMED


def test_a_log_remembers_who_wrote_it():
    user = UserFactory()

    assert log(by=user).logged_by == user


def test_a_log_holds_everything_that_was_written_down():
    npic, gzittc = OrganizationFactory(acronym="NPIC"), OrganizationFactory(acronym="GZITTC")
    pairing = PairingFactory(parties=[gzittc, npic])
    person, area = PersonFactory(), CooperationAreaFactory()

    event = log(
        pairings=[pairing],
        results=Results(
            organizers=[OrganizerTerms(organization=gzittc)],
            commitments=[
                ForPairing(CommitmentTerms(area=area, text="Robots", firmness=Firmness.PROPOSED))
            ],
            actions=[
                ForPairing(
                    ActionTerms(text="Send the plan", organization=npic, due_on=date(2026, 12, 31))
                )
            ],
            participations=[
                ParticipationTerms(person=person),
                ParticipationTerms(name="Om Romny", capacity="Secretary"),
            ],
            statements=[StatementTerms(name="Wei Fan", text="We are ready.")],
            topics=[TopicTerms(text="School operation"), TopicTerms(text="Robots")],
            head_counts=[
                HeadCountTerms(organization=npic, people=4, women=1, method=CountMethod.ESTIMATED),
                HeadCountTerms(people=17, women=6, method=CountMethod.ESTIMATED),
            ],
        ),
    )

    assert [*event.outcomes.values_list("commitment__text", "action__text")] == [
        ("Robots", None),
        (None, "Send the plan"),
    ]
    assert [*Commitment.objects.values_list("area", "firmness")] == [(area.pk, "proposed")]
    assert [*Action.objects.values_list("organization", "due_on")] == [
        (npic.pk, date(2026, 12, 31))
    ]
    assert [*event.participations.values_list("person", "name", "state")] == [
        (person.pk, person.name, "attended"),
        (None, "Om Romny", "attended"),
    ]
    assert [*event.statements.values_list("name", "text")] == [("Wei Fan", "We are ready.")]
    assert [*event.topics.values_list("text", flat=True)] == ["School operation", "Robots"]
    assert sorted(
        event.head_counts.values_list("organization", "people", "women", "method"),
        key=lambda row: row[1],
    ) == [(npic.pk, 4, 1, "estimated"), (None, 17, 6, "estimated")]
    assert [*event.organizers.values_list("organization", "role")] == [(gzittc.pk, "convenor")]


def test_who_is_named_before_the_day_is_only_invited():
    organization = OrganizationFactory()

    event = log(
        day=TODAY + timedelta(days=3),
        results=Results(
            participations=[
                ParticipationTerms(organization=organization),
                ParticipationTerms(name="Wei Fan"),
            ]
        ),
    )

    states = set(event.participations.values_list("state", flat=True))
    assert states == {ParticipationState.INVITED}


def test_what_several_pairings_agreed_names_the_pairing():
    pairings, area = [PairingFactory(), PairingFactory()], CooperationAreaFactory()

    agreed = ForPairing(CommitmentTerms(area=area), pairing=pairings[1])

    log(pairings=pairings, results=Results(commitments=[agreed]))

    assert Commitment.objects.get().pairing == pairings[1]


def test_what_was_agreed_without_a_pairing_is_refused_and_nothing_is_kept():
    agreed = ForPairing(CommitmentTerms(area=CooperationAreaFactory()))

    with pytest.raises(NoPairingError):
        log(results=Results(commitments=[agreed]))

    assert Event.objects.count() == 0


@pytest.mark.parametrize(
    "wrong",
    [
        {"day": None, "starts_at": datetime(2026, 11, 22, 7, tzinfo=UTC)},
        {"ends_at": datetime(2026, 11, 22, 7, tzinfo=UTC)},
        {
            "starts_at": datetime(2026, 11, 22, 7, tzinfo=UTC),
            "ends_at": datetime(2026, 11, 22, 7, tzinfo=UTC),
        },
        {"day": None, "last_day": TODAY},
        {"last_day": TODAY - timedelta(days=1)},
        {"day": None, "state": EventState.HELD},
        {"day": TODAY + timedelta(days=1), "state": EventState.HELD},
    ],
)
def test_days_and_hours_that_contradict_each_other_are_refused(wrong):
    with pytest.raises(events.WrongTimeError):
        log(**wrong)

    assert Event.objects.count() == 0


@pytest.mark.parametrize(("on", "since"), [(TODAY, TODAY), (TODAY + timedelta(days=9), None)])
def test_who_meets_may_begin_a_pairing_and_since_when_is_known_once_they_met(on, since):
    sides = [PairingPartyTerms(organization=OrganizationFactory()) for _ in range(2)]
    starts = NewPairing(terms=PairingTerms(title="New"), parties=sides)

    event = log(day=on, starts=starts)

    begun = event.pairings.get().pairing
    assert (begun.title, begun.started_on) == ("New", since)
