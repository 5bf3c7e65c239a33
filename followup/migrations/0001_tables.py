import core.tables
import datetime
from django.db import migrations, models



class Migration(migrations.Migration):

    replaces = [
        ('followup', '0001_reminder_schedule'),
        ('followup', '0002_triggers'),
        ('followup', '0003_calls_for_help'),
        ('followup', '0004_closed_accounts'),
        ('followup', '0005_roles_in_time'),
        ('followup', '0006_introductions'),
    ]

    initial = True

    dependencies = [
        ('accounts', '0001_tables'),
        ('contenttypes', '0002_remove_content_type_name'),
        ('events', '0001_tables'),
        ('network', '0001_tables'),
        ('notifications', '0001_tables'),
        ('partnerships', '0001_tables'),
    ]

    operations = [
        core.tables.AtOnce(
            operations=[
                migrations.CreateModel(
                    name='ReminderSchedule',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(help_text='The model, such as partnerships.action.', max_length=40)),
                        ('record_id', models.BigIntegerField()),
                        ('next_check_at', models.DateTimeField(default=datetime.datetime(1970, 1, 1, 0, 0, tzinfo=datetime.timezone.utc), null=True)),
                    ],
                    options={
                        'verbose_name': 'next check of a record',
                        'verbose_name_plural': 'next checks of records',
                        'indexes': [models.Index(fields=['kind', 'next_check_at'], name='schedule_due')],
                        'constraints': [models.UniqueConstraint(fields=('kind', 'record_id'), name='schedule_once_a_record')],
                    },
                ),
            ],
        ),
    ]
