"""Keep on each pairing what its status needs."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('network', '0001_tables'),
        ('partnerships', '0001_tables'),
    ]

    operations = [
        migrations.AddField(
            model_name='pairing',
            name='first_due_on',
            field=models.DateField(editable=False, null=True, verbose_name='first day of an open action'),
        ),
        migrations.AddField(
            model_name='pairing',
            name='last_update_at',
            field=models.DateTimeField(editable=False, null=True, verbose_name='last update'),
        ),
        migrations.AddField(
            model_name='pairing',
            name='needs_help',
            field=models.BooleanField(db_default=False, default=False, editable=False, verbose_name='needs help'),
        ),
        migrations.AddIndex(
            model_name='action',
            index=models.Index(condition=models.Q(('state__in', ('open', 'in_progress'))), fields=['pairing', 'due_on'], name='action_first_of_pairing'),
        ),
    ]
