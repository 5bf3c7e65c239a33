"""After any history each reader sees what the rules say; who writes does not block others."""

from datetime import date

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings

from events.operations import events
from events.queries.kept import KEPT
from events.terms.events import EventTerms
from network.models import Person
from network.models.concerns import concerns_of
from partnerships.models import Pairing
from partnerships.operations import pairings
from tests.events.seen_by_hand import HISTORIES, Eyes, Facts, World
from tests.factories.events import EventFactory, EventPairingFactory, ParticipationFactory
from tests.factories.network import PersonFactory, ProgrammeFactory
from tests.factories.partnerships import PairingFactory, ProgressUpdateFactory
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
