"""What people are asked about what an event brought."""

import pytest

from events.forms.outcomes import AgreeOnArea, DraftAgreement, PlanAction, WriteOutcome, guessed
from tests.factories import roles
from tests.factories.events import EventFactory
from tests.factories.network import CooperationAreaFactory, OrganizationFactory
from tests.factories.partnerships import PairingFactory

pytestmark = pytest.mark.django_db


def test_the_only_pairing_that_met_is_not_asked_for():
    pairing = PairingFactory()
    event = EventFactory(pairings=[pairing])

    form = PlanAction(event=event, user=roles.staff())

    assert (form.fields["pairing"].initial, form["pairing"].is_hidden) == (pairing.pk, True)
    assert set(form.fields["organization"].queryset) == {
        party.organization for party in pairing.parties.all()
    }


def test_of_several_pairings_one_is_chosen():
    met = [PairingFactory(), PairingFactory()]
    PairingFactory()

    form = PlanAction(event=EventFactory(pairings=met), user=roles.staff())

    assert set(form.fields["pairing"].queryset) == set(met)
    assert form["pairing"].is_hidden is False


def test_where_none_met_any_open_pairing_of_the_user_is_offered():
    side = OrganizationFactory()
    own = PairingFactory(parties=[side])
    PairingFactory()

    form = PlanAction(event=EventFactory(), user=roles.focal_point(side))

    assert list(form.fields["pairing"].queryset) == [own]


def test_only_a_side_of_that_pairing_may_act():
    first, second = PairingFactory(), PairingFactory()
    event = EventFactory(pairings=[first, second])
    stranger = second.parties.first().organization

    form = PlanAction(
        {"pairing": first.pk, "text": "Send the plan", "organization": stranger.pk},
        event=event,
        user=roles.staff(),
    )

    assert form.errors == {"organization": ["Choose a side of this pairing."]}


def test_an_agreed_area_needs_an_area():
    event = EventFactory(pairings=[PairingFactory()])

    form = AgreeOnArea({"firmness": "agreed"}, event=event, user=roles.staff())

    assert form.errors == {
        "pairing": ["Choose the pairing."],
        "area": ["Choose the area."],
    }


def test_an_outcome_in_words_is_a_decision_a_recommendation_or_a_document():
    form = WriteOutcome({})

    assert [value for value, _label in form.fields["kind"].choices] == [
        "decision",
        "recommendation",
        "document",
    ]
    assert form.errors["text"] == ["Write what they decided or recommended."]


def test_the_area_is_guessed_from_the_words_when_there_is_one():
    training = CooperationAreaFactory(name="Training of trainers", synonyms=["TOT"])
    CooperationAreaFactory(name="Curriculum development")

    one = guessed("Both sides start ToT next year.")
    none = guessed("Both sides stay in touch.")
    two = guessed("TOT and curriculum development")

    assert (one["area"], none["area"], two["area"]) == (training.pk, None, None)


def test_what_the_form_knows_already_is_sent_with_one_click():
    pairing = PairingFactory()
    event = EventFactory(pairings=[pairing])

    form = DraftAgreement(initial=guessed("A memorandum"), event=event, user=roles.staff())

    assert form.known_answers() == {"pairing": pairing.pk, "title": "A memorandum"}
