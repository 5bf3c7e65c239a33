"""Reports from a mail alias, and from files."""

import io
import sys
from io import StringIO

import pytest
from django.core.management import call_command

from notifications.models import Message
from tests.factories.notifications import MessageFactory
from tests.notifications.reports import report_on


def a_mail():
    return MessageFactory(sent=True, to_address="dara@example.org")


def piped(octets, monkeypatch):
    out = StringIO()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(octets)))
    call_command("record_bounce", stdout=out)
    return out.getvalue()


def test_a_report_from_standard_input_is_recorded(db, monkeypatch):
    message = a_mail()

    said = piped(report_on(message), monkeypatch)

    message.refresh_from_db()
    assert message.state == "bounced"
    assert said == f"Message {message.pk}: Came back. 550 5.1.1 User unknown\n"


@pytest.mark.parametrize(
    ("octets", "said"),
    [
        (b"Subject: Hello\r\n\r\nText", "This is no delivery report. Nothing was changed.\n"),
        (None, "This report names no mail of ours. Nothing was changed.\n"),
    ],
)
def test_other_mail_ends_well_and_changes_nothing(db, monkeypatch, octets, said):
    message = a_mail()
    unknown = report_on(message, identity="<abc.1@elsewhere.example>")

    assert piped(octets or unknown, monkeypatch) == said
    assert Message.objects.get().state == "sent"


def test_reports_that_were_kept_are_recorded_one_by_one(db, tmp_path):
    files = []
    for number in range(2):
        files.append(tmp_path / f"{number}.eml")
        files[-1].write_bytes(report_on(a_mail(), "gmail"))
    out = StringIO()

    call_command("record_bounce", *map(str, files), stdout=out)

    assert set(Message.objects.values_list("state", flat=True)) == {"bounced"}
    assert len(out.getvalue().splitlines()) == 2
