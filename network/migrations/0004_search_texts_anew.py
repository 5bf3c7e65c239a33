"""Make the searched texts of what exists anew: they are folded by more than before."""

from django.db import migrations

from core.search import remake


def make_anew(apps, schema_editor):
    for name in ("Organization", "Person"):
        remake(apps.get_model("network", name).objects.all())


class Migration(migrations.Migration):

    dependencies = [
        ('network', '0003_search_text'),
    ]

    operations = [
        migrations.RunPython(make_anew, migrations.RunPython.noop),
    ]
