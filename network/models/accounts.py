"""Users, as those see them who look after who may do what."""

from __future__ import annotations

from typing import ClassVar, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models

from accounts.models import User
from core.models import ScopedQuerySet
from network.models.memberships import Membership, scope_of


class AccountQuerySet(ScopedQuerySet["Account"]):
    """Questions to the accounts."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Return the accounts with a role, of today or once, that is the user's to look after."""
        if scope_of(user).is_staff:
            return self.all()
        held = Membership.objects.visible_to(user)
        return self.filter(pk__in=held.values("user"))

    def with_details(self, reader: User) -> Self:
        """Fetch what a row of the list shows, as far as ``reader`` may see it."""
        held = Membership.objects.visible_to(reader).now().select_related("country", "organization")
        shown = models.Prefetch("memberships", held.order_by("pk"), to_attr="held")
        return self.prefetch_related(shown)


class Account(User):
    """A user, with the roles that they have; the same row, seen by fewer."""

    objects: ClassVar[models.Manager[Account]] = AccountQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        proxy = True
