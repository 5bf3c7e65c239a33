"""Every address that asks something, and what nobody could mean in each part of it."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from django.conf import settings
from django.core.paginator import Page
from django.db import connection
from django.forms import ModelChoiceField
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import escape

from core import filters, pages
from network.models import Organization
from tests.visits import ASKING, asked_of, known_to
from tests.walk import VIEWS, address, client_of, read, staged

LISTS = (
    *("network:organization-index", "network:person-index", "partnerships:pairing-index"),
    *("events:event-index", "partnerships:commitment-index", "partnerships:action-index"),
    *("partnerships:agreement-index", "partnerships:designation-index"),
    *("partnerships:work-plan-index", "partnerships:update-index"),
)
HTMX = {"HTTP_HX_REQUEST": "true"}
# What stands behind "=", as it travels: nobody has written such a record.
BAD = {
    "a zero byte": "zqx%00zqx",
    "no unicode": "%ff%fe%ed%a0%80",
    "below zero": "-7531",
    "a number without end": "9" * 5000,
}
READS = re.compile(r"""GET(?:\.get\(|\[)["'](\w+)["']|["'](\w+)["'] in request\.GET""")


@pytest.fixture(scope="module")
def stage(django_db_setup, django_db_blocker):
    with staged(django_db_blocker) as built:
        yield built


@pytest.fixture
def client(db, stage):
    return client_of(stage.staff)


def says_a_word(response):
    found = asked_of(response)
    page = read(response).decode()
    return not found.is_understood and all(escape(said) in page for said in found.sentences)


def shows_rows(response):
    page = read(response).decode()
    return "<tbody>" in page or 'class="rows"' in page


@pytest.fixture(scope="module")
def found_lists():
    return []


@pytest.fixture
def lists(client, stage, found_lists):
    """Return the pages that ask something: name, address, and what they know."""
    if not found_lists:
        found_lists.extend(_lists(client, stage.theirs))
    return found_lists


def _lists(client, world):
    for name in ASKING:
        url = address(name, world)
        response = client.get(url)
        read(response)
        yield name, url, known_to(response)


@pytest.mark.parametrize("kind", BAD)
def test_no_part_of_an_address_shows_everything_or_breaks_a_page(client, lists, kind):
    assert len(lists) > 12
    for name, url, known in lists:
        for parameter in [*known, "no_such_question"]:
            response = client.get(f"{url}?{parameter}={BAD[kind]}", **HTMX)
            where = (name, parameter)
            assert response.status_code == 200 or _is_told_elsewhere(client, response), where
            if response.status_code == 200:
                assert says_a_word(response) or not shows_rows(response), where


def _is_told_elsewhere(client, response):
    """A file cannot say anything: it leads to the page that does."""
    return response.status_code == 302 and says_a_word(client.get(response["Location"]))


def test_who_follows_the_links_of_a_list_sees_each_row_of_it_once(client, lists, monkeypatch):
    """In every order that it offers: by numbers as far as rows are counted, then by keys."""
    followed = 0
    for name, url, known in lists:
        whole, statements = _rows_and_statements(client, url)
        if name.endswith("-index"):
            # Two are the savepoint in which it is only read, as a test is one transaction.
            assert statements <= (15 if name.startswith("notifications") else 6 + 2), name
        with monkeypatch.context() as patch:
            patch.setattr(pages, "A_PAGE", 1)
            patch.setattr(pages, "MOST", 2)
            # One row costs one statement more, as the others are counted; each kind has its own.
            one = _rows_and_statements(client, url)[1]
            kinds = {row.split()[0] for row in whole}
            assert statements < one + max(len(kinds), len(whole) < 2), name
            for query in ["", *(f"?sort={column}" for column in _columns(client.get(url)))]:
                seen = list(_followed(client, url, query))
                assert sorted(seen) == sorted(whole), (name, query)
                followed += len(seen) > 2 and "after" in known
    assert followed > 4


def test_no_list_asks_more_than_six_questions_whoever_reads_it(stage, monkeypatch):
    """Of a few and of too many to be counted; to look for words in a long one takes three more."""
    asked = {}
    readers = {**stage.readers, "staff": stage.staff, "limited staff": stage.limited}
    for role, cookies in readers.items():
        client = client_of(cookies)
        for name in LISTS:
            for most, query in ((1_000, ""), (0, ""), (0, "?q=Theirmark")):
                monkeypatch.setattr(pages, "MOST", most)
                monkeypatch.setattr(filters, "MOST", most)
                with CaptureQueriesContext(connection) as found:
                    client.get(reverse(name) + query)
                kept = [each for each in found if "SAVEPOINT" not in each["sql"]]
                asked[role, name, most, query] = len(kept) - 3 * bool(query)

    assert len(asked) == len(readers) * len(LISTS) * 3
    assert {key: number for key, number in asked.items() if number > 6} == {}


def _followed(client, url, query):
    """Yield the rows of one page after the other, as far as the links lead."""
    while query is not None:
        response = client.get(url + query)
        yield from _rows(response)
        found = re.search(r'<a href="([^"]*)" rel="next"', read(response).decode(errors="replace"))
        query = found and f"?{unescape(found[1]).partition('?')[2]}"


def _rows_and_statements(client, url):
    with CaptureQueriesContext(connection) as asked:
        response = client.get(url)
    return _rows(response), len(asked)


def _rows(response):
    context = response.context or {}
    values = [context[key] for key in context.keys()]  # noqa: SIM118 - only keys() lists them
    part = next((v for v in values if isinstance(v, Page)), None)
    part = getattr(context.get("table"), "page", part)
    return [_key(row) for row in part or ()]


def _key(row):
    record = getattr(row, "record", row)
    return f"{type(record).__name__} {getattr(record, 'pk', record)}"


def _columns(response):
    table = (response.context or {}).get("table")
    return [column.name for column in table.columns if column.orderable] if table else []


def test_the_whole_page_says_the_same_word_once(client, lists):
    for name, url, _known in lists:
        response = client.get(f"{url}?no_such_question=1")
        if response.status_code == 302:
            response = client.get(response["Location"])
        (said,) = asked_of(response).sentences
        assert read(response).decode().count(escape(said)) == 1, name


def test_the_filters_of_each_list_are_kept_by_name(client, lists):
    kept = set()
    for name, url, known in lists:
        asked = "q=Theirmark" if "q" in known else "country=LA"
        page = read(client.get(f"{url}?{asked}")).decode()
        if found := re.search(r'href="(/dashboard/views/add/[^"]+)"', page):
            is_kept = client.get(unescape(found[1])).status_code == 200
            assert is_kept, f"{name} is no page of SavedPage in dashboards/enums.py"
            kept.add(name)
    assert len(kept) > 8


def test_a_file_is_never_handed_out_for_a_filter_that_nobody_understands(client, lists):
    files = []
    for name, url, known in lists:
        if client.get(f"{url}?format=csv").get("Content-Type", "").startswith("text/csv"):
            files.append(name)
            for parameter in set(known) - {"format", "page", "after"}:
                for kind, value in BAD.items():
                    response = client.get(f"{url}?format=csv&{parameter}={value}")
                    where = (name, parameter, kind)
                    body = read(response).decode()
                    assert response.status_code == 302 or body.count("\r\n") == 1, where
    assert len(files) >= 2


def test_a_question_with_two_answers_is_asked_again(client, lists):
    several = {"state", "status"}
    for name, url, _known in lists:
        filterset = (client.get(url).context or {}).get("filter")
        for parameter in set(filterset.filters) - several if filterset else ():
            response = client.get(f"{url}?{parameter}=1&{parameter}=2", **HTMX)
            assert asked_of(response).filters, (name, parameter)
            assert says_a_word(response), (name, parameter)
            assert not shows_rows(response), (name, parameter)


def test_a_filter_does_not_tell_that_a_hidden_record_exists(lists, stage):
    asked = 0
    for cookies in stage.readers.values():
        client = client_of(cookies)
        for name, url, _known in lists:
            response = client.get(url)
            read(response)
            filterset = response.context and response.context.get("filter")
            for parameter, hidden in _keys(filterset, stage.others) if filterset else ():
                unknown, other = (
                    read(client.get(f"{url}?{parameter}={key}")).decode()
                    for key in (99999999, hidden)
                )
                assert _without_numbers(unknown) == _without_numbers(other), (name, parameter)
                asked += 1
    assert asked > 4


def _keys(filterset, world):
    """Yield the questions that a key answers, with that of a record of ``world``.

    The directory is every member's to read (decision 0009): an organization is no secret.
    """
    for parameter, field in filterset.form.fields.items():
        if isinstance(field, ModelChoiceField) and field.to_field_name in (None, "pk"):
            if field.queryset.model is Organization:
                continue
            yield parameter, world.records[field.queryset.model].pk


def _without_numbers(page):
    page = re.sub(r'(csrfmiddlewaretoken" value|nonce)="[^"]+"', "", page)
    return re.sub(r"[0-9]+", "#", page)


@pytest.mark.parametrize("value", ["%00", "-1", "9" * 5000, "%ff"])
def test_no_parameter_that_any_page_reads_breaks_one(client, stage, value):
    names = set()
    for app in settings.BASE_DIR.glob("*/views*"):
        for file in [app] if app.is_file() else app.glob("*.py"):
            names |= {a or b for a, b in READS.findall(Path(file).read_text())}
    query = "&".join(f"{name}={value}" for name in sorted(names))

    assert {"corrects", "like", "name"} <= names
    for name in sorted(VIEWS):
        url = address(name, stage.theirs)
        response = client.get(f"{url}?{query}")
        read(response)
        assert response.status_code < 500 or name == "notifications:health", name
