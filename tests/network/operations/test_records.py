"""Writing a row: the history knows who acted."""

import pytest
from django.db import IntegrityError

from audit.queries import history
from network.operations.records import BrokenConstraintError, acting, drop, keep
from tests.factories.network import CountryFactory, OrganizationFactory, OrganizationKindFactory
from tests.factories.roles import staff

pytestmark = pytest.mark.django_db


def authors(organization, reader):
    return [entry.by for entry in history(organization, reader=reader)]


def test_keep_names_who_acted():
    user, college = staff(), OrganizationFactory()
    college.city = "Wuxi"

    keep(college, by=user)

    assert authors(college, user) == [user.name, ""]


def test_keep_without_a_user_leaves_the_one_of_the_request():
    user, college = staff(), OrganizationFactory()
    college.city = "Wuxi"

    with acting(user):
        keep(college, by=None)

    assert authors(college, user) == [user.name, ""]


def test_keep_refuses_in_the_words_of_the_constraint():
    college = OrganizationFactory(country=CountryFactory())
    twin = OrganizationFactory.build(
        name=college.name, country=college.country, kind=OrganizationKindFactory()
    )

    with pytest.raises(BrokenConstraintError, match="An organization of this name"):
        keep(twin, by=None)

    assert twin.pk is None


def test_keep_refuses_in_the_same_words_what_somebody_saved_a_moment_ago(monkeypatch):
    college = OrganizationFactory(country=CountryFactory())
    twin = OrganizationFactory.build(
        name=college.name, country=college.country, kind=OrganizationKindFactory()
    )
    judged = twin.validate_constraints

    def too_early():
        monkeypatch.setattr(twin, "validate_constraints", judged)

    monkeypatch.setattr(twin, "validate_constraints", too_early)

    with pytest.raises(BrokenConstraintError, match="An organization of this name"):
        keep(twin, by=None)

    assert list(type(college).objects.all()) == [college]


def test_what_no_constraint_of_the_model_explains_is_not_hidden():
    with pytest.raises(IntegrityError):
        keep(OrganizationFactory.build(country=None, kind=None), by=None)


def test_drop_keeps_the_history():
    user, college = staff(), OrganizationFactory()
    events = type(college).history.rel.related_model.objects
    key = college.pk

    drop(college, by=user)

    last = events.filter(pgh_obj_id=key).latest("pgh_id")
    assert (last.pgh_label, last.pgh_context.metadata) == ("delete", {"user": user.pk})
