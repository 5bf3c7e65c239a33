"""One link opens all that waits for its holder, and nothing else."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils.html import escape

from partnerships.models import AnswerReferral, ProgressUpdate
from tests.factories import roles
from tests.factories.network import PersonFactory
from tests.factories.partnerships import (
    ActionFactory,
    CommitmentFactory,
    PairingFactory,
    PairingFocalPointFactory,
)
from tests.followup.views.update_link_pages import address, answered, answering_in, token_for

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day_of_links")]


@pytest.fixture
def other(action):
    """Return something else that waits for the same person."""
    return ActionFactory(person=action.person, text="Name two teachers", due_on=date(2026, 11, 24))


def test_the_page_offers_what_else_waits_in_one_tap(mail_client, action, other):
    action.due_on = date(2026, 11, 25)
    action.save()
    token = token_for(action)
    ActionFactory(person=action.person, text="Much later", due_on=date(2027, 3, 1))
    ActionFactory(text="Of somebody else", due_on=date(2026, 11, 24))

    page = mail_client.get(address(token)).content.decode()

    assert "1 more point needs your answer" in page
    assert f"{address(token)}?about=action-{other.pk}" in page
    assert "Name two teachers" in page
    assert "Much later" not in page
    assert "Of somebody else" not in page


def test_the_other_question_is_answered_by_the_same_link(mail_client, action, other):
    url = f"{address(token_for(action))}?about=action-{other.pk}"

    asked = mail_client.get(url).content.decode()
    thanks = mail_client.post(url, answered(text="Two were named"), follow=True)

    page = thanks.content.decode()
    update = ProgressUpdate.objects.get()
    assert escape(f'action="{url}"') in escape(asked)
    assert (update.action, update.author, update.text) == (other, action.person, "Two were named")
    assert "Name two teachers" in page
    assert "change=1" in page
    assert f"about=action-{other.pk}&amp;change=1" in page


def test_a_pairing_of_which_nobody_hears_is_offered_and_answered_too(mail_client, action):
    person = answering_in(action.pairing)
    quiet = PairingFactory(started_on=date(2025, 1, 1), title="The quiet one")
    PairingFocalPointFactory(
        pairing=quiet, organization=quiet.parties.first().organization, person=person
    )
    token = token_for(action, person)

    page = mail_client.get(address(token)).content.decode()
    url = f"{address(token)}?about=pairing-{quiet.pk}"
    assert url in page
    mail_client.post(url, answered(text="We met"))

    assert ProgressUpdate.objects.get().pairing == quiet
    assert url not in mail_client.get(address(token)).content.decode()


def test_a_pairing_of_somebody_else_does_not_open(mail_client, action):
    foreign = PairingFactory(title="Not yours")

    page = mail_client.get(f"{address(token_for(action))}?about=pairing-{foreign.pk}")

    assert page.status_code == 410


def test_the_list_empties_as_answers_come(mail_client, action, other):
    token = token_for(action)
    commitment = CommitmentFactory(pairing=action.pairing, ends_on=date(2026, 11, 23))
    person = answering_in(action.pairing)
    mine = token_for(action, person)

    before = mail_client.get(address(mine)).content.decode()
    mail_client.post(f"{address(mine)}?about=commitment-{commitment.pk}", answered("going_well"))
    after = mail_client.get(address(mine)).content.decode()
    mail_client.post(f"{address(token)}?about=action-{other.pk}", answered())
    theirs = mail_client.get(address(token)).content.decode()

    assert f"about=commitment-{commitment.pk}" in before
    assert f"about=commitment-{commitment.pk}" not in after
    assert "Name two teachers" not in theirs


def test_the_thanks_and_the_hint_offer_the_rest_too(mail_client, action, other):
    token = token_for(action)

    thanks = mail_client.post(address(token), answered(), follow=True).content.decode()
    hint = mail_client.post(
        f"{address(token, 'update-link-refer')}?about=action-{other.pk}", {"who": "Ms Chan"}
    )

    assert f"?about=action-{other.pk}" in thanks
    assert AnswerReferral.objects.get().action == other
    assert f"?about=action-{other.pk}" in hint.content.decode()


def test_what_somebody_else_answers_for_does_not_open(mail_client, action):
    foreign = ActionFactory(text="Not yours", due_on=date(2026, 11, 24))

    page = mail_client.get(f"{address(token_for(action))}?about=action-{foreign.pk}")
    sent = mail_client.post(
        f"{address(token_for(action))}?about=action-{foreign.pk}", answered(text="My words")
    )

    assert (page.status_code, sent.status_code) == (410, 410)
    assert "Not yours" not in page.content.decode()
    assert not ProgressUpdate.objects.exists()


@pytest.mark.parametrize(
    "about",
    ["", "action-", "action-0", "event-3", "pairing-", "pairing-0", "action-99999999999999"],
)
def test_an_address_that_names_nothing_asks_what_the_mail_asked(mail_client, action, about):
    page = mail_client.get(f"{address(token_for(action))}?about={about}")

    assert page.status_code == 200
    assert action.text in page.content.decode()


def test_who_is_signed_in_as_somebody_else_is_told_whose_answer_it_will_be(signed_in, action):
    own = PersonFactory(name="Li Wei", user=roles.staff())
    mine = ActionFactory(person=own, due_on=date(2026, 11, 24))

    theirs = signed_in(own.user).get(address(token_for(action))).content.decode()
    ours = signed_in(own.user).get(address(token_for(mine))).content.decode()

    assert "This link is for Sok Dara" in theirs
    assert "counts as the answer of Sok Dara" in theirs
    assert "counts as the answer" not in ours
