"""Users and the links in mails."""

import hashlib
import uuid
from datetime import UTC, datetime

import factory
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from accounts.enums import AccountEventKind, LinkPurpose
from accounts.models import AccountEvent, ActionLink, LinkRequest, Session, User


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"user{n}@example.org")
    name = factory.Sequence(lambda n: f"User {n}")
    password = factory.django.Password("a long password")


class SessionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Session

    session_key = factory.Sequence(lambda n: f"session{n}")
    expire_date = datetime(2030, 1, 1, tzinfo=UTC)


class AccountEventFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = AccountEvent

    user = factory.SubFactory(UserFactory)
    kind = AccountEventKind.SIGNED_IN
    network = "203.0.113.7"


class ActionLinkFactory(factory.django.DjangoModelFactory):
    """A link whose ``holder`` and ``target`` records must be given."""

    class Meta:
        model = ActionLink

    class Params:
        holder = None
        target = None

    purpose = LinkPurpose.UPDATE_PROGRESS
    nonce = factory.LazyFunction(uuid.uuid4)
    token_hash = factory.LazyAttribute(lambda o: hashlib.sha256(o.nonce.bytes).hexdigest())
    holder_type = factory.LazyAttribute(lambda o: ContentType.objects.get_for_model(o.holder))
    holder_id = factory.LazyAttribute(lambda o: o.holder.pk)
    target_type = factory.LazyAttribute(lambda o: ContentType.objects.get_for_model(o.target))
    target_id = factory.LazyAttribute(lambda o: o.target.pk)
    expires_at = datetime(2030, 1, 1, tzinfo=UTC)


class LinkRequestFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = LinkRequest

    email = factory.Sequence(lambda n: f"asks{n}@example.org")
    asked_at = factory.LazyFunction(timezone.now)
    due_at = factory.SelfAttribute("asked_at")
