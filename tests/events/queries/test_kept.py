"""After any history each reader sees what the rules say; who writes does not block others."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings

from core.db import locked
from events.operations import events
from events.queries.kept import KEPT
from events.terms.events import EventTerms
from network.models import Person
from network.models.concerns import concerns_of
from network.operations import organizations, people
from network.terms.organizations import OrganizationTerms
from partnerships.models import Pairing
from partnerships.operations import pairings
from tests.events.seen_by_hand import HISTORIES, Eyes, Facts, World
from tests.factories.accounts import UserFactory
from tests.factories.events import (
    EventFactory,
    EventPairingFactory,
    OrganizerFactory,
    ParticipationFactory,
)
from tests.factories.network import (
    CountryFactory,
    OrganizationFactory,
    PersonFactory,
    ProgrammeFactory,
)
from tests.factories.partnerships import (
    AgreementFactory,
    DesignationFactory,
    PairingFactory,
    ProgressUpdateFactory,
    WorkPlanFactory,
)
from tests.locks import in_another_process, wait_until_somebody_waits_for_us


def keys(rows):
    return set(rows.values_list("pk", flat=True))


@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=HISTORIES)
def test_after_any_history_each_reader_sees_what_the_rules_say(db, history):
    with transaction.atomic():
        world = World()
        for step, number in history:
            getattr(world, step)(number)
        facts = Facts()
        for name, user in world.readers.items():
            seen = Eyes(user).sees(facts)
            asked = {model: keys(model.objects.visible_to(user)) for model in seen}
            assert asked == seen, name
            known = Person.objects.filter(known_to__overlap=concerns_of(user))
            assert keys(known) == facts.known(seen), name
        assert [one for kept in KEPT for one in kept.differences()] == []
        transaction.set_rollback(True)


def correct_the_meeting(event, _person):
    terms = EventTerms(type=event.type, modality=event.modality, day=event.day)
    events.edit(event, terms, by=None, today=date(2026, 11, 30))


def add_it_with_somebody(event, person):
    with transaction.atomic():
        another = EventFactory()
        EventPairingFactory(event=another, pairing=event.pairings.get().pairing)
        ParticipationFactory(event=another, person=person, name="")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("act", [correct_the_meeting, add_it_with_somebody])
def test_who_changes_a_pairing_and_who_writes_of_its_meeting_do_not_wait_for_each_other(act):
    pairing, person, programme = PairingFactory(), PersonFactory(), ProgrammeFactory()
    event = EventFactory(pairings=[pairing])
    ParticipationFactory(event=event, person=person, name="")
    with transaction.atomic():
        pairings.hold([pairing.pk])
        thread, _ends = in_another_process(lambda: act(event, person))
        wait_until_somebody_waits_for_us()
        # Both of it write on the meeting and on who was there.
        ProgressUpdateFactory(pairing=pairing, author=person)
        Pairing.objects.filter(pk=pairing.pk).update(programme=programme)
    thread.join()

    assert [one for kept in KEPT for one in kept.differences()] == []


def pair(house):
    return PairingFactory(parties=[house, OrganizationFactory()])


def meet_its_pairing(house):
    return EventPairingFactory(pairing=pair(house)).event


# What says anew whom it concerns when an institution lies elsewhere.
CONCERNED = {
    "a pairing": pair,
    "a meeting of a pairing": meet_its_pairing,
    "a meeting that it convened": lambda house: OrganizerFactory(organization=house).event,
    "a meeting with somebody of it": (
        lambda house: (
            ParticipationFactory(organization=house, person=PersonFactory(), name="").event
        )
    ),
    "an agreement": lambda house: AgreementFactory(parties=[house, OrganizationFactory()]),
    "a title that it gave": lambda house: DesignationFactory(conferred_by=house),
    "a title that it has": lambda house: DesignationFactory(conferred_on=house),
    "a plan of a pairing": lambda house: WorkPlanFactory(pairing=pair(house), programme=None),
}


def while_somebody_holds(record, act, other):
    """Let somebody ``act`` while ``record`` is held, by who then needs the ``other`` as well."""
    with transaction.atomic():
        locked(record)
        thread, ends = in_another_process(act)
        wait_until_somebody_waits_for_us()
        locked(other)
    thread.join()
    return ends


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("which", CONCERNED)
def test_who_moves_an_institution_holds_it_after_what_that_concerns(which):
    house = OrganizationFactory()
    record, terms = CONCERNED[which](house), OrganizationTerms.of(house)
    moved = replace(terms, country=CountryFactory(), parent=OrganizationFactory())

    (ended,) = while_somebody_holds(
        record, lambda: organizations.edit(house, moved, by=None), other=house
    )

    assert OrganizationTerms.of(ended) == moved
    assert [one for kept in KEPT for one in kept.differences()] == []


@pytest.mark.django_db(transaction=True)
def test_who_gives_a_person_an_account_holds_them_after_their_meetings():
    person, user = PersonFactory(), UserFactory()
    event = ParticipationFactory(person=person, name="").event

    (ended,) = while_somebody_holds(
        event, lambda: people.sign_in_as(person, user=user, by=None), other=person
    )

    assert ended.user == user
    assert [one for kept in KEPT for one in kept.differences()] == []
