"""Keep on each meeting the countries under which it is counted."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('events', '0001_tables'),
    ]

    operations = [
        migrations.AddField(
            model_name='event',
            name='countries',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, editable=False, size=None, verbose_name='countries'),
        ),
    ]
