"""Keep count of meetings, and of who came."""

import datetime
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('dashboards', '0001_tallies'),
    ]

    operations = [
        migrations.AddField(
            model_name='tally',
            name='people',
            field=models.BigIntegerField(db_default=0),
        ),
        migrations.AddField(
            model_name='tally',
            name='people_where_women_known',
            field=models.BigIntegerField(db_default=0),
        ),
        migrations.AddField(
            model_name='tally',
            name='persons_with_disabilities',
            field=models.BigIntegerField(db_default=0),
        ),
        migrations.AddField(
            model_name='tally',
            name='until',
            field=models.DateField(db_default=datetime.date(1, 1, 1)),
        ),
        migrations.AddField(
            model_name='tally',
            name='with_disabilities',
            field=models.BigIntegerField(db_default=0),
        ),
        migrations.AddField(
            model_name='tally',
            name='with_people',
            field=models.BigIntegerField(db_default=0),
        ),
        migrations.AddField(
            model_name='tally',
            name='with_women',
            field=models.BigIntegerField(db_default=0),
        ),
        migrations.AddField(
            model_name='tally',
            name='women',
            field=models.BigIntegerField(db_default=0),
        ),
        migrations.AlterField(
            model_name='tally',
            name='figure',
            field=models.CharField(choices=[('pairings', 'Pairings'), ('actions', 'Actions'), ('commitments', 'Commitments'), ('meetings', 'Meetings')], max_length=12),
        ),
        migrations.AlterField(
            model_name='tally',
            name='number',
            field=models.BigIntegerField(db_default=0),
        ),
        migrations.AlterField(
            model_name='tally',
            name='unit',
            field=models.CharField(choices=[('d', 'Day'), ('m', 'Month'), ('s', 'Stretch')], max_length=1),
        ),
    ]
