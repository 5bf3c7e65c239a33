"""Whom we reach and how, what is to be said to them, and the heartbeat of those who say it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Exists, F, Func, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.models import Record, leads_nowhere, leads_to, tracked
from notifications.enums import HELD, LEFT, RESENDABLE, UNSENT, Choice, MessageState, Urgency


@tracked()
class Recipient(Record):
    """How one person is reached: address, language, clock. It knows nothing else of them."""

    name = models.CharField(_("name"), max_length=200)
    email = models.EmailField(_("e-mail"), blank=True)
    language = models.CharField(_("language"), max_length=12, default="en")
    time_zone = models.CharField(_("time zone"), max_length=64, default="Asia/Bangkok")
    refused_at = models.DateTimeField(_("address refused"), null=True, blank=True)
    refused_reason = models.TextField(blank=True)

    class Meta:
        verbose_name = _("recipient")

    def __str__(self) -> str:
        return self.name

    @property
    def spoken(self) -> str:
        """Their language if the site speaks it, else the site's own."""
        is_spoken = self.language in dict(settings.LANGUAGES)
        return self.language if is_spoken else settings.LANGUAGE_CODE

    @property
    def is_reachable(self) -> bool:
        """Whether a mail may be tried."""
        return bool(self.email) and self.refused_at is None


class Preference(Record):
    """How one person wants the mails of one kind; without a row they come at once."""

    recipient = models.ForeignKey(Recipient, on_delete=models.CASCADE, related_name="preferences")
    kind = models.CharField(_("kind"), max_length=64)
    choice = models.CharField(_("how it comes"), max_length=16, choices=Choice)

    class Meta:
        verbose_name = _("choice of mails")
        verbose_name_plural = _("choices of mails")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["recipient", "kind"], name="preference_once_a_kind"),
            models.CheckConstraint(
                condition=~Q(choice=Choice.AT_ONCE), name="preference_is_not_the_usual"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.choice}"


# Two keys of what a reader is (``network.models.concerns``): the one of a digest, which has no
# other, and that of the staff of the network, which each message about a record has.
TOGETHER, STAFF = 9, 10


class MessageQuerySet(models.QuerySet["Message"]):
    """Questions to the outbox."""

    # What the wall asks of each row, and of which rows it asks the whole rule.
    shown_to: ClassVar = "concerns"
    asked_by_rule: ClassVar = f"concerns[1] = {TOGETHER}"
    # What a reader is to records is known above, and told when the site starts.
    keys_of: ClassVar[Callable[[User | AnonymousUser], list[int]]]

    def visible_to(self, user: User | AnonymousUser) -> MessageQuerySet:
        """Return the messages about records that concern ``user``.

        A digest is seen by those who may see all its items.
        """
        keys = type(self).keys_of(user)
        # Of who sees all of them an index would find all of them.
        everything = Q(concerns__0__isnull=False)
        seen = everything if STAFF in keys else Q(concerns__overlap=keys)
        is_record = ~Q(concerns__0=TOGETHER)
        items = Message.objects.filter(digest__isnull=False)
        whole = leads_to(items, "digest") & leads_nowhere(items.exclude(seen & is_record), "digest")
        return self.filter(seen, is_record | whole)

    def to(self, recipient: Recipient) -> MessageQuerySet:
        """Return the messages to one person."""
        return self.filter(recipient=recipient)

    def with_details(self) -> MessageQuerySet:
        """Fetch whom the messages go to, in which digest if it is seen, and what they are about."""
        return self.select_related("recipient", "digest").prefetch_related("about")

    def due(self, now: datetime) -> MessageQuerySet:
        """Return what waits and whose time has come."""
        return self.filter(state=MessageState.PENDING, due_at__lte=now)

    def alone(self, daily: Sequence[str]) -> MessageQuerySet:
        """Return what goes in a mail of its own; ``daily`` are the kinds that usually do not.

        What somebody asked for at once waits for nothing, not even for company.
        """
        is_usual = ~Exists(_chosen()) & ~Q(kind__in=daily)
        return self.filter(Q(urgency=Urgency.AT_ONCE) | is_usual)

    def for_digests(self, daily: Sequence[str]) -> MessageQuerySet:
        """Return what goes in a digest, or not at all: questions, and what its reader chose so."""
        belongs = Exists(_chosen()) | Q(kind__in=daily)
        return self.filter(belongs).exclude(urgency=Urgency.AT_ONCE)

    def items_of(self, message: Message) -> MessageQuerySet:
        """Return what goes in the digest ``message`` and shares its fate."""
        return self.filter(digest=message.pk, state=MessageState.IN_DIGEST)

    def wanted(self) -> MessageQuerySet:
        """Leave out what its reader has turned off; what is asked for at once goes all the same."""
        is_off = Exists(_chosen().filter(choice=Choice.OFF))
        return self.filter(~is_off | Q(urgency=Urgency.AT_ONCE))

    def unsent(self) -> MessageQuerySet:
        """Return what can still be cancelled."""
        return self.filter(state__in=UNSENT)

    def about(self, record: models.Model) -> MessageQuerySet:
        """Return the messages that speak of ``record``."""
        kind = ContentType.objects.get_for_model(record, for_concrete_model=True)
        return self.filter(about_type=kind, about_id=record.pk)

    def shown_with(self, record: models.Model) -> MessageQuerySet:
        """Return what the page of ``record`` shows: what is about it, or about a part of it."""
        kind = ContentType.objects.get_for_model(record, for_concrete_model=True)
        is_about = Q(about_type=kind, about_id=record.pk)
        return self.filter(is_about | Q(shown_with=name_of(record)))


