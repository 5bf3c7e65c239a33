"""What it costs to read and judge the log form does not depend on its length."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.events.forms.log_pages import page_of
from tests.factories.events import EventTypeFactory
from tests.factories.network import OrganizationFactory, PersonFactory
from tests.factories.partnerships import PairingFactory
from tests.factories.roles import staff

pytestmark = pytest.mark.django_db


def filled(rows):
    """Return a form with so many rows of each kind: people, steps, numbers and statements."""
    sides = [OrganizationFactory(), OrganizationFactory()]
    numbers = range(100 * rows, 101 * rows)
    houses = [OrganizationFactory(name=f"College {number} of Trade") for number in numbers]
    people = [PersonFactory(name=f"Liu {house.name}", works_at=house) for house in houses]
    actor = PersonFactory(works_at=sides[0])
    lines = [
        f"{one.name}; Director; {house.name}" for one, house in zip(people, houses, strict=True)
    ]
    data = {
        "participants": "\n".join([*lines, *(f"Guest Nobody{row}" for row in range(rows))]),
        **{f"{kind}-TOTAL_FORMS": rows for kind in ("actions", "counts", "statements")},
    }
    for row in range(rows):
        data |= {
            f"actions-{row}-text": "Send the plan",
            f"actions-{row}-who": f"person-{actor.pk}",
            f"counts-{row}-organization": houses[row].name,
            f"counts-{row}-people": 2,
            f"statements-{row}-name": people[row].name,
            f"statements-{row}-text": "We are ready.",
        }
    return PairingFactory(parties=sides), data


def read(rows):
    """Return what the form says, and how many statements that took."""
    user, (pairing, data), _kind = staff(), filled(rows), EventTypeFactory()
    with CaptureQueriesContext(connection) as asked:
        page = page_of(user, pairing, **data)
        assert page.is_valid(), [part.errors for part in page.parts]
        log = page.terms()
    return log.results, len(asked)


def test_twenty_rows_of_everything_cost_what_one_costs():
    one, cost_of_one = read(1)
    twenty, cost_of_twenty = read(20)

    assert cost_of_twenty == cost_of_one
    assert (_counts(one), _counts(twenty)) == ((2, 1, 1, 1, 1), (40, 20, 20, 20, 20))


def _counts(results):
    """Return how many are listed, and how many of each kind were found in the directory."""
    return (
        len(results.participations),
        sum(bool(each.person) for each in results.participations),
        sum(bool(each.terms.person) for each in results.actions),
        sum(bool(each.organization) for each in results.head_counts),
        sum(bool(each.person) for each in results.statements),
    )
