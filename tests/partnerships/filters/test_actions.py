"""The list of actions is narrowed by what stands in its address."""

from __future__ import annotations

from datetime import date

import pytest
from django.http import QueryDict

from partnerships.filters import ActionFilter
from partnerships.models import Action
from tests.factories.network import CountryFactory, OrganizationFactory, ProgrammeFactory
from tests.factories.partnerships import ActionFactory
from tests.factories.roles import staff

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)


def found(query: str) -> list[str]:
    filterset = ActionFilter(QueryDict(query), Action.objects.all(), today=TODAY, user=staff())
    return sorted(action.text for action in filterset.qs)


def test_by_country_programme_state_and_pairing():
    side = OrganizationFactory(country=CountryFactory(laos=True))
    ActionFactory(text="Country", pairing__parties=[side])
    ActionFactory(text="Programme", pairing__programme=ProgrammeFactory(key="ilo-china"))
    begun = ActionFactory(text="Begun", state="in_progress")

    assert found("country=LA") == ["Country"]
    assert found("programme=ilo-china") == ["Programme"]
    assert found("state=in_progress") == ["Begun"]
    assert found(f"pairing={begun.pairing_id}") == ["Begun"]


def test_by_day_and_whether_it_has_passed():
    ActionFactory(text="Past", due_on=date(2026, 9, 1))
    ActionFactory(text="Coming", due_on=date(2026, 12, 1))
    ActionFactory(text="Some day")
    ActionFactory(text="Past and done", due_on=date(2026, 9, 1), done=True)

    assert found("overdue=1") == ["Past"]
    assert found("due_from=2026-09-02") == ["Coming"]
    assert found("due_to=2026-09-01") == ["Past", "Past and done"]


def test_by_what_is_done_and_done_on_time():
    ActionFactory(text="On time", done=True, due_on=date(2026, 11, 1))
    ActionFactory(text="Too late", done=True, due_on=date(2026, 10, 1))
    ActionFactory(text="Nobody can say", done=True)
    ActionFactory(
        text="Dropped", state="dropped", reason="No", closed_on=date(2026, 10, 1), due_on=TODAY
    )
    ActionFactory(text="Open", due_on=TODAY)

    assert found("on_time=1") == ["On time"]
    assert found("done=1") == ["Nobody can say", "On time", "Too late"]
    assert found("closed_from=2026-11-01&closed_to=2026-11-30") == [
        "Nobody can say",
        "On time",
        "Too late",
    ]