def name_of(record: models.Model) -> str:
    """Return what a message calls the record that it is shown with."""
    return f"{record._meta.label_lower}:{record.pk}"


def _chosen() -> models.QuerySet[Preference]:
    """Return what the reader of a message chose for its kind."""
    return Preference.objects.filter(recipient=OuterRef("recipient"), kind=OuterRef("kind"))


def of_mail(column: str, field: models.Field[Any, Any]) -> Func:
    """Return what the mail says in which a message goes; of one that goes alone nothing.

    Who sees the message is told it without seeing the mail, which may hold what they may not see.
    """
    return Func(F("digest_id"), function=f"message_mail_{column}", output_field=field)


class Message(Record):
    """One thing to tell one recipient; unique by key, so that planners may run again.

    The text is composed when it is sent: the reader's language and the facts are those of then.
    """

    key = models.CharField(max_length=200, unique=True)
    kind = models.CharField(_("kind"), max_length=64)
    recipient = models.ForeignKey(Recipient, on_delete=models.PROTECT, related_name="messages")
    about_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    about_id = models.BigIntegerField()
    about = GenericForeignKey("about_type", "about_id")
    shown_with = models.CharField(
        max_length=80,
        blank=True,
        default="",
        db_default="",
        help_text="The record on whose page it is shown as well, such as the pairing of an action.",
    )
    # Codes with their facts; wording.py says the sentences when they are shown.
    reason = models.CharField(_("why it is sent"), max_length=300)
    reason_facts = models.JSONField(default=dict, db_default={}, blank=True)
    # Who sends it in person, and what they wrote along: no other record says it.
    author = models.ForeignKey(
        User,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("sent by"),
    )
    note = models.TextField(_("personal note"), blank=True, default="", db_default="")
    due_at = models.DateTimeField(_("due"))
    not_after = models.DateTimeField(_("of no use after"), null=True, blank=True)
    urgency = models.CharField(
        max_length=16, choices=Urgency, default=Urgency.CALM, db_default=Urgency.CALM
    )
    state = models.CharField(
        _("state"), max_length=16, choices=MessageState, default=MessageState.PENDING
    )
    # The database keeps it, as the record says that it is about (decision 0067).
    concerns = ArrayField(
        models.BigIntegerField(), verbose_name=_("whom it concerns"), default=list, editable=False
    )
    digest = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="items"
    )
    attempts = models.PositiveSmallIntegerField(default=0)
    # When it was first tried: a mail server that says "later" is asked for days, not for ever.
    tried_since = models.DateTimeField(null=True)
    claim = models.UUIDField(null=True)
    lease_until = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(_("sent"), null=True)
    # Kept whatever becomes of it: from then on it may have arrived.
    unconfirmed_at = models.DateTimeField(null=True)
    to_address = models.EmailField(_("address"), blank=True)
    subject = models.CharField(_("subject"), max_length=300, blank=True)
    body = models.TextField(_("text"), blank=True)
    remarks = ArrayField(
        models.CharField(max_length=300),
        verbose_name=_("what it brought"),
        default=list,
        db_default=[],
    )
    last_error = models.TextField(_("what went wrong"), blank=True)
    error_facts = models.JSONField(default=dict, db_default={}, blank=True)
    by_hand = models.BooleanField(
        default=False,
        db_default=False,
        help_text="A person cancelled it: no change of the facts brings it back.",
    )

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=(
                    Q(state__in=HELD, claim__isnull=False)
                    | (~Q(state__in=HELD) & Q(claim__isnull=True))
                ),
                name="message_claim_belongs_to_a_sender",
            ),
            models.CheckConstraint(
                condition=Q(state__in=LEFT, sent_at__isnull=False)
                | (~Q(state__in=LEFT) & Q(sent_at__isnull=True)),
                name="message_sent_has_its_moment",
            ),
            models.CheckConstraint(
                condition=~Q(state=MessageState.IN_DIGEST) | Q(digest__isnull=False),
                name="message_in_digest_has_its_mail",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["due_at", "id"], name="message_waiting", condition=Q(state="pending")
            ),
            models.Index(fields=["-due_at", "-id"], name="message_latest"),
            models.Index(
                fields=["-sent_at", "-id"], name="message_went", condition=Q(state__in=LEFT)
            ),
            models.Index(
                fields=["-due_at", "-id"],
                name="message_to_look_at",
                condition=Q(state__in=RESENDABLE),
            ),
            models.Index(fields=["about_type", "about_id"], name="message_by_subject"),
            models.Index(
                fields=["shown_with"], name="message_by_page", condition=~Q(shown_with="")
            ),
            models.Index(fields=["lease_until"], name="message_held", condition=Q(state__in=HELD)),
            models.Index(
                fields=["not_after"], name="message_perishable", condition=Q(state__in=UNSENT)
            ),
            models.Index(
                fields=["updated_at"],
                name="message_unconfirmed",
                condition=Q(state=MessageState.UNCONFIRMED),
            ),
            models.Index(fields=["-created_at"], name="message_newest"),
            GinIndex(fields=["concerns"], name="message_concerns", fastupdate=False),
        ]

    def __str__(self) -> str:
        return self.key

    def get_absolute_url(self) -> str:
        """Return the message's page in the outbox."""
        return reverse("notifications:message-detail", args=[self.pk])

    @property
    def status(self) -> MessageState:
        """The state with its colour and shape."""
        return MessageState(self.state)

    @property
    def has_left(self) -> bool:
        """Whether the mail server took it, even if it came back later."""
        return self.state in LEFT

    @property
    def can_be_resent(self) -> bool:
        """Whether somebody may ask for another attempt, or take back that they cancelled it."""
        return self.state in RESENDABLE or self.by_hand

    def is_turned_off(self) -> bool:
        """Say whether the reader has turned off mails of this kind."""
        chosen = self.recipient.preferences.filter(kind=self.kind, choice=Choice.OFF)
        return chosen.exists()

    def can_go_now(self, now: datetime) -> bool:
        """Whether it waits, alone or in a digest that waits, and does not go at once as it is."""
        mail = self.digest or self
        goes_at_once = mail.urgency == Urgency.AT_ONCE and mail.due_at <= now
        return mail.state == MessageState.PENDING and not goes_at_once

    @property
    def can_be_cancelled(self) -> bool:
        """Whether nothing has been sent yet."""
        return self.state in UNSENT


class Heartbeat(models.Model):
    """When a regular job last ran: two clocks may tick, one wins, and monitoring reads it."""

    name = models.CharField(max_length=64, primary_key=True)
    beat_at = models.DateTimeField()

    class Meta:
        verbose_name = _("heartbeat")

    def __str__(self) -> str:
        return self.name
