from django.db import migrations, models


def rename_state(old, new):
    def forwards(apps, schema_editor):
        apps.get_model('notifications', 'Message').objects.filter(state=old).update(state=new)
    return forwards


class Migration(migrations.Migration):
    """One word for a mail of which nobody knows whether it arrived."""

    dependencies = [
        ('notifications', '0004_heartbeat'),
    ]

    operations = [
        migrations.RemoveIndex(model_name='message', name='message_doubtful'),
        migrations.RenameField(model_name='message', old_name='doubted_at', new_name='unconfirmed_at'),
        migrations.RunPython(
            rename_state('uncertain', 'unconfirmed'), rename_state('unconfirmed', 'uncertain')
        ),
        migrations.AlterField(
            model_name='message',
            name='state',
            field=models.CharField(choices=[('pending', 'Waiting'), ('bundled', 'Goes with others in one mail'), ('claimed', 'About to be sent'), ('sending', 'Being sent'), ('sent', 'Sent'), ('bounced', 'Came back'), ('unconfirmed', 'Unclear whether it arrived'), ('failed', 'Could not be sent'), ('cancelled', 'Cancelled'), ('expired', 'Too late to be useful')], default='pending', max_length=16, verbose_name='state'),
        ),
        migrations.AddIndex(
            model_name='message',
            index=models.Index(condition=models.Q(('state', 'unconfirmed')), fields=['updated_at'], name='message_unconfirmed'),
        ),
    ]
