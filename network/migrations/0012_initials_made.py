"""Make the searched texts of the organizations with their first letters."""

from django.db import migrations

from core.search import remake


def make_anew(apps, schema_editor):
    remake(apps.get_model("network", "Organization").objects.all())


class Migration(migrations.Migration):

    dependencies = [
        ('network', '0011_initials'),
    ]

    operations = [
        migrations.RunPython(make_anew, migrations.RunPython.noop),
    ]
