"""Make the searched texts of what exists."""

from django.db import migrations

from core.search import remake


def make_anew(apps, schema_editor):
    for name in ("CooperationArea",):
        remake(apps.get_model("network", name).objects.all())


class Migration(migrations.Migration):

    dependencies = [
        ('network', '0005_searched_texts'),
    ]

    operations = [
        migrations.RunPython(make_anew, migrations.RunPython.noop),
    ]
