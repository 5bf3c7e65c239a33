"""The directory, its file, and the profile of an organization."""

import pytest
from django.urls import reverse

from network.enums import InterestKind, NameKind
from network.models import Organization
from network.operations import organizations
from network.terms.organizations import OrganizationTerms
from tests.factories.network import (
    CooperationAreaFactory,
    CountryFactory,
    FocalPointFactory,
    InterestFactory,
    OrganizationFactory,
    OrganizationKindFactory,
    OrganizationNameFactory,
    PersonFactory,
    PositionFactory,
)
from tests.factories.partnerships import PairingFactory
from tests.factories.roles import coordinator, focal_point, nobody, official, staff
from tests.walk import read

pytestmark = pytest.mark.django_db
INDEX = "/organizations/"


def names(response):
    return [row.record.name for row in response.context["table"].rows]


def csv_lines(response):
    return read(response).decode("utf-8-sig").splitlines()


def typed(organization=None, **changes):
    kind = OrganizationKindFactory()
    return {"name": "Wuxi Technician College", "kind": kind.pk, **changes}


def test_the_directory_lists_what_the_search_box_names(signed_in):
    npic = OrganizationFactory(name="National Polytechnic Institute", acronym="NPIC")
    OrganizationFactory(name="Wuxi Technician College")

    response = signed_in(staff()).get(INDEX, {"q": "npic"})

    assert names(response) == [npic.name]


def test_who_is_looked_for_stands_first_unless_an_order_is_asked(signed_in, monkeypatch):
    monkeypatch.setattr("core.pages.A_PAGE", 2)
    for name in ("A Far Liuzhou Polytechnic", "Liuzhou Polytechnic", "B Liuzhou Polytechnic"):
        OrganizationFactory(name=name)
    client = signed_in(staff())

    def shown(**asked):
        response = client.get(INDEX, {"q": "liuzhou polytechnic", **asked})
        return [row.record.name for row in response.context["table"].page.object_list]

    assert shown() == ["Liuzhou Polytechnic", "B Liuzhou Polytechnic"]
    assert shown(page=2) == ["A Far Liuzhou Polytechnic"]
    assert shown(sort="name") == ["A Far Liuzhou Polytechnic", "B Liuzhou Polytechnic"]


def test_the_directory_is_closed_to_somebody_without_a_role(signed_in):
    assert signed_in(nobody()).get(INDEX).status_code == 403


def test_the_directory_asks_for_a_login(client):
    response = client.get(INDEX)

    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))


def test_htmx_gets_the_list_alone(signed_in):
    OrganizationFactory(name="Wuxi Technician College")

    part = signed_in(staff(), htmx=True).get(INDEX)
    page = signed_in(staff()).get(INDEX)

    assert "<html" not in part.content.decode()
    assert part.content.decode().lstrip().startswith('<div id="results">')
    assert "<html" in page.content.decode()


def test_an_empty_result_says_what_to_do(signed_in):
    OrganizationFactory()

    response = signed_in(staff()).get(INDEX, {"q": "zzzz"})

    assert names(response) == []
    assert "No organization matches." in response.content.decode()


def test_a_page_has_twenty_five_organizations(signed_in):
    OrganizationFactory.create_batch(26)

    first = signed_in(staff()).get(INDEX)
    second = signed_in(staff()).get(INDEX, {"page": "2"})

    assert (len(first.context["table"].page), len(second.context["table"].page)) == (25, 1)


def test_the_directory_asks_the_database_as_often_for_three_as_for_one(
    signed_in, django_assert_num_queries, django_assert_max_num_queries
):
    client = signed_in(staff())
    one = InterestFactory(organization=OrganizationFactory(parent=OrganizationFactory()))
    client.get(INDEX)
    # Two are the savepoint in which it is only read, as a test is one transaction.
    with django_assert_max_num_queries(7 + 2) as before:
        client.get(INDEX)
    for _ in range(2):
        InterestFactory(
            organization=OrganizationFactory(parent=OrganizationFactory()), area=one.area
        )

    with django_assert_num_queries(len(before)):
        client.get(INDEX)


def test_the_file_holds_the_same_organizations_as_the_list(signed_in):
    china = CountryFactory(china=True)
    college = OrganizationFactory(
        name="=Wuxi College", country=china, local_name="无锡技师学院", acronym="WTC"
    )
    area = CooperationAreaFactory(name="Curriculum development")
    InterestFactory(organization=college, kind=InterestKind.OFFER, area=area)
    PairingFactory(parties=[college, OrganizationFactory(name="Other")])

    response = signed_in(staff()).get(INDEX, {"country": "CN", "format": "csv"})

    assert response["Content-Disposition"] == 'attachment; filename="directory.csv"'
    assert csv_lines(response) == [
        (
            "Name,Acronym,Name in the local script,Kind,Country,City,Part of,"
            "Member of the network,Looks for,Can offer,Pairings,Website"
        ),
        "'=Wuxi College,WTC,无锡技师学院,TVET institution,China,,,Yes,,Curriculum development,1,",
    ]


