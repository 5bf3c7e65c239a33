"""What an invited person answered, in words."""

import pytest

from events.enums import ParticipationState
from followup.enums import Closed, NotYet
from followup.queries.invitations import Guest
from followup.queries.readers import Reader
from followup.wording.invitations import answer, language
from network.models import Person
from notifications.models import Recipient


def guest(state=None, *, stand_in=""):
    person = Person(recipient=Recipient())
    return Guest(Reader(person, state=state or ""), "NPIC", stand_in=stand_in)


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (ParticipationState.INVITED, "No answer yet"),
        (ParticipationState.APPROVED, "Answer: yes"),
        (ParticipationState.DECLINED, "Answer: no"),
        (None, "No answer yet"),
    ],
)
def test_the_answer_is_what_the_list_says(state, words):
    assert answer(guest(state)) == words


def test_whoever_comes_instead_is_named():
    away = guest(ParticipationState.DECLINED, stand_in="Dara")

    assert answer(away) == "Answer: Dara will come instead"


def test_the_language_is_the_one_in_which_the_mail_is_written(settings):
    settings.LANGUAGES = [("en", "English"), ("km", "Khmer")]

    assert [language(Recipient(language=code)) for code in ("km", "xx")] == ["Khmer", "English"]


def test_why_nobody_is_invited_or_asked_is_said():
    assert "confirm the meeting first" in NotYet.NOT_SURE.label
    assert "Enter the day" in NotYet.NOT_SURE.label
    assert "too late" in NotYet.BEGUN.label
    assert "over" in Closed.OVER.label
