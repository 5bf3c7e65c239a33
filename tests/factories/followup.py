"""The schedule of reminders."""

import factory

from followup.models import ReminderSchedule


class ReminderScheduleFactory(factory.django.DjangoModelFactory):
    """An action that is to be checked."""

    class Meta:
        model = ReminderSchedule

    kind = "partnerships.action"
    record_id = factory.Sequence(lambda number: number)
