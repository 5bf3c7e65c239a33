"""What a reader may not see is not told by anything else: a count, a filter, an order, a history.

Each page is read before and after secrets are planted, with every filter and every order of its
lists: it says the same. The first visit also asks what holds of each page (``tests/visits.py``).
"""

from __future__ import annotations

import re
from difflib import unified_diff
from typing import TYPE_CHECKING

import pytest
from django import forms
from django.urls import reverse
from django_filters import FilterSet

from events.forms.pasted_list import seal
from network.models import Person
from tests.factories.network import PersonFactory
from tests.secrets_planted import MARK, plant, plant_for_the_ilo
from tests.visits import only_read, wrong_with
from tests.walk import OPEN, VIEWS, address, client_of, of_kind, read, staged

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.test import Client

    from tests.walk import Stage

PAGES = sorted(set(VIEWS) - OPEN)
# Few pages a test, so that none takes long, and not one, so that little is planted anew.
PARTS = 16
WORDS = [MARK, "Canarymark", "Theirmark College"]
DAYS = ["2026-02-02", "2029-01-01"]
# What is new at each look at a page.
FRESH = re.compile(
    rb'csrfmiddlewaretoken" value="[^"]+"'
    rb"|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
)


@pytest.fixture(scope="module")
def stage(django_db_setup, django_db_blocker):
    with staged(django_db_blocker) as built:
        yield built


@pytest.fixture
def readers(db, stage):
    return {role: client_of(cookies) for role, cookies in stage.readers.items()}


def said(client: Client, url: str) -> bytes:
    return compared(url, read(client.get(url)))


def compared(url: str, page: bytes) -> bytes:
    page = FRESH.sub(b"", page)
    # What was written in one transaction has one time, and no order in the history.
    return b"\n".join(sorted(page.splitlines())) if url.startswith("/history/") else page


Answers = dict[tuple[str, str], bytes]


def answers(readers: dict[str, Client], urls: list[str]) -> Answers:
    return {(role, url): said(client, url) for role, client in readers.items() for url in urls}


def visited(readers: dict[str, Client], names: dict[str, str]) -> tuple[Answers, list[object]]:
    """Return what the pages at these addresses say, and what is wrong with them."""
    found: Answers = {}
    wrong: list[object] = []
    with only_read():
        for role, client in readers.items():
            for name, url in names.items():
                response = client.get(url)
                page = read(response)
                found[role, url] = compared(url, page)
                html = page.decode(errors="replace")
                wrong += [(role, name, each) for each in wrong_with(role, name, response, html)]
    return found, wrong


def different(before: Answers, after: Answers) -> list[tuple[str, str, str]]:
    """Return who is told by which address that something came about, and by which words."""
    return [(*one, words(before[one], page)) for one, page in after.items() if before[one] != page]


def told_of_secrets(
    readers: dict[str, Client], before: Answers, stage: Stage
) -> list[tuple[str, str, str]]:
    """Return who is told of what is planted: the coordinator of what strangers do, others of all.

    The ILO and those who run a meeting may know more, so that is planted after they were asked.
    """
    urls = list(dict.fromkeys(url for _role, url in before))
    outside = {role: client for role, client in readers.items() if role != "coordinator"}
    plant(stage)
    told = different(before, answers({"coordinator": readers["coordinator"]}, urls))
    plant_for_the_ilo(stage)
    return told + different(before, answers(outside, urls))


def words(before: bytes, after: bytes) -> str:
    lines = before.decode().splitlines(), after.decode().splitlines()
    return " ".join(line.strip() for line in unified_diff(*lines, n=0, lineterm=""))[:400]


@pytest.mark.parametrize("part", range(PARTS))
def test_a_page_works_changes_nothing_looks_like_the_rest_and_tells_of_no_secret(
    part, readers, stage
):
    """What is planted takes longer to plant than a page to read: once for many pages."""
    before, wrong = visited(
        readers, {name: address(name, stage.theirs) for name in PAGES[part::PARTS]}
    )

    assert wrong == []
    assert told_of_secrets(readers, before, stage) == []


