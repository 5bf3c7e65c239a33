"""Who keeps views."""

import pytest

from tests.factories import roles
from tests.factories.dashboards import SavedViewFactory

pytestmark = pytest.mark.django_db


def test_whoever_keeps_a_view_changes_it():
    own, other = SavedViewFactory(), SavedViewFactory()

    assert own.user.has_perm("dashboards.edit_saved_view", own)
    assert not own.user.has_perm("dashboards.edit_saved_view", other)
    assert not own.user.has_perm("dashboards.edit_saved_view")
    assert not roles.nobody().has_perm("dashboards.add_saved_view")
