"""Tallies: how many rows a figure counts, under each key by which it is asked."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Self

from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from accounts.models import User
from core.models import ScopedQuerySet
from dashboards.facts import Counted, TallyUnit
from network.models import scope_of

# Of what has no day.
NO_DAY = date(1, 1, 1)


class TallyQuerySet(ScopedQuerySet["Tally"]):
    """Questions to the tallies."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Return the tallies of the user's own countries, in which they see everything; or all."""
        user_scope = scope_of(user)
        own = list(user_scope.countries)
        of_own = Q(country__in=own) | Q(countries__overlap=own)
        return self.all() if user_scope.is_staff else self.filter(of_own)


class Tally(models.Model):
    """That ``number`` rows are to be added under a key; the sum over its rows is the count.

    Triggers only add rows, each for all its ``countries`` and ``programmes``, so that those who
    write do not wait for each other. ``fold`` joins them to the row of each key. 0 is any country,
    programme or area. There what is counted stands under its day and under the first day of its
    month: a stretch of years is read as some months and few days. What is only known to lie between
    two days has ``until``; of a quarter or a year it stands under these days alone. A deadline has
    the last day as ``until``, and stands under each unit of both.
    """

    figure = models.CharField(max_length=12, choices=Counted)
    country = models.BigIntegerField(default=0)
    programme = models.BigIntegerField(default=0)
    countries = ArrayField(models.BigIntegerField(), null=True)
    programmes = ArrayField(models.BigIntegerField(), null=True)
    area = models.BigIntegerField(default=0)
    word = models.CharField(max_length=12)
    unit = models.CharField(max_length=2, choices=TallyUnit)
    day = models.DateField()
    until = models.DateField(db_default=NO_DAY)
    number = models.BigIntegerField(db_default=0)
    # Of agreed areas: how firm those are that were not dropped, and which somebody verified.
    wished = models.BigIntegerField(db_default=0)
    proposed = models.BigIntegerField(db_default=0)
    agreed = models.BigIntegerField(db_default=0)
    planned = models.BigIntegerField(db_default=0)
    verified = models.BigIntegerField(db_default=0)
    # Of meetings and updates: of how many it is known, and how many people that are.
    with_people = models.BigIntegerField(db_default=0)
    people = models.BigIntegerField(db_default=0)
    with_women = models.BigIntegerField(db_default=0)
    women = models.BigIntegerField(db_default=0)
    people_where_women_known = models.BigIntegerField(db_default=0)
    with_disabilities = models.BigIntegerField(db_default=0)
    persons_with_disabilities = models.BigIntegerField(db_default=0)
    is_folded = models.BooleanField(default=False)

    objects = TallyQuerySet.as_manager()

    class Meta:
        verbose_name = "tally"
        verbose_name_plural = "tallies"
        indexes: ClassVar = [
            models.Index(
                fields=["figure", "country", "programme", "unit", "day", "until"],
                include=["area", "word", "number"],
                name="tally_of_key",
                condition=Q(is_folded=True),
            ),
            models.Index(fields=["id"], name="tally_to_fold", condition=Q(is_folded=False)),
        ]

    def __str__(self) -> str:
        return f"{self.figure} {self.day}: {self.number}"
