"""Finding by any name, in any script, also when misspelt."""

import pytest

from network.enums import NameKind
from network.models import Organization, Person
from network.operations import organizations, people
from network.queries import search
from network.terms.organizations import OrganizationNameTerms, OrganizationTerms
from network.terms.people import PersonTerms
from tests.factories.network import OrganizationFactory, OrganizationKindFactory

pytestmark = pytest.mark.django_db


def kept():
    kind = OrganizationKindFactory()
    npic = organizations.add(
        OrganizationTerms(
            name="National Polytechnic Institute of Cambodia",
            acronym="NPIC",
            local_name="វិទ្យាស្ថានជាតិពហុបច្ចេកទេសកម្ពុជា",
            kind=kind,
        ),
        by=None,
    )
    organizations.also_call(
        npic, OrganizationNameTerms(name="École Technique", kind=NameKind.FORMER), by=None
    )
    organizations.add(
        OrganizationTerms(
            name="Guangzhou Industry and Trade Technician College",
            acronym="GZITTC",
            local_name="广州市工贸技师学院",
            kind=kind,
        ),
        by=None,
    )
    organizations.add(
        OrganizationTerms(
            name="Lao-German Technical College", local_name="ວິທະຍາໄລເຕັກນິກ", kind=kind
        ),
        by=None,
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("npic", ["National Polytechnic Institute of Cambodia"]),
        ("ecole", ["National Polytechnic Institute of Cambodia"]),
        ("institute national", ["National Polytechnic Institute of Cambodia"]),
        ("ជាតិពហុ", ["National Polytechnic Institute of Cambodia"]),
        ("工贸技师", ["Guangzhou Industry and Trade Technician College"]),
        ("ເຕັກນິກ", ["Lao-German Technical College"]),
        ("lao german", ["Lao-German Technical College"]),
        ("Gwangzhou", ["Guangzhou Industry and Trade Technician College"]),
        ("Gwangzhou college", ["Guangzhou Industry and Trade Technician College"]),
        ("广州工贸技师学院", ["Guangzhou Industry and Trade Technician College"]),
        ("វិទ្យាស្ថានជាតពហុបច្ចេកទេស", ["National Polytechnic Institute of Cambodia"]),
        (
            "college",
            ["Lao-German Technical College", "Guangzhou Industry and Trade Technician College"],
        ),
        ("zzzz", []),
        ("npic zzzz", []),
        ("!!!", []),
        ("100%", []),
    ],
)
def test_organizations_are_found_by_what_people_type(text, found):
    kept()

    assert [one.name for one in search.organizations(text, Organization.objects.all())] == found


def test_an_empty_search_leaves_the_list_as_it_is():
    kept()

    assert search.organizations("  ", Organization.objects.all()).count() == 3


def test_the_search_stays_within_the_list_it_is_given():
    kept()
    others = Organization.objects.exclude(acronym="NPIC")

    assert list(search.organizations("npic", others)) == []
    assert list(search.organizations("ជាតិពហុ", others)) == []


@pytest.mark.parametrize("text", ["liu", "Yutong Liu", "LIU YUTONG", "Lyu", "Yutonng"])
def test_people_are_found_by_any_form_of_the_name(text):
    person = people.add(PersonTerms(name="Liu Yutong"), by=None)
    people.also_write(person, name="Lyu Yutong", by=None)
    people.add(PersonTerms(name="Hao Bin"), by=None)

    assert list(search.people(text, Person.objects.all())) == [person]


SLIPS = [
    "Guangzhou Industry and Trade Technican College",
    "Trade Industry Gaungzhou",
    "Gwangzhou Industry",
    "Guagnzhou",
    "Guang Trade Tec",
    "gzittc",
    "广州工贸技师学院",
]


@pytest.mark.parametrize("text", SLIPS)
def test_who_is_meant_stands_first_among_many(text):
    kept()
    for number in range(30):
        OrganizationFactory(name=f"Industry and Trade Technician College Number{number}")
        OrganizationFactory(
            name=f"Hospitality School Number{number}", local_name=f"技师学院{number}"
        )

    first = search.organizations(text, Organization.objects.all())[0]

    assert first.acronym == "GZITTC"


def test_who_is_called_so_stands_before_who_has_the_same_first_letters():
    for name in ("Nanning Printing and Ink Centre", "North Port Institute of Cooking"):
        OrganizationFactory(name=name, acronym="")
    kept()

    found = list(search.organizations("NPIC", Organization.objects.all()))

    assert [one.acronym for one in found] == ["NPIC", "", ""]


def test_of_more_than_can_be_put_in_order_a_list_keeps_its_own(monkeypatch):
    monkeypatch.setattr(search, "_RANKED", 1)
    kept()

    found = search.organizations("college", Organization.objects.order_by("-name"))

    assert [one.name[:3] for one in found] == ["Lao", "Gua"]
