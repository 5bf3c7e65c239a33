"""By hand it is shown first what would go; only then it goes. The task does it once a day."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from core.models import Submission
from network.models import Person
from network.operations import leaving
from network.tasks import forget
from tests.factories.core import SubmissionFactory
from tests.factories.network import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def leaver():
    SubmissionFactory()
    long_ago = timezone.now() - timedelta(days=40)
    Submission.objects.update(sent_at=long_ago)
    return leaving.leave(PersonFactory(name="Sok Dara"), by=None, now=long_ago)


def _said(*options):
    out = StringIO()
    call_command("forget", *options, stdout=out)
    return out.getvalue()


def test_it_is_shown_before_it_is_done(leaver):
    shown = _said()
    assert "1 names of people who left (KEEP_LEAVERS_DAYS)" in shown
    assert "1 core.Submission: whole rows (KEEP_SUBMISSIONS_DAYS)" in shown
    assert "notifications.Message: to_address, body, error_facts (KEEP_MAILS_DAYS)" in shown
    assert "Nothing was changed" in shown
    assert Person.objects.get(pk=leaver.pk).name == "Sok Dara"

    assert "Done." in _said("--now")
    assert Person.objects.get(pk=leaver.pk).name == f"Former member {leaver.pk}"
    assert not Submission.objects.exists()


def test_the_task_does_it_once_a_day(leaver):
    forget()
    Person.objects.filter(pk=leaver.pk).update(forgotten_at=None)
    forget()

    gone = Person.objects.get(pk=leaver.pk)
    assert gone.name == f"Former member {leaver.pk}"
    assert gone.forgotten_at is None
