"""Log a meeting."""

import re
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from events.forms.pasted_list import seal
from events.models import Event, Participation
from tests.events.forms.log_pages import EMPTY_ROWS
from tests.factories.events import EventFactory, EventTypeFactory
from tests.factories.network import CooperationAreaFactory, OrganizationFactory
from tests.factories.partnerships import PairingFactory
from tests.factories.roles import focal_point, nobody, official, staff

pytestmark = pytest.mark.django_db

LOG = reverse("events:event-log")


@pytest.fixture
def pairing():
    sides = [OrganizationFactory(acronym="GZITTC"), OrganizationFactory(acronym="NPIC")]
    return PairingFactory(parties=sides)


def answers(pairing, **given):
    """Return the three answers, and what is given."""
    return {
        "pairing": pairing.pk,
        "day": "2026-11-12",
        "modality": "online",
        "type": EventTypeFactory().pk,
        "time_zone": "Asia/Bangkok",
        "submission": str(uuid4()),
        **EMPTY_ROWS,
        **given,
    }


def test_the_form_opens_with_what_the_link_says(signed_in, pairing):
    earlier = EventFactory(day=date(2021, 11, 10))

    response = signed_in(staff()).get(LOG, {"pairing": pairing.pk, "parent": earlier.pk})

    form = response.context["form"]
    assert response.status_code == 200
    assert (form["pairing"].value(), form["parent"].value()) == (pairing.pk, earlier.pk)


@pytest.mark.parametrize(
    "query",
    ["pairing=x", "like=999", "like=x", "parent=999", "parent=x", f"pairing={'9' * 5000}"],
)
def test_a_link_that_says_nonsense_opens_the_empty_form(signed_in, query):
    assert signed_in(staff()).get(f"{LOG}?{query}").status_code == 200


def test_another_kind_of_event_has_a_link_of_its_own(signed_in):
    response = signed_in(staff()).get(LOG, {"other": "1"})

    assert response.context["form"]["pairing"].value() == "other"


def test_a_similar_log_is_filled_in(signed_in, pairing):
    event = EventFactory(pairings=[pairing], platform="Zoom")

    form = signed_in(staff()).get(LOG, {"like": event.pk}).context["form"]

    assert (form["pairing"].value(), form["platform"].value()) == (pairing.pk, "Zoom")


def test_a_workshop_is_logged(signed_in, pairing):
    user = staff()

    response = signed_in(user).post(LOG, answers(pairing))

    event = Event.objects.get()
    assert response.headers["Location"] == event.get_absolute_url()
    assert (event.title, event.logged_by) == ("Peer workshop: GZITTC \N{EN DASH} NPIC", user)


def test_save_and_complete_leads_to_the_other_questions(signed_in, pairing):
    response = signed_in(staff()).post(LOG, answers(pairing, details="1"))

    assert response.headers["Location"] == reverse(
        "followup:event-edit", args=[Event.objects.get().pk]
    )


def test_after_saving_it_is_said_what_happened(signed_in, pairing):
    client = signed_in(staff())
    # Tomorrow by the clock of the test may be today by the reader's.
    soon = timezone.localdate() + timedelta(days=2)

    held = client.post(LOG, answers(pairing), follow=True)
    planned = client.post(LOG, answers(pairing, day=str(soon)), follow=True)

    def successes(response):
        return [str(message) for message in response.context["messages"]]

    assert successes(held) == ["Meeting saved. We sent no mail to anybody."]
    assert successes(planned) == ["Meeting planned. We sent no mail to anybody."]


def test_the_same_form_sent_twice_leads_to_the_same_workshop(signed_in, pairing):
    client = signed_in(staff())
    sent = answers(pairing, same_ok=f"{pairing.pk}:2026-11-12")

    first, second = client.post(LOG, sent), client.post(LOG, sent)

    assert first.headers["Location"] == second.headers["Location"]
    assert Event.objects.count() == 1


def test_files_are_kept(signed_in, pairing):
    minutes = SimpleUploadedFile("minutes.pdf", b"%PDF-1.7\n%%EOF\n")

    signed_in(staff()).post(LOG, answers(pairing, documents=[minutes]))

    assert [*Event.objects.get().files.values_list("name", "kind")] == [("minutes.pdf", "other")]


def test_what_cannot_be_is_shown_with_everything_that_was_typed(signed_in, pairing):
    area = CooperationAreaFactory()
    sent = answers(
        pairing,
        day="",
        summary="They agreed.",
        **{f"area-{area.pk}-agreed": "on", "actions-0-text": "Send the plan"},
    )

    response = signed_in(staff()).post(LOG, sent)

    page, text = response.context["page"], response.content.decode()
    assert response.status_code == 422
    assert "Error: Log a meeting" in " ".join(text.split())
    assert 'href="#id_day">Enter the date of the meeting.' in text
    assert page.form["summary"].value() == "They agreed."
    assert page.actions.forms[0]["text"].value() == "Send the plan"
    assert page.areas.forms[0]["agreed"].value()
    assert f'name="submission" value="{sent["submission"]}"' in text


def test_lost_files_are_spoken_of(signed_in, pairing):
    minutes = SimpleUploadedFile("minutes.pdf", b"%PDF-1.7\n%%EOF\n")

    response = signed_in(staff()).post(LOG, answers(pairing, day="", documents=[minutes]))

    assert "Choose the files again" in response.content.decode()


def test_the_same_meeting_is_warned_of_and_let_through(signed_in, pairing):
    client = signed_in(staff())
    event = EventFactory(pairings=[pairing], day=date(2026, 11, 14))

    warned = client.post(LOG, answers(pairing))
    same_ok = warned.context["page"].meeting
    saved = client.post(LOG, answers(pairing, same_ok=same_ok))

    assert warned.status_code == 422
    assert event.get_absolute_url() in warned.content.decode()
    assert f'name="same_ok" value="{same_ok}"' in warned.content.decode()
    assert (saved.status_code, Event.objects.count()) == (302, 2)


