import django.db.models.deletion
from django.db import migrations, models


def rename(field, old, new):
    def forwards(apps, schema_editor):
        messages = apps.get_model('notifications', 'Message').objects
        messages.filter(**{field: old}).update(**{field: new})
    return forwards


class Migration(migrations.Migration):
    """One word for several messages in one mail, and for what is in it."""

    dependencies = [
        ('notifications', '0005_unconfirmed'),
    ]

    operations = [
        migrations.RemoveConstraint(model_name='message', name='message_bundled_has_its_mail'),
        migrations.RemoveIndex(model_name='message', name='message_perishable'),
        migrations.RenameField(model_name='message', old_name='carried_by', new_name='digest'),
        migrations.AlterField(
            model_name='message',
            name='digest',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='items', to='notifications.message'),
        ),
        migrations.RunPython(
            rename('state', 'bundled', 'in_digest'), rename('state', 'in_digest', 'bundled')
        ),
        migrations.RunPython(
            rename('kind', 'notifications.bundle', 'notifications.digest'),
            rename('kind', 'notifications.digest', 'notifications.bundle'),
        ),
        migrations.AlterField(
            model_name='message',
            name='state',
            field=models.CharField(choices=[('pending', 'Waiting'), ('in_digest', 'Goes with others in one mail'), ('claimed', 'About to be sent'), ('sending', 'Being sent'), ('sent', 'Sent'), ('bounced', 'Came back'), ('unconfirmed', 'Unclear whether it arrived'), ('failed', 'Could not be sent'), ('cancelled', 'Cancelled'), ('expired', 'Too late to be useful')], default='pending', max_length=16, verbose_name='state'),
        ),
        migrations.AlterField(
            model_name='message',
            name='remark',
            field=models.TextField(blank=True, db_default='', default='', verbose_name='what it brought'),
        ),
        migrations.AddIndex(
            model_name='message',
            index=models.Index(condition=models.Q(('state__in', ('pending', 'in_digest', 'claimed'))), fields=['not_after'], name='message_perishable'),
        ),
        migrations.AddConstraint(
            model_name='message',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'in_digest'), _negated=True), ('digest__isnull', False), _connector='OR'), name='message_in_digest_has_its_mail'),
        ),
    ]
