"""The views that a reader keeps."""

import pytest

from dashboards.enums import SavedPage
from dashboards.queries import saved_views
from tests.factories.dashboards import SavedViewFactory

pytestmark = pytest.mark.django_db


def test_a_reader_finds_their_own_and_the_one_that_is_shown():
    shown = SavedViewFactory(name="B", query="country=LA&period=2026")
    default = SavedViewFactory(name="A", user=shown.user, is_default=True)
    SavedViewFactory(user=shown.user, page=SavedPage.EVENTS, query=shown.query)
    SavedViewFactory(query=shown.query)

    found = saved_views.own(shown.user, SavedPage.DASHBOARD, "period=2026&area=&country=LA")

    assert found.views == [default, shown]
    assert (found.shown, found.default) == (shown, default)
    assert saved_views.own(shown.user, SavedPage.DASHBOARD, "").shown is None
