"""The outbox on screen."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from notifications.enums import LEFT, MessageState
from notifications.models import Message
from tests.factories.network import CountryFactory, OrganizationFactory, PersonFactory
from tests.factories.notifications import MessageFactory, RecipientFactory
from tests.factories.partnerships import ActionFactory, PairingFactory
from tests.factories.roles import coordinator, focal_point, nobody, official, staff

INDEX, WENT, TROUBLED, ALL = (
    reverse(f"notifications:message-{part}") for part in ("index", "went", "troubled", "everything")
)
PARTS = [INDEX, WENT, TROUBLED, ALL]
# A Friday afternoon in Bangkok.
NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)
TOMORROW = NOW + timedelta(days=1)


def a_message(**facts):
    """Return a message about an action, which the staff may see."""
    about = facts.pop("about", None) or ActionFactory()
    return MessageFactory(about=about, **facts)


def page_of(message):
    return reverse("notifications:message-detail", args=[message.pk])


def names(response):
    return [row.record.recipient.name for row in response.context["table"].paginated_rows]


def shown(response):
    """Return whom the messages of a part go to, by day."""
    return [
        (str(day) if day else None, [message.recipient.name for message in found])
        for day, found in response.context["days"]
    ]


def counted(response):
    return [(label, count) for _url, label, count, _current in response.context["parts"]]


def same_queries(client, url, make):
    """Say whether three records cost as many queries as one."""
    costs = []
    for more in (1, 2):
        for _ in range(more):
            make()
        client.get(url)
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
        costs.append(len(queries))
    return costs[0] == costs[1]


def a_bundle(*records, state=MessageState.PENDING, of_items=MessageState.BUNDLED, **facts):
    """Return a mail to one reader that carries a message about each of ``records``."""
    reader = RecipientFactory(name="Sok Dara")
    facts = {"kind": "notifications.bundle", "recipient": reader, **facts}
    cover = MessageFactory(state=state, sent_at=NOW if state in LEFT else None, **facts)
    of_item = {"recipient": reader, "state": of_items, "carried_by": cover}
    if of_items in LEFT:
        of_item["sent_at"] = NOW
    return cover, [MessageFactory(about=record, **of_item) for record in records]


@pytest.fixture
def afternoon():
    with time_machine.travel(NOW, tick=False):
        yield


def test_what_will_go_out_is_told_by_the_readers_day_the_soonest_first(db, signed_in, afternoon):
    a_message(recipient__name="Tonight", due_at=NOW + timedelta(hours=8, minutes=59))
    a_message(recipient__name="Next day", due_at=NOW + timedelta(hours=9))
    a_message(recipient__name="Overdue", due_at=NOW - timedelta(days=1))
    a_message(recipient__name="Now", state="sending", claim=UUID(int=1), due_at=NOW)
    a_message(recipient__name="Far", due_at=NOW + timedelta(days=14))
    for state in ("failed", "cancelled", "expired", "uncertain"):
        a_message(state=state, due_at=TOMORROW)
    a_message(sent=True)

    response = signed_in(staff()).get(INDEX)

    assert shown(response) == [
        ("2026-11-19", ["Overdue"]),
        ("2026-11-20", ["Now", "Tonight"]),
        ("2026-11-21", ["Next day"]),
    ]
    assert "Friday, 20 Nov 2026" in response.content.decode()
    assert "23:59 Bangkok (GMT+7)" in response.content.decode()


def test_what_went_is_told_the_latest_first_with_what_came_back(db, signed_in):
    a_message(sent=True, sent_at=NOW, recipient__name="Liu", remark="With the meeting link")
    a_message(state="bounced", sent_at=NOW - timedelta(days=1), recipient__name="Dara")
    a_message(due_at=NOW)

    response = signed_in(staff()).get(WENT)

    assert shown(response) == [("2026-11-20", ["Liu"]), ("2026-11-19", ["Dara"])]
    assert "With the meeting link" in response.content.decode()


def test_what_needs_attention_says_why_in_plain_words(db, signed_in):
    a_message(state="failed", last_error="550 5.1.1 No such user", recipient__name="One")
    a_message(state="bounced", sent_at=NOW, last_error="552 5.2.2 Over quota", due_at=NOW)
    a_message(state="uncertain", last_error="TimeoutError: timed out")
    for state in ("pending", "cancelled", "expired"):
        a_message(state=state)
    a_message(sent=True)

    response = signed_in(staff()).get(TROUBLED)

    page = response.content.decode()
    assert [len(found) for _day, found in shown(response)] == [3]
    for words in (
        "This address does not exist.",
        "The mailbox is full.",
        "Nobody knows whether it arrived.",
        "Was due 20 Nov 2026, 07:00 Bangkok (GMT+7)",
        "Sent 20 Nov 2026, 15:00 Bangkok (GMT+7)",
    ):
        assert words in page


def test_the_words_say_how_much_is_behind_them(db, signed_in, afternoon):
    a_message(due_at=TOMORROW)
    a_message(state="failed")
    for _ in range(2):
        a_message(state="bounced", sent_at=NOW)
    a_message(state="cancelled")
    MessageFactory(about=ActionFactory(), due_at=NOW + timedelta(days=99))

    client = signed_in(staff())

    for url in PARTS:
        assert counted(client.get(url)) == [
            ("Will go out", 1),
            ("Went", 2),
            ("Needs attention", 3),
            ("All", 6),
        ]


def test_one_part_is_marked_as_the_one_that_is_read(db, signed_in):
    a_message()
    client = signed_in(staff())

    for url in PARTS:
        page = client.get(url).content.decode()
        assert page.count(f'<a href="{url}" aria-current="page">') >= 1
        assert page.count('aria-current="page"') <= 2


@pytest.mark.parametrize(
    ("url", "words"),
    [
        (INDEX, "Nothing goes out in the next 14 days."),
        (WENT, "Nothing has gone out yet."),
        (TROUBLED, "All is well: no message needs you."),
    ],
)
def test_an_empty_part_says_so(db, signed_in, url, words):
    a_message(state="cancelled")

    assert words in signed_in(staff()).get(url).content.decode()


@pytest.mark.parametrize(("url", "state"), [(INDEX, "pending"), (TROUBLED, "failed")])
def test_a_part_holds_25_messages_a_page(db, signed_in, url, state):
    action = ActionFactory()
    MessageFactory.create_batch(26, about=action, state=state)
    client = signed_in(staff())

    pages = [client.get(url, {"page": page}) for page in ("1", "2", "nonsense")]

    lengths = [sum(len(found) for _day, found in shown(page)) for page in pages]
    assert lengths == [25, 1, 25]


def test_what_goes_with_others_says_in_which_mail_and_goes_when_that_does(db, signed_in, afternoon):
    cover, items = a_bundle(ActionFactory(), ActionFactory(), due_at=TOMORROW)
    Message.objects.filter(carried_by=cover).update(due_at=NOW - timedelta(days=3))

    response = signed_in(staff()).get(INDEX)

    assert shown(response) == [("2026-11-21", ["Sok Dara"] * 3)]
    page = response.content.decode()
    assert page.count("In one mail with others:") == 2
    assert page.count(f'href="{cover.get_absolute_url()}"') == 3
    assert "the mail of 21 Nov 2026, 15:00 Bangkok (GMT+7)" in page
    assert len(items) == 2


def test_a_mail_of_several_that_failed_needs_attention_once(db, signed_in):
    cover, _items = a_bundle(
        ActionFactory(), ActionFactory(), state="failed", of_items=MessageState.FAILED
    )
    arrived, [alone] = a_bundle(ActionFactory(), state="sent", of_items=MessageState.FAILED)

    response = signed_in(staff()).get(TROUBLED)

    [(_day, found)] = response.context["days"]
    assert set(found) == {cover, alone}
    assert arrived not in found


@pytest.mark.parametrize("url", PARTS[:3])
@pytest.mark.parametrize("bundled", [False, True])
def test_three_messages_cost_a_part_as_many_queries_as_one(db, signed_in, url, bundled):
    state = {INDEX: "pending", WENT: "sent", TROUBLED: "failed"}[url]

    def make():
        left = {"sent_at": NOW} if state == "sent" else {}
        a_message(state=state, **left)
        if bundled:
            of_items = MessageState.BUNDLED if state == "pending" else state
            a_bundle(ActionFactory(), state=MessageState(state), of_items=of_items)

    assert same_queries(signed_in(staff()), url, make)


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
    of_items = MessageState.BUNDLED if state == "pending" else MessageState(state)
    facts = {"state": MessageState(state), "of_items": of_items, "subject": "Of both"}
    both, [ours, theirs] = a_bundle(near, far, **facts)
    own, [first, second] = a_bundle(near, near, **{**facts, "subject": "Of one"})
    client, url = (
        signed_in(coordinator(cambodia)),
        {"sent": WENT, "failed": TROUBLED}.get(state, INDEX),
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
    assert set(signed_in(staff()).get(page_of(both)).context["carried"]) == {ours, theirs}


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
        reason="Is named for this action",
        state=MessageState.FAILED,
        last_error="550 No such user",
    )

    page = signed_in(staff()).get(ALL).content.decode()

    for words in (
        "Sok Dara",
        "dara@example.org",
        "Send the plan",
        "Is named for this action",
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
    settings.EMAIL_BACKEND = "notifications.operations.folder.EmailBackend"
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

    assert names(client.get(ALL)) == ["Sok Dara"]
    assert [client.get(page_of(message)).status_code for message in (near, far)] == [200, 404]


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (MessageState.FAILED, "This message could not be sent."),
        (MessageState.UNCERTAIN, "If you send it again, the reader may get it twice."),
        (MessageState.BOUNCED, "This message came back."),
    ],
)
def test_what_failed_says_what_to_do_and_can_be_sent_again(db, signed_in, state, words):
    sent_at = NOW if state in LEFT else None
    message = a_message(state=state, attempts=8, sent_at=sent_at)
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


def test_what_waits_can_be_sent_now(db, signed_in):
    message = a_message(due_at=datetime.now(UTC) + timedelta(days=2))
    client, url = signed_in(staff()), reverse("notifications:message-send-now", args=[message.pk])
    page = client.get(page_of(message)).content.decode()

    told = client.post(url, follow=True).content.decode()

    message.refresh_from_db()
    assert "Send now" in page
    assert "The message goes out within a minute." in told
    assert "Send now" not in told
    assert (message.state, message.urgency) == ("pending", "at_once")
    assert message.due_at <= datetime.now(UTC)


def test_what_was_sent_is_not_sent_now(db, signed_in):
    message = a_message(sent=True)
    client, url = signed_in(staff()), reverse("notifications:message-send-now", args=[message.pk])
    page = client.get(page_of(message)).content.decode()

    told = client.post(url, follow=True).content.decode()

    assert "Send now" not in page
    assert "This message is not waiting any more." in told


def test_the_page_of_a_pairing_shows_the_messages_of_its_actions(db, signed_in):
    action = ActionFactory()
    a_message(about=action, shown_with=f"partnerships.pairing:{action.pairing_id}")
    a_message(about=ActionFactory())
    url = reverse("notifications:messages-about", args=["partnerships.pairing", action.pairing_id])

    shown = signed_in(staff()).get(url).context["message_list"]

    assert [message.about for message in shown] == [action]


@pytest.mark.parametrize("act", ["send-now", "resend", "cancel"])
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
    action = ActionFactory()
    url = about(action, "partnerships.action")

    assert same_queries(signed_in(staff()), url, lambda: MessageFactory(about=action))


def test_due_moments_are_told_by_the_readers_clock(db, signed_in):
    user = staff()
    user.time_zone = "Asia/Yangon"
    user.save()
    a_message(due_at=datetime(2026, 11, 20, tzinfo=UTC) + timedelta(hours=1))

    assert "20 Nov 2026, 07:30 Yangon (GMT+6:30)" in signed_in(user).get(ALL).content.decode()


def test_the_page_of_a_mail_of_several_lists_them_and_each_leads_to_its_mail(db, signed_in):
    cover, [one, two] = a_bundle(ActionFactory(text="The plan"), ActionFactory(text="The budget"))
    client = signed_in(staff())

    page = client.get(page_of(cover)).content.decode()
    of_one = client.get(page_of(one)).content.decode()

    assert "Cancel the whole mail" in page
    for words in ("The plan", "The budget", one.get_absolute_url(), two.get_absolute_url()):
        assert words in page
    assert cover.get_absolute_url() in of_one
    assert "The text is part of the mail that it goes in." in of_one


def test_a_mail_of_several_costs_as_many_queries_for_three_as_for_one(db, signed_in):
    cover, _items = a_bundle(ActionFactory())

    def make():
        MessageFactory(
            about=ActionFactory(), recipient=cover.recipient, carried=True, carried_by=cover
        )

    assert same_queries(signed_in(staff()), page_of(cover), make)


def test_a_mail_whose_text_was_not_kept_says_so(db, signed_in):
    client = signed_in(staff())

    sent = client.get(page_of(a_message(sent=True, body=""))).content.decode()
    doubtful = client.get(page_of(a_message(state="uncertain", body=""))).content.decode()

    assert "The text was not kept. The sender stopped" in sent
    assert "The text was not kept: the sender stopped" in doubtful


def test_what_waits_again_does_not_show_the_text_of_the_last_attempt(db, signed_in):
    page = signed_in(staff()).get(page_of(a_message(body="An old text"))).content.decode()

    assert "An old text" not in page


def test_the_page_notes_what_a_mail_carried_and_what_was_said_on_the_way(db, signed_in):
    message = a_message(
        state="bounced",
        sent_at=NOW,
        remark="With the meeting link",
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


def test_sending_again_to_a_refused_address_says_that_it_is_tried_again(db, signed_in):
    refused = RecipientFactory(email="dara@example.org", refused_at=NOW, refused_reason="550 No")
    failed = a_message(recipient=refused, state="failed")
    client, words = signed_in(staff()), "If you send again, the address is tried again."

    page = client.get(page_of(failed)).content.decode()
    of_another = client.get(page_of(a_message(state="failed"))).content.decode()

    assert "Nothing has been sent to dara@example.org since 20 Nov 2026." in page
    assert (words in page, words in of_another) == (True, False)


def test_what_went_with_others_is_sent_again_as_a_whole(db, signed_in):
    cover, [item, _other] = a_bundle(
        ActionFactory(), ActionFactory(), state="failed", of_items=MessageState.FAILED
    )
    client = signed_in(staff())
    page = client.get(page_of(item)).content.decode()

    client.post(reverse("notifications:message-resend", args=[item.pk]))

    cover.refresh_from_db()
    assert "Send the whole mail again" in page
    assert cover.state == "pending"


def test_what_is_too_late_to_send_again_says_so(db, signed_in):
    message = a_message(state="failed", not_after=NOW - timedelta(days=30))
    url = reverse("notifications:message-resend", args=[message.pk])

    with time_machine.travel(NOW):
        page = signed_in(staff()).post(url, follow=True).content.decode()

    assert "It is too late: this message is of no use any more." in page
