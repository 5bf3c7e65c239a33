"""What a request for an update says."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from accounts.models import ActionLink
from accounts.operations import links
from followup.mails.update_requests import update_request
from notifications.models import Message
from notifications.operations import digests
from notifications.operations.batches import send_batch
from partnerships.enums import PairingPhase
from tests.factories import roles
from tests.factories.network import (
    CooperationAreaFactory,
    CountryFactory,
    FocalPointFactory,
    HonorificFactory,
    OrganizationFactory,
    PersonFactory,
)
from tests.factories.partnerships import (
    ActionFactory,
    CommitmentFactory,
    PairingFactory,
    ProgressUpdateFactory,
)
from tests.followup.planning import plan_requests

NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)
DUE = date(2026, 11, 30)


@pytest.fixture(autouse=True)
def morning():
    with time_machine.travel(NOW, tick=False):
        yield


def asked_for(item):
    """Return the first message that waits about ``item``."""
    plan_requests(now=NOW)
    return Message.objects.about(item).earliest("due_at")


def an_action(**facts):
    return ActionFactory(
        **{
            "text": "Send the draft teacher training plan",
            "person": PersonFactory(name="Sok Dara", honorific=HonorificFactory(name="Mr")),
            "due_on": DUE,
            "pairing": PairingFactory(title="GZITTC - NPIC"),
            **facts,
        }
    )


def test_a_request_has_one_link_for_each_answer(db, mail_of):
    action = an_action()

    mail = mail_of(asked_for(action))

    link = ActionLink.objects.get()
    token = links.token_of(link)
    url = "https://network.example" + reverse("followup:update-by-link", args=[token])
    assert mail.subject == "Due 30 Nov 2026: Send the draft teacher training plan"
    assert (
        mail.body.partition("Choose which mails")[0]
        == f"""\
Dear Mr Sok Dara,

This is due on 30 Nov 2026:

  Send the draft teacher training plan
  Pairing: GZITTC - NPIC

How is it going? Choose one answer:

  Done:
  {url}?s=done

  Going well:
  {url}?s=going_well

  Late, we need more time:
  {url}?s=late

  Blocked, we need help:
  {url}?s=blocked

This link is only for you. It works until 14 Dec 2026. You need no password. \
The link opens a form. Your answer counts when you send the form.

