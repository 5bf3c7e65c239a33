"""Hints of people who were asked and are not the ones to answer."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.models import Record, optional, tracked
from partnerships.models.actions import Action
from partnerships.models.commitments import Commitment
from partnerships.models.pairings import OfPairingsQuerySet, Pairing


class AnswerReferralQuerySet(OfPairingsQuerySet["AnswerReferral"]):
    """Questions to the hints."""

    def open(self) -> Self:
        """Return the hints that nobody has followed yet."""
        return self.filter(settled_at=None)


@tracked()
class AnswerReferral(Record):
    """Who should be asked instead, in the words of the person who was asked."""

    pairing = models.ForeignKey(Pairing, on_delete=models.CASCADE, related_name="referrals")
    commitment = optional(
        Commitment,
        on_delete=models.CASCADE,
        related_name="referrals",
        verbose_name=_("agreed area"),
    )
    action = optional(
        Action, on_delete=models.CASCADE, related_name="referrals", verbose_name=_("action")
    )
    person = models.ForeignKey(
        "network.Person", on_delete=models.PROTECT, related_name="+", verbose_name=_("who says so")
    )
    text = models.TextField(_("who should answer"))
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)
    settled_by = optional(User, related_name="+", verbose_name=_("settled by"))

    objects = AnswerReferralQuerySet.as_manager()

    class Meta:
        verbose_name = _("hint who should answer")
        verbose_name_plural = _("hints who should answer")
        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [
            models.Index(
                fields=["created_at", "id"], name="referral_open", condition=Q(settled_at=None)
            )
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(text=""),
                name="referral_says_something",
                violation_error_message=_("Write who should answer."),
            ),
            models.CheckConstraint(
                condition=Q(settled_by=None, settled_at=None)
                | Q(settled_by__isnull=False, settled_at__isnull=False),
                name="referral_settled_by_somebody_at_some_time",
            ),
        ]

    def __str__(self) -> str:
        return self.text
