"""Writing a row: the history knows who acted."""

import pytest
from django.db import IntegrityError, transaction

from audit.queries import history
from core.records import (
    BrokenConstraintError,
    as_actor,
    delete,
    delete_all,
    save,
    save_all,
    save_changes,
)
from tests.factories.network import CountryFactory, OrganizationFactory, OrganizationKindFactory
from tests.factories.roles import staff

pytestmark = pytest.mark.django_db


def authors(organization, reader):
    return [entry.by for entry in history(organization, reader=reader)]


def test_save_names_who_acted():
    user, college = staff(), OrganizationFactory()
    college.city = "Wuxi"

    save(college, by=user)

    assert authors(college, user) == [user.name, ""]


def test_save_without_a_user_leaves_the_one_of_the_request():
    user, college = staff(), OrganizationFactory()
    college.city = "Wuxi"

    with as_actor(user):
        save(college, by=None)

    assert authors(college, user) == [user.name, ""]


def test_save_refuses_in_the_words_of_the_constraint():
    college = OrganizationFactory(country=CountryFactory())
    twin = OrganizationFactory.build(
        name=college.name, country=college.country, kind=OrganizationKindFactory()
    )

    with pytest.raises(BrokenConstraintError, match="An organization of this name"):
        save(twin, by=None)

    assert twin.pk is None


def test_save_asks_nothing_before_the_database_refuses(django_assert_num_queries):
    college = OrganizationFactory(country=CountryFactory())
    college.city = "Wuxi"

    # The other names for its searched text, the update in a savepoint, its departments' texts.
    with django_assert_num_queries(5):
        save(college, by=None)


def test_save_refuses_in_the_same_words_what_somebody_saved_a_moment_ago():
    college = OrganizationFactory(country=CountryFactory())
    twin = OrganizationFactory.build(
        name=college.name, country=college.country, kind=OrganizationKindFactory()
    )

    with pytest.raises(BrokenConstraintError, match="An organization of this name"):
        save(twin, by=None)

    assert list(type(college).objects.all()) == [college]


def test_what_no_constraint_of_the_model_explains_is_not_hidden():
    with pytest.raises(IntegrityError):
        save(OrganizationFactory.build(country=None, kind=None), by=None)


def test_delete_keeps_the_history():
    user, college = staff(), OrganizationFactory()
    events = type(college).history.rel.related_model.objects
    key = college.pk

    delete(college, by=user)

    last = events.filter(pgh_obj_id=key).latest("pgh_id")
    assert (last.pgh_label, last.pgh_context.metadata) == ("delete", {"user": user.pk})


def colleges(country, names):
    kind = OrganizationKindFactory()
    return [OrganizationFactory.build(name=name, country=country, kind=kind) for name in names]


@pytest.mark.parametrize("count", [1, 50])
def test_many_rows_cost_as_much_as_one(count, django_assert_num_queries):
    user = staff()
    rows = colleges(CountryFactory(), [f"College {number}" for number in range(count)])

    # The insert names the actor to the history itself.
    with django_assert_num_queries(1):
        saved = save_all(rows, by=user)

    assert all(row.pk for row in saved)
    assert authors(saved[-1], user) == [user.name]


def test_save_all_of_nothing_asks_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert save_all([], by=None) == []


def test_save_all_refuses_in_the_words_of_the_constraint_and_saves_none():
    college = OrganizationFactory(country=CountryFactory())

    with (
        pytest.raises(BrokenConstraintError, match="An organization of this name"),
        transaction.atomic(),
    ):
        save_all(colleges(college.country, ["New", college.name]), by=None)

    assert list(type(college).objects.all()) == [college]


def test_save_all_refuses_what_is_twice_among_the_rows_in_the_same_words():
    country = CountryFactory()

    with pytest.raises(BrokenConstraintError, match="An organization of this name"):
        save_all(colleges(country, ["New", "New"]), by=None)


@pytest.mark.parametrize("count", [1, 50])
def test_changes_of_many_rows_cost_as_much_as_those_of_one(count, django_assert_num_queries):
    user, country = staff(), CountryFactory()
    rows = save_all(colleges(country, [f"College {number}" for number in range(count)]), by=None)
    before = rows[-1].updated_at
    for row in rows:
        row.about = "A college"

    with django_assert_num_queries(1):
        save_changes(rows, fields=["about"], by=user)

    rows[-1].refresh_from_db()
    assert (rows[-1].about, rows[-1].updated_at > before) == ("A college", True)
    assert authors(rows[-1], user) == [user.name, ""]


def test_changes_of_a_name_are_found_where_others_are_found_by_it():
    college = OrganizationFactory(name="Wuxi")
    part = OrganizationFactory(name="Part", parent=college)
    college.name = "Zibo"

    save_changes([college], fields=["name"], by=None)

    part.refresh_from_db()
    assert "zibo" in part.search_text


def test_changes_of_nothing_ask_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        save_changes([], fields=["city"], by=None)


def test_changes_are_refused_in_the_words_of_the_constraint():
    country = CountryFactory()
    one, _two = save_all(colleges(country, ["One", "Two"]), by=None)
    one.name = "Two"

    with pytest.raises(BrokenConstraintError, match="An organization of this name"):
        save_changes([one], fields=["name"], by=None)


def test_save_all_does_not_hide_what_no_constraint_of_the_model_explains():
    with pytest.raises(IntegrityError):
        save_all([OrganizationFactory.build(country=None, kind=None)], by=None)


def test_delete_all_keeps_the_history():
    user, college = staff(), OrganizationFactory()
    events = type(college).history.rel.related_model.objects
    key = college.pk

    delete_all(type(college).objects.filter(pk=key), by=user)

    last = events.filter(pgh_obj_id=key).latest("pgh_id")
    assert (last.pgh_label, last.pgh_context.metadata) == ("delete", {"user": user.pk})
