"""The list of actions, one of them, and planning them."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from partnerships.models import Action
from tests.factories import roles
from tests.factories.network import OrganizationFactory, PersonFactory
from tests.factories.partnerships import (
    ActionFactory,
    AnswerReferralFactory,
    CommitmentFactory,
    PairingFactory,
    ProgressUpdateFactory,
)

pytestmark = pytest.mark.django_db

INDEX = "partnerships:action-index"


@pytest.fixture
def own():
    return OrganizationFactory()


@pytest.fixture
def pairing(own):
    return PairingFactory(parties=[own, OrganizationFactory()])


def url(verb: str, record) -> str:
    return reverse(f"partnerships:action-{verb}", args=[record.pk])


def test_the_list_holds_what_the_user_may_see_by_its_day(signed_in, own, pairing):
    some_day = ActionFactory(pairing=pairing)
    soon = ActionFactory(pairing=pairing, due_on=date(2026, 12, 1))
    ActionFactory()

    response = signed_in(roles.focal_point(own)).get(reverse(INDEX))

    assert [row.record for row in response.context["table"].page.object_list] == [soon, some_day]


@time_machine.travel("2026-11-22T03:00:00Z", tick=False)
def test_the_list_says_who_by_when_and_how_far(signed_in, own, pairing):
    ActionFactory(pairing=pairing, person=PersonFactory(name="Sok"), organization=own)
    ActionFactory(pairing=pairing, organization=own, due_on=date(2026, 9, 1))
    ActionFactory(pairing=pairing, done=True)

    page = signed_in(roles.staff()).get(reverse(INDEX)).content.decode()

    for words in ("Sok", own.name, "All sides", "1 Sep 2026", "Overdue", "No date set", "1 Nov"):
        assert words in page


def test_htmx_gets_the_results_alone(signed_in):
    part = signed_in(roles.staff(), htmx=True).get(reverse(INDEX)).content.decode()

    assert part.strip().startswith('<div id="results">')
    assert "Nothing is here yet." in part


def test_an_empty_list_says_that_the_filters_are_narrow(signed_in):
    page = signed_in(roles.staff()).get(f"{reverse(INDEX)}?overdue=1").content.decode()

    assert "No action fits these filters." in page


def test_the_list_asks_the_same_questions_for_one_and_for_three(
    signed_in, django_assert_max_num_queries
):
    client = signed_in(roles.staff())
    ActionFactory()
    client.get(reverse(INDEX))
    with django_assert_max_num_queries(20) as one:
        client.get(reverse(INDEX))
    ActionFactory.create_batch(2)

    with django_assert_max_num_queries(len(one.captured_queries)):
        client.get(reverse(INDEX))


def test_the_page_shows_the_answers_and_the_hints(signed_in, pairing):
    action = ActionFactory(
        pairing=pairing, commitment=CommitmentFactory(pairing=pairing), due_on=date(2026, 9, 1)
    )
    ProgressUpdateFactory(pairing=pairing, action=action, text="Half of it")
    AnswerReferralFactory(pairing=pairing, action=action, text="Ask Ms Chan")

    page = signed_in(roles.staff()).get(action.get_absolute_url()).content.decode()

    for words in ("Half of it", "Ask Ms Chan", "Overdue", "Mark as done"):
        assert words in page


def test_a_closed_one_tells_when_and_why(signed_in):
    action = ActionFactory(state="dropped", reason="Not needed", closed_on=date(2026, 11, 1))

    page = signed_in(roles.staff()).get(action.get_absolute_url()).content.decode()

    assert "Not needed" in page
    assert url("close", action) not in page


def test_another_institution_does_not_find_the_page(signed_in):
    user = roles.focal_point(OrganizationFactory())

    assert signed_in(user).get(ActionFactory().get_absolute_url()).status_code == 404


def test_a_focal_point_plans_an_action(signed_in, own, pairing):
    client = signed_in(roles.focal_point(own))
    commitment = CommitmentFactory(pairing=pairing)
    data = {"text": "Send the plan", "organization": own.pk, "due_on": "2026-12-01"}

    shown = client.get(f"{url('add', pairing)}?commitment={commitment.pk}")
    saved = client.post(url("add", pairing), data)

    action = Action.objects.get()
    assert shown.context["form"]["commitment"].value() == str(commitment.pk)
    assert saved.url == pairing.get_absolute_url()
    assert (action.text, action.organization, action.due_on) == (
        "Send the plan",
        own,
        date(2026, 12, 1),
    )


def test_an_action_says_what_will_be_done(signed_in, pairing):
    client = signed_in(roles.staff())

    empty = client.post(url("add", pairing), {"text": ""})
    invisible = client.post(url("add", pairing), {"text": "\u200b"})

    assert "Write what will be done." in empty.content.decode()
    assert empty.status_code == 422
    assert invisible.status_code == 422
    assert not Action.objects.exists()


def test_only_people_and_areas_of_the_pairing_are_offered(signed_in, own, pairing):
    user = roles.focal_point(own)
    inside = CommitmentFactory(pairing=pairing)
    CommitmentFactory()
    PersonFactory(works_at=OrganizationFactory())

    form = signed_in(user).get(url("add", pairing)).context["form"]

    assert list(form.fields["person"].queryset) == [user.person]
    assert list(form.fields["commitment"].queryset) == [inside]
    assert list(form.fields["organization"].queryset) == [
        party.organization for party in pairing.parties.all()
    ]


def test_a_focal_point_gives_an_action_another_day(signed_in, own, pairing):
    action = ActionFactory(pairing=pairing, text="Old")
    client = signed_in(roles.focal_point(own))

    shown = client.get(url("edit", action))
    saved = client.post(url("edit", action), {"text": "New", "due_on": "2026-12-01"})
    refused = client.post(url("edit", action), {"text": "\u200b"})

    action.refresh_from_db()
    assert shown.context["form"]["text"].value() == "Old"
    assert saved.url == action.get_absolute_url()
    assert refused.status_code == 422
    assert (action.text, action.due_on) == ("New", date(2026, 12, 1))


def test_an_action_is_closed_with_a_reason(signed_in, own, pairing):
    action = ActionFactory(pairing=pairing)
    client = signed_in(roles.focal_point(own))
    data = {"state": "dropped", "on": "2026-11-01"}

    shown = client.get(url("close", action))
    refused = client.post(url("close", action), data)
    closed = client.post(url("close", action), {**data, "reason": "Not needed"})

    action.refresh_from_db()
    assert shown.status_code == 200
    assert "Say why this was dropped." in refused.content.decode()
    assert closed.url == action.get_absolute_url()
    assert action.state == "dropped"


def test_an_official_plans_nothing(signed_in, own, pairing):
    client = signed_in(roles.official(own.country))

    assert client.get(url("add", pairing)).status_code == 403
    assert client.get(url("edit", ActionFactory(pairing=pairing))).status_code == 403


def test_staff_settle_a_hint_once(signed_in, pairing):
    hint = AnswerReferralFactory(pairing=pairing, action=ActionFactory(pairing=pairing))
    client = signed_in(roles.staff())
    settle = reverse("partnerships:referral-settle", args=[hint.pk])

    first = client.post(settle, follow=True)
    second = client.post(settle, follow=True)

    assert "Marked as done." in first.content.decode()
    assert "Done by" in first.content.decode()
    assert "Somebody has done this already." in second.content.decode()


def test_a_focal_point_settles_no_hint(signed_in, own, pairing):
    hint = AnswerReferralFactory(pairing=pairing)
    settle = reverse("partnerships:referral-settle", args=[hint.pk])

    assert signed_in(roles.focal_point(own)).post(settle).status_code == 403
