"""Where nothing is recorded yet, a page says to those who may what to do next; only to them."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from tests.factories import events, network, partnerships, roles
from tests.markup import elements

if TYPE_CHECKING:
    from tests.markup import Element

pytestmark = pytest.mark.django_db

LISTS = [
    "dashboards:home",
    "dashboards:attention",
    "dashboards:attention-of-others",
    "dashboards:dashboard",
    "partnerships:pairing-index",
    "partnerships:commitment-index",
    "partnerships:action-index",
    "partnerships:agreement-index",
    "partnerships:designation-index",
    "partnerships:work-plan-index",
    "events:event-index",
    "network:organization-index",
    "network:person-index",
]
# Nothing is to be done about these, or nobody but the network itself does it.
NOTHING_TO_DO = re.compile(
    r"Nothing needs attention|No update yet. We ask focal points|Nothing has changed yet"
    r"|It was not made at a workshop|No message yet|Nothing needs your answer now"
)
PARTS = [
    ("partnerships:organization-pairings", "organization"),
    ("events:organization-events", "organization"),
    ("events:person-events", "person"),
    ("events:pairing-timeline", "pairing"),
]


@pytest.fixture
def bare():
    """A record of each kind with nothing written down of it."""
    country = network.CountryFactory()
    organization = network.OrganizationFactory(country=country)
    pairing = partnerships.PairingFactory(parties=[organization, network.OrganizationFactory()])
    person = network.PersonFactory(works_at=organization)
    return {
        "country": country,
        "organization": organization,
        "person": person,
        "pairing": pairing,
        "past": events.EventFactory(pairings=[pairing]),
        "to come": events.EventFactory(planned=True, day=date(2030, 1, 1), pairings=[pairing]),
        "commitment": partnerships.CommitmentFactory(pairing=pairing),
        "action": partnerships.ActionFactory(pairing=pairing),
        "agreement": partnerships.AgreementFactory(pairing=pairing, parties=[organization]),
        "designation": partnerships.DesignationFactory(pairing=pairing),
        "work plan": partnerships.WorkPlanFactory(pairing=pairing),
    }


def addresses(bare, lone):
    """Return every page of a bare record, and the parts that other apps show on it."""
    pages = [each.get_absolute_url() for name, each in bare.items() if name != "country"]
    parts = [(name, lone if kind == "pairing" else bare[kind]) for name, kind in PARTS]
    return pages + [reverse(name, args=[each.pk]) for name, each in parts]


def opened(client, paths) -> dict[str, list[Element]]:
    answers = {path: client.get(path, follow=True) for path in paths}
    return {
        path: elements(answer.content.decode())
        for path, answer in answers.items()
        if answer.status_code == 200
    }


def dead_ends(pages):
    """Return the empty states that lead nowhere, though something could be done."""
    return [
        (path, each.text)
        for path, page in pages.items()
        for each in page
        if "empty-state" in each.classes
        and not NOTHING_TO_DO.search(each.text)
        and not any(other.tag == "a" and each in other.around for other in page)
    ]


def offered(pages):
    """Return where the empty states and the rows of what could be added lead."""
    return {
        each.attrs["href"]
        for page in pages.values()
        for each in page
        if each.tag == "a"
        and each.attrs.get("href", "").startswith("/")
        and (each.is_in(kind="empty-state") or each.is_in(kind="add-row"))
    }


def test_an_empty_network_tells_staff_where_to_begin(signed_in):
    pages = opened(signed_in(roles.staff()), [reverse(name) for name in LISTS])

    assert len(pages) == len(LISTS)
    assert dead_ends(pages) == []


def test_an_empty_network_tells_others_what_will_be_here(signed_in):
    client = signed_in(roles.official(network.CountryFactory()))
    pages = opened(client, [reverse(name) for name in LISTS if not name.startswith("dashboards:")])
    said = {
        path: [each.text for each in page if each.tag == "p" and each.is_in(kind="empty-state")]
        for path, page in pages.items()
    }

    assert {path: words for path, words in said.items() if len(words) < 2} == {}
    assert [
        path for path, page in pages.items() if any("filter-bar" in e.classes for e in page)
    ] == []


def test_a_bare_record_offers_staff_what_could_be_added(signed_in, bare):
    client = signed_in(roles.staff())
    pages = opened(client, addresses(bare, partnerships.PairingFactory()))
    ways = offered(pages)

    assert dead_ends(pages) == []
    assert len(ways) > 25
    assert {way: client.get(way).status_code for way in ways} == dict.fromkeys(ways, 200)


@pytest.mark.parametrize("role", ["focal point", "official", "coordinator"])
def test_nobody_is_offered_what_they_may_not_do(signed_in, bare, role):
    make = {
        "focal point": lambda: roles.focal_point(bare["organization"]),
        "official": lambda: roles.official(bare["country"]),
        "coordinator": lambda: roles.coordinator(bare["country"]),
    }
    client = signed_in(make[role]())
    lists = [reverse(name) for name in LISTS]
    ways = offered(opened(client, [*lists, *addresses(bare, bare["pairing"])]))
    acts = {way for way in ways if "/add" in way or "/log/" in way or "/start/" in way}

    assert {way: client.get(way).status_code for way in ways} == dict.fromkeys(ways, 200)
    assert (acts == set()) == (role == "official")


def test_what_a_reader_may_not_add_is_said_to_be_missing(signed_in, bare):
    page = signed_in(roles.official(bare["country"])).get(bare["past"].get_absolute_url())

    assert "Nothing is recorded yet: What was decided, Agreed areas" in page.content.decode()
