"""After any history each figure of a page is the list behind it, its file, and a count by hand.

It goes through the pages themselves, as each kind of reader. One history is played each day;
FIGURE_HISTORIES says how many more are drawn.
"""

from __future__ import annotations

import csv
import os
from dataclasses import replace
from io import StringIO

import pytest
import time_machine
from django.conf import settings as django_settings
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from dashboards.queries import gaps, phases, tallies
from dashboards.terms.periods import Period
from dashboards.wording import lists
from tests.dashboards.by_hand import (
    by_hand,
    gaps_by_hand,
    meetings_by_hand,
    people_by_hand,
    promises_by_hand,
)
from tests.dashboards.histories import FILTERS, HISTORIES, HOW, STEPS, World
from tests.walk import read

pytestmark = pytest.mark.django_db
PROMISED = ("areas", "countries")
DRAWN = int(os.environ.get("FIGURE_HISTORIES", "0"))
PHASES = [Phase.explicit, *([Phase.generate, Phase.shrink] if DRAWN else [])]
EACH_STEP = [(step, 5 * number) for number, step in enumerate(STEPS * 2)]


def asked_in(world, filters):
    """Return what an address asks: what nobody chose is not in it."""
    country, programme, area, how, period = filters
    chosen = {
        "country": [*(each.code for each in world.countries), ""][country],
        "programme": [*(each and each.key for each in world.programmes), ""][programme],
        "area": [*(each.key for each in world.areas), ""][area],
        "modality": [*HOW, ""][how],
        "period": str(period),
    }
    return {name: value for name, value in chosen.items() if value}


def length(client, url):
    answer = client.get(url)
    assert answer.status_code == 200, url
    return len(answer.context["table"].data)


def compare(client, asked):
    """Compare the page with its lists, its file and the facts; what it refuses shows no figure."""
    page = client.get(reverse("dashboards:dashboard"), asked)
    assert page.status_code == 200
    if "numbers" not in page.context:
        return
    scope, shown = page.context["scope"], page.context["numbers"]
    pairings, _begun, actions, agreed = by_hand(scope)
    people, _quarters = meetings_by_hand(scope, scope.span)
    counted = {
        "pairings": pairings,
        "workshops": people.workshops,
        "participants": people.workshops_with_figure,
        "actions": actions.total,
    }
    assert {each.key: length(client, each.url) for each in shown} == counted, asked
    moved = actions.late_at_first
    assert length(client, lists.moved_actions_url(scope)) == moved, asked
    assert any("first day" in note for note in shown[3].notes) == bool(moved)
    assert [each.value for each in shown[:2]] == [str(pairings), str(people.workshops)]
    assert page.context["head_counts"] == people
    attention = page.context["attention"]
    for url, listed in (("attention_url", attention.own), ("others_url", attention.others)):
        waiting = client.get(page.context[url]).context["page_obj"].paginator
        assert waiting.count == listed.total, asked
    promised = {area.key: area.promised for area in page.context["areas"]}
    kept = {
        key: [state for state in states if state != "dropped"] for key, states in agreed.items()
    }
    assert promised == {key: len(states) for key, states in kept.items() if states}, asked
    for key, number in promised.items():
        assert length(client, lists.commitments_url(scope, key)) == number
    file = client.get(reverse("dashboards:figure", args=["numbers"]), asked)
    rows = list(csv.reader(StringIO(read(file).decode("utf-8-sig"))))
    assert [row[:2] for row in rows[1:5]] == [[each.label, each.value] for each in shown]


def compare_gaps(client, asked):
    """Compare the gaps with their lists and the facts, and each rhythm with the open pairings."""
    page = client.get(reverse("dashboards:gaps"), asked).context
    if "gaps" not in page:
        return
    scope, shown = page["scope"], page["gaps"]
    assert {each.key: int(each.number) for each in shown} == {
        each.key: length(client, each.url) for each in shown
    }, asked
    unpaired, unmet = gaps_by_hand(scope)
    assert shown[0].number == str(unpaired), asked
    found = {each.area.key: each.unmet_needs for each in gaps.wanted(replace(scope, area=None))}
    assert {key: number for key, number in found.items() if number} == unmet, asked
    spread = phases.spread(scope)
    assert sum(spread.cadences.values()) == by_hand(scope)[0], asked


def compare_promises(client, asked):
    """Compare what was promised with the facts, each number with its list; whom updates reached."""
    page = client.get(reverse("dashboards:promises"), asked).context
    if "areas" in page:
        shown = [{row.line.key: row.line.sums for row in page[name]} for name in PROMISED]
        of_areas, of_countries = promises_by_hand(page["scope"])
        assert shown == [of_areas, {} if page["scope"].country else of_countries], asked
        cells = [cell for row in page["areas"] for cell in row.cells if cell.url]
        assert [cell.number for cell in cells] == [length(client, cell.url) for cell in cells]
    page = client.get(reverse("dashboards:people"), asked).context
    if "found" in page:
        found, scope = page["found"], page["scope"]
        with timezone.override(scope.user.time_zone):
            assert found == people_by_hand(scope), asked
        assert found.updates == length(client, lists.updates_url(scope)), asked
        for each in found.kinds:
            assert each.updates == length(client, lists.updates_url(scope, reached=each.kind))


@settings(
    max_examples=DRAWN or 1,
    phases=PHASES,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@example(history=EACH_STEP, asked=[(3, 3, 3, 3, Period.TWO_YEARS)])
@given(history=HISTORIES, asked=st.lists(FILTERS, min_size=2, max_size=2))
def test_each_number_is_its_list_its_file_and_what_is_counted_by_hand(db, history, asked):
    with transaction.atomic(), time_machine.travel("2026-11-22T05:00:00Z", tick=False):
        world = World()
        for step, number in history:
            getattr(world, step)(number)
        for reader in world.readers:
            client = Client()
            client.force_login(reader, backend=django_settings.AUTHENTICATION_BACKENDS[-1])
            for filters in asked:
                compare(client, asked_in(world, filters))
                compare_gaps(client, asked_in(world, filters))
                compare_promises(client, asked_in(world, filters))
        assert list(tallies.differences()) == []
        transaction.set_rollback(True)
