"""Make the log-ins with which the sample network is tried out."""

from __future__ import annotations

from typing import Any

import pghistory
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accounts.models import User
from accounts.operations import users
from network.enums import Role
from network.models import Country, Organization, Programme
from network.operations import focal_points, memberships, people
from network.terms.memberships import MembershipTerms
from network.terms.people import Contact, PersonTerms, PositionTerms
from sample.queries.demos import DEMOS, PASSWORD, Demo

CHANGED = "(changed)"


class Command(BaseCommand):
    """Make what is missing and print "role  e-mail  password", one log-in a line."""

    help = "Make the log-ins for trying out. Only on one's own machine: everybody knows them."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Refuse anywhere but in local mode; without the sample network make the staff only."""
        if not settings.LOCAL_MODE:
            raise CommandError(
                "Demo log-ins are only for trying out on one machine.\n"
                "Here, add users in the technical administration."
            )
        with transaction.atomic(), pghistory.context(by="Demo accounts"):
            for demo in DEMOS:
                self._one(demo)

    def _one(self, demo: Demo) -> None:
        country = Country.objects.filter(code=demo.scope).first()
        organization = Organization.objects.filter(source_key=demo.scope).first()
        programme = Programme.objects.filter(key=demo.scope).first()
        where = country or organization or programme
        if demo.scope and where is None:
            return
        terms = MembershipTerms(
            role=demo.role, country=country, organization=organization, programme=programme
        )
        user = User.objects.filter(email=demo.email).first() or _made(demo, terms)
        place = f", {organization.short_name if organization else where}" if where else ""
        password = PASSWORD if user.check_password(PASSWORD) else CHANGED
        self.stdout.write(f"{Role(demo.role).label}{place}  {demo.email}  {password}")


def _made(demo: Demo, role: MembershipTerms) -> User:
    country, organization = role.country, role.organization
    place = organization.short_name if organization else str(country or role.programme or "")
    home = country or (organization.country if organization else None)
    zone = home.time_zone if home else "Asia/Bangkok"
    word = {Role.STAFF: "project staff", Role.COORDINATOR: "coordinator"}
    kind = word.get(Role(demo.role), Role(demo.role).label.lower())
    name = ", ".join(part for part in (f"Demo {kind}", place) if part)
    user = users.add(email=demo.email, name=name, password=PASSWORD, time_zone=zone, by=None)
    memberships.grant(user, role, by=None)
    if organization:
        _answers_for(user, organization)
    return user


def _answers_for(user: User, organization: Organization) -> None:
    """Reminders need somebody to reach: a person who is visibly nobody of the documents."""
    person = people.add(
        PersonTerms(name=user.name, user=user),
        Contact(email=user.email, time_zone=user.time_zone),
        by=None,
    )
    people.take_position(
        person,
        PositionTerms(organization=organization, title="Focal point (demo account)"),
        by=None,
    )
    focal_points.appoint(organization, person=person, by=None)
