"""Mail for trying out: each mail a file."""

from datetime import UTC, datetime
from email import message_from_bytes, policy

import pytest

from notifications.models import Message
from notifications.operations.batches import send_batch
from tests.factories.notifications import MessageFactory, RecipientFactory

NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)


@pytest.fixture
def folder(settings, tmp_path):
    settings.EMAIL_BACKEND = "notifications.operations.mailbox_folder.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "var" / "mail"
    return tmp_path / "var" / "mail"


def send_to(*addresses):
    for address in addresses:
        MessageFactory(recipient=RecipientFactory(name="ម៉ៅ សុខា", email=address), reason="Khmer")
    send_batch(clock=lambda: NOW)


def test_each_mail_lands_in_a_file_named_by_its_reader(db, folder):
    send_to("sok.dara@example.org", "../../liu@example.org")

    names = sorted(path.name.split("-")[2] for path in folder.iterdir())
    assert names == [".._.._liu@example.org", "sok.dara@example.org"]
    assert set(Message.objects.values_list("state", flat=True)) == {"sent"}


def test_a_mail_program_can_open_it(db, folder):
    send_to("sok.dara@example.org")

    [path] = folder.iterdir()
    mail = message_from_bytes(path.read_bytes(), policy=policy.default)
    assert path.suffix == ".eml"
    assert (mail["Subject"], mail["To"].addresses[0].display_name) == ("About Khmer", "ម៉ៅ សុខា")


def test_a_folder_that_cannot_be_written_puts_off(db, folder):
    folder.parent.write_text("A file is in the way")

    send_to("sok.dara@example.org")

    assert Message.objects.get().state == "pending"
