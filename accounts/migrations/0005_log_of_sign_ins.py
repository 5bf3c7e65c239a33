
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """When a session began; the log of sign-ins."""

    dependencies = [
        ('accounts', '0004_sessions_of_users'),
    ]

    operations = [
        migrations.AddField(
            model_name='session',
            name='started_at',
            field=models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
        ),
        migrations.CreateModel(
            name='AccountEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('signed_in', 'Signed in'), ('wrong_password', 'Wrong password'), ('wrong_code', 'Wrong code of the second step'), ('signed_out', 'Signed out'), ('signed_out_everywhere', 'Signed out on other devices'), ('new_password', 'New password'), ('second_step_on', 'Second step added'), ('second_step_off', 'Second step removed'), ('new_codes', 'New recovery codes'), ('new_address', 'E-mail address changed')], max_length=24, verbose_name='what happened')),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='when')),
                ('network', models.CharField(blank=True, max_length=64, verbose_name='network')),
                ('agent', models.CharField(blank=True, max_length=200, verbose_name='device')),
                ('due_at', models.DateTimeField(null=True)),
                ('told_to', models.EmailField(blank=True, max_length=254)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='account_events', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'entry in the log of sign-ins',
                'verbose_name_plural': 'log of sign-ins',
                'indexes': [models.Index(fields=['-at', '-id'], name='account_event_by_time'), models.Index(fields=['user', '-at'], name='account_event_by_user'), models.Index(condition=models.Q(('due_at__isnull', False)), fields=['due_at'], name='account_event_to_tell'), models.Index(condition=models.Q(('network', ''), _negated=True), fields=['at'], name='account_event_with_network')],
            },
        ),
    ]