def test_the_same_page_counts_once_and_another_text_is_asked_about(signed_in, pairing):
    client, sent = signed_in(staff()), answers(pairing, summary="They agreed.")
    first = client.post(LOG, sent)

    again = client.post(LOG, {**sent, "details": "1"})
    other = client.post(
        LOG, {**sent, "summary": "They did not.", "actions-0-text": "Send the plan"}
    )

    event = Event.objects.get()
    page = other.content.decode()
    assert (first.url, again.status_code) == (event.get_absolute_url(), 302)
    assert (other.status_code, event.summary) == (422, "They agreed.")
    assert "You sent this page already" in page
    assert page.count("They did not.") == 2
    assert "<td>Send the plan</td>" in " ".join(page.split()).replace("> ", ">").replace(" <", "<")

    key = other.context["page"].meeting
    second = client.post(LOG, {**sent, "submission": str(uuid4()), "same_ok": key})
    assert (second.status_code, Event.objects.count()) == (302, 2)


def test_a_refusal_of_the_operation_is_shown_and_nothing_is_kept(signed_in, pairing):
    people = "Dara Sok, Trainer, NPIC\nOm Romny, Trainer, NPIC"
    sent = answers(
        pairing,
        participants=people,
        participants_checked=seal(people),
        **{"counts-0-organization": "NPIC", "counts-0-people": "1"},
    )

    response = signed_in(staff()).post(LOG, sent)

    assert (response.status_code, Event.objects.count()) == (422, 0)
    assert len(response.context["form"].non_field_errors()) == 1


def test_another_row_is_added_without_javascript(signed_in, pairing):
    response = signed_in(staff()).post(
        LOG, answers(pairing, day="", add_actions="1", **{"actions-0-text": "Send the plan"})
    )

    text = response.content.decode()
    assert response.status_code == 200
    assert 'id="id_actions-1-text"' in text
    assert "There is a problem" not in text
    assert not Event.objects.exists()


def test_a_chosen_pairing_refreshes_the_rest_of_the_form(signed_in, pairing):
    response = signed_in(staff(), htmx=True).post(LOG, answers(pairing, refresh="1"))

    text = response.content.decode()
    assert response.status_code == 200
    assert text.strip().startswith('<div id="log-rest">')
    assert "<html" not in text
    assert '<option value="side-2">NPIC</option>' in text
    assert not Event.objects.exists()


def test_a_list_is_shown_before_anything_is_saved(signed_in, pairing):
    client = signed_in(staff())
    sent = answers(pairing, participants="Name\r\nDara Sok, Dean, dara@example.org\r\nDara Sok")

    shown = client.post(LOG, sent)
    page = shown.content.decode()

    assert (shown.status_code, Event.objects.count()) == (200, 0)
    assert "There is a problem" not in page
    assert "1 person is on the list." in page
    assert "This is the heading of the table." in page
    assert "We left out the e-mail address." in page
    assert "We count them once." in page

    checked = re.search('name="participants_checked" value="([0-9a-f]+)"', page)[1]
    saved = client.post(LOG, {**sent, "participants_checked": checked})

    assert saved.status_code == 302
    assert [str(one) for one in Participation.objects.all()] == ["Dara Sok"]


def test_another_list_than_the_shown_one_is_shown_again(signed_in, pairing):
    sent = answers(pairing, participants="Dara Sok", participants_checked=seal("Om Romny"))

    response = signed_in(staff()).post(LOG, sent)

    assert (response.status_code, Event.objects.count()) == (200, 0)
    assert f'value="{seal("Dara Sok")}"' in response.content.decode()


@pytest.mark.parametrize("htmx", [False, True])
def test_a_list_is_checked_with_a_button(signed_in, pairing, htmx):
    sent = answers(pairing, day="", participants="Dara Sok\nOm Romny", refresh="list")

    response = signed_in(staff(), htmx=htmx).post(LOG, sent)

    page = response.content.decode()
    assert response.status_code == 200
    assert "2 people are on the list." in page
    assert "There is a problem" not in page


def test_a_list_that_is_too_long_says_so_where_it_is_checked(signed_in, pairing):
    sent = answers(pairing, participants="Dara Sok, Dean\n" * 10_000, refresh="list")

    response = signed_in(staff()).post(LOG, sent)

    assert "Paste at most 100,000 letters at once." in response.content.decode()


def test_a_focal_point_logs_a_meeting_of_the_own_side(signed_in, pairing):
    college = pairing.parties.first().organization

    response = signed_in(focal_point(college)).post(LOG, answers(pairing))

    assert response.status_code == 302


def test_a_focal_point_cannot_log_for_others(signed_in, pairing):
    response = signed_in(focal_point(OrganizationFactory())).post(LOG, answers(pairing))

    assert (response.status_code, Event.objects.count()) == (422, 0)


@pytest.mark.parametrize("who", [official, nobody])
def test_who_only_reads_logs_nothing(signed_in, who):
    assert signed_in(who()).get(LOG).status_code == 403


def test_an_expired_sign_in_comes_back_to_the_form(client, pairing):
    response = client.post(LOG, answers(pairing))

    assert response.headers["Location"] == f"{reverse('account_login')}?next={LOG}"


def test_the_form_takes_the_same_number_of_queries_for_one_and_three_pairings(signed_in, pairing):
    client = signed_in(staff())
    with CaptureQueriesContext(connection) as one:
        client.get(LOG)
    PairingFactory.create_batch(2)

    with CaptureQueriesContext(connection) as three:
        client.get(LOG)

    assert len(three) == len(one)