def test_the_profile_shows_names_people_and_what_is_missing(signed_in):
    college = OrganizationFactory(name="Wuxi College", local_name="无锡技师学院")
    OrganizationNameFactory(organization=college, name="Wuxi School", kind=NameKind.FORMER)
    head = PersonFactory(name="Liu Yutong", works_at=college, works_at__title="President")
    PositionFactory(person=head, organization=OrganizationFactory(name="CVT"), title="Adviser")
    FocalPointFactory(organization=college, person=head)

    response = signed_in(staff()).get(college.get_absolute_url())

    page = response.content.decode()
    for words in ("无锡技师学院", "Wuxi School", "President", "Also Adviser, CVT"):
        assert words in page
    assert "Profile 3 of 8 complete" in page


def test_the_profile_hides_people_and_addresses_from_those_who_may_not_see_them(signed_in):
    college = OrganizationFactory()
    hidden = PersonFactory(name="Somebody Hidden", works_at=college)
    FocalPointFactory(organization=college, person=hidden)
    ours = OrganizationFactory()
    seen = PersonFactory(name="Somebody Seen", works_at=ours)
    reader = signed_in(official(ours.country))

    theirs, own = reader.get(college.get_absolute_url()), reader.get(ours.get_absolute_url())

    assert "Somebody Hidden" not in theirs.content.decode()
    assert "A person that you may not see" in theirs.content.decode()
    assert "Somebody Seen" in own.content.decode()
    assert seen.recipient.email
    assert seen.recipient.email not in own.content.decode()


def test_the_profile_asks_the_database_as_often_for_three_people_as_for_one(
    signed_in, django_assert_num_queries, django_assert_max_num_queries
):
    client = signed_in(staff())
    college = OrganizationFactory()
    FocalPointFactory(organization=college, person=PersonFactory(works_at=college))
    client.get(college.get_absolute_url())
    with django_assert_max_num_queries(30) as before:
        client.get(college.get_absolute_url())
    for _ in range(2):
        FocalPointFactory(organization=college, person=PersonFactory(works_at=college))

    with django_assert_num_queries(len(before)):
        client.get(college.get_absolute_url())


def test_the_buttons_are_for_those_who_may_edit(signed_in):
    college = OrganizationFactory()
    edit = reverse("network:organization-edit", args=[college.pk])

    own = signed_in(focal_point(college)).get(college.get_absolute_url())
    other = signed_in(focal_point(OrganizationFactory())).get(college.get_absolute_url())
    reader = signed_in(official(college.country)).get(college.get_absolute_url())

    assert edit in own.content.decode()
    assert edit not in other.content.decode()
    assert edit not in reader.content.decode()


def test_add_writes_an_organization(signed_in):
    response = signed_in(staff()).post("/organizations/add/", typed(acronym="WTC"))

    added = Organization.objects.get()
    assert response.url == added.get_absolute_url()
    assert (added.name, added.acronym, added.search_text) == (
        "Wuxi Technician College",
        "WTC",
        "wuxi technician college wtc",
    )


def test_add_takes_the_name_that_was_searched_for(signed_in):
    form = signed_in(staff()).get("/organizations/add/?name=Wuxi").context["form"]

    assert form["name"].value() == "Wuxi"


def test_add_says_when_a_name_differs_in_spaces_alone(signed_in):
    known = OrganizationFactory(name="Wuxi College", country=None)
    data = typed(name="Wuxi\u200b College", seen=str(known.pk))

    response = signed_in(staff()).post("/organizations/add/", data)

    assert response.status_code == 422
    assert Organization.objects.count() == 1


def test_add_is_not_for_focal_points(signed_in):
    client = signed_in(focal_point(OrganizationFactory()))

    assert client.get("/organizations/add/").status_code == 403


def test_add_keeps_what_was_typed_when_something_is_missing(signed_in):
    response = signed_in(staff()).post("/organizations/add/", {"name": "", "city": "Wuxi"})

    assert response.status_code == 422
    assert response.context["form"]["city"].value() == "Wuxi"


def test_add_warns_of_a_similar_one_and_lets_the_second_save_through(signed_in):
    known = organizations.add(
        OrganizationTerms(name="Wuxi Technician College", kind=OrganizationKindFactory()), by=None
    )
    client = signed_in(staff())
    data = typed(name="Wuxi Technician Colege")

    first = client.post("/organizations/add/", data)
    seen = first.context["form"]["seen"].value()
    second = client.post("/organizations/add/", {**data, "seen": seen})

    assert first.status_code == 422
    assert [match.organization for match in first.context["similar"]] == [known]
    assert second.status_code == 302
    assert Organization.objects.count() == 2


