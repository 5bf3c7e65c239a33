"""The small forms of an event's page, as pages and as parts."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from events.forms.pasted_list import seal
from tests.factories import roles
from tests.factories.events import EventFactory, HeadCountFactory, ParticipationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return EventFactory()


@pytest.fixture
def url(event):
    return reverse("events:topic-add", args=[event.pk])


def test_a_form_is_a_page_of_its_own(signed_in, event, url):
    response = signed_in(roles.staff()).get(url)

    page = response.content.decode()
    assert response.status_code == 200
    assert "<html" in page
    assert f'href="{event.get_absolute_url()}#topics"' in page


def test_a_form_is_a_part_of_its_section_for_htmx_and_takes_the_focus(signed_in, event, url):
    part = signed_in(roles.staff(), htmx=True).get(url).content.decode()

    assert "<html" not in part
    assert 'id="topics"' in part
    assert "autofocus" in part


def test_an_answer_leads_back_to_the_section_and_is_told(signed_in, event, url):
    response = signed_in(roles.staff()).post(url, {"text": "School operation"})

    assert (response.status_code, response.url) == (302, f"{event.get_absolute_url()}#topics")
    assert [str(message) for message in get_messages(response.wsgi_request)] == ["Topic added."]


def test_an_answer_by_htmx_brings_the_section_and_what_is_still_missing(signed_in, event, url):
    response = signed_in(roles.staff(), htmx=True).post(url, {"text": "School operation"})

    part = response.content.decode()
    assert response.status_code == 200
    assert "<html" not in part
    for text in ('id="topics"', "School operation", "Topic added.", 'id="tasks"'):
        assert text in part
    assert 'hx-swap-oob="true"' in part


@pytest.mark.parametrize("htmx", [True, False])
def test_a_wrong_answer_is_asked_again_with_422(signed_in, event, url, htmx):
    response = signed_in(roles.staff(), htmx=htmx).post(url, {"text": ""})

    page = response.content.decode()
    assert response.status_code == 422
    assert ("There is a problem" in page, "Write what they discussed." in page) == (True, True)
    assert ("<html" in page) is not htmx
    assert not event.topics.exists()


def test_a_refusal_of_the_domain_is_told_and_what_was_typed_stays(signed_in, event):
    HeadCountFactory(event=event, people=1)
    ParticipationFactory(event=event)
    url = reverse("events:participation-add", args=[event.pk])

    response = signed_in(roles.staff()).post(
        url, {"names": "Sok Dara", "names_checked": seal("Sok Dara"), "state": "attended"}
    )

    page = response.content.decode()
    assert response.status_code == 422
    assert "There are 2 names, so the number cannot be 1." in page
    assert "Sok Dara" in page
    assert event.participations.count() == 1
