"""A long list: counted so far, read on from a row, handed out whole a few at a time."""

from __future__ import annotations

import pytest
from django.db.models import F
from django.utils import translation
from django.utils.translation import gettext

from core import pages
from core.pages import Pages, as_now, one_by_one
from core.wall import NOBODY, reading_as
from events.enums import EventState
from events.models import Event
from network.models import Organization
from tests import walls
from tests.factories.events import EventFactory
from tests.factories.network import OrganizationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def short(monkeypatch):
    monkeypatch.setattr(pages, "A_PAGE", 2)
    monkeypatch.setattr(pages, "MOST", 4)
    monkeypatch.setattr(pages, "_AT_ONCE", 2)


def walked(rows):
    """Return what somebody reads who follows the links to the end."""
    part, read = Pages(rows).page(1), []
    while True:
        read += part
        if part.has_next():
            part = part.paginator.page(part.next_page_number())
        elif part.after is not None:
            part = part.paginator.further(part.after)
        else:
            return read


def test_who_follows_the_links_reads_each_row_once_in_order(short):
    days = ["2026-03-01", None, "2026-02-01", "2026-03-01", None, "2026-01-01", "2026-02-01"]
    for number, day in enumerate(days):
        EventFactory(day=day, title=f"Workshop {number % 3}", state=EventState.PLANNED)

    for order in (
        ("-known_from", "-starts_at"),
        ("known_from", "title"),
        ("-known_from", "title", "-pk"),
        ("title", "-known_from"),
        ("-title",),
        ("pk",),
        (F("known_from").asc(nulls_first=True), "title"),
        (F("known_from").desc(nulls_last=True), "title"),
    ):
        rows = Event.objects.order_by(*order)
        assert walked(rows) == list(pages.in_order(rows)), order
        assert list(one_by_one(rows)) == list(pages.in_order(rows)), order


def test_rows_are_counted_so_far_and_in_one_statement_where_they_fit(
    short, django_assert_num_queries
):
    OrganizationFactory.create_batch(4)
    rows = Organization.objects.all()

    with django_assert_num_queries(1):
        exact = Pages(rows)
        assert (exact.count, exact.is_more, exact.counted) == (4, False, "4")
    OrganizationFactory()
    more = Pages(rows)
    assert (more.count, more.is_more, more.counted, more.num_pages) == (4, True, "4+", 2)
    assert [pages.counted(pages.count(each)) for each in (rows.none(), rows)] == ["0", "4+"]
    first = rows[0]
    with django_assert_num_queries(1):
        one = Pages(rows.filter(pk=first.pk))
        assert (len(one.page(1)), one.count) == (1, 1)


def test_nothing_stands_behind_a_row_that_is_not_in_the_list(short):
    OrganizationFactory()

    assert Pages(Organization.objects.all()).further(-1) is None
    assert Pages(range(9)).further(1) is None


def test_a_part_that_is_sent_later_is_made_as_of_now():
    def parts():
        for _each in range(2):
            yield gettext("Save").encode()

    with translation.override("fr"):
        made = as_now(parts())
        here = gettext("Save").encode()

    assert list(made) == [here, here]


@walls.needed
def test_a_file_holds_what_its_reader_may_see_though_it_is_sent_when_nobody_reads(short):
    OrganizationFactory()
    EventFactory.create_batch(3)

    def file_for(reader):
        with reading_as(reader):
            return as_now(str(one.pk).encode() for one in one_by_one(Event.objects.all()))

    nothing, everything = file_for(NOBODY), file_for(None)
    with reading_as(NOBODY):
        assert (len(list(nothing)), len(list(everything))) == (0, 3)


@pytest.mark.usefixtures("short")
@pytest.mark.parametrize(("rows", "asked"), [(4, []), (5, [3, 5])])
def test_the_first_rows_of_a_long_list_are_found_by_who_knows_how(rows, asked):
    for number in range(rows):
        OrganizationFactory(name=f"{number}")
    numbers = []

    def first(number):
        numbers.append(number)
        return Organization.objects.order_by("name")

    found = Pages(Organization.objects.order_by("name"), first=first)
    shown = [[each.name for each in found.page(number)] for number in (1, 2)]

    assert shown == [["0", "1"], ["2", "3"]]
    assert numbers == asked
