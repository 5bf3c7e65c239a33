from datetime import date

from dashboards.queries.scope import Scope
from dashboards.terms.periods import Period
from dashboards.wording.chart_files import frame

SCOPE = Scope(user=None, today=date(2026, 11, 22), period=Period(2025))


def test_a_frame_says_of_what_the_drawing_is_and_where_its_numbers_are_from():
    framed = frame((360, 220), [("f1", "Online"), ("f2", "In person")], ["", "A note."], SCOPE)

    words = [line.words for line in framed.lines]
    assert words[0] == "All countries \N{MIDDLE DOT} 2025 \N{MIDDLE DOT} As of 22 Nov 2026"
    assert " ".join(words[1:]) == (
        "A note. Source: the records of the TVET Partnership Network on 22 Nov 2026."
    )
    assert [mark.words for mark in framed.legend] == ["Online", "In person"]
    ys = [line.y for line in framed.lines]
    assert ys == sorted(set(ys))
    assert ys[-1] < framed.height
    assert framed.place == 'x="16" y="96" width="360" height="220"'
    assert frame((360, 220), [], [], SCOPE).legend == ()
