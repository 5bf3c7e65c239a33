"""The history: who, when, what was, what is, and to whom it may be told."""

from dataclasses import replace

import pytest
from django.apps import apps

from accounts.models import User
from audit.queries import Named, _parts, has_own_rule, history, is_kept
from events.models import EventFile
from events.operations import records
from network.enums import NameKind
from network.models import FocalPoint, Organization, OrganizationName, Position
from network.operations import focal_points, organizations, people
from network.terms.organizations import OrganizationNameTerms, OrganizationTerms
from network.terms.people import Contact, PersonTerms, PositionTerms
from tests.factories.events import EventFactory, EventFileFactory
from tests.factories.network import (
    CountryFactory,
    OrganizationFactory,
    PersonFactory,
)
from tests.factories.partnerships import PairingFactory
from tests.factories.roles import coordinator, focal_point, official, staff

pytestmark = pytest.mark.django_db


def changed(entry):
    return [(change.field.name, change.old, change.new) for change in entry.changes]


def entries_for(target, reader):
    return [(one.verb, one.model, one.by) for one in history(target, reader=reader)]


def test_a_change_says_who_what_was_and_what_is():
    user = staff()
    college = OrganizationFactory(city="Wuxi")

    organizations.edit(
        college, replace(OrganizationTerms.of(college), city="Phnom Penh", is_member=False), by=user
    )

    entry = history(college, reader=user)[0]
    assert (entry.verb, entry.model, entry.by, entry.is_part) == (
        "changed",
        Organization,
        user.name,
        False,
    )
    assert changed(entry) == [("is_member", True, False), ("city", "Wuxi", "Phnom Penh")]


def test_a_key_is_told_with_the_name_of_what_it_points_to():
    user, china = staff(), CountryFactory(china=True)
    college = OrganizationFactory(country=china)
    organizations.edit(college, replace(OrganizationTerms.of(college), country=None), by=user)

    assert changed(history(college, reader=user)[0]) == [("country", Named("China"), None)]


def test_what_was_removed_stays_told():
    user, college = staff(), OrganizationFactory()
    alias = organizations.also_call(
        college, OrganizationNameTerms(name="Wrong", kind=NameKind.VARIANT), by=user
    )
    organizations.forget_name(alias, by=user)

    entry = history(college, reader=user)[0]

    assert (entry.verb, entry.model) == ("removed", OrganizationName)
    assert changed(entry)[0] == ("name", "Wrong", None)


def test_a_row_that_is_gone_has_no_name():
    user, country = staff(), CountryFactory()
    college = OrganizationFactory(country=country)
    organizations.edit(college, replace(OrganizationTerms.of(college), country=None), by=user)
    country.delete()

    assert changed(history(college, reader=user)[0]) == [("country", Named(None), None)]


def test_a_save_without_a_change_is_not_told():
    user, college = staff(), OrganizationFactory(name="College")

    organizations.edit(college, replace(OrganizationTerms.of(college), name="College"), by=user)

    assert entries_for(college, user) == [("added", Organization, "")]


def test_only_the_parts_that_go_with_the_record_are_told():
    college = OrganizationFactory()
    PersonFactory(works_at=college)
    PairingFactory(parties=[college])
    focal_point(college)

    assert entries_for(college, staff()) == [("added", Organization, "")]


def test_a_part_that_names_somebody_unseen_is_left_out():
    college = OrganizationFactory()
    person = PersonFactory(works_at=college)
    focal_points.appoint(college, person=person, by=None)

    assert [model for _, model, _ in entries_for(college, staff())] == [FocalPoint, Organization]
    assert [model for _, model, _ in entries_for(college, official())] == [Organization]


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

    assert ("email", None, "new@example.org") in [c for one in own for c in changed(one)]
    assert ("phone", "1", "2") in [c for one in own for c in changed(one)]
    fields = {change.field.name for one in read for change in one.changes}
    assert "name" in fields
    assert fields.isdisjoint({"email", "phone"})


@pytest.mark.parametrize("consent", [True, None, False])
def test_a_photo_that_was_refused_is_told_to_the_ilo_alone_also_when_it_is_gone(consent):
    pairing = PairingFactory()
    event = EventFactory(pairings=[pairing])
    college = pairing.parties.first().organization
    photo = EventFileFactory(event=event, kind="photo", name="Dinner.jpg", consent=consent)
    records.remove_file(photo, by=None)
    told = {}
    for reader in (staff(), coordinator(college.country), focal_point(college)):
        said = [change.old for entry in history(event, reader=reader) for change in entry.changes]
        told[reader] = "Dinner.jpg" in said

    assert list(told.values()) == [True, True, consent is not False]


def test_what_was_refused_first_and_is_gone_now_is_told_by_what_it_was_last():
    pairing = PairingFactory()
    event = EventFactory(pairings=[pairing])
    photo = EventFileFactory(event=event, kind="photo", name="Dinner.jpg", consent=True)
    photo.consent = False
    photo.save()
    photo.delete()

    reader = focal_point(pairing.parties.first().organization)

    assert [each for each in history(event, reader=reader) if each.model is EventFile] == []


def test_every_part_with_a_rule_of_its_own_says_who_may_know_of_it_when_it_is_gone():
    """Without a word nobody is told: that would be safe, and silent."""
    silent = [
        part._meta.label
        for model in apps.get_models()
        if hasattr(model, "history")
        for part in (events.pgh_tracked_model for events in _parts(model))
        if has_own_rule(type(part._default_manager.all()))
        and not hasattr(part._default_manager, "tells_of_gone")
    ]

    assert silent == []


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


def test_a_history_is_shown_of_what_is_kept_and_guarded():
    assert is_kept(Organization)
    assert is_kept(Position)
    assert not is_kept(User)
