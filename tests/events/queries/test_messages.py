"""A message is seen by who sees its record, a digest by who sees all that goes in it."""

import pytest
import time_machine
from django.apps import apps
from django.db import transaction
from hypothesis import HealthCheck, given, settings

from core.wall import reading_as
from documents.models import Subscription
from events.queries.messages import ABOUT, on_messages
from network.enums import Role
from network.models import Membership, Organization, scope_of
from network.queries import wall
from notifications.models import Message
from partnerships.models import Pairing, PairingParty
from tests import every_mail, walls
from tests.events.seen_by_hand import HISTORIES, World
from tests.factories.documents import SubscriptionFactory
from tests.factories.network import (
    CountryFactory,
    MembershipFactory,
    OrganizationFactory,
)
from tests.factories.notifications import MessageFactory
from tests.factories.partnerships import (
    ActionFactory,
    CommentFactory,
    CommitmentFactory,
    PairingFactory,
    ProgressUpdateFactory,
)
from tests.factories.roles import coordinator, staff

pytestmark = pytest.mark.django_db
PARTS = (ActionFactory, CommitmentFactory, ProgressUpdateFactory, CommentFactory)


def keys(rows):
    return set(rows.values_list("pk", flat=True))


def differences():
    return list(on_messages().differences())


def tell_of_everything(world):
    """Write a message about each record of each kind, and mails that hold two of them each."""
    for make in PARTS:
        make(pairing=world.one(Pairing, 0))
    for user in world.readers.values():
        SubscriptionFactory(user=user)
    MembershipFactory(user=staff(), organization=world.houses[0], role=Role.FOCAL_POINT)
    records = [row for label in ABOUT for row in apps.get_model(label).objects.order_by("pk")]
    for number, record in enumerate(records):
        digest = MessageFactory(kind="notifications.digest")
        MessageFactory(about=record, in_digest=True, digest=digest)
        other = records[(number * 7 + 1) % len(records)]
        MessageFactory(about=other, in_digest=True, digest=digest)
    MessageFactory(kind="notifications.digest")
    hidden = MessageFactory(kind="notifications.digest")
    MessageFactory(in_digest=True, digest=hidden)
    MessageFactory(about=records[0], in_digest=True, digest=hidden)


def seen_by_its_records(user):
    """Return what ``user`` sees, each message asked for the record that it is about."""
    seen = {
        apps.get_model(label): keys(apps.get_model(label).objects.visible_to(user))
        for label in ABOUT
    }
    if not scope_of(user).is_member:
        # Their own wishes stay theirs; no page shows a message to who has no role.
        seen[Subscription] = set()
    rows = list(Message.objects.select_related("about_type"))
    alone = {row.pk for row in rows if row.about_id in seen.get(row.about_type.model_class(), ())}
    found = set(alone)
    for row in rows:
        items = {item.pk for item in rows if item.digest_id == row.pk}
        if items and items <= alone:
            found.add(row.pk)
    return found


@walls.needed
@settings(max_examples=3, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=HISTORIES)
def test_after_any_history_messages_are_seen_by_who_sees_their_records(history):
    with transaction.atomic():
        world = World()
        world.meet(1)
        world.sign(1)
        middle = len(history) // 2
        for step, number in history[:middle]:
            getattr(world, step)(number)
        tell_of_everything(world)
        for step, number in history[middle:]:
            getattr(world, step)(number)
        Membership.objects.filter(user=world.readers["several"]).first().delete()
        for name, user in {**world.readers, "staff": staff()}.items():
            expected = seen_by_its_records(user)
            assert keys(Message.objects.visible_to(user)) == expected, name
            with reading_as(wall.reader_of(user)):
                through = keys(Message.objects.all())
            # Of who sees every row nobody is asked by the wall.
            assert name == "staff" or through == expected, name
        assert differences() == []
        transaction.set_rollback(True)


def test_what_happens_to_a_record_happens_to_its_messages():
    pairing, country = PairingFactory(), CountryFactory()
    messages = [MessageFactory(about=make(pairing=pairing)) for make in PARTS]
    messages.append(MessageFactory(about=pairing))
    reader = coordinator(country)
    assert not keys(Message.objects.visible_to(reader))

    PairingParty.objects.create(pairing=pairing, organization=OrganizationFactory(country=country))
    assert keys(Message.objects.visible_to(reader)) == {each.pk for each in messages}

    messages[0].about.delete()
    assert messages[0].pk not in keys(Message.objects.visible_to(staff()))
    assert differences() == []


def test_who_coordinates_where_somebody_has_a_role_sees_what_was_sent_about_it():
    house, country = OrganizationFactory(), CountryFactory()
    role = MembershipFactory(role=Role.FOCAL_POINT, organization=house)
    message = MessageFactory(about=role)

    Organization.objects.filter(pk=house.pk).update(country=country)

    assert message.pk in keys(Message.objects.visible_to(coordinator(country)))
    assert differences() == []


@pytest.mark.parametrize("name", every_mail.CASES)
def test_every_mail_is_about_what_says_whom_it_concerns(name):
    case = every_mail.CASES[name]
    with time_machine.travel(case.now, tick=False):
        case.stage().plan()

    told = Message.objects.select_related("about_type")
    about = {message.about_type.model_class()._meta.label for message in told}
    assert about <= {*ABOUT, "notifications.Recipient"}
    assert told
