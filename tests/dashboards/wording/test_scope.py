from dataclasses import replace
from datetime import date

from dashboards.queries.scope import Scope
from dashboards.terms.periods import Period
from dashboards.wording import scope
from events.enums import Modality
from network.models import Country
from partnerships.enums import PairingPhase
from partnerships.models import Pairing

TODAY = date(2026, 11, 22)


def test_what_is_compared_with_nothing_names_no_time_before():
    whole = Scope(user=None, today=TODAY, period=Period(2025))

    assert (scope.period(whole), scope.before(whole)) == ("in 2025", "in 2024")
    assert scope.before(replace(whole, is_compared=False)) == ""


def test_what_was_asked_stands_in_one_line_and_in_the_name_of_a_file():
    nothing = Scope(user=None, today=TODAY)
    asked = Scope(
        user=None,
        today=TODAY,
        country=Country(code="KH", name="Cambodia"),
        modality=Modality.IN_PERSON.value,
        phase=PairingPhase.ENDED_EARLY.value,
        period=Period(2026),
    )

    assert scope.in_short(nothing) == "All countries · All years until 22 Nov 2026"
    assert scope.in_short(asked) == (
        "Cambodia · In person · Ended early · 2026 (1 Jan 2026\N{EN DASH}22 Nov 2026)"
        " · As of 22 Nov 2026"
    )
    assert dict(scope.asked(asked))["Phase of the pairing"] == "Ended early"
    part = replace(nothing, pairing=Pairing(pk=7, title="A and B"))
    assert scope.title(part) == "A and B"
    assert scope.asked(part)[0] == ("Pairing", "A and B")
    assert scope.in_short(part).startswith("A and B \N{MIDDLE DOT} All years")
    assert scope.file_name(part, "areas") == "areas-pairing-7-all-years-2026-11-22"
    assert scope.file_name(nothing, "areas") == "areas-all-years-2026-11-22"
    assert scope.file_name(asked, "areas") == "areas-kh-in-person-ended-early-2026-2026-11-22"
