"""States that bring their look."""

import pytest
from django.utils.translation import gettext_lazy as _

from core.enums import ShownState
from core.templatetags.ui import ICONS
from events.enums import EventState
from notifications.enums import MessageState
from partnerships.enums import (
    ActionState,
    AgreementState,
    Answer,
    CommitmentState,
    PairingStatus,
    WorkPlanState,
)

STATES = [
    ActionState,
    AgreementState,
    Answer,
    CommitmentState,
    EventState,
    MessageState,
    PairingStatus,
    WorkPlanState,
]


class Weather(ShownState):
    """A state of this test alone."""

    FOG = "fog", _("Fog over the river")
    SUN = "sun", "good", "check", _("Sun")


def test_a_state_is_its_value_and_brings_its_look():
    assert (Weather.SUN, Weather("sun"), str(Weather.SUN)) == ("sun", Weather.SUN, "sun")
    assert (Weather.SUN.tone, Weather.SUN.icon, Weather.SUN.label) == ("good", "check", "Sun")


def test_a_state_without_a_look_is_quiet():
    assert (Weather.FOG.tone, Weather.FOG.icon) == ("quiet", "minus")


def test_the_look_is_no_part_of_what_the_database_and_forms_know():
    assert Weather.values == ["fog", "sun"]
    assert Weather.choices == [("fog", "Fog over the river"), ("sun", "Sun")]


@pytest.mark.parametrize("states", STATES)
def test_every_look_is_one_that_pages_can_draw(states):
    assert {state.icon for state in states} <= set(ICONS)
    assert {state.tone for state in states} <= {"good", "bad", "warn", "new", "quiet"}
