"""The frame of every page."""

from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message

from core.templatetags.frame import once


def test_the_same_words_are_said_once_and_as_an_error_once_more():
    saved, failed = constants.SUCCESS, constants.ERROR
    told = [Message(saved, "Saved."), Message(saved, "Saved."), Message(failed, "Saved.")]

    assert [each.level for each in once([*told, Message(saved, "Sent.")])] == [saved, failed, saved]
    assert once(None) == []
