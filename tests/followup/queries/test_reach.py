"""Whom no mail reaches, and why."""

import pytest

from events.enums import ParticipationState
from followup.enums import OutOfReach
from followup.queries.reach import out_of_reach, unreached_at
from followup.queries.readers import concerned_by
from notifications.models import Message
from tests.factories.accounts import UserFactory
from tests.factories.events import OrganizerFactory, ParticipationFactory
from tests.factories.network import FocalPointFactory, OrganizationFactory
from tests.followup.meetings import NOW, guest, meeting, sent

pytestmark = pytest.mark.django_db


def unreached(event):
    return [(each.name, each.why) for each in unreached_at(event, concerned_by(event))]


def test_who_can_be_reached_is_not_among_them():
    event = meeting()
    guest(event)

    assert unreached(event) == []
    assert out_of_reach([sent(event, guest(event))]) == frozenset()
    assert out_of_reach([]) == frozenset()


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"recipient__email": ""}, OutOfReach.NO_ADDRESS),
        ({"recipient__refused_at": NOW}, OutOfReach.REFUSED),
        ({"user": False}, OutOfReach.CLOSED),
    ],
)
def test_each_is_named_with_the_reason_and_no_mail_is_meant_for_them(facts, why):
    event = meeting()
    closed = {"user": UserFactory(is_active=False)} if "user" in facts else {}
    person = guest(event, name="Sok Dara", **facts | closed)
    sent(event, person)

    assert unreached(event) == [("Sok Dara", why)]
    assert out_of_reach(Message.objects.select_related("recipient")) == {person.recipient_id}


def test_who_stays_away_need_not_be_reached():
    event = meeting()
    guest(event, ParticipationState.DECLINED, recipient__email="")
    ParticipationFactory(event=event, name="As Written", state="declined")

    assert unreached(event) == []


def test_a_focal_point_without_an_address_is_named_in_place_of_the_house():
    event = meeting()
    seat = FocalPointFactory(person__name="Sok Dara", person__recipient__email="")
    OrganizerFactory(event=event, organization=seat.organization)
    OrganizerFactory(event=event, organization=OrganizationFactory(name="Silent College"))

    assert unreached(event) == [
        ("Sok Dara", OutOfReach.NO_ADDRESS),
        ("Silent College", OutOfReach.NO_FOCAL_POINT),
    ]


def test_an_address_is_asked_for_only_where_it_helps():
    event = meeting()
    person = guest(event, recipient__email="")
    guest(event, user=UserFactory(is_active=False))
    row = ParticipationFactory(event=event, name="As Written", state="invited")
    OrganizerFactory(event=event, organization=OrganizationFactory())

    assert [each.key for each in unreached_at(event, concerned_by(event))] == [
        f"address-of-person-{person.pk}",
        "",
        f"address-of-name-{row.pk}",
        "",
    ]
