"""The outbox on screen."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from notifications.enums import MessageState
from notifications.models import Message
from tests.factories.network import CountryFactory, OrganizationFactory, PersonFactory
from tests.factories.notifications import MessageFactory, RecipientFactory
from tests.factories.partnerships import ActionFactory, PairingFactory
from tests.factories.roles import coordinator, focal_point, nobody, official, staff

INDEX = reverse("notifications:message-index")


def a_message(**facts):
    """Return a message about an action, which the staff may see."""
    about = facts.pop("about", None) or ActionFactory()
    return MessageFactory(about=about, **facts)


def page_of(message):
    return reverse("notifications:message-detail", args=[message.pk])


def names(response):
    return [row.record.recipient.name for row in response.context["table"].paginated_rows]


def test_the_staff_reads_the_outbox_latest_first(db, signed_in):
    a_message(recipient__name="Sok Dara", due_at=datetime(2026, 11, 1, tzinfo=UTC))
    a_message(recipient__name="Liu Yutong", due_at=datetime(2026, 11, 2, tzinfo=UTC))

    response = signed_in(staff()).get(INDEX)

    assert (response.status_code, names(response)) == (200, ["Liu Yutong", "Sok Dara"])


@pytest.mark.parametrize("role", [nobody, official, lambda: focal_point(OrganizationFactory())])
def test_others_do_not(db, signed_in, role):
    client, message = signed_in(role()), a_message()

    assert client.get(INDEX).status_code == 403
    assert client.get(page_of(message)).status_code == 404


def test_it_says_who_gets_what_why_and_how_it_went(db, signed_in):
    a_message(
        recipient=RecipientFactory(name="Sok Dara", email="dara@example.org"),
        about=ActionFactory(text="Send the plan"),
        reason="Is named for this action",
        state=MessageState.FAILED,
        last_error="550 No such user",
    )

    page = signed_in(staff()).get(INDEX).content.decode()

    for words in (
        "Sok Dara",
        "dara@example.org",
        "Send the plan",
        "Is named for this action",
        "Could not be sent",
        "550 No such user",
        "20 Nov 2026, 07:00 Bangkok (GMT+7)",
    ):
        assert words in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"state": "failed"}, ["Dara"]),
        ({"kind": "notifications.test"}, ["Liu"]),
        ({"to": "dara"}, ["Dara"]),
        ({"to": "LIU@"}, ["Liu"]),
        ({"to": "old@"}, ["Liu"]),
        ({"since": "2026-11-10"}, ["Liu"]),
        ({"until": "2026-11-10"}, ["Dara"]),
        ({"state": "sent", "to": "dara"}, []),
    ],
)
def test_the_list_can_be_narrowed(db, signed_in, query, found):
    a_message(
        recipient=RecipientFactory(name="Dara", email="d@example.org"),
        kind="events.meeting_reminder",
        state=MessageState.FAILED,
        due_at=datetime(2026, 11, 1, tzinfo=UTC),
    )
    a_message(
        recipient=RecipientFactory(name="Liu", email="liu@example.org"),
        to_address="old@example.org",
        due_at=datetime(2026, 11, 20, tzinfo=UTC),
    )

    assert names(signed_in(staff()).get(INDEX, query)) == found


def test_htmx_gets_the_list_alone(db, signed_in):
    a_message()

    page = signed_in(staff(), htmx=True).get(INDEX).content.decode()

    assert ("<html" in page, 'id="results"' in page) == (False, True)


def test_an_empty_outbox_and_an_empty_answer_say_so(db, signed_in):
    client = signed_in(staff())
    empty = client.get(INDEX).content.decode()
    a_message()
    nothing_found = client.get(INDEX, {"state": "failed"}).content.decode()

    assert "No message yet." in empty
    assert "No message fits these filters." in nothing_found


def test_a_copy_for_trying_out_says_where_mail_lands(db, signed_in, settings):
    client, words = signed_in(staff()), "Mail goes into the folder /somewhere/mail"
    before = client.get(INDEX).content.decode()
    settings.EMAIL_BACKEND = "notifications.operations.folder.EmailBackend"
    settings.EMAIL_FILE_PATH = "/somewhere/mail"

    assert (words in before, words in client.get(INDEX).content.decode()) == (False, True)


def test_a_page_holds_25_messages(db, signed_in):
    [a_message() for _ in range(26)]
    client = signed_in(staff())

    assert len(names(client.get(INDEX))) == 25
    assert len(names(client.get(INDEX, {"page": "2"}))) == 1


def test_three_messages_cost_as_many_queries_as_one(db, signed_in):
    client = signed_in(staff())
    counts = []
    for more in (1, 2):
        for _ in range(more):
            a_message(about=ActionFactory())
        client.get(INDEX)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(INDEX)
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_the_page_of_a_message_shows_the_text_as_sent(db, signed_in):
    action = ActionFactory(text="Send the plan")
    message = a_message(
        sent=True,
        about=action,
        recipient=RecipientFactory(name="Sok Dara", email="new@example.org"),
        to_address="dara@example.org",
        subject="Send the plan: how is it going?",
        body="Dear Sok Dara,\n<b>not markup</b> /u/…/",
    )

    page = signed_in(staff()).get(page_of(message)).content.decode()

    assert "Dear Sok Dara,\n&lt;b&gt;not markup&lt;/b&gt;" in page
    assert "dara@example.org" in page
    assert "new@example.org" not in page
    assert action.get_absolute_url() in page
    assert "Personal links are not kept here." in page


def test_the_text_is_not_there_before_it_is_written(db, signed_in):
    page = signed_in(staff()).get(page_of(a_message())).content.decode()

    assert "The text is written when the message is sent." in page


def test_a_coordinator_reads_only_what_concerns_their_country(db, signed_in):
    cambodia = CountryFactory(cambodia=True)
    parties = [OrganizationFactory(country=cambodia), OrganizationFactory()]
    near = a_message(
        about=ActionFactory(pairing=PairingFactory(parties=parties)), recipient__name="Sok Dara"
    )
    far = a_message()
    client = signed_in(coordinator(cambodia))

    assert names(client.get(INDEX)) == ["Sok Dara"]
    assert [client.get(page_of(message)).status_code for message in (near, far)] == [200, 404]


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (MessageState.FAILED, "This message could not be sent."),
        (MessageState.UNCERTAIN, "Nobody knows whether this message arrived."),
    ],
)
def test_what_failed_says_what_to_do_and_can_be_sent_again(db, signed_in, state, words):
    message = a_message(state=state, attempts=8)
    client = signed_in(staff())
    page = client.get(page_of(message)).content.decode()

    response = client.post(reverse("notifications:message-resend", args=[message.pk]), follow=True)

    message.refresh_from_db()
    assert words in page
    assert (message.state, message.attempts) == ("pending", 0)
    assert "The message waits again." in response.content.decode()


def test_what_was_sent_is_not_sent_again(db, signed_in):
    message = a_message(sent=True)
    url = reverse("notifications:message-resend", args=[message.pk])

    response = signed_in(staff()).post(url, follow=True)

    assert "Only a message that could not be sent" in response.content.decode()
    assert Message.objects.get().state == "sent"


def test_what_waits_can_be_cancelled_once(db, signed_in):
    message = a_message()
    client, url = signed_in(staff()), reverse("notifications:message-cancel", args=[message.pk])

    first = client.post(url, follow=True).content.decode()
    second = client.post(url, follow=True).content.decode()

    message.refresh_from_db()
    assert message.state == "cancelled"
    assert "The message was cancelled." in first
    assert "it cannot be cancelled" in second


@pytest.mark.parametrize("act", ["resend", "cancel"])
def test_acts_are_posts_of_the_ilo(db, signed_in, act):
    message = a_message(state=MessageState.FAILED)
    url = reverse(f"notifications:message-{act}", args=[message.pk])

    assert signed_in(staff()).get(url).status_code == 405
    assert signed_in(official()).post(url).status_code == 404


def about(record, label):
    return reverse("notifications:messages-about", args=[label, record.pk])


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


@pytest.mark.parametrize("label", ["accounts.user", "no.such", "nonsense", "notifications.pulse"])
def test_records_that_nobody_may_see_have_no_messages(db, signed_in, label):
    url = reverse("notifications:messages-about", args=[label, PersonFactory().pk])

    assert signed_in(staff()).get(url).status_code == 404


def test_the_part_costs_as_many_queries_for_three_messages_as_for_one(db, signed_in):
    action, client = ActionFactory(), signed_in(staff())
    counts = []
    for more in (1, 2):
        MessageFactory.create_batch(more, about=action)
        client.get(about(action, "partnerships.action"))
        with CaptureQueriesContext(connection) as queries:
            client.get(about(action, "partnerships.action"))
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_due_moments_are_told_by_the_readers_clock(db, signed_in):
    user = staff()
    user.time_zone = "Asia/Yangon"
    user.save()
    a_message(due_at=datetime(2026, 11, 20, tzinfo=UTC) + timedelta(hours=1))

    assert "20 Nov 2026, 07:30 Yangon (GMT+6:30)" in signed_in(user).get(INDEX).content.decode()
