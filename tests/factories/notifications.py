"""Recipients, what they chose, messages and heartbeats."""

from datetime import UTC, datetime

import factory
from django.contrib.contenttypes.models import ContentType

from notifications.enums import Choice, MessageState
from notifications.models import Heartbeat, Message, Preference, Recipient


class RecipientFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Recipient

    name = factory.Sequence(lambda n: f"Recipient {n}")
    email = factory.Sequence(lambda n: f"recipient{n}@example.org")


class MessageFactory(factory.django.DjangoModelFactory):
    """A message that waits; ``about`` is any record, by default the recipient itself."""

    class Meta:
        model = Message

    class Params:
        about = factory.SelfAttribute("recipient")
        in_digest = factory.Trait(
            state=MessageState.IN_DIGEST, due_at=datetime(2026, 11, 19, tzinfo=UTC)
        )
        sent = factory.Trait(state=MessageState.SENT, sent_at=datetime(2026, 11, 20, 1, tzinfo=UTC))

    key = factory.Sequence(lambda n: f"message:{n}")
    kind = "notifications.test"
    recipient = factory.SubFactory(RecipientFactory)
    about_type = factory.LazyAttribute(lambda o: ContentType.objects.get_for_model(o.about))
    about_id = factory.LazyAttribute(lambda o: o.about.pk)
    reason = "Because of a test"
    due_at = datetime(2026, 11, 20, tzinfo=UTC)


class HeartbeatFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Heartbeat

    name = factory.Sequence(lambda n: f"heartbeat-{n}")
    beat_at = datetime(2026, 11, 20, tzinfo=UTC)


class PreferenceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Preference

    recipient = factory.SubFactory(RecipientFactory)
    kind = "notifications.test"
    choice = Choice.OFF
