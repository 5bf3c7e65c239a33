"""Users, as those see them who look after who may do what."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Self

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.auth.models import AnonymousUser
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Case, OuterRef, Q, Subquery, Value, When
from django.urls import reverse

from accounts.enums import LinkPurpose
from accounts.models import ActionLink, User
from core.models import ScopedQuerySet
from network.enums import AccountState
from network.models.memberships import Membership, scope_of


class AccountQuerySet(ScopedQuerySet["Account"]):
    """Questions to the accounts."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Return the accounts with a role, of today or once, that is the user's to look after."""
        if scope_of(user).is_staff:
            return self.all()
        held = Membership.objects.visible_to(user)
        return self.filter(pk__in=held.values("user"))

    def with_state(self, now: datetime) -> Self:
        """Add how far each account is, and until when its invitation is open."""
        links = ActionLink.objects.filter(
            purpose=LinkPurpose.ACCEPT_ACCOUNT,
            holder_type=ContentType.objects.get_for_model(User),
            holder_id=OuterRef("pk"),
            revoked_at=None,
        )
        until = Subquery(links.order_by("-pk").values("expires_at")[:1])
        # What no password fits begins so: nobody has set one yet.
        has_none = Q(password__startswith=UNUSABLE_PASSWORD_PREFIX)
        state = Case(
            When(is_active=False, then=Value(AccountState.CLOSED)),
            When(~has_none | Q(last_login__isnull=False), then=Value(AccountState.OPEN)),
            When(invited_until__gt=now, then=Value(AccountState.INVITED)),
            default=Value(AccountState.TOO_LATE),
        )
        return self.annotate(invited_until=until).annotate(state=state)

    def with_held(self, reader: User) -> Self:
        """Fetch the roles of today, as far as ``reader`` may see them."""
        held = Membership.objects.visible_to(reader).now()
        held = held.select_related("country", "organization", "programme")
        return self.prefetch_related(
            models.Prefetch("memberships", held.order_by("pk"), to_attr="held")
        )


class Account(User):
    """A user, with the roles that they have; the same row, seen by fewer."""

    objects: ClassVar[models.Manager[Account]] = AccountQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        proxy = True

    def get_absolute_url(self) -> str:
        """Return the page of what they may do."""
        return reverse("network:access-detail", args=[self.pk])

    @property
    def status(self) -> AccountState:
        """How far it is, as ``with_state`` found, with its colour and shape."""
        return AccountState(self.state)  # type: ignore[attr-defined]
