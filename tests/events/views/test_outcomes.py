"""What an event brought, and how it becomes part of a partnership."""

import pytest
from django.urls import reverse

from partnerships.models import Action, Agreement, Commitment, WorkingGroup
from tests.factories import roles
from tests.factories.events import EventFactory, OutcomeFactory
from tests.factories.network import CooperationAreaFactory, OrganizationFactory
from tests.factories.partnerships import (
    ActionFactory,
    AgreementTypeFactory,
    CommitmentFactory,
    PairingFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def pairing():
    return PairingFactory()


@pytest.fixture
def event(pairing):
    return EventFactory(pairings=[pairing])


def adopt_url(outcome, as_):
    return reverse("events:outcome-adopt", args=[outcome.event.pk, outcome.pk, as_])


def test_a_decision_is_written_down(signed_in, event):
    url = reverse("events:outcome-add", args=[event.pk])

    asked = signed_in(roles.staff()).get(url)
    signed_in(roles.staff()).post(url, {"kind": "decision", "text": "Meet again"})

    assert asked.status_code == 200
    assert list(event.outcomes.values_list("kind", "text")) == [("decision", "Meet again")]


def test_its_words_are_corrected(signed_in, event):
    outcome = OutcomeFactory(event=event)
    url = reverse("events:outcome-edit", args=[event.pk, outcome.pk])

    asked = signed_in(roles.staff()).get(url)
    signed_in(roles.staff()).post(url, {"text": "Meet in May"})

    outcome.refresh_from_db()
    assert (asked.status_code, outcome.text) == (200, "Meet in May")


def test_an_agreed_area_is_added(signed_in, event, pairing):
    area = CooperationAreaFactory()
    url = reverse("events:outcome-agree", args=[event.pk])

    asked = signed_in(roles.staff()).get(url)
    signed_in(roles.staff()).post(
        url,
        {
            "pairing": pairing.pk,
            "area": area.pk,
            "text": "Train ten",
            "firmness": "planned",
            "quantity": "10",
            "unit": "teachers",
        },
    )

    assert asked.status_code == 200
    made = Commitment.objects.values_list("pairing", "area", "text", "firmness", "quantity", "unit")
    assert list(made) == [(pairing.pk, area.pk, "Train ten", "planned", 10, "teachers")]
    assert event.outcomes.get().commitment == Commitment.objects.get()


def test_a_next_action_is_added(signed_in, event, pairing):
    url = reverse("events:outcome-plan", args=[event.pk])

    asked = signed_in(roles.staff()).get(url)
    signed_in(roles.staff()).post(url, {"pairing": pairing.pk, "text": "Send the plan"})

    assert asked.status_code == 200
    assert event.outcomes.get().action == Action.objects.get()


@pytest.mark.parametrize(("as_", "model"), [("action", Action), ("working_group", WorkingGroup)])
def test_one_click_is_enough_where_the_words_say_everything(signed_in, event, as_, model):
    outcome = OutcomeFactory(event=event, text="Set up joint focal points")

    response = signed_in(roles.staff()).post(adopt_url(outcome, as_))

    outcome.refresh_from_db()
    assert (response.status_code, response.url) == (302, f"{event.get_absolute_url()}#outcomes")
    assert getattr(outcome, as_) == model.objects.get()


def test_one_click_makes_a_commitment_where_the_words_name_the_area(signed_in, event):
    area = CooperationAreaFactory(name="Curriculum development")
    outcome = OutcomeFactory(event=event, text="Begin curriculum development")

    signed_in(roles.staff()).post(adopt_url(outcome, "commitment"))

    assert list(Commitment.objects.values_list("area", "text")) == [
        (area.pk, "Begin curriculum development")
    ]


def test_what_the_words_do_not_say_is_asked_for(signed_in, event):
    outcome = OutcomeFactory(event=event, text="A memorandum")
    url = adopt_url(outcome, "agreement")

    clicked = signed_in(roles.staff(), htmx=True).post(url)
    answered = signed_in(roles.staff()).post(
        url,
        {
            "pairing": event.pairings.get().pairing.pk,
            "title": "A memorandum",
            "type": AgreementTypeFactory().pk,
        },
    )

    part = clicked.content.decode()
    assert (clicked.status_code, "A memorandum" in part, "error-summary" in part) == (
        200,
        True,
        False,
    )
    assert answered.status_code == 302
    assert Agreement.objects.get().title == "A memorandum"


def test_the_form_may_be_opened_first(signed_in, event):
    outcome = OutcomeFactory(event=event, text="Meet again")

    page = signed_in(roles.staff()).get(adopt_url(outcome, "action"))

    assert (page.status_code, "Meet again" in page.content.decode()) == (200, True)


def test_what_was_adopted_before_is_refused(signed_in, event):
    outcome = OutcomeFactory(event=event, commitment=CommitmentFactory())

    response = signed_in(roles.staff()).post(adopt_url(outcome, "action"))

    assert response.status_code == 422
    assert "This is part of the partnership already." in response.content.decode()
    assert not Action.objects.exists()


def test_nothing_else_can_be_made_of_it(signed_in, event):
    outcome = OutcomeFactory(event=event)

    assert signed_in(roles.staff()).get(adopt_url(outcome, "rumour")).status_code == 404


def test_an_outcome_that_is_hidden_or_of_another_event_is_not_found(signed_in, event):
    other = OutcomeFactory()
    url = reverse("events:outcome-edit", args=[event.pk, other.pk])

    assert signed_in(roles.staff()).get(url).status_code == 404


@pytest.mark.parametrize("name", ["outcome-add", "outcome-agree", "outcome-plan"])
def test_a_focal_point_does_not_change_what_came_out(signed_in, event, pairing, name):
    url = reverse(f"events:{name}", args=[event.pk])
    side = pairing.parties.first().organization

    assert signed_in(roles.focal_point(side)).get(url).status_code == 403
    assert signed_in(roles.focal_point(OrganizationFactory())).get(url).status_code == 404


@pytest.fixture
def delivering(event, pairing):
    commitment = CommitmentFactory(pairing=pairing)
    given = {"commitment": commitment.pk, "answer": "done", "text": "2 batches", "kind": "teachers"}
    return reverse("events:outcome-deliver", args=[event.pk]), given, commitment


def test_what_was_agreed_before_is_carried_out(signed_in, event, delivering):
    url, given, commitment = delivering
    client = signed_in(roles.staff())

    asked = client.get(url)
    client.post(url, {**given, "people": "85", "women": "40"})

    assert asked.status_code == 200
    commitment.refresh_from_db()
    assert (commitment.state, commitment.closed_on) == ("done", event.day)
    page = client.get(event.get_absolute_url()).content.decode()
    assert "Carried out at this meeting" in page
    assert "2 batches (85 people, 40 women)" in page


def test_without_numbers_nobody_is_counted(signed_in, delivering):
    url, given, commitment = delivering

    signed_in(roles.staff()).post(url, {**given, "kind": ""})

    assert not commitment.updates.get().reached.exists()


@pytest.mark.parametrize(
    ("wrong", "name"),
    [
        ({"people": "3", "women": "4"}, "women"),
        ({"people": "3", "kind": ""}, "kind"),
        ({"women": "3", "kind": ""}, "kind"),
        ({"text": ""}, "text"),
        ({"commitment": "999999"}, "commitment"),
    ],
)
def test_what_was_carried_out_must_fit(signed_in, delivering, wrong, name):
    url, given, commitment = delivering

    response = signed_in(roles.staff()).post(url, {**given, **wrong})

    assert (response.status_code, list(response.context["form"].errors)) == (422, [name])
    assert not commitment.updates.exists()


def test_open_actions_are_done_at_the_meeting(signed_in, event, pairing):
    action, other = ActionFactory.create_batch(2, pairing=pairing)
    url = reverse("events:outcome-finish", args=[event.pk])
    client = signed_in(roles.staff())

    client.post(url, {"done": [action.pk]})

    action.refresh_from_db()
    assert (action.state, action.closed_on) == ("done", event.day)
    page = client.get(event.get_absolute_url()).content.decode()
    assert "Done at this meeting" in page
    asked = client.get(url)
    assert [*asked.context["form"].fields["done"].queryset] == [other]


def test_it_is_said_which_actions_were_done(signed_in, event):
    response = signed_in(roles.staff()).post(reverse("events:outcome-finish", args=[event.pk]))

    assert response.status_code == 422
