"""The messages of one record, for everybody who sees the record."""

import pytest
from django.urls import reverse

from tests.factories.network import OrganizationFactory, PersonFactory
from tests.factories.notifications import MessageFactory, RecipientFactory
from tests.factories.partnerships import ActionFactory, PairingFactory
from tests.factories.roles import focal_point, nobody, staff
from tests.notifications.views.outbox_pages import a_message, same_queries


def about(record, label):
    return reverse("notifications:messages-about", args=[label, record.pk])


def test_the_page_of_a_pairing_shows_the_messages_of_its_actions(db, signed_in):
    action = ActionFactory()
    a_message(about=action, shown_with=f"partnerships.pairing:{action.pairing_id}")
    a_message(about=ActionFactory())
    url = reverse("notifications:messages-about", args=["partnerships.pairing", action.pairing_id])

    shown = signed_in(staff()).get(url).context["message_list"]

    assert [message.about for message in shown] == [action]


def test_who_sees_a_record_sees_what_was_sent_about_it_but_no_address(db, signed_in):
    college = OrganizationFactory()
    action = ActionFactory(pairing=PairingFactory(parties=[college, OrganizationFactory()]))
    a_message(about=action, recipient=RecipientFactory(name="Sok Dara", email="dara@example.org"))
    url = about(action, "partnerships.action")

    of_focal_point = signed_in(focal_point(college)).get(url).content.decode()
    of_staff = signed_in(staff()).get(url).content.decode()

    assert ("Sok Dara" in of_focal_point, "dara@example.org" in of_focal_point) == (True, False)
    assert "dara@example.org" in of_staff


def test_the_part_comes_alone_for_htmx_and_may_be_empty(db, signed_in):
    action = ActionFactory()

    page = signed_in(staff(), htmx=True).get(about(action, "partnerships.action")).content.decode()

    assert ("<html" in page, "No message yet." in page) == (False, True)


def test_who_does_not_see_the_record_sees_nothing(db, signed_in):
    action = ActionFactory()
    client = signed_in(focal_point(OrganizationFactory()))

    assert client.get(about(action, "partnerships.action")).status_code == 404
    assert signed_in(nobody()).get(about(action, "partnerships.action")).status_code == 403


@pytest.mark.parametrize(
    "label", ["accounts.user", "no.such", "nonsense", "notifications.heartbeat"]
)
def test_records_that_nobody_may_see_have_no_messages(db, signed_in, label):
    url = reverse("notifications:messages-about", args=[label, PersonFactory().pk])

    assert signed_in(staff()).get(url).status_code == 404


def test_a_message_has_no_messages_of_its_own(db, signed_in):
    message = a_message()

    assert signed_in(staff()).get(about(message, "notifications.message")).status_code == 404


def test_the_part_costs_as_many_queries_for_three_messages_as_for_one(db, signed_in):
    action = ActionFactory()
    url = about(action, "partnerships.action")

    assert same_queries(signed_in(staff()), url, lambda: MessageFactory(about=action))


@pytest.mark.parametrize(
    ("count", "words"), [(6, None), (7, "1 more message"), (9, "3 more messages")]
)
def test_a_long_list_is_folded_after_the_newest(db, signed_in, count, words):
    action = ActionFactory()
    MessageFactory.create_batch(count, about=action)

    page = signed_in(staff(), htmx=True).get(about(action, "partnerships.action")).content.decode()

    assert page.count('<li class="rows-item">') == count
    assert (words in page) if words else ("more message" not in page)
