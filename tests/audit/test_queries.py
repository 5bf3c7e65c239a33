"""The history: who, when, what was, what is, and to whom it may be told."""

from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from accounts.models import User
from audit.queries import Change, history, is_kept, last_change
from network.enums import NameKind
from network.models import Organization, Position
from network.operations import focal_points, organizations, people
from network.terms.organizations import OrganizationNameTerms, OrganizationTerms
from network.terms.people import Contact, PersonTerms, PositionTerms
from tests.factories.network import (
    CountryFactory,
    OrganizationFactory,
    OrganizationKindFactory,
    PersonFactory,
)
from tests.factories.partnerships import PairingFactory, ProgressUpdateFactory
from tests.factories.roles import focal_point, official, staff

pytestmark = pytest.mark.django_db


def told(target, reader):
    return [(one.verb, one.what, one.by) for one in history(target, reader=reader)]


def test_a_change_says_who_what_was_and_what_is():
    user = staff()
    college = OrganizationFactory(city="Wuxi")

    organizations.edit(
        college, replace(OrganizationTerms.of(college), city="Phnom Penh", is_member=False), by=user
    )

    entry = history(college, reader=user)[0]
    assert (entry.verb, entry.what, entry.by, entry.is_part) == (
        "changed",
        "organization",
        user.name,
        False,
    )
    assert entry.changes == (
        Change("member of the network", "Yes", "No"),
        Change("city", "Wuxi", "Phnom Penh"),
    )


def test_keys_choices_and_days_are_told_in_words():
    user, china = staff(), CountryFactory(china=True)
    college = organizations.add(
        OrganizationTerms(name="College", kind=OrganizationKindFactory(), country=china), by=user
    )
    person = PersonFactory(name="Wei Fan", works_at=college)
    organizations.also_call(
        college, OrganizationNameTerms(name="School", kind=NameKind.FORMER), by=user
    )
    focal_points.appoint(college, person=person, on=date(2026, 11, 22), by=user)

    found = {entry.what: entry for entry in history(college, reader=user)}

    assert Change("country", None, "China") in found["organization"].changes
    assert found["other name"].changes == (
        Change("name", None, "School"),
        Change("kind", None, "Former name"),
    )
    assert found["focal point"].changes == (
        Change("person", None, "Wei Fan"),
        Change("from", None, "22 Nov 2026"),
    )


def test_lists_and_moments_are_told_in_words():
    user, country = staff(), CountryFactory(languages=["km", "en"])
    update = ProgressUpdateFactory(pairing=PairingFactory())

    with timezone.override(ZoneInfo("Asia/Bangkok")):
        sent, listed = (
            {
                change.field: change.new
                for one in history(record, reader=user)
                for change in one.changes
            }
            for record in (update, country)
        )

    assert sent["sent"] == "20 Nov 2026, 10:00 Bangkok (GMT+7)"
    assert listed["languages"] == "km, en"


def test_what_was_removed_stays_told():
    user, college = staff(), OrganizationFactory()
    alias = organizations.also_call(
        college, OrganizationNameTerms(name="Wrong", kind=NameKind.VARIANT), by=user
    )
    organizations.forget_name(alias, by=user)

    entry = history(college, reader=user)[0]

    assert (entry.verb, entry.what) == ("removed", "other name")
    assert entry.changes[0] == Change("name", "Wrong", None)


def test_a_row_that_is_gone_is_called_so():
    user, country = staff(), CountryFactory()
    college = OrganizationFactory(country=country)
    organizations.edit(college, replace(OrganizationTerms.of(college), country=None), by=user)
    country.delete()

    assert history(college, reader=user)[0].changes == (Change("country", "removed since", None),)


def test_a_save_without_a_change_is_not_told():
    user, college = staff(), OrganizationFactory(name="College")

    organizations.edit(college, replace(OrganizationTerms.of(college), name="College"), by=user)

    assert told(college, user) == [("added", "organization", "")]


def test_only_the_parts_that_go_with_the_record_are_told():
    college = OrganizationFactory()
    PersonFactory(works_at=college)
    PairingFactory(parties=[college])
    focal_point(college)

    assert told(college, staff()) == [("added", "organization", "")]


def test_a_part_that_names_somebody_unseen_is_left_out():
    college = OrganizationFactory()
    person = PersonFactory(works_at=college)
    focal_points.appoint(college, person=person, by=None)

    assert [what for _, what, _ in told(college, staff())] == ["focal point", "organization"]
    assert [what for _, what, _ in told(college, official())] == ["organization"]


def test_addresses_are_told_to_those_who_may_see_them():
    college = OrganizationFactory()
    user = staff()
    person = people.enter(
        PersonTerms(name="Wei Fan", phone="1"),
        position=PositionTerms(organization=college),
        by=user,
    )
    people.edit(
        person,
        replace(PersonTerms.of(person), phone="2"),
        replace(Contact.of(person), email="new@example.org"),
        by=user,
    )
    person.refresh_from_db()

    own = history(person, reader=focal_point(college))
    read = history(person, reader=official(college.country))

    assert Change("e-mail", None, "new@example.org") in [c for one in own for c in one.changes]
    assert Change("telephone", "1", "2") in [c for one in own for c in one.changes]
    fields = {change.field for one in read for change in one.changes}
    assert "full name" in fields
    assert fields.isdisjoint({"e-mail", "telephone"})


def test_the_newest_are_told_when_there_are_many():
    user, college = staff(), OrganizationFactory()
    for city in ("A", "B", "C"):
        organizations.edit(college, replace(OrganizationTerms.of(college), city=city), by=user)

    entries = history(college, reader=user, limit=2)

    assert [one.changes[0].new for one in entries] == ["C", "B"]


def test_as_many_queries_for_many_changes_as_for_few(
    django_assert_num_queries, django_assert_max_num_queries
):
    user, college = staff(), OrganizationFactory()
    focal_points.appoint(college, person=PersonFactory(), by=user)
    history(college, reader=user)
    with django_assert_max_num_queries(20) as before:
        history(college, reader=user)
    for _ in range(3):
        focal_points.appoint(college, person=PersonFactory(), by=user)

    with django_assert_num_queries(len(before)):
        history(college, reader=user)


def test_last_change_says_who_and_when():
    user, college = staff(), OrganizationFactory()
    organizations.edit(college, replace(OrganizationTerms.of(college), city="Wuxi"), by=user)

    entry = last_change(college)

    assert (entry.by, entry.verb) == (user.name, "changed")


def test_last_change_of_a_record_never_kept_is_none():
    assert last_change(OrganizationFactory.build(pk=0)) is None


def test_a_history_is_shown_of_what_is_kept_and_guarded():
    assert is_kept(Organization)
    assert is_kept(Position)
    assert not is_kept(User)
