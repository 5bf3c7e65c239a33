"""Who looked at an address is kept once for each viewer, person and day."""

from datetime import date

import pytest

from network.models import ContactView
from network.operations import contact_views
from tests.factories import roles
from tests.factories.network import OrganizationFactory, PersonFactory

TODAY = date(2026, 11, 2)

pytestmark = pytest.mark.django_db


def test_all_people_of_a_page_are_noted_in_one_statement(django_assert_num_queries):
    staff, people = roles.staff(), PersonFactory.create_batch(3)

    for _again in range(2):
        with django_assert_num_queries(1):
            contact_views.note([each.recipient_id for each in people], by=staff, on=TODAY)

    assert {row.person for row in ContactView.objects.filter(viewer=staff, day=TODAY)} == {*people}
    assert ContactView.objects.count() == 3


def test_nobody_is_noted_for_looking_at_themselves(django_assert_num_queries):
    user = roles.focal_point(OrganizationFactory())
    person = user.person

    contact_views.note([person.recipient_id], by=user, on=TODAY)
    with django_assert_num_queries(0):
        contact_views.note([], by=user, on=TODAY)

    assert not ContactView.objects.exists()
