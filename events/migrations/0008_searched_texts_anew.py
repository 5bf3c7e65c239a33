"""Make the searched texts of what exists."""

from django.db import migrations

from core.search import remake


def make_anew(apps, schema_editor):
    # The schedule of reminders looks at every change of a meeting: this one is none.
    schema_editor.execute("ALTER TABLE events_event DISABLE TRIGGER USER")
    for name in ("Event", "EventType", "Statement", "Topic"):
        remake(apps.get_model("events", name).objects.all())
    schema_editor.execute("ALTER TABLE events_event ENABLE TRIGGER USER")


class Migration(migrations.Migration):

    dependencies = [
        ('events', '0007_searched_texts'),
    ]

    operations = [
        migrations.RunPython(make_anew, migrations.RunPython.noop),
    ]
