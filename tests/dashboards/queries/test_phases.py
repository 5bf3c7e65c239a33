from dataclasses import replace
from datetime import date

import pytest
import time_machine

from dashboards.queries import phases
from dashboards.queries.scope import Scope
from dashboards.wording import phases as phase_wording
from partnerships.enums import Cadence, PairingPhase
from tests.factories import roles
from tests.factories.network import CountryFactory, OrganizationFactory
from tests.factories.partnerships import PairingFactory

TODAY = date(2026, 11, 22)
pytestmark = pytest.mark.django_db


@pytest.fixture
def laos():
    """Of Laos a pairing of each kind of contact, one that is over, and one elsewhere."""
    country = CountryFactory(laos=True)
    here = {"parties": [OrganizationFactory(country=country)], "rhythm_days": 10}
    for day in (None, date(2026, 11, 12), date(2026, 11, 11), date(2026, 11, 1)):
        PairingFactory(last_met_on=day, **here)
    PairingFactory(phase=PairingPhase.PAUSED, reason="Flood", **here)
    PairingFactory(phase=PairingPhase.CONCLUDED, closed_on=TODAY, **here)
    PairingFactory(phase=PairingPhase.MATCHED)
    return country


def test_each_number_is_the_length_of_its_list(laos, signed_in):
    whole = Scope(user=roles.staff(), today=TODAY)
    with time_machine.travel("2026-11-22T05:00:00Z", tick=False):
        for scope in (
            whole,
            replace(whole, country=laos),
            replace(whole, phase=PairingPhase.ACTIVE),
            Scope(user=roles.official(laos), today=TODAY),
        ):
            client = signed_in(scope.user)
            spread = phases.spread(scope)
            shown = phase_wording.phases(spread, scope) + phase_wording.cadences(spread, scope)
            for each in shown:
                found = client.get(each.url).context["table"].data if each.url else ()
                assert str(len(found)) == each.number, (scope, each)


def test_the_last_contact_counts_of_open_pairings(laos):
    found = phases.spread(Scope(user=roles.staff(), today=TODAY, country=laos))

    assert found.cadences == dict.fromkeys(Cadence, 1)
    assert {phase: number for phase, number in found.phases.items() if number} == {
        PairingPhase.ACTIVE: 4,
        PairingPhase.PAUSED: 1,
        PairingPhase.CONCLUDED: 1,
    }