You get this mail because you are responsible for this action.
"""
    )
    assert (link.holder, link.target, link.expires_at) == (
        action.person,
        action,
        datetime(2026, 12, 15, tzinfo=UTC),
    )


@pytest.mark.parametrize(
    ("day", "subject", "lede"),
    [
        (-7, "Due 30 Nov 2026: Send the plan", "This is due on 30 Nov 2026:"),
        (0, "Due today: Send the plan", "This is due today, on 30 Nov 2026:"),
        (7, "Late, due 30 Nov 2026: Send the plan", "This was due on 30 Nov 2026:"),
    ],
)
@pytest.mark.parametrize("zone", ["Asia/Bangkok", "America/Los_Angeles"])
@pytest.mark.django_db
def test_who_reads_the_subject_alone_knows_how_near_the_day_is_by_their_clock(
    mail_of, zone, day, subject, lede
):
    action = an_action(text="Send the plan")
    action.person.recipient.time_zone = zone
    action.person.recipient.save()
    for when in (NOW, NOW + timedelta(days=7)):
        plan_requests(now=when)
    message = Message.objects.order_by("due_at")[(day + 7) // 7]

    with time_machine.travel(message.due_at, tick=False):
        mail = mail_of(message)

    assert (mail.subject, mail.body.splitlines()[2]) == (subject, lede)


def test_a_second_attempt_on_this_day_has_the_same_bytes(db):
    message = asked_for(an_action())
    first = update_request(message)
    message.due_at += timedelta(hours=2)

    assert update_request(message) == first


@pytest.mark.parametrize(
    ("acronym", "who"), [("NPIC", "Ms Seng Sokheng, NPIC"), ("", "Ms Seng Sokheng")]
)
def test_who_answers_for_somebody_without_an_address_reads_whose_action_it_is(
    db, mail_of, acronym, who
):
    side = OrganizationFactory(acronym=acronym)
    asked = FocalPointFactory(organization=side).person
    named = PersonFactory(
        name="Seng Sokheng", honorific=HonorificFactory(name="Ms"), recipient__email=""
    )
    action = an_action(
        person=named,
        organization=side if acronym else None,
        pairing=PairingFactory(title="GZITTC - NPIC", parties=[side, OrganizationFactory()]),
    )

    body = mail_of(asked_for(action)).body

    assert f"Dear {asked.name},\n" in body
    assert f"  Pairing: GZITTC - NPIC\n  Who: {who}\n\nHow is it going?" in body


def test_an_overdue_agreed_area_is_asked_about_in_the_past_tense(db, mail_of):
    college = OrganizationFactory()
    person = FocalPointFactory(organization=college).person
    commitment = CommitmentFactory(
        text="",
        area=CooperationAreaFactory(name="Teacher training"),
        promised_by=college,
        ends_on=date(2022, 12, 31),
        pairing=PairingFactory(title="GZITTC - NPIC", parties=[college, OrganizationFactory()]),
    )

    mail = mail_of(asked_for(commitment))

    assert mail.subject == "Late, due 31 Dec 2022: Teacher training"
    assert mail.body.startswith(
        f"Dear {person.name},\n\nThis was due on 31 Dec 2022:\n\n  Teacher training\n"
    )
    assert "because you are a focal point of this pairing." in mail.body


def test_a_long_text_in_any_script_makes_a_short_subject_and_a_small_mail(db, mail_of):
    pairing = PairingFactory(title="ល" * 300)
    mail = mail_of(asked_for(an_action(text="បណ្តុះ\nបណ្តាលគ្រូ" * 200, pairing=pairing)))

    assert len(mail.subject) < 110
    assert "\n" not in mail.subject
    assert len(mail.message().as_bytes()) < 10_000


def test_an_answer_by_mail_goes_to_the_coordinator_of_a_side(db):
    cambodia, china = CountryFactory(cambodia=True), CountryFactory(china=True)
    sides = [OrganizationFactory(country=country) for country in (cambodia, china)]
    asked = [FocalPointFactory(organization=side).person for side in sides]
    coordinator = PersonFactory(user=roles.coordinator(china))
    action = an_action(pairing=PairingFactory(parties=sides), person=None)
    plan_requests(now=NOW)

    replies = {
        message.recipient_id: update_request(message).reply_to
        for message in Message.objects.about(action)
    }

    assert replies == {
        asked[0].recipient_id: coordinator.recipient.email,
        asked[1].recipient_id: coordinator.recipient.email,
    }


def test_the_mails_of_a_pairing_make_one_thread(db):
    action = an_action()

    assert update_request(asked_for(action)).thread == f"pairing:{action.pairing_id}"


def test_the_language_is_the_readers_at_the_moment_of_sending(db, mailoutbox, settings):
    settings.LANGUAGES = [("en", "English"), ("fr", "French")]
    action = an_action()
    asked_for(action)
    action.person.recipient.language = "fr"
    action.person.recipient.save()

    digests.collect(now=NOW)
    send_batch(clock=lambda: NOW)

    assert "30 novembre 2026" in mailoutbox[0].subject


@pytest.mark.parametrize(
    "change",
    [
        lambda action: {"state": "done", "closed_on": DUE},
        lambda action: {"due_on": DUE + timedelta(days=30)},
        lambda action: {"due_on": None},
        lambda action: {"person": PersonFactory()},
        lambda action: {"pairing": PairingFactory(phase=PairingPhase.PAUSED, reason="Flood")},
    ],
)
def test_what_was_closed_moved_or_given_to_another_is_not_asked_about(db, change):
    action = an_action()
    message = asked_for(action)
    for name, value in change(action).items():
        setattr(action, name, value)
    action.save()

    assert update_request(message) is None
    assert ActionLink.objects.count() == 0


@pytest.mark.parametrize(("days_ago", "is_asked"), [(0, False), (1, True)])
def test_what_was_answered_since_it_became_due_is_not_asked_again(db, days_ago, is_asked):
    action = an_action()
    message = asked_for(action)
    answered_at = NOW - timedelta(days=days_ago)
    ProgressUpdateFactory(action=action, pairing=action.pairing, submitted_at=answered_at)

    assert bool(update_request(message)) is is_asked


def test_it_leaves_by_the_outbox_which_does_not_keep_the_token(db, mailoutbox):
    message = asked_for(an_action())
    digests.collect(now=NOW)

    send_batch(clock=lambda: NOW)

    message.refresh_from_db()
    token = links.token_of(ActionLink.objects.get())
    [mail] = mailoutbox
    kept = message.digest.body
    assert (mail.body.count(token), kept.count(token), message.state) == (4, 0, "sent")
    assert len(mail.message().as_bytes()) < 10_000
