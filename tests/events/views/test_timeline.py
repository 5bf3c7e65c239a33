"""What this app shows on the pages of pairings, organizations, people and agreements."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from tests.factories import roles
from tests.factories.events import EventFactory, OutcomeFactory, ParticipationFactory
from tests.factories.network import CountryFactory, OrganizationFactory, PersonFactory
from tests.factories.partnerships import (
    AgreementFactory,
    CommitmentFactory,
    DesignationFactory,
    PairingFactory,
)

pytestmark = pytest.mark.django_db


def timeline_url(pairing):
    return reverse("events:pairing-timeline", args=[pairing.pk])


def test_the_timeline_is_a_part_and_a_page(signed_in):
    pairing = PairingFactory()
    event = EventFactory(pairings=[pairing])
    user = roles.staff()

    part = signed_in(user, htmx=True).get(timeline_url(pairing)).content.decode()
    page = signed_in(user).get(timeline_url(pairing)).content.decode()

    assert ("<html" in part, "<html" in page) == (False, True)
    assert (event.title in part, event.title in page) == (True, True)
    assert 'id="timeline"' in part


def test_a_long_text_without_spaces_is_cut(signed_in):
    pairing = PairingFactory()
    EventFactory(pairings=[pairing], summary="ការងារ" * 1000)

    page = signed_in(roles.staff()).get(timeline_url(pairing)).content.decode()

    assert "ការងារ" * 30 in page
    assert "ការងារ" * 50 not in page


def test_the_timeline_of_a_hidden_pairing_is_not_found(signed_in):
    stranger = roles.focal_point(OrganizationFactory())

    assert signed_in(stranger).get(timeline_url(PairingFactory())).status_code == 404


def test_an_empty_timeline_says_what_to_do(signed_in):
    client = signed_in(roles.staff(), htmx=True)
    pairing = PairingFactory()

    everything = client.get(timeline_url(pairing)).content.decode()
    updates = client.get(timeline_url(pairing), {"kind": "updates"}).content.decode()

    assert "Nothing has happened in this pairing yet." in everything
    assert "There is nothing of this kind." in updates


def test_older_entries_are_a_link_away(signed_in):
    pairing = PairingFactory()
    for number in range(21):
        EventFactory(day=date(2022, 1, 1) + timedelta(days=number), pairings=[pairing])
    part, page = signed_in(roles.staff(), htmx=True), signed_in(roles.staff())

    few = part.get(timeline_url(pairing)).content.decode()
    first = page.get(timeline_url(pairing)).content.decode()
    second = page.get(timeline_url(pairing), {"show": "40"}).content.decode()
    odd = page.get(timeline_url(pairing), {"show": "9" * 30}).content.decode()

    counts = [text.count("timeline-item") for text in (few, first, second, odd)]
    assert counts == [5, 20, 21, 21]
    assert ("show=25" in few, "show=40" in first, "show=" in second) == (True, True, False)


def test_a_meeting_without_a_day_stands_under_its_own_heading(signed_in):
    pairing = PairingFactory()
    EventFactory(planned=True, day=None, pairings=[pairing])

    part = signed_in(roles.staff(), htmx=True).get(timeline_url(pairing)).content.decode()

    assert "No date yet" in part


def test_as_many_queries_for_three_meetings_as_for_one(signed_in, django_assert_max_num_queries):
    pairing = PairingFactory()
    EventFactory(pairings=[pairing])
    client = signed_in(roles.staff())
    client.get(timeline_url(pairing))
    with django_assert_max_num_queries(50) as one:
        client.get(timeline_url(pairing))
    EventFactory.create_batch(2, pairings=[pairing])

    with django_assert_max_num_queries(50) as three:
        client.get(timeline_url(pairing))

    assert len(three) == len(one)


@pytest.mark.parametrize(
    ("name", "factory", "field"),
    [
        ("organization-events", OrganizationFactory, "organization"),
        ("person-events", PersonFactory, "person"),
    ],
)
def test_the_meetings_of_an_organization_or_person_are_a_part_and_a_page(
    signed_in, name, factory, field
):
    record = factory()
    part_of = ParticipationFactory(**{field: record}, roles=["speaker"], capacity="Guest")
    url = reverse(f"events:{name}", args=[record.pk])
    user = roles.staff()

    part = signed_in(user, htmx=True).get(url).content.decode()
    page = signed_in(user).get(url).content.decode()

    assert ("<html" in part, "<html" in page) == (False, True)
    assert (part_of.event.title in part, part_of.event.title in page) == (True, True)
    assert ("Speaker" in part) is (field == "person")


def test_a_part_shows_ten_and_leads_to_all(signed_in):
    college = OrganizationFactory()
    for _ in range(11):
        ParticipationFactory(organization=college)
    url = reverse("events:organization-events", args=[college.pk])
    user = roles.staff()

    part = signed_in(user, htmx=True).get(url).content.decode()
    page = signed_in(user).get(url).content.decode()

    assert (part.count("rows-item"), page.count("rows-item")) == (10, 11)
    assert ("All workshops" in part, "All workshops" in page) == (True, False)


@pytest.mark.parametrize(
    ("name", "factory", "sentence"),
    [
        ("organization-events", OrganizationFactory, "No workshop of this organization yet."),
        ("person-events", PersonFactory, "No workshop of this person yet."),
    ],
)
def test_no_meeting_is_said(signed_in, name, factory, sentence):
    url = reverse(f"events:{name}", args=[factory().pk])

    assert sentence in signed_in(roles.staff(), htmx=True).get(url).content.decode()


def test_a_person_who_is_hidden_is_not_found(signed_in):
    url = reverse("events:person-events", args=[PersonFactory().pk])

    assert signed_in(roles.focal_point(OrganizationFactory())).get(url).status_code == 404


def origin_url(label, pk):
    return reverse("events:origin", args=[label, pk])


def test_a_commitment_leads_back_to_where_it_was_made(signed_in):
    commitment = CommitmentFactory()
    made_at = OutcomeFactory(commitment=commitment).event
    url = origin_url("partnerships.commitment", commitment.pk)

    part = signed_in(roles.staff(), htmx=True).get(url).content.decode()

    assert made_at.title in part


def test_a_record_made_elsewhere_says_so(signed_in):
    url = origin_url("partnerships.commitment", CommitmentFactory().pk)

    part = signed_in(roles.staff(), htmx=True).get(url).content.decode()

    assert "It was not made at a workshop." in part


@pytest.mark.parametrize(
    ("label", "factory", "name"),
    [
        ("partnerships.agreement", AgreementFactory, "agreement-meeting"),
        ("partnerships.designation", DesignationFactory, "designation-meeting"),
    ],
)
def test_the_meeting_of_what_was_signed_or_given_is_chosen_later_by_those_who_may(
    signed_in, label, factory, name
):
    record = factory()
    url, choose = origin_url(label, record.pk), reverse(f"events:{name}", args=[record.pk])

    part = signed_in(roles.staff(), htmx=True).get(url).content.decode()

    assert "We do not know the meeting." in part
    assert choose in part


def test_who_may_not_edit_an_agreement_does_not_choose_its_meeting(signed_in):
    country = CountryFactory()
    sides = [OrganizationFactory(country=country), OrganizationFactory()]
    agreement = AgreementFactory(parties=sides)
    url = origin_url("partnerships.agreement", agreement.pk)

    part = signed_in(roles.official(country), htmx=True).get(url).content.decode()

    assert "We do not know the meeting." in part
    assert reverse("events:agreement-meeting", args=[agreement.pk]) not in part


def test_the_origin_of_a_hidden_record_or_of_another_kind_is_not_found(signed_in):
    commitment = CommitmentFactory()
    stranger = signed_in(roles.focal_point(OrganizationFactory()))

    assert stranger.get(origin_url("partnerships.commitment", commitment.pk)).status_code == 404
    assert signed_in(roles.staff()).get(origin_url("accounts.user", 1)).status_code == 404
