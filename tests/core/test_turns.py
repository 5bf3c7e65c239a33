"""A crowd waits, and who waits too long is told."""

from contextlib import ExitStack

import pytest
from django.utils.translation import gettext_lazy

from core.turns import NoTurnError, Turns


def test_who_waits_too_long_for_a_turn_is_refused_and_the_next_gets_one(settings):
    settings.SOME_AT_ONCE, settings.SOME_WAIT = 2, 0.01
    turns = Turns("SOME_AT_ONCE", "SOME_WAIT", gettext_lazy("Wait."))

    with ExitStack() as others:
        others.enter_context(turns.taken())
        others.enter_context(turns.taken())
        with pytest.raises(NoTurnError, match="Wait"), turns.taken():
            pass

    with turns.taken():
        pass
