"""What a reviewer found about those who follow up."""

import pytest
from django.utils import timezone

from network.queries import staff
from notifications.models import Recipient
from tests.factories import roles
from tests.factories.network import CountryFactory, PersonFactory

pytestmark = pytest.mark.django_db


def test_where_the_coordinator_cannot_be_reached_the_project_staff_hears_of_it():
    country = CountryFactory()
    coordinator = PersonFactory(user=roles.coordinator(country))
    reserve = PersonFactory(user=roles.staff())
    Recipient.objects.filter(pk=coordinator.recipient_id).update(refused_at=timezone.now())

    assert staff.responsible_for([country.pk]) == [reserve]
    assert staff.reply_address([country.pk]) == ""
