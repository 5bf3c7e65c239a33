"""Kinds of meeting that real reports have and the list had not."""

from django.db import migrations
from django.db.models import Q

KINDS = {
    "closing_ceremony": "Closing ceremony",
    "forum": "Forum or TVET day",
    "study_visit": "Study visit",
    "steering_committee": "Steering committee",
    "training_of_trainers": "Training of trainers",
    "handing_over": "Donation or handing-over",
}


def add(apps, schema_editor):
    """Add what is missing to the list of a network; an empty one writes a list of its own."""
    EventType = apps.get_model("events", "EventType")
    last = EventType.objects.order_by("-position").values_list("position", flat=True).first()
    if last is None:
        return
    for position, (key, name) in enumerate(KINDS.items(), last + 1):
        if not EventType.objects.filter(Q(key=key) | Q(name__iexact=name)).exists():
            EventType.objects.create(key=key, name=name, position=position)


class Migration(migrations.Migration):
    dependencies = [("events", "0005_no_submission_of_its_own")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