def histories(stage) -> list[str]:
    kinds = [model for model in stage.theirs.records if hasattr(model, "history")]
    return [
        reverse("audit:history-detail", args=[model._meta.label_lower, record.pk])
        for model, record in stage.theirs.records.items()
        if model in kinds and hasattr(model._default_manager, "visible_to")
    ]


def test_no_history_tells_of_a_secret(readers, stage):
    urls = histories(stage)
    assert len(urls) > 15
    assert told_of_secrets(readers, answers(readers, urls), stage) == []


def asked_of_a_list(client: Client, url: str) -> Iterator[str]:
    """Yield the list by every value of each filter, in every order, and as a file."""
    context = client.get(url).context or {}
    filterset, table = context.get("filter"), context.get("table")
    if not isinstance(filterset, FilterSet):
        return
    yield f"{url}?format=csv"
    for name, field in filterset.form.fields.items():
        yield from (f"{url}?{name}={value}" for value in values(field))
    for column in table.columns if table is not None else ():
        if column.orderable:
            yield f"{url}?sort={column.name}"
            yield f"{url}?sort=-{column.name}"


def values(field: forms.Field) -> Iterator[object]:
    if isinstance(field, forms.ModelChoiceField):
        key = field.to_field_name or "pk"
        rows = field.queryset.model.objects.order_by("-pk").values_list(key, flat=True)
        yield from rows[:4]
    elif isinstance(field, forms.ChoiceField):
        yield from (value for value, _label in field.choices if value)
    elif isinstance(field, forms.DateField):
        yield from DAYS
    elif isinstance(field, forms.NullBooleanField | forms.BooleanField):
        yield "true"
    else:
        yield from [*WORDS, "1"]


LISTS = [name for name in PAGES if name.endswith(("-index", "-everything"))]


@pytest.mark.parametrize("role", ["coordinator", "focal point", "official"])
@pytest.mark.parametrize("name", LISTS)
def test_no_filter_and_no_order_tells_of_a_secret(name, role, readers, stage):
    url = address(name, stage.theirs)
    urls = list(dict.fromkeys(asked_of_a_list(readers["official"], url)))
    # What a filter finds stands in the part that htmx asks for; the page around it is tried above.
    reader = {role: readers[role]}
    readers[role].defaults["HTTP_HX_REQUEST"] = "true"

    before = answers(reader, urls)
    plant(stage)

    assert different(before, answers(reader, urls)) == []


def test_lists_are_asked_in_many_ways(readers, stage):
    asked = {
        name: len(set(asked_of_a_list(readers["coordinator"], address(name, stage.theirs))))
        for name in LISTS
    }

    assert len([name for name, ways in asked.items() if ways > 10]) >= 7


def test_no_figure_tells_of_a_secret(readers, stage):
    area = of_kind("Commitment", stage.theirs).area.key
    asked = ["", f"&area={area}", *(f"&country={one.code}" for one in stage.theirs.countries)]
    urls = [f"/dashboard/?period=all{more}" for more in asked]

    before = answers(readers, urls)
    plant(stage)

    assert different(before, answers(readers, urls)) == []


# What is written where somebody is named: the name of a hidden person, in another order.
GUESS = f"Guessed {MARK}"
GUESSES = {
    "events:participation-add": {
        "names": GUESS,
        "names_checked": seal(GUESS),
        "state": "attended",
    },
    "events:statement-add": {"name": GUESS, "kind": "quote", "text": "We agree."},
    "events:presentation-add": {"name": GUESS, "title": "Basic facts"},
}
KEPT_WITH_THEM = ("history", "positions")


def test_whoever_guesses_a_name_is_not_told_that_it_is_right(readers, stage):
    hidden = PersonFactory(name=f"{MARK} Guessed", works_at=of_kind("Organization", stage.others))
    ways = [each for each in Person._meta.related_objects if each.name not in KEPT_WITH_THEM]

    for name, answers_ in GUESSES.items():
        told = readers["coordinator"].post(address(name, stage.theirs), answers_)
        assert told.status_code == 302, name
    page = read(readers["coordinator"].get(address("events:event-detail", stage.theirs))).decode()

    assert page.count(GUESS) >= len(GUESSES)
    assert hidden.name not in page
    named = [each.related_model.objects.filter(**{each.field.name: hidden}) for each in ways]
    assert [rows for rows in named if rows.exists()] == []
