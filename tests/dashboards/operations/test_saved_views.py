"""Keeping a view, changing it, taking it away."""

import pytest

from core.records import BrokenConstraintError
from dashboards.enums import SavedPage
from dashboards.models import SavedView
from dashboards.operations import saved_views
from dashboards.operations.saved_views import TooManyFiltersError, TooManyViewsError
from dashboards.terms.saved_views import SavedViewTerms
from tests.factories import roles
from tests.factories.dashboards import SavedViewFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    return roles.staff()


def terms(name="Laos", **others):
    return SavedViewTerms(name=name, query="country=LA", **others)


def test_one_of_all_opens_the_dashboard(user):
    theirs = SavedViewFactory(is_default=True)
    first = saved_views.add(terms(" Laos ", is_default=True), by=user)
    second = saved_views.add(terms("Laos in 2026", is_default=True), by=user)

    assert (first.name, first.page) == ("Laos", SavedPage.DASHBOARD)
    defaults = SavedView.objects.filter(is_default=True)
    assert set(defaults) == {theirs, second}

    saved_views.edit(first, terms("Lao PDR", is_default=True), by=user)
    assert set(defaults.all()) == {theirs, first}
    saved_views.edit(first, terms("Lao PDR"), by=user)
    assert set(defaults.all()) == {theirs}


def test_a_name_is_given_once(user):
    saved_views.add(terms(), by=user)
    saved_views.add(terms(), by=roles.staff())

    with pytest.raises(BrokenConstraintError, match="You have a view of this name"):
        saved_views.add(terms(), by=user)


def test_nobody_keeps_hundreds(user, monkeypatch):
    monkeypatch.setattr(saved_views, "MOST", 1)
    kept = saved_views.add(terms(), by=user)

    with pytest.raises(TooManyViewsError, match="You keep 1 views, and cannot keep more"):
        saved_views.add(terms("Another"), by=user)
    saved_views.remove(kept, by=user)
    assert saved_views.add(terms("Another"), by=user).name == "Another"


def test_filters_without_end_are_not_kept(user, monkeypatch):
    monkeypatch.setattr(saved_views, "LONGEST", 9)

    with pytest.raises(TooManyFiltersError, match="too long"):
        saved_views.add(terms(), by=user)


def test_a_list_does_not_open_the_dashboard(user):
    with pytest.raises(BrokenConstraintError, match="Only a view of the dashboard"):
        saved_views.add(terms(page=SavedPage.EVENTS, is_default=True), by=user)
