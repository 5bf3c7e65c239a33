"""Every page, for every role: one main act, acts that look alike, and a place in the menu."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from tests.markup import elements
from tests.walk import OPEN, VIEWS, address, client_of, read, staged

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.markup import Element

# What every member finds in the account menu, and the search: no item of the main menu is theirs.
BESIDE_THE_MENU = {
    "accounts:profile",
    "dashboards:search",
    "followup:calendar-detail",
    "notifications:choices-edit",
}
# The buttons that stand in rows: each row is a form of its own, which asks for nothing else.
FORMS_IN_ROWS = {"btn-link"}
# Numbers of four digits and more that the world holds; years have no separator.
BARE_NUMBER = re.compile(r"(?<![\d.,:/#-])(31688|12345|4321|54321)(?!\d)")


@pytest.fixture(scope="module")
def stage(django_db_setup, django_db_blocker):
    with staged(django_db_blocker) as built:
        yield built


@pytest.fixture(scope="module")
def pages(stage) -> list[tuple[str, str, list[Element]]]:
    """Return every whole page that each role may open."""
    readers = {**stage.readers, "staff": stage.staff}
    return [each for role, cookies in readers.items() for each in _opened(role, cookies, stage)]


def _opened(role, cookies, stage) -> Iterator[tuple[str, str, list[Element]]]:
    client = client_of(cookies)
    for name in sorted(set(VIEWS) - OPEN):
        response = client.get(address(name, stage.theirs))
        body = read(response).decode(errors="replace")
        if response.status_code == 200 and "<html" in body:
            yield role, name, elements(body)


def _in_main(page):
    return [each for each in page if each.is_in(tag="main")]


def test_a_page_has_at_most_one_main_act(pages):
    wrong = {}
    for role, name, page in pages:
        main = [each.text for each in _in_main(page) if "btn-primary" in each.classes]
        if len(main) > 1:
            wrong[role, name] = main

    assert len(pages) > 150
    assert wrong == {}


def test_what_may_be_done_with_a_row_is_a_quiet_link(pages):
    wrong = {}
    for role, name, page in pages:
        loud = [
            each.text
            for each in _in_main(page)
            if "btn" in each.classes
            and not each.classes & FORMS_IN_ROWS
            and (each.is_in(kind="rows-item") or each.is_in(kind="action-item"))
        ]
        if loud:
            wrong[role, name] = loud

    assert wrong == {}


def test_to_edit_or_to_close_is_never_the_main_act(pages):
    words = ("Edit", "Change", "Close", "Cancel", "Remove")
    wrong = {
        (role, name): each.text
        for role, name, page in pages
        for each in _in_main(page)
        if each.tag == "a" and "btn-primary" in each.classes and each.text.startswith(words)
    }

    assert wrong == {}


def test_the_menu_says_where_the_reader_is(pages):
    wrong = {}
    for role, name, page in pages:
        here = [
            each.text
            for each in page
            if "aria-current" in each.attrs and each.is_in(name="site-nav")
        ]
        if len(here) != (name not in BESIDE_THE_MENU):
            wrong[role, name] = here

    assert wrong == {}


def test_a_page_says_nothing_twice_beside_its_title(pages):
    wrong = {}
    for role, name, page in pages:
        titles = Counter(each.text for each in page if each.tag == "h2")
        if twice := [title for title, count in titles.items() if title and count > 1]:
            wrong[role, name] = twice

    assert wrong == {}


def test_large_numbers_have_separators(pages):
    wrong = {}
    for role, name, page in pages:
        text = next(each.text for each in page if each.tag == "main")
        if found := BARE_NUMBER.findall(text):
            wrong[role, name] = found

    assert wrong == {}
