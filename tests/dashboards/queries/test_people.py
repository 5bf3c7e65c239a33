from dataclasses import astuple
from datetime import UTC, date, datetime

import pytest

from dashboards.queries.people import people
from dashboards.queries.scope import Scope
from dashboards.wording import lists
from partnerships.enums import ReachedKind
from tests.factories import roles
from tests.factories.network import CountryFactory, OrganizationFactory
from tests.factories.partnerships import (
    PairingFactory,
    PeopleReachedFactory,
    ProgressUpdateFactory,
)

TODAY = date(2026, 11, 22)
pytestmark = pytest.mark.django_db


@pytest.fixture
def laos():
    return CountryFactory(laos=True)


@pytest.fixture
def readers(laos):
    """Two updates of a pairing there tell of teachers, one of nobody; one of another of students.

    What was corrected is not counted.
    """
    house = OrganizationFactory(country=laos)
    own, other = PairingFactory(parties=[house, OrganizationFactory()]), PairingFactory()
    first, second, _silent, corrected = (ProgressUpdateFactory(pairing=own) for _each in range(4))
    PeopleReachedFactory(progress_update=first, total=12, women=5)
    PeopleReachedFactory(progress_update=second, total=8)
    PeopleReachedFactory(progress_update=second, kind=ReachedKind.OTHERS, total=None, women=3)
    PeopleReachedFactory(progress_update=corrected, total=99)
    ProgressUpdateFactory(
        pairing=own, supersedes=corrected, submitted_at=datetime(2026, 11, 21, tzinfo=UTC)
    )
    elsewhere = ProgressUpdateFactory(pairing=other)
    PeopleReachedFactory(progress_update=elsewhere, kind=ReachedKind.STUDENTS, total=30, women=0)
    return [roles.staff(), roles.official(laos), roles.focal_point(house)]


def test_people_are_added_up_by_kind_and_what_is_unknown_stays_unknown(readers):
    found = people(Scope(user=readers[0], today=TODAY))

    teachers, students, officials, others = found.kinds
    assert astuple(teachers)[1:] == (20, 5, 12, 2)
    assert (teachers.men, teachers.of_unknown_sex) == (7, 8)
    assert (students.people, students.women, students.men) == (30, 0, 30)
    assert (officials.people, officials.men, officials.of_unknown_sex) == (None, None, None)
    assert (others.people, others.women, others.updates) == (None, None, 0)


def test_each_number_is_the_length_of_its_list_for_each_reader(readers, laos, signed_in):
    for reader, country in zip([*readers, readers[0]], [None, laos, None, laos], strict=True):
        scope = Scope(user=reader, today=TODAY, country=country)
        found = people(scope)
        urls = {
            lists.updates_url(scope): found.updates,
            lists.updates_url(scope, with_people="1"): found.updates_with_number,
            lists.updates_url(scope, without_people="1"): found.updates - found.updates_with_number,
            **{lists.updates_url(scope, reached=each.kind): each.updates for each in found.kinds},
        }

        client = signed_in(reader)
        assert {url: len(client.get(url).context["table"].data) for url in urls} == urls
        assert found.updates == (5 if (reader, country) == (readers[0], None) else 4)
