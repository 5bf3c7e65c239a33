"""Make the searched texts of what exists."""

from django.db import migrations

from core.search import remake


def make_anew(apps, schema_editor):
    for name in ("Action", "Agreement", "Commitment", "Designation", "Pairing", "WorkPlan"):
        remake(apps.get_model("partnerships", name).objects.all())


class Migration(migrations.Migration):

    dependencies = [
        ('partnerships', '0006_searched_texts'),
    ]

    operations = [
        migrations.RunPython(make_anew, migrations.RunPython.noop),
    ]
