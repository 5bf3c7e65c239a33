"""Who took part in an event, and who organized it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from events.forms.pasted_list import seal
from tests.factories import roles
from tests.factories.events import EventFactory, HeadCountFactory, ParticipationFactory
from tests.factories.network import CountryFactory, OrganizationFactory, PersonFactory
from tests.factories.partnerships import PairingFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def side():
    return OrganizationFactory(acronym="NPIC", country=CountryFactory())


@pytest.fixture
def event(side):
    return EventFactory(pairings=[PairingFactory(parties=[side])])


def url_of(name, event, *more):
    return reverse(f"events:{name}", args=[event.pk, *more])


@pytest.mark.parametrize(
    "name", ["participation-add", "participation-add-organization", "head-count"]
)
def test_a_focal_point_completes_the_list_and_an_official_does_not(signed_in, event, side, name):
    url = url_of(name, event)

    assert signed_in(roles.focal_point(side)).get(url).status_code == 200
    assert signed_in(roles.official(side.country)).get(url).status_code == 403
    assert signed_in(roles.focal_point(OrganizationFactory())).get(url).status_code == 404


@pytest.mark.parametrize("name", ["organizer-add"])
def test_a_focal_point_does_not_change_the_meeting_itself(signed_in, event, side, name):
    url = url_of(name, event)

    assert signed_in(roles.staff()).get(url).status_code == 200
    assert signed_in(roles.focal_point(side)).get(url).status_code == 403


def test_people_are_picked_and_written(signed_in, event, side):
    picked = PersonFactory(works_at=side)

    signed_in(roles.staff()).post(
        url_of("participation-add", event),
        {
            "picked": [picked.pk],
            "names": "Sok Dara, Trainer",
            "names_checked": seal("Sok Dara, Trainer"),
            "state": "attended",
        },
    )

    assert list(event.participations.values_list("person", "name", "capacity")) == [
        (picked.pk, picked.name, "Director"),
        (None, "Sok Dara", "Trainer"),
    ]


def test_an_organization_is_put_on_the_list(signed_in, event, side):
    signed_in(roles.staff()).post(
        url_of("participation-add-organization", event),
        {"organization_name": "NPIC", "state": "invited"},
    )

    assert list(event.participations.values_list("organization", "state")) == [(side.pk, "invited")]


def test_what_the_list_says_is_corrected(signed_in, event):
    one = ParticipationFactory(event=event)
    url = url_of("participation-edit", event, one.pk)

    asked = signed_in(roles.staff()).get(url)
    signed_in(roles.staff()).post(url, {"capacity": "Trainer", "state": "absent"})

    one.refresh_from_db()
    assert (asked.status_code, one.capacity, one.state) == (200, "Trainer", "absent")


def test_a_name_is_linked_to_the_person_it_means(signed_in, event, side):
    person = PersonFactory(name="Wu Hongdong", works_at=side)
    written = ParticipationFactory(event=event, name="Wu Hong Dong")
    url = url_of("participation-link", event, written.pk)

    asked = signed_in(roles.staff()).get(url)
    signed_in(roles.staff()).post(url, {"person": person.pk})

    written.refresh_from_db()
    assert f'value="{person.pk}"' in asked.content.decode()
    assert (written.person, written.name) == (person, "Wu Hong Dong")


def test_an_organization_is_linked_to_the_one_it_means(signed_in, event):
    npic = OrganizationFactory(name="National Polytechnic Institute")
    written = ParticipationFactory(
        event=event, organization=None, organization_name="Nat. Polytechnic Institute"
    )
    client = signed_in(roles.staff())
    url = url_of("participation-link-organization", event, written.pk)

    listed = client.get(event.get_absolute_url())
    asked = client.get(url)
    client.post(url, {"organization": npic.pk})

    written.refresh_from_db()
    assert url in listed.content.decode()
    assert f'value="{npic.pk}"' in asked.content.decode()
    assert written.organization == npic
    assert written.organization_name == "Nat. Polytechnic Institute"


def test_a_name_of_another_event_is_not_found_here(signed_in, event):
    other = ParticipationFactory()

    names = ("participation-edit", "participation-link", "participation-link-organization")
    for name in names:
        assert signed_in(roles.staff()).get(url_of(name, event, other.pk)).status_code == 404


def test_the_number_begins_with_what_is_known(signed_in, event, side):
    HeadCountFactory(event=event, people=17, women=6)
    HeadCountFactory(event=event, organization=side, people=4)
    client = signed_in(roles.staff())
    url = url_of("head-count", event)

    in_all = client.get(url).context["form"].initial
    of_side = client.get(url, {"organization": side.pk}).context["form"].initial
    of_nobody = client.get(url, {"organization": 0}).context["form"].initial

    unknown = dict.fromkeys(("women", "persons_with_disabilities", "online"))
    known = {"method": "reported", **unknown}
    assert in_all == {**known, "organization": None, "people": 17, "women": 6}
    assert of_side == {**known, "organization": side.pk, "people": 4}
    assert of_nobody == {"organization": 0}


def test_the_number_is_written_down(signed_in, event):
    signed_in(roles.staff()).post(
        url_of("head-count", event), {"people": "17", "women": "", "method": "counted"}
    )

    assert list(event.head_counts.values_list("organization", "people", "women", "method")) == [
        (None, 17, None, "counted")
    ]


def test_an_organizer_is_added(signed_in, event, side):
    signed_in(roles.staff()).post(
        url_of("organizer-add", event), {"organization": side.pk, "role": "host"}
    )

    assert list(event.organizers.values_list("organization", "role")) == [(side.pk, "host")]


@pytest.mark.parametrize("htmx", [False, True])
def test_a_pasted_list_is_shown_before_it_counts(signed_in, htmx):
    event = EventFactory()
    client, url = signed_in(roles.staff(), htmx=htmx), url_of("participation-add", event)

    shown = client.post(url, {"names": "Name\nSok Dara, sok@example.org", "state": "attended"})

    page = shown.content.decode()
    assert (shown.status_code, event.participations.count()) == (200, 0)
    assert "1 person is on the list." in page
    assert "We left out the e-mail address." in page


def test_who_checks_a_list_saves_nothing_though_it_was_shown(signed_in):
    event = EventFactory()
    answer = {"names": "Sok Dara", "names_checked": seal("Sok Dara"), "state": "attended"}

    response = signed_in(roles.staff()).post(
        url_of("participation-add", event), {**answer, "refresh": "list"}
    )

    assert (response.status_code, event.participations.count()) == (200, 0)


def test_a_file_becomes_lines_of_the_list_and_is_shown_before_it_counts(signed_in):
    event, client = EventFactory(), signed_in(roles.staff())
    file = SimpleUploadedFile("list.csv", b"Wei Fan;Dean\n")
    url = url_of("participation-add", event)

    shown = client.post(url, {"names": "Dara Sok", "names_file": file, "state": "attended"})

    text = shown.context["form"]["names"].value()
    assert (shown.status_code, text) == (200, "Dara Sok\nWei Fan;Dean\n")
    assert "2 people are on the list." in shown.content.decode()
    assert not event.participations.exists()

    client.post(url, {"names": text, "names_checked": seal(text), "state": "attended"})

    assert event.participations.count() == 2


@pytest.mark.parametrize("more", [{}, {"refresh": "list"}])
def test_a_file_that_is_no_list_is_refused_and_the_text_stays(signed_in, more):
    event, client = EventFactory(), signed_in(roles.staff())
    file = SimpleUploadedFile("list.doc", b"Wei Fan")
    sent = {"names": "Dara Sok", "names_file": file, "state": "attended", **more}

    shown = client.post(url_of("participation-add", event), sent)

    assert shown.context["form"]["names"].value() == "Dara Sok"
    assert "list.doc: Choose an Excel file (.xlsx) or a CSV file." in shown.content.decode()
    assert not event.participations.exists()
