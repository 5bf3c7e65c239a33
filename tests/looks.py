"""How each page looks: one main act, acts that look alike, a place in the menu."""

from __future__ import annotations

import re
from collections import Counter

from tests.markup import elements

# What every member finds in the account menu, and the search: no item of the main menu is theirs.
BESIDE_THE_MENU = {
    "accounts:log",
    "accounts:profile",
    "network:own-data",
    "followup:mistake-tell",
    "accounts:sessions",
    "dashboards:search",
    "followup:calendar-detail",
    "notifications:choices-edit",
}
# The buttons that stand in rows: each row is a form of its own, which asks for nothing else.
FORMS_IN_ROWS = {"btn-link"}
# Numbers of four digits and more that the world holds; years have no separator.
BARE_NUMBER = re.compile(r"(?<![\d.,:/#-])(31688|12345|4321|54321)(?!\d)")
# "2", "0 of 1", "1 to 25": what is counted stands beside it for the eye, and nowhere for the ear.
ONLY_A_NUMBER = re.compile(r"[\d\W]*(?:(?:of|to)[\d\W]*)*")
# To edit or to end something is never what a page is for, but where a form asks for just that.
NEVER_MAIN = ("Edit", "Change", "Close", "Cancel", "Remove")


def main_acts(page):
    return [each.text for each in page if "btn-primary" in each.classes and each.is_in(tag="main")]


def loud_rows(page):
    """Return the acts with one row that are no quiet links."""
    return [
        each.text
        for each in page
        if "btn" in each.classes
        and not each.classes & FORMS_IN_ROWS
        and (each.is_in(kind="rows-item") or each.is_in(kind="action-item"))
    ]


def here(page):
    """Return the items of the main menu that are marked."""
    return [
        each.text for each in page if "aria-current" in each.attrs and each.is_in(name="site-nav")
    ]


def nameless_numbers(page):
    """Return the links whose name is a number and no word."""
    links = [each for each in page if each.tag == "a" and "href" in each.attrs]
    names = [each.attrs.get("aria-label", each.text) or _drawn(each, page) for each in links]
    return [name for name in names if ONLY_A_NUMBER.fullmatch(name)]


def _drawn(link, page):
    """Return what the pictures in a link are called."""
    drawn = [each for each in page if link in each.around]
    return " ".join(each.attrs.get("aria-label", each.attrs.get("alt", "")) for each in drawn)


def repeated_titles(page):
    titles = Counter(each.text for each in page if each.tag == "h2")
    return [title for title, count in titles.items() if title and count > 1]


def faults(name: str, markup: str) -> dict[str, object]:
    """Return what is wrong with the look of the page ``name``."""
    page = elements(markup)
    acts, marked = main_acts(page), here(page)
    main = next(each for each in page if each.tag == "main")
    asks = any(each.tag == "form" and each.is_in(tag="main") for each in page)
    found = {
        "several main acts": acts[1:],
        "never a main act": [] if asks else [act for act in acts if act.startswith(NEVER_MAIN)],
        "loud acts in rows": loud_rows(page),
        "not one place in the menu": len(marked) != (name not in BESIDE_THE_MENU),
        "titles twice": repeated_titles(page),
        "numbers without a name": nameless_numbers(page),
        "bare numbers": BARE_NUMBER.findall(main.text),
    }
    return {fault: where for fault, where in found.items() if where}
