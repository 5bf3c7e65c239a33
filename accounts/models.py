"""People who sign in, and the links in mails that stand in for a sign-in."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now, Upper
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from accounts.enums import AccountEventKind, LinkPurpose
from core.models import Record, tracked

_SHA256 = "^[0-9a-f]{64}$"
_SHORT = 2


class UserManager(BaseUserManager["User"]):
    """Makes users that sign in by e-mail."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """Return a saved user; without a password nobody can sign in as them yet."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        """Return a saved administrator of the installation."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


def named(text: str) -> Q:
    """Return whether a user has each word of ``text`` in their name or address, by the index.

    One or two letters have no trigram but where a word begins.
    """
    found = Q()
    for word in text.split():
        is_long = len(word) > _SHORT
        name = Q(name__icontains=word) if is_long else _begins_with(word)
        found &= name | (Q(email__icontains=word) if is_long else Q(email__istartswith=word))
    return found


def _begins_with(word: str) -> Q:
    return Q(name__istartswith=word) | Q(name__icontains=f" {word}")


@tracked(without=("password", "last_login"))
class User(AbstractBaseUser, PermissionsMixin, Record):
    """Somebody who signs in; what they may do follows from their memberships."""

    email = models.EmailField(_("e-mail"), unique=True)
    name = models.CharField(_("name"), max_length=200)
    language = models.CharField(_("language"), max_length=12, default="en")
    time_zone = models.CharField(_("time zone"), max_length=64, default="Asia/Bangkok")
    is_active = models.BooleanField(_("may sign in"), default=True)
    closed_because = models.CharField(
        _("why the account was closed"), max_length=200, blank=True, default="", db_default=""
    )
    is_staff = models.BooleanField(
        _("may open the technical administration"),
        default=False,
        help_text=_("Not the ILO project staff: that is a membership."),
    )

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        indexes: ClassVar = [
            GinIndex(
                OpClass(Upper("name"), name="gin_trgm_ops"),
                OpClass(Upper("email"), name="gin_trgm_ops"),
                name="user_search",
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def is_let_in(self) -> bool:
        """Whether links in mails open for the user: not once the account is closed."""
        return self.is_active


class Session(AbstractBaseSession):
    """What one browser is known by; from the sign-in on it belongs to a user.

    ``seen_at`` is when it was last written, minutes behind when it was last used.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, null=True, related_name="sessions")
    started_at = models.DateTimeField(db_default=Now())
    seen_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")

    @property
    def name(self) -> str:
        """What pages call the session: its key opens it, and stands on no page."""
        return salted_hmac("accounts.Session", self.session_key, algorithm="sha256").hexdigest()[
            :32
        ]


class AccountEvent(models.Model):
    """What happened to an account and who may have to know: a sign-in, a wrong try, a new password.

    Of a try it is kept whose account it was, never what was typed. ``network`` is an address or, in
    IPv6, the network of a subscriber. ``due_at`` is when its owner must be told, until they are.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="account_events")
    kind = models.CharField(_("what happened"), max_length=24, choices=AccountEventKind)
    at = models.DateTimeField(_("when"), db_default=Now())
    network = models.CharField(_("network"), max_length=64, blank=True)
    agent = models.CharField(_("device"), max_length=200, blank=True)
    due_at = models.DateTimeField(null=True)
    told_to = models.EmailField(blank=True)
    # Who did it, where it was somebody else, and which role it was about, as it was called then.
    by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("by")
    )
    detail = models.CharField(_("of what"), max_length=300, blank=True, db_default="", default="")

    class Meta:
        verbose_name = _("entry in the log of sign-ins")
        verbose_name_plural = _("log of sign-ins")
        indexes: ClassVar = [
            models.Index(fields=["-at", "-id"], name="account_event_by_time"),
            models.Index(fields=["user", "-at"], name="account_event_by_user"),
            models.Index(
                fields=["due_at"], name="account_event_to_tell", condition=Q(due_at__isnull=False)
            ),
            models.Index(
                fields=["at"], name="account_event_with_network", condition=~Q(network="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.user}"


class ActionLink(Record):
    """A link in a mail: one purpose, one record, one holder; it opens one form, never a session.

    Only the hash of the token is kept. ``nonce`` lets the sender derive the same token again, so
    that a mail which is sent a second time has the same bytes.
    """

    purpose = models.CharField(max_length=32, choices=LinkPurpose)
    nonce = models.UUIDField(unique=True)
    token_hash = models.CharField(max_length=64, unique=True)
    holder_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    holder_id = models.BigIntegerField()
    holder = GenericForeignKey("holder_type", "holder_id")
    target_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    target_id = models.BigIntegerField()
    target = GenericForeignKey("target_type", "target_id")
    # Whom its holder may ask when it is too old; most links are made by a mail that is due.
    issued_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("link in a mail")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(token_hash__regex=_SHA256), name="action_link_token_is_hashed"
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["target_type", "target_id"], name="action_link_by_target"),
            models.Index(fields=["holder_type", "holder_id"], name="action_link_by_holder"),
        ]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()} {self.nonce}"

    def is_usable(self, now: datetime) -> bool:
        """Say whether the link still opens its form: in its time, and while its holder is let in.

        It is asked at every use: nobody has to close the links of those who left.
        """
        is_let_in: bool = getattr(self.holder, "is_let_in", False)
        return self.revoked_at is None and now < self.expires_at and is_let_in


class LinkRequest(models.Model):
    """That somebody who is signed out wants a link to set a password.

    Whether the address belongs to an account is found out later, when the mail is sent: who asks
    is answered alike, and as fast.
    """

    email = models.EmailField()
    asked_at = models.DateTimeField(db_default=Now())
    due_at = models.DateTimeField(db_default=Now(), db_index=True)

    class Meta:
        verbose_name = _("request for a link")
        verbose_name_plural = _("requests for links")

    def __str__(self) -> str:
        return self.email
