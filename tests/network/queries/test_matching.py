"""Names as the source documents write them, against the directory that they speak of."""

import csv
from dataclasses import replace
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.records import save
from network.enums import NameKind
from network.models import Country, OrganizationKind, PersonName
from network.operations import organizations
from network.queries import matching
from network.terms.organizations import OrganizationNameTerms, OrganizationTerms
from tests.factories import roles
from tests.factories.network import OrganizationFactory, PersonFactory

pytestmark = pytest.mark.django_db
HERE = Path(__file__).parent
COUNTRIES = {"KH": "Cambodia", "LA": "Lao PDR", "MM": "Myanmar", "CN": "China"}


def rows(name):
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


VARIANTS = rows("name_variants.tsv")


def directory():
    countries = {
        code: Country.objects.create(code=code, name=name, time_zone="Asia/Bangkok")
        for code, name in COUNTRIES.items()
    }
    kept = {}
    for row in rows("directory.tsv"):
        kind, _ = OrganizationKind.objects.get_or_create(
            key=row["kind"], defaults={"name": row["kind"]}
        )
        kept[row["key"]] = organization = organizations.add(
            OrganizationTerms(
                name=row["name"],
                acronym=row["acronym"],
                kind=kind,
                country=countries.get(row["country"]),
                parent=kept.get(row["parent"]),
            ),
            source_key=row["key"],
            by=None,
        )
        for name in filter(None, row["also"].split("|")):
            organizations.also_call(
                organization, OrganizationNameTerms(name=name, kind=NameKind.VARIANT), by=None
            )
    return kept


def test_every_written_name_links_to_its_organization_and_a_near_miss_to_none():
    directory()

    sure = matching.sure_organizations([row["variant"] for row in VARIANTS], by=None)

    linked = {name: found.source_key if found else "" for name, found in sure.items()}
    assert linked == {row["variant"]: row["expected"] for row in VARIANTS}


@pytest.mark.parametrize(
    ("name", "likely"),
    [
        ("LGTC", "lgtc"),
        ("VEDI", "vedi"),
        ("Provincial Department of Education", "liaoning-edu"),
        ("Foreign Affairs Office", "shenyang-fao"),
        ("Hainan Technician College of Cambodia", "htc"),
        ("Polytechnic of Phnom Penh (NPIC)", "npic"),
    ],
)
def test_what_is_likely_but_not_sure_is_suggested_first_and_never_linked(name, likely):
    kept = directory()

    suggested = matching.similar_organizations(name, by=None)

    assert suggested[0].organization == kept[likely]
    assert matching.LINK > suggested[0].score >= matching.SUGGEST
    assert matching.link_organization(name, by=None) is None


def test_a_name_with_a_slip_of_the_pen_links():
    kept = directory()

    linked = matching.link_organization("Guangzhou Industry and Trade Technican College", by=None)

    assert linked == kept["gzittc"]


def test_an_acronym_of_two_organizations_links_to_neither():
    kept = directory()
    organizations.also_call(
        kept["npia"], OrganizationNameTerms(name="NPIC", kind=NameKind.ACRONYM), by=None
    )

    assert matching.link_organization("NPIC", by=None) is None
    assert {match.organization for match in matching.similar_organizations("NPIC", by=None)} == {
        kept["npic"],
        kept["npia"],
    }


def test_the_country_column_leaves_the_other_countries_out():
    kept = directory()

    found = matching.similar_organizations(
        "Technician College", country=kept["npic"].country, by=None
    )

    assert kept["ytc"] not in [match.organization for match in found]


def test_a_name_in_another_script_links_when_it_is_the_same_and_is_suggested_when_near():
    kept = directory()
    organizations.edit(
        kept["gzittc"],
        replace(OrganizationTerms.of(kept["gzittc"]), local_name="广州市工贸技师学院"),
        by=None,
    )

    assert matching.link_organization("广州市工贸技师学院", by=None) == kept["gzittc"]
    assert matching.link_organization("广州工贸技师学院", by=None) is None
    assert (
        matching.similar_organizations("广州工贸技师学院", by=None)[0].organization
        == kept["gzittc"]
    )


