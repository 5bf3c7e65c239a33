"""Which people an invitation goes to."""

import pytest

from followup.forms.invitations import SendInvitations
from followup.queries.invitations import guests
from tests.factories.network import PersonFactory
from tests.factories.roles import staff
from tests.followup.meetings import guest, meeting

pytestmark = pytest.mark.django_db


def asked(event, **answers):
    """Return the form as somebody of the staff sends it; without answers as it is shown."""
    return SendInvitations(answers or None, guests=guests(event), user=staff())


def test_everybody_is_ticked_at_first():
    event = meeting()
    keys = {str(guest(event).pk) for _one in range(2)}

    assert asked(event).ticked == keys


def test_who_is_left_out_stays_left_out():
    event = meeting()
    chosen, _left_out = guest(event), guest(event)

    form = asked(event, people=[chosen.pk])

    assert form.is_valid()
    assert list(form.cleaned_data["people"]) == [chosen]
    assert form.ticked == {str(chosen.pk)}


def test_nobody_at_all_is_asked_for_again():
    event = meeting()
    guest(event)

    form = asked(event, note="")

    assert form.errors == {"people": ["Choose at least one person."]}
    assert form.ticked == set()


def test_somebody_who_is_not_on_the_page_cannot_be_chosen():
    event = meeting()
    guest(event)

    form = asked(event, people=[PersonFactory().pk])

    assert "The list has changed." in form.errors["people"][0]


def test_an_address_alone_is_somebody_to_invite():
    event = meeting()
    person = guest(event, recipient__email="")
    address = {f"address-of-person-{person.pk}": "sok@npic.example"}

    form = asked(event, **address)

    assert form.is_valid(), form.errors
    assert [(one.person, typed) for one, typed in form.addresses()] == [
        (person, "sok@npic.example")
    ]


def test_an_address_that_is_cut_off_is_asked_for_again_and_nothing_else_is_wrong():
    event = meeting()
    person = guest(event, recipient__email="")
    key = f"address-of-person-{person.pk}"

    form = asked(event, **{key: "sok@npic"})

    assert form.errors == {key: ["Write the whole address: name@school.edu."]}
    assert form.address_is_refused
