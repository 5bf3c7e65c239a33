"""No sentence of the product is stored: a row has a code and its facts, the page says the words.

Everything here happens in a language made at test time: a stored sentence would be in brackets.
"""

from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.apps import apps
from django.db import models

from events.enums import ParticipationState
from events.operations import events, meeting_access
from followup.declarations import DECLARED
from followup.operations.planning import plan
from notifications.enums import ErrorCode, MessageState
from notifications.models import Message
from notifications.operations import bounces, claims, digests, messages
from notifications.operations.batches import send_batch
from notifications.wording import error_of, reason_of, remarks_of
from tests.factories import roles
from tests.factories.events import OrganizerFactory
from tests.factories.network import FocalPointFactory, PersonFactory
from tests.factories.notifications import MessageFactory, PreferenceFactory, RecipientFactory
from tests.factories.partnerships import ActionFactory, AgreementFactory, PairingFactory
from tests.followup.meetings import NOW, guest, invite, meeting, move, pass_time
from tests.followup.planning import make_due
from tests.notifications.reports import report_on
from tests.pseudo import OPEN, spoken

ROOT = Path(__file__).resolve().parents[2]
# A mail as it was written to its reader.
KEPT = {("Message", "subject"), ("Message", "body")}
DAY = timedelta(days=1)


def stored():
    """Return (model, column, text) of every stored text that the product has said."""
    return [
        (model.__name__, field.name, value)
        for config in apps.get_app_configs()
        if Path(config.path).parent == ROOT
        for model in config.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField | models.JSONField)
        or type(field).__name__ == "ArrayField"
        if (model.__name__, field.name) not in KEPT
        for value in model._base_manager.values_list(field.name, flat=True)
        if OPEN in str(value)
    ]


def reasons():
    return {message.reason for message in Message.objects.all()}


def codes():
    return set(Message.objects.exclude(last_error="").values_list("last_error", flat=True))


@pytest.mark.django_db
def test_the_mails_of_a_meeting_store_no_sentence(mailoutbox):
    with spoken():
        event = meeting(reminders=[60 * 24 * 15])
        approved, invited = guest(event, ParticipationState.APPROVED), guest(event)
        organizer = OrganizerFactory(event=event).organization
        FocalPointFactory(organization=organizer)
        invite(event, invited)
        meeting_access.set_link(event, link="https://meet.example/1", by=None)
        pass_time(NOW)
        event = move(event)
        event.participations.get(person=invited).delete()
        make_due(event)
        pass_time(NOW + DAY)
        events.cancel(event, reason="A flood", by=None)
        pass_time(NOW + 2 * DAY)
        over = meeting(day=NOW.date() - DAY, starts_at=NOW - DAY, ends_at=None)
        over.logged_by = PersonFactory(user=roles.staff()).user
        over.save()
        make_due(over)
        pass_time(NOW + DAY)

    assert stored() == []
    assert reasons() == {
        "events.on_the_list",
        "events.focal_point",
        "events.confirmed",
        "events.reporter",
        "events.knew_before_change",
        "events.knew_before_call_off",
        "events.knew_and_left",
    }
    assert {tuple(message.remarks) for message in Message.objects.to(approved.recipient)} == {
        (),
        ("events.with_link",),
    }


@pytest.mark.django_db
def test_the_mails_of_a_cooperation_store_no_sentence(mailoutbox):
    with spoken():
        pairing = PairingFactory(last_met_on=None, started_on=NOW.date() - 400 * DAY)
        for party in pairing.parties.all():
            FocalPointFactory(organization=party.organization)
        PersonFactory(user=roles.staff())
        ActionFactory(pairing=pairing, person=PersonFactory(), due_on=NOW.date() + DAY)
        ActionFactory(pairing=pairing, due_on=NOW.date() - 30 * DAY)
        parties = [party.organization for party in pairing.parties.all()]
        AgreementFactory(signed=True, ends_on=NOW.date() + 80 * DAY, parties=parties)
        for days in (0, 8):
            for each in DECLARED:
                plan(each.planner, now=NOW + days * DAY)
            digests.collect(now=NOW + days * DAY)

    assert stored() == []
    assert {
        "followup.named",
        "followup.acting_side",
        "followup.side_without_news",
        "followup.follows_up_late",
        "followup.party",
        "followup.follows_up_agreements",
        "notifications.due_together",
    } <= reasons()


@pytest.mark.django_db
def test_what_goes_wrong_with_a_mail_stores_no_sentence(sink, test_mails):
    with spoken():
        for name in ("nobody", "later", "silent"):
            MessageFactory(recipient=RecipientFactory(email=f"{name}@example.org"))
        MessageFactory(recipient=RecipientFactory(email=""))
        MessageFactory(recipient=RecipientFactory(refused_at=NOW, refused_reason="550 No"))
        MessageFactory(reason="Impossible")
        MessageFactory(reason="Nothing to say")
        send_batch(clock=lambda: NOW)
        PreferenceFactory(recipient=MessageFactory().recipient)
        digests.collect(now=NOW)
        messages.cancel(MessageFactory(), by=roles.staff())
        changed = MessageFactory()
        messages.cancel_pending(Message.objects.about(changed.recipient))
        MessageFactory(state=MessageState.SENDING, claim=UUID(int=1), lease_until=NOW)
        claims.expire(now=NOW)
        for facts in ({"action": "delayed"}, {}):
            late = MessageFactory(sent=True, to_address="dara@example.org")
            bounces.record(bounces.read(report_on(late, **facts)), now=NOW)

    assert stored() == []
    assert codes() == set(ErrorCode) - {
        ErrorCode.AS_WRITTEN,
        ErrorCode.NO_REASON,
        ErrorCode.TOOK_TOO_LONG,
    }


@pytest.mark.django_db
def test_a_code_is_said_in_the_language_of_who_reads_it():
    person = roles.staff()
    message = messages.cancel(MessageFactory(reason="events.on_the_list"), by=person)

    assert error_of(message) == f"Cancelled by {person}."
    assert reason_of(message) == "Is on the list of participants"
    with spoken():
        assert error_of(message).startswith(OPEN)
        assert reason_of(message).startswith(OPEN)


def test_a_sentence_of_an_older_version_is_shown_as_it_is():
    message = MessageFactory.build(
        reason="Is named for this", last_error="The sender ended.", remarks=["With a link"],
        about_type=None, about_id=1,
    )  # fmt: skip

    said = (reason_of(message), error_of(message), remarks_of(message))

    assert said == ("Is named for this", "The sender ended.", "With a link")


def test_a_fact_that_is_missing_does_not_break_the_page():
    message = MessageFactory.build(
        reason="events.focal_point", last_error=ErrorCode.CANCELLED_BY, about_type=None, about_id=1
    )

    assert (reason_of(message), error_of(message)) == ("Is a focal point of ", "Cancelled by .")
