"""Organizations are written, renamed, found by other names."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.errors import DomainError
from core.records import BrokenConstraintError
from network.enums import NameKind
from network.models import Organization, OrganizationName
from network.operations import organizations
from network.operations.organizations import CircleOfParentsError, NameRecordedError
from network.terms.organizations import OrganizationNameTerms, OrganizationTerms
from tests.factories.network import (
    CountryFactory,
    OrganizationFactory,
    OrganizationKindFactory,
    OrganizationNameFactory,
)
from tests.factories.roles import staff

pytestmark = pytest.mark.django_db


def test_add_cleans_names_and_folds_them_for_the_search():
    organization = organizations.add(
        OrganizationTerms(
            name="  École\u200b  Technique ",
            acronym="ÉT",
            local_name="សាលា",
            city="Phnom Penh",
            kind=OrganizationKindFactory(),
        ),
        by=staff(),
    )

    assert (organization.name, organization.acronym) == ("École Technique", "ÉT")
    assert organization.search_text == "ecole technique et សាលា phnom penh"


def test_add_puts_the_names_of_the_parent_into_the_search():
    parent = OrganizationFactory(name="Ministry of Labour", acronym="MOL")

    department = organizations.add(
        OrganizationTerms(
            name="Department of Skills", parent=parent, kind=OrganizationKindFactory()
        ),
        by=None,
    )

    assert department.search_text == "department of skills mol ministry of labour"


def test_add_refuses_a_name_that_is_there_also_without_a_country():
    OrganizationFactory(name="Regional Office", country=None)

    with pytest.raises(BrokenConstraintError, match="An organization of this name is"):
        organizations.add(
            OrganizationTerms(name="Regional Office", kind=OrganizationKindFactory()), by=None
        )

    assert Organization.objects.count() == 1


def test_add_allows_the_same_name_in_another_country():
    OrganizationFactory(name="Ministry of Education", country=CountryFactory(china=True))

    organizations.add(
        OrganizationTerms(
            name="Ministry of Education",
            country=CountryFactory(laos=True),
            kind=OrganizationKindFactory(),
        ),
        by=None,
    )

    assert Organization.objects.count() == 2


def test_edit_renames_and_tells_the_departments():
    ministry = OrganizationFactory(name="Old", acronym="")
    department = OrganizationFactory(name="Department", parent=ministry)

    changed = organizations.edit(
        ministry, replace(OrganizationTerms.of(ministry), name="New", acronym="N"), by=staff()
    )

    department.refresh_from_db()
    assert (changed.name, changed.search_text) == ("New", "new n")
    assert department.search_text == "department n new"


def test_edit_refuses_a_field_that_is_not_there_to_edit():
    with pytest.raises(TypeError, match="search_text"):
        replace(OrganizationTerms.of(OrganizationFactory()), search_text="x")


@pytest.mark.parametrize("depth", [0, 1])
def test_edit_refuses_to_put_an_organization_into_itself(depth):
    college = OrganizationFactory(name="College")
    chain = [college, OrganizationFactory(name="Centre", parent=college)]

    with pytest.raises(CircleOfParentsError):
        organizations.edit(
            college, replace(OrganizationTerms.of(college), parent=chain[depth]), by=None
        )

    college.refresh_from_db()
    assert college.parent is None


def test_also_call_makes_the_organization_found_by_the_name():
    college = OrganizationFactory(name="College")

    name = organizations.also_call(
        college, OrganizationNameTerms(name="Old  School", kind=NameKind.FORMER), by=None
    )

    college.refresh_from_db()
    assert (name.name, name.kind) == ("Old School", NameKind.FORMER)
    assert college.search_text == "college old school"


@pytest.mark.parametrize("name", ["College", "C", "学院", "Alias"])
def test_also_call_refuses_every_name_that_is_known(name):
    college = OrganizationFactory(name="College", acronym="C", local_name="学院")
    OrganizationNameFactory(organization=college, name="Alias")

    with pytest.raises(NameRecordedError, match=f"{name} is already a name"):
        organizations.also_call(
            college, OrganizationNameTerms(name=name, kind=NameKind.VARIANT), by=None
        )

    assert college.names.count() == 1


def test_forget_name_takes_it_out_of_the_search_and_keeps_its_history():
    college = OrganizationFactory(name="College")
    name = organizations.also_call(
        college, OrganizationNameTerms(name="Wrong", kind=NameKind.VARIANT), by=None
    )

    organizations.forget_name(name, by=staff())

    college.refresh_from_db()
    assert OrganizationName.objects.count() == 0
    assert college.search_text == "college"
    assert OrganizationName.history.rel.related_model.objects.filter(
        pgh_label="delete", name="Wrong"
    ).exists()


def test_every_refusal_is_a_sentence_for_the_person():
    assert issubclass(NameRecordedError, DomainError)
    assert issubclass(CircleOfParentsError, DomainError)
    assert issubclass(BrokenConstraintError, DomainError)


def test_a_new_name_costs_the_same_for_one_department_and_for_fifty():
    ministry = OrganizationFactory(name="Old")
    terms = OrganizationTerms.of(ministry)

    def statements(name):
        with CaptureQueriesContext(connection) as asked:
            organizations.edit(ministry, replace(terms, name=name), by=None)
        return len(asked)

    OrganizationFactory(parent=ministry)
    for_one = statements("New")
    OrganizationFactory.create_batch(49, parent=ministry)

    assert statements("Newer") == for_one
    assert all("newer" in part.search_text for part in ministry.departments.all())
