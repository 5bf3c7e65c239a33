"""People: the list, the page, the forms."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from network.enums import Sex
from network.models import Person
from network.operations import people
from network.terms.people import PersonTerms
from tests.factories.network import (
    CountryFactory,
    FocalPointFactory,
    HonorificFactory,
    OrganizationFactory,
    PersonFactory,
    PersonNameFactory,
    PositionFactory,
)
from tests.factories.notifications import MessageFactory
from tests.factories.partnerships import PairingFactory
from tests.factories.roles import coordinator, focal_point, nobody, official, staff

pytestmark = pytest.mark.django_db
INDEX = "/people/"


def names(response):
    return [row.record.name for row in response.context["table"].rows]


def typed(**changes):
    return {
        "name": "Liu Yutong",
        "name_order": "unknown",
        "sex": "unknown",
        "language": "en",
        "time_zone": "Asia/Bangkok",
        **changes,
    }


def test_the_list_finds_a_person_by_another_form_of_the_name(signed_in):
    person = people.add(PersonTerms(name="Liu Yutong"), by=None)
    people.also_write(person, name="Yutong Lyu", by=None)
    PersonFactory(name="Wei Fan")

    response = signed_in(staff()).get(INDEX, {"q": "lyu"})

    assert names(response) == ["Liu Yutong"]


def test_the_list_narrows_by_country_and_by_focal_points(signed_in):
    china = CountryFactory(china=True)
    college = OrganizationFactory(country=china)
    PersonFactory(name="By record", country=china)
    answering = PersonFactory(name="By position", works_at=college)
    FocalPointFactory(organization=college, person=answering)
    ended = PersonFactory(name="Elsewhere")
    FocalPointFactory(organization=college, person=ended, ends_on=date(2025, 1, 1))
    client = signed_in(staff())

    assert names(client.get(INDEX, {"country": "CN"})) == ["By position", "By record"]
    assert names(client.get(INDEX, {"focal": "1"})) == ["By position"]


def test_the_list_shows_an_official_only_people_of_concern(signed_in):
    ours = OrganizationFactory()
    PersonFactory(name="Ours", works_at=ours)
    PersonFactory(name="Theirs", works_at=OrganizationFactory())

    assert names(signed_in(official(ours.country)).get(INDEX)) == ["Ours"]


def test_htmx_gets_the_list_alone(signed_in):
    PersonFactory()

    part = signed_in(staff(), htmx=True).get(INDEX).content.decode()

    assert "<html" not in part
    assert part.lstrip().startswith('<div id="results">')


def test_an_empty_list_says_what_to_do(signed_in):
    assert "Nobody matches." in signed_in(staff()).get(INDEX, {"q": "zzzz"}).content.decode()


def test_people_are_closed_to_somebody_without_a_role(signed_in):
    assert signed_in(nobody()).get(INDEX).status_code == 403


def test_the_list_asks_the_database_as_often_for_three_as_for_one(
    signed_in, django_assert_num_queries, django_assert_max_num_queries
):
    client = signed_in(staff())
    PersonFactory(works_at=OrganizationFactory(), honorific=HonorificFactory())
    client.get(INDEX)
    with django_assert_max_num_queries(20) as before:
        client.get(INDEX)
    for _ in range(2):
        PersonFactory(works_at=OrganizationFactory(), honorific=HonorificFactory())

    with django_assert_num_queries(len(before)):
        client.get(INDEX)


def test_the_page_shows_several_positions_and_earlier_ones(signed_in):
    dwt, office = OrganizationFactory(name="DWT"), OrganizationFactory(name="Country Office")
    person = PersonFactory(
        name="Graeme Buckley", honorific=HonorificFactory(name="Mr"), sex=Sex.MALE
    )
    PositionFactory(person=person, organization=dwt, title="Director")
    PositionFactory(person=person, organization=office, title="Director of the office")
    PositionFactory(
        person=person, organization=office, title="Specialist", ends_on=date(2020, 1, 31)
    )
    PersonNameFactory(person=person, name="Buckley Graeme")
    FocalPointFactory(organization=dwt, person=person)

    response = signed_in(staff()).get(person.get_absolute_url())

    assert [one.position.title for one in response.context["current"]] == [
        "Director",
        "Director of the office",
    ]
    assert [one.position.title for one in response.context["past"]] == ["Specialist"]
    page = response.content.decode()
    for words in ("Mr Graeme Buckley", "Buckley Graeme", "until 31 Jan 2020", "Man"):
        assert words in page


def test_the_page_shows_how_to_reach_a_person_only_where_the_role_needs_it(signed_in):
    college = OrganizationFactory()
    person = PersonFactory(works_at=college, phone="+855 12 345 678")
    url = person.get_absolute_url()

    own = signed_in(focal_point(college)).get(url).content.decode()
    read = signed_in(official(college.country)).get(url).content.decode()

    assert person.recipient.email in own
    assert "+855 12 345 678" in own
    assert person.recipient.email not in read
    assert "+855 12 345 678" not in read


def messages_to(person):
    return reverse("network:person-messages", args=[person.pk])


def test_the_page_leads_those_who_read_the_outbox_to_the_messages_of_a_person(signed_in):
    college = OrganizationFactory()
    person = PersonFactory(works_at=college)

    of_staff = signed_in(staff()).get(person.get_absolute_url()).content.decode()
    of_official = signed_in(official(college.country)).get(person.get_absolute_url())

    assert messages_to(person) in of_staff
    assert "Messages to this person" in of_staff
    assert messages_to(person) not in of_official.content.decode()


def test_the_messages_to_a_person_are_those_that_the_reader_may_see(signed_in):
    cambodia, laos = CountryFactory(cambodia=True), CountryFactory(laos=True)
    near, far = (
        PairingFactory(parties=OrganizationFactory.create_batch(2, country=country))
        for country in (cambodia, laos)
    )
    person = PersonFactory(name="Sok Dara", works_at=near.parties.first().organization)
    of_both = [
        MessageFactory(about=pairing, recipient=person.recipient, reason=f"Of {pairing.pk}")
        for pairing in (near, far)
    ]
    MessageFactory(about=near, reason="To somebody else")

    found = signed_in(coordinator(cambodia)).get(messages_to(person))
    of_staff = signed_in(staff()).get(messages_to(person))

    assert list(found.context["message_list"]) == of_both[:1]
    assert set(of_staff.context["message_list"]) == set(of_both)
    page = found.content.decode()
    assert "Messages to this person" in page
    assert near.title in page
    assert "to Sok Dara" not in " ".join(page.split())


def test_the_messages_to_a_person_come_alone_for_htmx_and_may_be_none(signed_in):
    person = PersonFactory()

    part = signed_in(staff(), htmx=True).get(messages_to(person)).content.decode()

    assert ("<html" in part, "No message yet." in part) == (False, True)


def test_the_messages_to_a_person_are_closed_to_others(signed_in):
    college = OrganizationFactory()
    person = PersonFactory(works_at=college)

    assert signed_in(focal_point(college)).get(messages_to(person)).status_code == 403
    assert signed_in(official()).get(messages_to(person)).status_code == 404


def test_three_messages_to_a_person_cost_as_many_queries_as_one(
    signed_in, django_assert_num_queries, django_assert_max_num_queries
):
    client, person = signed_in(staff()), PersonFactory()
    MessageFactory(about=PairingFactory(), recipient=person.recipient)
    client.get(messages_to(person))
    with django_assert_max_num_queries(20) as before:
        client.get(messages_to(person))
    for _ in range(2):
        MessageFactory(about=PairingFactory(), recipient=person.recipient)

    with django_assert_num_queries(len(before)):
        client.get(messages_to(person))


def test_a_refused_address_is_flagged_until_it_is_corrected(signed_in):
    college = OrganizationFactory()
    person = PersonFactory(works_at=college)
    recipient = person.recipient
    recipient.refused_at = datetime(2026, 11, 20, 8, tzinfo=UTC)
    recipient.refused_reason = "550 5.1.1 User unknown"
    recipient.save()
    client, url = signed_in(staff()), person.get_absolute_url()

    flagged = client.get(url).content.decode()
    of_official = signed_in(official(college.country)).get(url).content.decode()
    edit = reverse("network:person-edit", args=[person.pk])
    client.post(edit, typed(email=recipient.email))
    same_address = client.get(url).content.decode()
    person = Person.objects.get(pk=person.pk)
    client.post(edit, typed(email="new@example.org"))
    corrected = client.get(url).content.decode()

    words = f"The mail server refused the address {recipient.email} on 20 Nov 2026."
    assert (words in flagged, "550 5.1.1 User unknown" in flagged) == (True, True)
    assert words in same_address
    assert "refused the address" not in of_official
    assert "refused the address" not in corrected


def test_a_person_of_no_concern_is_not_found(signed_in):
    person = PersonFactory(works_at=OrganizationFactory())

    response = signed_in(official()).get(person.get_absolute_url())

    assert response.status_code == 404


def test_add_writes_a_person_with_a_position_and_another_name(signed_in):
    college = OrganizationFactory()
    data = typed(
        other_name="Yutong Liu", organization=college.pk, title="President", email="liu@example.org"
    )

    response = signed_in(staff()).post("/people/add/", data)

    person = Person.objects.get()
    assert response.url == person.get_absolute_url()
    assert person.search_text == "liu yutong yutong liu"
    assert person.recipient.email == "liu@example.org"
    assert list(person.positions.values_list("organization", "title")) == [
        (college.pk, "President")
    ]


def test_a_name_of_invisible_characters_is_asked_for_again(signed_in):
    response = signed_in(staff()).post(reverse("network:person-add"), {"name": "\u200b\u200b"})

    assert response.status_code == 422
    assert response.context["form"].errors["name"] == ["Enter the full name."]
    assert not Person.objects.exists()


def test_add_begins_with_the_organization_of_the_page(signed_in):
    college = OrganizationFactory()

    form = signed_in(staff()).get(f"/people/add/?organization={college.pk}").context["form"]

    assert form["organization"].value() == str(college.pk)


def test_add_warns_of_the_same_name_and_lets_the_second_save_through(signed_in):
    known = PersonFactory(name="Yutong Liu", works_at=OrganizationFactory())
    client = signed_in(staff())

    first = client.post("/people/add/", typed())
    seen = first.context["form"]["seen"].value()
    second = client.post("/people/add/", typed(seen=seen))

    assert first.status_code == 422
    assert [match.person for match in first.context["similar"]] == [known]
    assert second.status_code == 302


def test_the_warning_names_nobody_whom_the_reader_may_not_see(signed_in):
    PersonFactory(name="Yutong Liu", works_at=OrganizationFactory())
    college = OrganizationFactory()

    response = signed_in(focal_point(college)).post("/people/add/", typed(organization=college.pk))

    assert response.status_code == 302


def test_a_focal_point_adds_people_to_the_own_organization_only(signed_in):
    college, other = OrganizationFactory(), OrganizationFactory()
    client = signed_in(focal_point(college))

    nowhere = client.post("/people/add/", typed())
    elsewhere = client.post("/people/add/", typed(organization=other.pk))
    here = client.post("/people/add/", typed(organization=college.pk))

    assert (nowhere.status_code, elsewhere.status_code, here.status_code) == (422, 422, 302)


def test_an_official_adds_nobody(signed_in):
    assert signed_in(official()).get("/people/add/").status_code == 403


def test_a_position_needs_its_organization(signed_in):
    response = signed_in(staff()).post("/people/add/", typed(title="President"))

    assert response.status_code == 422
    assert response.context["form"].errors["organization"] == [
        "Choose the organization of this position."
    ]


def test_the_other_form_of_the_name_must_differ(signed_in):
    response = signed_in(staff()).post("/people/add/", typed(other_name="Liu Yutong"))

    assert response.status_code == 422
    assert Person.objects.count() == 0


def test_the_hint_while_typing_names_similar_people(signed_in):
    known = PersonFactory(name="Yutong Liu")

    part = signed_in(staff(), htmx=True).get("/people/similar/", {"name": "Liu Yutong"})

    assert [match.person for match in part.context["similar"]] == [known]
    assert "<html" not in part.content.decode()


def test_edit_changes_the_person_and_the_address(signed_in):
    person = PersonFactory(name="Liu Yutong")
    url = reverse("network:person-edit", args=[person.pk])
    client = signed_in(staff())
    shown = client.get(url).context["form"]["email"].value()
    old = person.recipient.email

    response = client.post(url, typed(name="Liu  Yu Tong", email="new@example.org"))

    person = Person.objects.get(pk=person.pk)
    assert shown == old
    assert response.url == person.get_absolute_url()
    assert (person.name, person.recipient.email) == ("Liu Yu Tong", "new@example.org")


def test_edit_says_when_the_other_name_is_known(signed_in):
    person = PersonFactory(name="Liu Yutong")
    url = reverse("network:person-edit", args=[person.pk])

    response = signed_in(staff()).post(url, typed(other_name="Liu Yutong"))

    assert response.status_code == 422


def test_a_focal_point_edits_the_own_people_only(signed_in):
    college, other = OrganizationFactory(), OrganizationFactory(kind__ilo_office=True)
    own, ilo = PersonFactory(works_at=college), PersonFactory(works_at=other)
    client = signed_in(focal_point(college))

    assert client.get(reverse("network:person-edit", args=[own.pk])).status_code == 200
    assert client.get(reverse("network:person-edit", args=[ilo.pk])).status_code == 403
