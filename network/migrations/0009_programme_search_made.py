"""Make the searched texts of the programmes."""

from django.db import migrations

from core.search import remake


def make_anew(apps, schema_editor):
    remake(apps.get_model("network", "Programme").objects.all())


class Migration(migrations.Migration):

    dependencies = [
        ('network', '0008_programme_search'),
    ]

    operations = [
        migrations.RunPython(make_anew, migrations.RunPython.noop),
    ]
