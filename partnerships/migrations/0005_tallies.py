"""Keep on each pairing the countries under which it is counted."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('partnerships', '0004_what_needs_attention'),
    ]

    operations = [
        migrations.AddField(
            model_name='pairing',
            name='countries',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, editable=False, size=None, verbose_name='countries'),
        ),
    ]
