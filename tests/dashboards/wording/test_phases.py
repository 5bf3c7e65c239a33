from datetime import date

from dashboards.enums import Figure
from dashboards.queries.phases import Spread
from dashboards.queries.scope import Scope
from dashboards.wording import definitions, phases
from partnerships.enums import Cadence, PairingPhase

SCOPE = Scope(user=None, today=date(2026, 11, 22))


def test_none_has_no_list_and_many_are_counted_as_far_as_lists_are():
    spread = Spread({PairingPhase.ACTIVE: 1001, PairingPhase.PAUSED: 0}, {Cadence.KEPT: 2})

    shown = phases.phases(spread, SCOPE) + phases.cadences(spread, SCOPE)

    assert [(each.of, each.number, each.url) for each in shown] == [
        (PairingPhase.ACTIVE, "1,000+", "/pairings/?phase=active"),
        (PairingPhase.PAUSED, "0", ""),
        (Cadence.KEPT, "2", "/pairings/?rhythm=kept&open=1"),
    ]


def test_the_same_sentence_says_how_they_count_everywhere():
    assert definitions.of(Figure.PHASES) == [(Figure.PHASES.label, phases.definition())]
