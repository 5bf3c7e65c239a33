"""Put more people on the list of a meeting before the invitations go out."""

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from events.enums import ParticipationState
from events.forms.pasted_list import seal
from network.models import Person
from tests.factories import roles
from tests.factories.network import CountryFactory, OrganizationFactory, PersonFactory
from tests.followup.meetings import NOW, guest, meeting

pytestmark = pytest.mark.django_db

KEPT = "The directory had no e-mail address. It keeps this one."
ENTERED = "New in the directory, with this e-mail address."
LEFT_OUT = "We left out the e-mail address."


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(NOW, tick=False):
        yield


def address(event):
    return reverse("followup:invitation-add", args=[event.pk])


def paste(client, event, text, **more):
    return client.post(address(event), {"names": text, **more}, follow=True)


def words(response):
    return " ".join(response.content.decode().split())


def test_the_page_of_the_invitations_leads_there(signed_in):
    event = meeting()

    page = signed_in(roles.staff()).get(reverse("followup:invitation-send", args=[event.pk]))

    assert f'href="{address(event)}"' in words(page)


def test_a_list_is_shown_with_what_becomes_of_each_address_and_nothing_is_saved(signed_in):
    event = meeting()
    PersonFactory(name="Sok Dara", recipient__email="")
    PersonFactory(name="Om Romny", recipient__email="om@example.org")
    text = "Sok Dara, sok@example.org\nOm Romny, other@example.org\nWei Fan, wei@example.org"

    shown = paste(signed_in(roles.staff()), event, text)

    page = words(shown)
    assert (shown.status_code, event.participations.count()) == (200, 0)
    assert [page.count(fate) for fate in (KEPT, LEFT_OUT, ENTERED)] == [1, 1, 1]


def test_who_is_new_enters_the_directory_and_stands_ready_to_be_invited(signed_in):
    event = meeting()
    house = OrganizationFactory(acronym="NPIC", country=CountryFactory(time_zone="Asia/Yangon"))
    text = "Mr Wei Fan, Dean, NPIC, wei@example.org\nLiu Yutong"

    page = paste(signed_in(roles.staff()), event, text, names_checked=seal(text))

    wei = Person.objects.get(recipient__email="wei@example.org")
    position = wei.positions.get()
    assert page.redirect_chain[-1][0] == reverse("followup:invitation-send", args=[event.pk])
    assert (position.organization, position.title) == (house, "Dean")
    assert wei.recipient.time_zone == "Asia/Yangon"
    assert {(one.person, one.state) for one in event.participations.all()} == {
        (wei, ParticipationState.INVITED),
        (None, ParticipationState.INVITED),
    }
    assert f'value="{wei.pk}"' in words(page)


def test_an_address_is_kept_only_where_there_was_none(signed_in):
    event = meeting()
    without = PersonFactory(name="Sok Dara", recipient__email="")
    known = PersonFactory(name="Om Romny", recipient__email="om@example.org")
    text = "Sok Dara, sok@example.org\nOm Romny, other@example.org"

    paste(signed_in(roles.staff()), event, text, names_checked=seal(text))

    for person, mail in ((without, "sok@example.org"), (known, "om@example.org")):
        person.recipient.refresh_from_db()
        assert person.recipient.email == mail


def test_who_is_on_the_list_already_stays_there_once(signed_in):
    event = meeting()
    guest(event, name="Sok Dara")
    text = "Sok Dara"

    response = paste(signed_in(roles.staff()), event, text, names_checked=seal(text))

    assert (response.status_code, event.participations.count()) == (200, 1)


@pytest.mark.parametrize("text", ["", "sok@example.org"])
def test_a_list_without_people_is_refused(signed_in, text):
    event = meeting()

    response = paste(signed_in(roles.staff()), event, text, names_checked=seal(text))

    assert response.status_code == 422
    assert "Write at least one name." in words(response)


def test_many_cost_as_much_as_one(signed_in):
    def statements(names):
        event, client = meeting(), signed_in(roles.staff())
        text = "\n".join(f"{name}, Dean, NPIC, {name[:4]}@example.org" for name in names)
        with CaptureQueriesContext(connection) as asked:
            client.post(address(event), {"names": text, "names_checked": seal(text)})
        assert event.participations.count() == len(names)
        return len(asked)

    OrganizationFactory(acronym="NPIC")
    # Somebody who is called nearly so is read and compared.
    statements(["Bara Sok"])
    several = [f"{chr(65 + n)}{chr(97 + n)}ra Sok" for n in range(20)]
    assert statements(["Dara Sok"]) == statements(several)


@pytest.mark.parametrize("role", [roles.nobody, lambda: roles.focal_point(OrganizationFactory())])
def test_nobody_else_may_add(signed_in, role):
    assert signed_in(role()).get(address(meeting())).status_code in {403, 404}
