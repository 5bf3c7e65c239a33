from datetime import date

from partnerships.models import Action
from partnerships.wording.due_items import moved


def test_it_says_how_often_a_day_was_moved_and_from_which():
    first = date(2026, 5, 3)
    said = [moved(Action(first_day=first, times_moved=times)) for times in (0, 1, 2)]

    assert said == [
        "",
        "Moved once, first due 3 May 2026",
        "Moved 2 times, first due 3 May 2026",
    ]
    assert moved(Action()) == ""
