"""Keep count of what the figures count."""

from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Tally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('figure', models.CharField(choices=[('pairings', 'Pairings'), ('actions', 'Actions'), ('commitments', 'Commitments')], max_length=12)),
                ('country', models.BigIntegerField(default=0)),
                ('programme', models.BigIntegerField(default=0)),
                ('area', models.BigIntegerField(default=0)),
                ('word', models.CharField(max_length=12)),
                ('unit', models.CharField(choices=[('d', 'Day'), ('m', 'Month')], max_length=1)),
                ('day', models.DateField()),
                ('number', models.BigIntegerField()),
                ('is_folded', models.BooleanField(default=False)),
            ],
            options={
                'verbose_name': 'tally',
                'verbose_name_plural': 'tallies',
                'indexes': [models.Index(fields=['figure', 'country', 'programme', 'unit', 'day'], include=('area', 'word', 'number'), name='tally_by_key'), models.Index(condition=models.Q(('is_folded', False)), fields=['id'], name='tally_to_fold')],
            },
        ),
    ]
