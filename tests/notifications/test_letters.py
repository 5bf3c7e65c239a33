"""Kinds of messages and who writes them."""

from notifications import letters


def test_every_kind_has_a_name(db):
    named = dict(letters.choices())

    assert named["events.meeting_reminder"] == "Meeting reminder"
    assert named["partnerships.update_request"] == "Update request"
    assert [key for key, label in named.items() if label in ("", key)] == []


def test_a_kind_that_is_no_more_is_shown_by_its_key():
    assert letters.label_of("events.of_old") == "events.of_old"
    assert letters.kind_of("events.of_old") is None
