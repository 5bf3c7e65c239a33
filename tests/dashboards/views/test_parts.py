"""Parts of the dashboard: pages of their own, and pieces that the dashboard fetches."""

from datetime import date

import pytest
from django.urls import reverse

from dashboards.enums import DashboardPart
from tests.factories import roles
from tests.factories.events import EventFactory
from tests.factories.partnerships import CommitmentFactory, ProgressUpdateFactory

pytestmark = pytest.mark.django_db
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def staff(signed_in):
    return signed_in(roles.staff())


@pytest.mark.parametrize("part", DashboardPart)
def test_a_part_is_a_page_and_a_piece_of_the_dashboard(part, staff):
    url = f"{reverse(part.address)}?period=all"

    page, piece = staff.get(url), staff.get(url, **HTMX)

    assert f'hx-get="{url}"' in staff.get("/dashboard/?period=all").content.decode()
    assert b"<h1" in page.content
    assert b"<h1" not in piece.content
    assert piece.content.decode().lstrip().startswith(f'<section id="{part.value}"')
    unclear = staff.get(f"{url}&country=XX").content.decode()
    assert "We do not understand this filter: Country." in unclear


def grow():
    for _number in range(5):
        agreed = CommitmentFactory(quantity=3, ends_on=date(2026, 1, 1))
        EventFactory(pairings=[agreed.pairing])
        ProgressUpdateFactory(pairing=agreed.pairing)


@pytest.mark.parametrize("part", DashboardPart)
def test_a_part_asks_as_much_among_many_as_among_few(part, staff, django_assert_max_num_queries):
    url = f"{reverse(part.address)}?period=all"
    grow()
    with django_assert_max_num_queries(40) as few:
        staff.get(url)
    grow()
    with django_assert_max_num_queries(len(few)):
        staff.get(url)
