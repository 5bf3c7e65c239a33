from datetime import date

import pytest

from dashboards.queries import matrix
from dashboards.queries.scope import Scope
from partnerships.enums import Cadence, PairingPhase
from partnerships.models import Pairing
from tests.factories import roles
from tests.factories.network import CountryFactory, OrganizationFactory
from tests.factories.partnerships import PairingFactory

TODAY = date(2026, 11, 22)
pytestmark = pytest.mark.django_db


def house(name, country):
    return OrganizationFactory(name=name, country=country)


@pytest.fixture
def laos():
    return CountryFactory(laos=True)


@pytest.fixture
def network(laos):
    """Three institutions of two countries: A works with X and Y, B with X; C with nobody open."""
    china = CountryFactory(china=True)
    a, b, c = (house(name, laos) for name in "ABC")
    x, y = (house(name, china) for name in "XY")
    PairingFactory(title="A and X", parties=[a, x], last_met_on=date(2026, 11, 1))
    PairingFactory(title="Y and A", parties=[y, a], last_met_on=date(2026, 7, 1))
    PairingFactory(title="B and X", parties=[b, x], last_met_on=date(2026, 1, 1))
    PairingFactory(parties=[c, y], phase=PairingPhase.CONCLUDED, closed_on=TODAY)
    return {each.name: each for each in (a, b, c, x, y)}


def shown(scope):
    found = matrix.matrix(scope, matrix.institutions(scope))
    return [each.name for each in found.partners], {
        row.institution.name: [[each.cadence for each in cell] for cell in row.cells]
        for row in found.rows
    }


def test_rows_are_of_the_country_and_columns_their_partners(network, laos):
    assert shown(Scope(user=roles.staff(), today=TODAY, country=laos)) == (
        ["X", "Y"],
        {"A": [[Cadence.KEPT], [Cadence.BEHIND]], "B": [[Cadence.SILENT], []]},
    )


def test_without_a_country_each_pairing_stands_once_with_its_first_side(network):
    partners, rows = shown(Scope(user=roles.staff(), today=TODAY))

    assert partners == ["X", "A"]
    assert rows == {
        "A": [[Cadence.KEPT], []],
        "B": [[Cadence.SILENT], []],
        "Y": [[], [Cadence.BEHIND]],
    }


def test_each_reader_sees_the_pairings_that_their_list_has(network, laos, signed_in):
    for reader in (roles.staff(), roles.official(laos), roles.focal_point(network["B"])):
        scope = Scope(user=reader, today=TODAY, country=laos)
        found = {contact.pairing for _house, contact in matrix.everybody(scope)}

        page = signed_in(reader).get("/pairings/?open=1&country=LA")
        assert found == {row.record for row in page.context["table"].rows}


def test_whoever_has_many_partners_names_the_others_in_one_cell(laos, monkeypatch):
    own = OrganizationFactory(country=laos)
    for _number in range(matrix.COLUMNS + 2):
        PairingFactory(parties=[own, OrganizationFactory()])
    scope = Scope(user=roles.staff(), today=TODAY, country=laos)

    found = matrix.matrix(scope, [own])
    assert (len(found.partners), len(found.rows[0].others)) == (matrix.COLUMNS, 2)
    assert found.has_others
    assert not found.is_cut

    monkeypatch.setattr(matrix, "PAIRINGS", 3)
    assert matrix.matrix(scope, [own]).is_cut


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, (Cadence.UNKNOWN, None)),
        ({"last_met_on": date(2026, 11, 12)}, (Cadence.KEPT, 10)),
        ({"last_met_on": date(2026, 11, 11)}, (Cadence.BEHIND, 11)),
        ({"last_met_on": date(2026, 11, 1)}, (Cadence.SILENT, 21)),
        (
            {"last_met_on": date(2026, 11, 1), "phase": PairingPhase.PAUSED, "reason": "Flood"},
            (Cadence.PAUSED, 21),
        ),
    ],
)
def test_the_time_since_the_last_contact_is_held_against_the_rhythm(facts, expected):
    PairingFactory(rhythm_days=10, **facts)
    [pairing] = Pairing.objects.with_status(TODAY).with_cadence(TODAY)

    assert (pairing.cadence, matrix.days_since(pairing, TODAY)) == expected