@pytest.mark.parametrize("name", ["", "()", "\u200b", "..."])
def test_an_empty_name_means_nobody(name):
    directory()

    assert matching.similar_organizations(name, by=None) == []
    assert matching.link_organization(name, by=None) is None
    assert matching.similar_people(name, by=None) == []
    assert matching.link_person(name, by=None) is None


def test_many_organizations_are_linked_with_as_many_queries_as_one(django_assert_num_queries):
    colleges = [OrganizationFactory(parent=OrganizationFactory()) for _ in range(3)]
    with CaptureQueriesContext(connection) as asked:
        matching.sure_organizations([colleges[0].name, "Misspelt"], by=None)

    with django_assert_num_queries(len(asked)):
        matching.sure_organizations([*(college.name for college in colleges), "Misspelt"], by=None)


@pytest.mark.parametrize(
    "written", ["Liu Yutong", "Yutong Liu", "Mr Liu Yutong", "LIU Yutong", "Prof. Yutong  Liu"]
)
def test_a_person_is_the_same_in_either_order_and_with_any_form_of_address(written):
    person = PersonFactory(name="Liu Yutong")
    PersonFactory(name="Liu Yang")

    assert matching.link_person(written, by=None) == person


def test_a_person_is_found_by_another_form_of_the_name():
    person = PersonFactory(name="Liu Yutong", local_name="刘雨桐 先生")
    save(PersonName(person=person, name="Steven Liu"), by=None)

    assert matching.link_person("Liu Steven", by=None) == person


@pytest.mark.parametrize("written", ["Liu Yu Tong", "Liu Yuton"])
def test_another_spelling_of_a_person_is_suggested_and_not_linked(written):
    person = PersonFactory(name="Liu Yutong")

    assert matching.link_person(written, by=None) is None
    assert [match.person for match in matching.similar_people(written, by=None)] == [person]


def test_one_word_is_no_full_name():
    PersonFactory(name="Sophea")

    assert matching.link_person("Sophea", by=None) is None
    assert len(matching.similar_people("Sophea", by=None)) == 1


def test_two_people_of_one_name_are_told_apart_by_their_organization():
    college = OrganizationFactory()
    centre = OrganizationFactory(parent=college)
    here = PersonFactory(name="Li Gang", works_at=centre)
    PersonFactory(name="Li Gang", works_at=OrganizationFactory())

    assert matching.link_person("Li Gang", by=None) is None
    assert matching.link_person("Li Gang", college, by=None) == here
    assert matching.link_person("Li Gang", centre, by=None) == here
    assert matching.link_person("Li Gang", OrganizationFactory(), by=None) is None


def test_many_names_are_linked_with_as_many_queries_as_one(django_assert_num_queries):
    colleges = [OrganizationFactory() for _ in range(3)]
    people = [PersonFactory(works_at=college) for college in colleges]
    one = [(people[0].name, colleges[0]), ("Nobody Knows", None)]
    many = [
        *((person.name, college) for person, college in zip(people, colleges, strict=True)),
        ("Nobody Knows", None),
        ("Sophea", None),
    ]
    with CaptureQueriesContext(connection) as asked:
        matching.link_people(one, by=None)

    with django_assert_num_queries(len(asked)):
        found = matching.link_people(many, by=None)

    assert found == [*people, None, None]


def test_no_names_lead_to_nobody():
    assert matching.link_people([], by=None) == []


def test_nobody_is_meant_whom_the_writer_may_not_see():
    college = OrganizationFactory()
    reader = roles.focal_point(college)
    hidden = PersonFactory(name="Liu Yutong", works_at=OrganizationFactory())
    PersonFactory(name="Li Gang", works_at=OrganizationFactory())
    seen = PersonFactory(name="Li Gang", works_at=college)

    asked = [("Liu Yutong", None), ("Li Gang", None)]

    assert matching.link_people(asked, by=reader) == [None, seen]
    assert matching.link_people(asked, by=roles.staff()) == [hidden, None]
    assert matching.link_people(asked, by=None) == [hidden, None]
    assert matching.similar_people("Liu Yuton", by=reader) == []
    assert matching.similar_people("Liu Yuton", organization=college, by=reader) == []
    assert matching.similar_organizations(college.name, by=roles.nobody()) == []
