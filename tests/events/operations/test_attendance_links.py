"""Written names of organizations on the list, linked later."""

from dataclasses import replace

import pytest

from events.operations import attendance
from events.operations.rolls import TooFewError
from events.terms.attendance import ParticipationTerms
from events.wording import titles
from tests.factories.events import EventFactory, HeadCountFactory, ParticipationFactory
from tests.factories.network import OrganizationFactory

pytestmark = pytest.mark.django_db


def test_an_organization_is_linked_later_wherever_it_stands_on_the_list():
    event, npic = EventFactory(), OrganizationFactory()
    one, two, other = (
        ParticipationFactory(event=event, name=name, organization=None, organization_name=written)
        for name, written in [("A", "NPIC"), ("B", "npic"), ("C", "CamHR")]
    )

    attendance.link_organization(one, organization=npic, by=None)

    for linked, written in [(one, "NPIC"), (two, "npic")]:
        linked.refresh_from_db()
        assert (linked.organization, linked.organization_name) == (npic, written)
    other.refresh_from_db()
    assert other.organization is None


def test_an_organization_that_is_linked_later_stands_on_the_list_once():
    event, npic = EventFactory(), OrganizationFactory()
    ParticipationFactory(event=event, name="", organization=npic)
    groups = [
        ParticipationFactory(event=event, name="", organization=None, **written)
        for written in [
            {"organization_name": "NPIC"},
            {"organization_name": "npic"},
            {"organization_name": "NPIC", "capacity": "Directors"},
        ]
    ]
    guest = ParticipationFactory(event=event, name="A", organization_name="NPIC", organization=None)

    kept = attendance.link_organization(groups[0], organization=npic, by=None)

    assert kept == [groups[2], guest]
    assert event.participations.filter(organization=npic).count() == 3
    assert not event.participations.filter(organization=None).exists()


def test_two_written_names_of_one_organization_become_one():
    event, npic = EventFactory(), OrganizationFactory()
    one, _two = (
        ParticipationFactory(event=event, name="", organization=None, organization_name=written)
        for written in ("NPIC", "npic")
    )

    assert attendance.link_organization(one, organization=npic, by=None) == [one]
    assert event.participations.count() == 1


def test_an_organization_is_not_linked_where_its_number_is_smaller():
    event, npic = EventFactory(), OrganizationFactory()
    HeadCountFactory(event=event, organization=npic, people=1, women=None)
    one, _two = (
        ParticipationFactory(event=event, name=name, organization=None, organization_name="NPIC")
        for name in "AB"
    )

    with pytest.raises(TooFewError):
        attendance.link_organization(one, organization=npic, by=None)

    one.refresh_from_db()
    assert one.organization is None


NUMBERS = ("organization", "people", "women", "persons_with_disabilities")


@pytest.mark.parametrize("known", [None, 7])
@pytest.mark.parametrize("how", ["link", "correct"])
def test_a_number_in_words_counts_once_its_organization_is_known(known, how):
    event, npic = EventFactory(), OrganizationFactory()
    written = titles.head_count(1_200, 1, 2)
    one, double, other = (
        ParticipationFactory(
            event=event, name="", organization=None, organization_name=name, capacity=capacity
        )
        for name, capacity in [("NPIC", written), ("npic", ""), ("CamHR", "3 people")]
    )
    if known:
        HeadCountFactory(event=event, organization=npic, people=known, women=None)

    if how == "link":
        attendance.link_organization(one, organization=npic, by=None)
        assert event.participations.filter(pk=double.pk).exists() == bool(known)
    else:
        terms = replace(ParticipationTerms.of(one), organization=npic)
        attendance.correct(one, terms, by=None)

    counted = (npic.pk, known, None, None) if known else (npic.pk, 1_200, 1, 2)
    assert list(event.head_counts.values_list(*NUMBERS)) == [counted]
    one.refresh_from_db()
    other.refresh_from_db()
    assert (one.capacity, other.capacity) == (written if known else "", "3 people")
