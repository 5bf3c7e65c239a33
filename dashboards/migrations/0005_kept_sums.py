"""Keep sums of agreed areas and of people reached; add what was written in one row."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('dashboards', '0004_views_of_papers'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='tally',
            name='tally_by_key',
        ),
        migrations.AddField(
            model_name='tally',
            name='agreed',
            field=models.BigIntegerField(db_default=0),
        ),
        migrations.AddField(
            model_name='tally',
            name='countries',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), null=True, size=None),
        ),
        migrations.AddField(
            model_name='tally',
            name='planned',
            field=models.BigIntegerField(db_default=0),
        ),
        migrations.AddField(
            model_name='tally',
            name='programmes',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), null=True, size=None),
        ),
        migrations.AddField(
            model_name='tally',
            name='proposed',
            field=models.BigIntegerField(db_default=0),
        ),
        migrations.AddField(
            model_name='tally',
            name='verified',
            field=models.BigIntegerField(db_default=0),
        ),
        migrations.AddField(
            model_name='tally',
            name='wished',
            field=models.BigIntegerField(db_default=0),
        ),
        migrations.AlterField(
            model_name='tally',
            name='figure',
            field=models.CharField(choices=[('pairings', 'Pairings'), ('actions', 'Actions'), ('commitments', 'Commitments'), ('deadlines', 'Deadlines'), ('meetings', 'Meetings'), ('updates', 'Updates')], max_length=12),
        ),
        migrations.AlterField(
            model_name='tally',
            name='unit',
            field=models.CharField(choices=[('d', 'Day'), ('m', 'Month'), ('s', 'Stretch'), ('e', 'Ever'), ('dd', 'Day By Day'), ('dm', 'Day By Month'), ('md', 'Month By Day'), ('mm', 'Month By Month'), ('ed', 'Ever By Day'), ('em', 'Ever By Month')], max_length=2),
        ),
        migrations.AddIndex(
            model_name='tally',
            index=models.Index(condition=models.Q(('is_folded', True)), fields=['figure', 'country', 'programme', 'unit', 'day', 'until'], include=('area', 'word', 'number'), name='tally_of_key'),
        ),
    ]
