"""Kinds of messages and who writes them."""

from notifications import mails


def test_every_kind_has_a_name():
    found = dict(mails.choices())

    assert found["notifications.test"] == "Test message"
    assert found["notifications.digest"] == "Several messages in one mail"
    assert all(found.values())
    assert list(found) == sorted(found)


def test_a_reader_may_choose_about_what_is_neither_a_duty_nor_a_cover(a_duty):
    optional = [kind.key for kind in mails.optional()]

    assert "notifications.test" in optional
    assert {a_duty, "notifications.digest"}.isdisjoint(optional)


def test_what_goes_once_a_day_is_known_by_its_keys(a_question):
    assert {a_question, "partnerships.escalation"} <= set(mails.daily())
    assert "notifications.test" not in mails.daily()


def test_a_kind_that_is_no_more_is_shown_by_its_key():
    assert mails.label_of("events.of_old") == "events.of_old"
    assert mails.kind_of("events.of_old") is None
