"""The five meetings."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from events.enums import EventState, StatementKind
from events.models import AgendaItem, Event, EventFile, HeadCount, Outcome, Participation, Statement
from partnerships.enums import Firmness
from partnerships.models import Commitment

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample_network")]


def event(key: str) -> Event:
    return Event.objects.get(source_key=key)


def test_the_launch_is_planned_and_not_claimed_to_have_been_held():
    launch = event("launch-2021")

    assert launch.state == EventState.PLANNED
    assert launch.is_report_due(date(2026, 11, 22))
    assert (launch.starts_at, launch.ends_at) == (
        datetime(2021, 11, 10, 7, tzinfo=UTC),
        datetime(2021, 11, 10, 10, tzinfo=UTC),
    )
    assert not launch.list_is_final
    assert set(launch.participations.values_list("state", flat=True)) == {"invited"}
    assert launch.participations.count() == 30


def test_the_agenda_of_the_launch_starts_before_the_launch():
    items = AgendaItem.objects.filter(event=event("launch-2021"))

    assert [
        (item.title, item.starts_at and item.starts_at.hour, item.speakers.count())
        for item in items
    ] == [
        ("Registration", 6, 0),
        ("Welcoming remarks", 7, 4),
        ("Group photo", None, 0),
        ("Session 1: Power of Networking", 7, 2),
        ("Session 2: Our Workplan", 8, 1),
        ("Session 3: Discussion", 8, 6),
        ("Sum-up", None, 1),
        ("Closing session", 9, 2),
    ]


def test_a_discussant_may_be_an_organization_or_an_unnamed_group():
    discussion = AgendaItem.objects.get(title="Session 3: Discussion")

    assert list(discussion.speakers.values_list("organization__source_key", "name", "role")) == [
        ("molvt", "", "discussant"),
        ("molsw", "", "discussant"),
        ("mohrss", "", "discussant"),
        (None, "Representatives of TVETs and enterprises", "discussant"),
        ("ytc", "", "discussant"),
        ("gzittc", "", "discussant"),
    ]


def test_a_day_without_an_hour_stays_without_an_hour():
    hours = Event.objects.exclude(source_key="launch-2021").values_list("starts_at", flat=True)

    assert set(hours) == {None}


def test_heads_are_counted_only_where_a_document_counts_them():
    counts = HeadCount.objects.values_list("event__source_key", "organization", "people", "women")
    named = Participation.objects.filter(person__isnull=False)

    assert set(counts) == {("npic-gzittc-2021", None, 17, None), ("htc-npia-2022", None, 34, None)}
    assert named.filter(event=event("npic-gzittc-2021")).count() == 8
    assert named.filter(event=event("htc-npia-2022")).count() == 2


def test_the_workshops_follow_the_launch():
    follow_ups = event("launch-2021").follow_ups.order_by("day")

    assert list(follow_ups.values_list("source_key", flat=True)) == [
        "npic-gzittc-2021",
        "lgtc-yatsei-2022",
        "htc-npia-2022",
    ]


def test_quotes_are_kept_apart_from_what_is_told_in_our_words():
    quotes = Statement.objects.filter(kind=StatementKind.QUOTE)

    assert set(quotes.values_list("person__source_key", flat=True)) == {"wu-hongdong", "liu-yutong"}
    assert Statement.objects.filter(kind=StatementKind.PARAPHRASE).count() == 12


def test_pictures_that_nobody_has_keep_their_captions():
    assert list(EventFile.objects.values_list("event__source_key", "file", "shown")) == [
        ("lgtc-yatsei-2022", "", "Wei Fan"),
        ("lgtc-yatsei-2022", "", "Khamsavay Gnommilavong"),
        ("lgtc-yatsei-2022", "", ""),
    ]


def test_the_ten_agreed_areas_keep_how_firm_they_are():
    assert set(
        Commitment.objects.values_list(
            "pairing__source_key", "area__key", "firmness", "starts_on", "ends_on"
        )
    ) == {
        ("gzittc-npic", "tot", Firmness.AGREED, None, None),
        ("gzittc-npic", "exchange", Firmness.AGREED, None, None),
        ("gzittc-npic", "competition", Firmness.AGREED, None, None),
        ("yatsei-lgtc", "curriculum", Firmness.AGREED, None, None),
        ("yatsei-lgtc", "tot", Firmness.AGREED, None, None),
        ("yatsei-lgtc", "exchange", Firmness.AGREED, None, None),
        ("htc-npia", "digital", Firmness.AGREED, date(2022, 1, 1), date(2022, 12, 31)),
        ("htc-npia", "tot", Firmness.PROPOSED, date(2022, 1, 1), date(2023, 12, 31)),
        ("htc-npia", "management", Firmness.PROPOSED, date(2022, 1, 1), date(2023, 12, 31)),
        ("htc-npia", "exchange", Firmness.PROPOSED, date(2022, 1, 1), date(2023, 12, 31)),
    }


def test_what_came_out_of_a_meeting_leads_to_what_it_became():
    outcomes = Outcome.objects.filter(event=event("shenyang-2024"))

    assert list(
        outcomes.values_list("kind", "agreement__source_key", "designation__source_key")
    ) == [
        ("agreement", "mozi-workshop", None),
        ("agreement", "belt-road-vet-agreement", None),
        ("designation", None, "teaching-service-base"),
    ]
