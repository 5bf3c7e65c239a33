"""The wall and the querysets are one rule: they let each reader see the same rows."""

from __future__ import annotations

from contextlib import contextmanager

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from core.wall import NOBODY, beyond_the_reader, reading_as
from events.models import Event
from network.enums import Role
from network.models import Organization, Person, PersonName, Position, Programme
from network.queries import wall
from tests import walls
from tests.factories.events import EventFactory, ParticipationFactory
from tests.factories.network import MembershipFactory, OrganizationFactory, PersonFactory
from tests.factories.roles import focal_point, nobody, staff
from tests.secrets_planted import plant, plant_for_the_ilo
from tests.walk import of_kind, staged

pytestmark = walls.needed
TABLES = wall.walled()


@pytest.fixture(scope="module")
def stage(django_db_setup, django_db_blocker):
    with staged(django_db_blocker) as built:
        plant(built)
        plant_for_the_ilo(built)
        yield built


def keys(rows):
    return set(rows.order_by().values_list("pk", flat=True))


def is_of_somebody(one):
    return one.whole is not None and one.whole.related_model is Person


def seen_by(user):
    """Return what the rules let ``user`` see of each table."""
    seen = {}
    for one in sorted(TABLES, key=is_of_somebody):
        manager = one.model._default_manager
        if one.whole is None:
            seen[one.model] = keys(manager.visible_to(user))
        else:
            if is_of_somebody(one):
                seen[Person] |= named_in(seen)
            whole = seen[one.whole.related_model]
            seen[one.model] = keys(manager.filter(**{f"{one.whole.name}__in": whole}))
    return seen


def named_in(seen):
    """Return the people whom rows of others name."""
    named = set()
    for model in set(seen) - {Position, PersonName}:
        for field in model._meta.concrete_fields:
            if field.related_model is Person:
                rows = model._base_manager.filter(pk__in=seen[model])
                named |= set(rows.values_list(field.attname, flat=True))
    return named - {None}


def let_through(reader):
    with reading_as(reader):
        return {one.model: keys(one.model._base_manager.all()) for one in TABLES}


def differences(user):
    seen, through = seen_by(user), let_through(wall.reader_of(user))
    return {
        model.__name__: seen[model] ^ rows for model, rows in through.items() if seen[model] != rows
    }


ROLES = [Role.COORDINATOR, Role.OFFICIAL, Role.FOCAL_POINT, Role.STAFF]
ROLES_OF_ONE = st.sets(st.tuples(st.sampled_from(ROLES), st.integers(0, 3)), max_size=3)


@contextmanager
def reader(stage, roles, *, is_expected, logs):
    """Make somebody with ``roles`` in the two worlds, who is or is not expected at a meeting."""
    countries = [*stage.theirs.countries, *stage.others.countries]
    programmes = list(Programme.objects.order_by("pk"))
    houses = list(Organization.objects.order_by("pk"))
    # There are fewer programmes than countries: nobody has the same role twice.
    fewer = {(role, n % len(programmes) if role == Role.STAFF else n) for role, n in roles}
    with transaction.atomic():
        user = nobody()
        for role, number in fewer:
            place = {
                Role.FOCAL_POINT: {"organization": houses[number % len(houses)]},
                # Of the whole network nobody is asked by the wall: these are limited.
                Role.STAFF: {"programme": programmes[number % len(programmes)]},
            }
            scope = place.get(role, {"country": countries[number]})
            MembershipFactory(user=user, role=role, **scope)
        event = EventFactory(logged_by=user) if logs else of_kind("Event", stage.others)
        if is_expected:
            ParticipationFactory(event=event, person=PersonFactory(user=user), name="")
        yield User.objects.get(pk=user.pk)
        transaction.set_rollback(True)


@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(roles=ROLES_OF_ONE, more=st.tuples(st.booleans(), st.booleans()))
def test_every_reader_sees_the_rows_of_the_querysets(db, stage, roles, more):
    is_expected, logs = more
    with reader(stage, roles, is_expected=is_expected, logs=logs) as user:
        assert differences(user) == {}


def test_the_staff_sees_everything_and_who_is_not_named_nothing(db, stage):
    assert differences(staff()) == {}
    assert set(map(len, let_through(NOBODY).values())) == {0}
    assert wall.reader_of(AnonymousUser()) == NOBODY
    assert wall.reader_of(User(is_active=False)) == NOBODY


def test_what_is_written_in_a_request_is_seen_in_it(db, stage):
    user = focal_point(OrganizationFactory())
    with reading_as(wall.reader_of(user)):
        before = keys(Event.objects.all())
        with beyond_the_reader():
            event = EventFactory(logged_by=user)

        assert keys(Event.objects.all()) - before == {event.pk}


def test_a_rule_that_asks_what_the_wall_is_not_told_is_refused():
    with pytest.raises(ValueError, match="does not know"):
        wall._asked_of_the_reader("SELECT 1 WHERE id = 8000000003")
