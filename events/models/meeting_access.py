"""The links to online meetings."""

from __future__ import annotations

from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.models import Record, ScopedQuerySet
from events.models.events import Event
from network.models import scope_of


class MeetingAccessQuerySet(ScopedQuerySet["MeetingAccess"]):
    """Questions to the meeting links; nothing joins this table by accident."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Return the links of visible events to those who run them or are expected there."""
        if not user.is_authenticated:
            return self.none()
        events = Event.objects.visible_to(user)
        if scope_of(user).works_for_ilo:
            return self.filter(event__in=events)
        return self.filter(
            event__participations__person__user=user.pk,
            event__participations__state__in=["approved", "attended"],
        )


class MeetingAccess(Record):
    """The link to an online meeting: a table of its own with a permission of its own."""

    event = models.OneToOneField(Event, on_delete=models.CASCADE, related_name="access")
    link = models.URLField(_("meeting link"), max_length=500)
    passcode = models.CharField(_("passcode"), max_length=60, blank=True)

    objects = MeetingAccessQuerySet.as_manager()

    class Meta:
        verbose_name = _("meeting link")

    def __str__(self) -> str:
        return f"{self.event_id}"
