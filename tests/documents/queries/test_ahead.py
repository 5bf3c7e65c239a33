from datetime import date

import pytest

from dashboards.queries.scope import Scope
from documents.queries import ahead
from documents.terms.briefings import Coming
from events.enums import EventState
from tests.factories import roles
from tests.factories.events import EventFactory
from tests.factories.partnerships import ActionFactory

TODAY = date(2026, 11, 22)
pytestmark = pytest.mark.django_db


def test_a_briefing_keeps_what_the_dashboard_shows():
    action = ActionFactory(text="Send the plan", due_on=date(2026, 12, 1))
    EventFactory(title="Forum", day=date(2027, 1, 5), state=EventState.PLANNED)

    found = ahead.coming(Scope(user=roles.staff(), today=TODAY))

    first, last = date(2026, 12, 1), date(2027, 1, 5)
    assert found == (
        (
            Coming("Send the plan", action.pairing.title, first, None, is_meeting=False),
            Coming("Forum", "", last, None, is_meeting=True),
        ),
        2,
    )
