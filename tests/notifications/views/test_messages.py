"""The outbox on screen: the list of everything, and the page of a message."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from notifications.enums import MessageState
from tests import walls
from tests.factories.network import CountryFactory, OrganizationFactory
from tests.factories.notifications import MessageFactory, RecipientFactory
from tests.factories.partnerships import ActionFactory, PairingFactory
from tests.factories.roles import coordinator, focal_point, nobody, official, staff
from tests.notifications.views.outbox_pages import (
    ALL,
    INDEX,
    NEEDING_ATTENTION,
    NOW,
    PARTS,
    WENT,
    a_digest,
    a_message,
    page_of,
    same_queries,
)


def names(response):
    return [row.record.recipient.name for row in response.context["table"].paginated_rows]


def in_two_countries():
    """Return two countries, and an action within each alone."""
    found = []
    for country in (CountryFactory(cambodia=True), CountryFactory(laos=True)):
        parties = OrganizationFactory.create_batch(2, country=country)
        found.append((country, ActionFactory(pairing=PairingFactory(parties=parties))))
    return found


@pytest.mark.parametrize("state", ["pending", "sent", "failed"])
def test_a_mail_is_seen_only_by_who_sees_all_that_it_carries(db, signed_in, state):
    (cambodia, near), (_laos, far) = in_two_countries()
    of_items = MessageState.IN_DIGEST if state == "pending" else MessageState(state)
    facts = {"state": MessageState(state), "of_items": of_items, "subject": "Of both"}
    both, [ours, theirs] = a_digest(near, far, **facts)
    own, [first, second] = a_digest(near, near, **{**facts, "subject": "Of one"})
    client, url = (
        signed_in(coordinator(cambodia)),
        {"sent": WENT, "failed": NEEDING_ATTENTION}.get(state, INDEX),
    )

    listed = {message for _day, found in client.get(url).context["days"] for message in found}
    pages = {each: client.get(page_of(each)) for each in (both, ours, theirs, own, first, second)}

    assert {each: page.status_code for each, page in pages.items()} == {
        both: 404,
        ours: 200,
        theirs: 404,
        own: 200,
        first: 200,
        second: 200,
    }
    assert listed == ({own, ours} if state == "failed" else {own, ours, first, second})
    for page in (client.get(url), client.get(ALL), pages[ours]):
        assert "Of both" not in page.content.decode()
        assert both.get_absolute_url() + '"' not in page.content.decode()
        assert far.text not in page.content.decode()
    assert own.get_absolute_url() in pages[first].content.decode()
    assert set(signed_in(staff()).get(page_of(both)).context["items"]) == {ours, theirs}


@walls.needed
def test_of_a_hidden_mail_one_is_told_when_it_goes_and_is_offered_nothing(db, signed_in):
    (cambodia, near), (_laos, far) = in_two_countries()
    goes_at = NOW + timedelta(hours=20)
    _both, [ours, _theirs] = a_digest(near, far, of_items=MessageState.IN_DIGEST, due_at=goes_at)
    client, staffs = signed_in(coordinator(cambodia)), signed_in(staff())

    with time_machine.travel(NOW):
        days = client.get(INDEX).context["days"]
        page, of_staff = (each.get(page_of(ours)).content.decode() for each in (client, staffs))

    assert [(message, message.goes_at) for _day, found in days for message in found] == [
        (ours, goes_at)
    ]
    assert ("/send-now/" in page, "/cancel/" in page) == (False, False)
    assert ("/send-now/" in of_staff, "/cancel/" in of_staff) == (True, True)


def test_everything_is_listed_the_latest_first(db, signed_in):
    a_message(recipient__name="Sok Dara", due_at=datetime(2026, 11, 1, tzinfo=UTC))
    a_message(recipient__name="Liu Yutong", due_at=datetime(2026, 11, 2, tzinfo=UTC))

    response = signed_in(staff()).get(ALL)

    assert (response.status_code, names(response)) == (200, ["Liu Yutong", "Sok Dara"])


@pytest.mark.parametrize("role", [nobody, official, lambda: focal_point(OrganizationFactory())])
def test_others_do_not(db, signed_in, role):
    client, message = signed_in(role()), a_message()

    assert {client.get(url).status_code for url in PARTS} == {403}
    assert client.get(page_of(message)).status_code == 404


def test_it_says_who_gets_what_why_and_how_it_went(db, signed_in):
    a_message(
        recipient=RecipientFactory(name="Sok Dara", email="dara@example.org"),
        about=ActionFactory(text="Send the plan"),
        reason="Is responsible for this action",
        state=MessageState.FAILED,
        last_error="550 No such user",
    )

    page = signed_in(staff()).get(ALL).content.decode()

    for words in (
        "Sok Dara",
        "dara@example.org",
        "Send the plan",
        "Is responsible for this action",
        "Could not be sent",
        "The mail server does not know this address.",
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

    assert names(signed_in(staff()).get(ALL, query)) == found


def test_htmx_gets_the_list_alone(db, signed_in):
    a_message()

    page = signed_in(staff(), htmx=True).get(ALL).content.decode()

    assert ("<html" in page, 'id="results"' in page) == (False, True)


def test_an_empty_outbox_and_an_empty_answer_say_so(db, signed_in):
    client = signed_in(staff())
    empty = {client.get(url).content.decode().count("No message yet.") for url in PARTS}
    a_message()
    nothing_found = client.get(ALL, {"state": "failed"}).content.decode()

    assert empty == {1}
    assert "No message fits these filters." in nothing_found


def test_a_copy_for_trying_out_says_where_mail_lands(db, signed_in, settings):
    client, words = signed_in(staff()), "Mail goes into the folder /somewhere/mail"
    a_message()
    before = client.get(ALL).content.decode()
    settings.EMAIL_BACKEND = "notifications.operations.mailbox_folder.EmailBackend"
    settings.EMAIL_FILE_PATH = "/somewhere/mail"

    assert (words in before, words in client.get(ALL).content.decode()) == (False, True)


def test_a_page_holds_25_messages(db, signed_in):
    [a_message() for _ in range(26)]
    client = signed_in(staff())

    assert len(names(client.get(ALL))) == 25
    assert len(names(client.get(ALL, {"page": "2"}))) == 1


def test_three_messages_cost_the_list_as_many_queries_as_one(db, signed_in):
    assert same_queries(signed_in(staff()), ALL, a_message)


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
    assert "We do not keep personal links here." in page


def test_the_text_is_not_there_before_it_is_written(db, signed_in):
    page = signed_in(staff()).get(page_of(a_message())).content.decode()

    assert "We write the text when we send the message." in page


def test_a_coordinator_reads_only_what_concerns_their_country(db, signed_in):
    cambodia = CountryFactory(cambodia=True)
    parties = [OrganizationFactory(country=cambodia), OrganizationFactory()]
    near = a_message(
        about=ActionFactory(pairing=PairingFactory(parties=parties)), recipient__name="Sok Dara"
    )
    far = a_message()
    client = signed_in(coordinator(cambodia))

    assert names(client.get(ALL)) == ["Sok Dara"]
    assert [client.get(page_of(message)).status_code for message in (near, far)] == [200, 404]


def test_due_moments_are_told_by_the_readers_clock(db, signed_in):
    user = staff()
    user.time_zone = "Asia/Yangon"
    user.save()
    a_message(due_at=datetime(2026, 11, 20, tzinfo=UTC) + timedelta(hours=1))

    assert "20 Nov 2026, 07:30 Yangon (GMT+6:30)" in signed_in(user).get(ALL).content.decode()


def test_the_page_of_a_mail_of_several_lists_them_and_each_leads_to_its_mail(db, signed_in):
    digest, [one, two] = a_digest(ActionFactory(text="The plan"), ActionFactory(text="The budget"))
    client = signed_in(staff())

    page = client.get(page_of(digest)).content.decode()
    of_one = client.get(page_of(one)).content.decode()

    assert "Cancel the whole mail" in page
    for words in ("The plan", "The budget", one.get_absolute_url(), two.get_absolute_url()):
        assert words in page
    assert digest.get_absolute_url() in of_one
    assert "The text is part of the mail that it goes in." in of_one


def test_a_mail_of_several_costs_as_many_queries_for_three_as_for_one(db, signed_in):
    digest, _items = a_digest(ActionFactory())

    def make():
        MessageFactory(
            about=ActionFactory(), recipient=digest.recipient, in_digest=True, digest=digest
        )

    assert same_queries(signed_in(staff()), page_of(digest), make)


def test_a_mail_whose_text_was_not_kept_says_so(db, signed_in):
    client = signed_in(staff())

    sent = client.get(page_of(a_message(sent=True, body=""))).content.decode()
    unconfirmed = client.get(page_of(a_message(state="unconfirmed", body=""))).content.decode()

    assert "Later the mail server said that it has the mail." in sent
    assert "The sending program stopped while it sent the mail." in unconfirmed


def test_what_waits_again_does_not_show_the_text_of_the_last_attempt(db, signed_in):
    page = signed_in(staff()).get(page_of(a_message(body="An old text"))).content.decode()

    assert "An old text" not in page


def test_the_page_notes_what_a_mail_brought_and_what_was_said_on_the_way(db, signed_in):
    message = a_message(
        state="bounced",
        sent_at=NOW,
        remarks=["events.with_link"],
        last_error="550 5.1.1 <dara@example.org> unknown",
        attempts=3,
    )

    page = signed_in(staff()).get(page_of(message)).content.decode()

    for words in (
        "With the meeting link",
        "This address does not exist.",
        "550 5.1.1 &lt;dara@example.org&gt; unknown",
        "<dd>3</dd>",
    ):
        assert words in " ".join(page.split()).replace("<dd> 3 </dd>", "<dd>3</dd>")
