"""Which people an invitation goes to."""

import pytest

from followup.forms.invitations import SendInvitations
from followup.queries.invitations import guests
from tests.factories.network import PersonFactory
from tests.followup.meetings import guest, meeting

pytestmark = pytest.mark.django_db


def test_everybody_is_ticked_at_first():
    event = meeting()
    keys = {str(guest(event).pk) for _one in range(2)}

    assert SendInvitations(guests=guests(event)).ticked == keys


def test_who_is_left_out_stays_left_out():
    event = meeting()
    chosen, _left_out = guest(event), guest(event)

    form = SendInvitations({"people": [chosen.pk]}, guests=guests(event))

    assert form.is_valid()
    assert list(form.cleaned_data["people"]) == [chosen]
    assert form.ticked == {str(chosen.pk)}


def test_nobody_at_all_is_asked_for_again():
    event = meeting()
    guest(event)

    form = SendInvitations({}, guests=guests(event))

    assert form.errors == {"people": ["Choose at least one person."]}
    assert form.ticked == set()


def test_somebody_who_is_not_on_the_page_cannot_be_chosen():
    event = meeting()
    guest(event)

    form = SendInvitations({"people": [PersonFactory().pk]}, guests=guests(event))

    assert "The list has changed." in form.errors["people"][0]
