"""The frame of every page."""

from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.utils import translation

from core.templatetags.frame import once, unchanging


def test_the_same_words_are_said_once_and_as_an_error_once_more():
    saved, failed = constants.SUCCESS, constants.ERROR
    told = [Message(saved, "Saved."), Message(saved, "Saved."), Message(failed, "Saved.")]

    assert [each.level for each in once([*told, Message(saved, "Sent.")])] == [saved, failed, saved]
    assert once(None) == []


def test_a_part_that_never_changes_is_made_once_in_each_language():
    here = unchanging("components/footer.html")
    with translation.override("km"):
        there = unchanging("components/footer.html")

    assert "Skills Development Network" in here
    assert unchanging("components/footer.html") is here
    assert there is not here
