"""The searched text of a record is right, whoever wrote it by whatever way."""

import pytest
from django.utils import timezone

from core.records import delete, delete_all, save, save_all, save_changes
from core.search import Search, remake
from network.models import Organization, OrganizationName, Person, PersonName
from tests.factories.network import (
    CountryFactory,
    OrganizationFactory,
    OrganizationKindFactory,
    OrganizationNameFactory,
    PersonFactory,
)

pytestmark = pytest.mark.django_db


def text_of(record):
    return type(record).objects.get(pk=record.pk).search_text


def colleges(count):
    country, kind = CountryFactory(), OrganizationKindFactory()
    return [
        Organization(name=f"École {number}", kind=kind, country=country) for number in range(count)
    ]


def test_one_that_is_saved():
    college = save(colleges(1)[0], by=None)
    college.acronym = "\uff2ePIC"
    save(college, by=None)

    assert text_of(college) == "ecole 0 npic"


def test_many_that_are_inserted():
    rows = save_all(colleges(2), by=None)

    assert [text_of(row) for row in rows] == ["ecole 0", "ecole 1"]


@pytest.mark.parametrize("count", [1, 30])
def test_many_that_are_changed_cost_as_much_as_one(count, django_assert_num_queries):
    rows = save_all(colleges(count), by=None)
    rows = list(Organization.objects.order_by("pk"))
    for row in rows:
        row.city = "Đà Nẵng"

    # The names beside them, the change, and the departments.
    with django_assert_num_queries(3):
        save_changes(rows, fields=["city"], by=None)

    assert text_of(rows[-1]) == f"ecole {count - 1} da nang"


def test_another_name_that_comes_and_goes():
    college, person = save(colleges(1)[0], by=None), PersonFactory(name="Liu Yutong")
    name = save(OrganizationName(organization=college, name="Trường"), by=None)
    save_all([PersonName(person=person, name="Lyu Yutong")], by=None)

    assert (text_of(college), text_of(person)) == ("ecole 0 truong", "liu yutong lyu yutong")

    delete(name, by=None)
    delete_all(PersonName.objects.all(), by=None)

    assert (text_of(college), text_of(person)) == ("ecole 0", "liu yutong")


def test_a_part_is_found_by_the_name_of_the_whole():
    ministry = OrganizationFactory(name="Ministry")
    part = OrganizationFactory(name="Part", parent=ministry)
    ministry.name = "Bộ"
    save(ministry, by=None)

    assert text_of(part) == "part bo"


@pytest.mark.parametrize("count", [1, 30])
def test_what_exists_is_made_anew_at_once_and_nobody_changed_it(count, django_assert_num_queries):
    for college in OrganizationFactory.create_batch(count, name="Ecole", city="Wuxi"):
        OrganizationNameFactory(organization=college, name="Trường")
    Organization.objects.update(search_text="old", updated_at=timezone.now())
    before = Organization.objects.order_by("pk").values_list("updated_at", flat=True)[0]
    told = Organization.history.rel.related_model.objects.count()

    # One batch: the rows, their names, the change.
    with django_assert_num_queries(3):
        remake(Organization.objects.all())

    changed = Organization.objects.order_by("pk")[0]
    assert (changed.search_text, changed.updated_at) == ("ecole truong wuxi", before)
    assert Organization.history.rel.related_model.objects.count() == told


def test_what_has_no_searched_text_stays_as_it_is(django_assert_num_queries):
    with django_assert_num_queries(0):
        remake(OrganizationName.objects.all())
    assert Person.objects.count() == 0


@pytest.mark.parametrize("count", [1, 400])
def test_several_nouns_are_looked_into_in_one_statement(count, django_assert_num_queries):
    save_all(colleges(count), by=None)
    asked = Search("ecole nowhere")

    with django_assert_num_queries(1):
        asked.look_into([Organization, Person])
        found = [asked.conditions(model) for model in (Organization, Person)]
    assert found == [None, None]
    with django_assert_num_queries(2):
        assert Search("ecole").among(Organization.objects.all()).count() == count
