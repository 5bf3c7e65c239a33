"""Several people read one mailbox, or one person has two roles: what each kind of mail does then.

The table stands in docs/domain.md, "One mailbox, two roles".
"""

from __future__ import annotations

from pathlib import Path

import pytest
import time_machine

from notifications import mails
from notifications.models import Message
from notifications.operations import choices
from notifications.operations.render import render_email
from tests.every_mail import CASES, declared

pytestmark = pytest.mark.django_db

DOMAIN = Path(__file__).resolve().parents[1] / "docs" / "domain.md"


def staged_cases(role):
    """Return the cases whose stage knows of such a role."""
    return [name for name in CASES if name not in WITHOUT[role]]


# Only one person can be named for an action, or writes a report; a digest has its items' readers;
# a correction goes to whom the notice went; an account has one address and one invitation;
# what is held is held on one.
_ONE = {
    "asked_for_a_report",
    "invited_to_sign_in",
    "asked_by_name",
    "asked_on_the_day",
    "asked_late",
    "asked_two_things",
    "told_of_an_answer",
    "told_that_it_does_not_end",
    "wants_to_see_what_we_hold",
}
WITHOUT = {
    "join": _ONE | {"asked_by_name_who_answers_for_the_side"},
    "also": _ONE | {"told_that_they_are_not_expected"},
}


def written(message):
    message.to_address = message.recipient.email
    mail = mails.kind_of(message.kind).compose(message)
    return mail, render_email(message, mail)


@pytest.mark.parametrize("name", staged_cases("join"))
def test_colleagues_at_one_mailbox_each_get_a_mail_of_their_own(name):
    case = CASES[name]
    with time_machine.travel(case.now, tick=False):
        staged = case.stage()
        address = staged.reader.recipient.email
        colleague = staged.join(name="Colleague", recipient__email=address.upper())
        staged.plan()
        own, other = (case.message_to(each) for each in (staged.reader, colleague))
        (mail, email), (others_mail, others_email) = written(own), written(other)

    assert own.key != other.key
    assert email.to[0].lower().endswith(f"<{address.lower()}>")
    assert others_email.to[0].lower() == f"colleague <{address.lower()}>"
    assert others_mail.to_name == "Colleague"
    assert not set(mail.secrets) & set(others_mail.secrets) - _of_the_meeting(mail)
    for header in ("Message-ID", "References"):
        one, two = (each.extra_headers.get(header) for each in (email, others_email))
        assert one is None or one != two
    assert choices.find(choices.token_of(other)).recipient == colleague.recipient


def _of_the_meeting(mail):
    """Return what opens the meeting: it is the same for all who come."""
    return {word for word in mail.secrets if len(word) < 43 or word.startswith("https:")}


@pytest.mark.parametrize("name", staged_cases("join"))
def test_whoever_of_them_turns_mails_off_turns_off_none_of_the_others(name):
    case = CASES[name]
    with time_machine.travel(case.now, tick=False):
        staged = case.stage()
        colleague = staged.join(recipient__email=staged.reader.recipient.email)
        staged.plan()
        own = case.message_to(staged.reader)
        choices.turn_off(own, by=None)

    assert not colleague.recipient.preferences.exists()


@pytest.mark.parametrize("name", staged_cases("also"))
def test_somebody_with_two_roles_is_told_once(name):
    case = CASES[name]
    with time_machine.travel(case.now, tick=False):
        staged = case.stage()
        staged.also()
        staged.plan()
        staged.plan()

        found = Message.objects.filter(kind=case.kind, recipient=staged.reader.recipient)
        about = list(found.values_list("about_type", "about_id", "due_at"))
        assert about
        assert len(about) == len(set(about))
        assert mails.kind_of(case.kind).compose(case.message_to(staged.reader)) is not None


def test_every_case_has_both_or_says_why_not():
    with time_machine.travel(CASES["invited"].now, tick=False):
        stages = {name: case.stage() for name, case in CASES.items()}

    assert {name for name, each in stages.items() if not each.join} == WITHOUT["join"]
    assert {name for name, each in stages.items() if not each.also} == WITHOUT["also"]


def test_every_kind_of_mail_stands_in_the_table():
    """A new kind says what it does before it is written."""
    table = DOMAIN.read_text().partition("## One mailbox, two roles")[2]

    assert [key for key in sorted(declared()) if f"`{key}`" not in table] == []