def test_add_says_when_the_very_name_is_there(signed_in):
    known = OrganizationFactory(name="Wuxi Technician College", country=None)

    response = signed_in(staff()).post("/organizations/add/", typed(seen=str(known.pk)))

    assert response.status_code == 422
    assert "An organization of this name is in the directory." in response.content.decode()


def test_a_coordinator_adds_for_the_own_country_only(signed_in):
    china, laos = CountryFactory(china=True), CountryFactory(laos=True)
    client = signed_in(coordinator(china))

    refused = client.post("/organizations/add/", typed(country=laos.pk))
    without = client.post("/organizations/add/", typed())
    added = client.post("/organizations/add/", typed(country=china.pk))

    assert (refused.status_code, without.status_code, added.status_code) == (422, 422, 302)


def test_the_hint_while_typing_names_similar_organizations(signed_in):
    known = organizations.add(
        OrganizationTerms(name="Wuxi Technician College", kind=OrganizationKindFactory()), by=None
    )
    ask = {"name": "Wuxi Technician Colege", "country": "no number"}

    part = signed_in(staff(), htmx=True).get("/organizations/similar/", ask)
    page = signed_in(staff()).get("/organizations/similar/", ask)

    assert [match.organization for match in part.context["similar"]] == [known]
    assert "<html" not in part.content.decode()
    assert "<html" in page.content.decode()


def test_a_focal_point_edits_the_own_profile_but_not_its_name(signed_in):
    college = OrganizationFactory(name="Wuxi College")
    client = signed_in(focal_point(college))
    url = reverse("network:organization-edit", args=[college.pk])

    response = client.post(url, typed(college, name="Another name", city="Wuxi"))

    college.refresh_from_db()
    assert response.url == college.get_absolute_url()
    assert (college.name, college.city) == ("Wuxi College", "Wuxi")
    assert "name" not in client.get(url).context["form"].fields


def test_a_focal_point_may_not_edit_another_profile(signed_in):
    college = OrganizationFactory()
    client = signed_in(focal_point(OrganizationFactory()))
    url = reverse("network:organization-edit", args=[college.pk])

    assert client.get(url).status_code == 403
    assert client.post(url, typed(college)).status_code == 403


def test_staff_rename_an_organization(signed_in):
    college = OrganizationFactory(name="Wuxi College")
    url = reverse("network:organization-edit", args=[college.pk])

    response = signed_in(staff()).post(url, typed(college, name="Wuxi  Vocational University"))

    college.refresh_from_db()
    assert response.status_code == 302
    assert college.name == "Wuxi Vocational University"


def test_edit_refuses_a_circle_of_parents(signed_in):
    college = OrganizationFactory(name="College")
    centre = OrganizationFactory(name="Centre", parent=college)
    url = reverse("network:organization-edit", args=[college.pk])

    response = signed_in(staff()).post(url, typed(college, name="College", parent=centre.pk))

    assert response.status_code == 422
    assert "Choose another parent." in response.content.decode()


def test_one_coordinate_without_the_other_is_refused(signed_in):
    college = OrganizationFactory(name="College")
    url = reverse("network:organization-edit", args=[college.pk])

    response = signed_in(staff()).post(url, typed(college, name="College", latitude="11.5"))

    assert response.status_code == 422
    assert response.context["form"].errors["latitude"] == [
        "Enter both the latitude and the longitude, or leave both empty."
    ]


def test_a_focal_point_adds_a_department_of_the_own_college(signed_in):
    college = OrganizationFactory(acronym="NPIC")
    kind = OrganizationKindFactory(department=True)
    url = reverse("network:department-add", args=[college.pk])
    client = signed_in(focal_point(college))
    shown = client.get(url)

    response = client.post(url, {"name": "Research Centre", "kind": kind.pk})

    part = Organization.objects.get(name="Research Centre")
    assert shown.status_code == 200
    assert response.url == college.get_absolute_url()
    assert (part.parent, part.country, part.is_member) == (college, college.country, True)


def test_a_department_of_the_same_name_is_refused(signed_in):
    college = OrganizationFactory()
    OrganizationFactory(name="Centre", parent=college, country=college.country)
    kind = OrganizationKindFactory(department=True)
    url = reverse("network:department-add", args=[college.pk])

    response = signed_in(staff()).post(url, {"name": "Centre", "kind": kind.pk})

    assert response.status_code == 422
    assert college.departments.count() == 1


def test_a_department_is_not_for_others_to_add(signed_in):
    college = OrganizationFactory()
    url = reverse("network:department-add", args=[college.pk])

    assert signed_in(official(college.country)).get(url).status_code == 403
    assert signed_in(focal_point(OrganizationFactory())).get(url).status_code == 403
