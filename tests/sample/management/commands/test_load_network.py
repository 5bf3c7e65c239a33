"""The sample network is loaded once, and never over what people wrote."""

from __future__ import annotations

from dataclasses import replace
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from core.search import search_field
from events.models import Event
from network.models import Country, Organization, Person, Programme
from network.operations import organizations
from network.terms.organizations import OrganizationTerms
from partnerships.models import Agreement, Commitment, Designation, Pairing, WorkingGroup, WorkPlan
from tests.factories.network import OrganizationFactory

pytestmark = pytest.mark.django_db
LOCAL_APPS = {"network", "partnerships", "events", "notifications", "accounts"}


def load() -> str:
    said = StringIO()
    call_command("load_network", stdout=said)
    return said.getvalue()


def row_counts() -> dict[str, int]:
    """Count the rows of every table of ours, the tables of the history among them."""
    return {
        model._meta.label: model._default_manager.count()
        for model in apps.get_models()
        if model._meta.app_label in LOCAL_APPS
    }


def test_it_says_that_it_has_loaded():
    assert load() == "The sample network is loaded.\n"


def test_a_second_run_changes_nothing():
    load()
    before = row_counts()

    load()

    assert row_counts() == before
    assert before["network.Organization"] == 42
    assert before["network.OrganizationEvent"] >= 42


def test_what_people_corrected_stays_as_it_is():
    load()
    npic = Organization.objects.get(source_key="npic")
    organizations.edit(npic, replace(OrganizationTerms.of(npic), city="Phnom Penh"), by=None)

    load()

    npic.refresh_from_db()
    assert npic.city == "Phnom Penh"


def test_it_is_not_mixed_into_another_network():
    OrganizationFactory()

    with pytest.raises(CommandError, match="holds a network of its own"):
        load()


def test_the_numbers_of_the_documents_are_all_there():
    load()

    assert {
        model.__name__: model.objects.count()
        for model in (
            Organization,
            Person,
            Event,
            Pairing,
            Commitment,
            Agreement,
            Designation,
            WorkPlan,
            WorkingGroup,
            Programme,
            Country,
        )
    } == {
        "Organization": 42,
        "Person": 26,
        "Event": 5,
        "Pairing": 4,
        "Commitment": 10,
        "Agreement": 2,
        "Designation": 1,
        "WorkPlan": 1,
        "WorkingGroup": 1,
        "Programme": 2,
        "Country": 4,
    }


def test_the_history_names_the_sample_as_its_source():
    load()

    first = Organization.objects.first().history.first()

    assert first.pgh_context.metadata["by"] == "Sample network"


def test_nothing_of_the_demo_is_among_the_facts():
    load()

    assert not Person.objects.filter(name__icontains="demo").exists()
    assert not Person.objects.exclude(user=None).exists()


def test_every_searched_text_is_what_it_would_be_if_it_were_made_now():
    load()

    stale = [
        (model.__name__, str(record))
        for model in apps.get_models()
        if (field := search_field(model))
        for record in model.objects.all()
        if record.search_text != field.made_of(record)
    ]

    assert stale == []
