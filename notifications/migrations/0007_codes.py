import django.contrib.postgres.fields
from django.db import migrations, models

# A sentence of before becomes a fact of the code that shows it as it was written.
FORWARDS = """
UPDATE notifications_message SET
    reason = 'as_written', reason_facts = jsonb_build_object('words', reason),
    remarks = CASE WHEN remark = '' THEN '{}' ELSE ARRAY[remark] END,
    last_error = CASE WHEN last_error = '' THEN '' ELSE 'as_written' END,
    error_facts = CASE WHEN last_error = '' THEN '{}' ELSE jsonb_build_object('words', last_error) END;
"""
# What was written since is a code: the version before shows it as it is.
BACKWARDS = """
UPDATE notifications_message SET
    reason = COALESCE(reason_facts ->> 'words', reason),
    remark = array_to_string(remarks, ' '),
    last_error = COALESCE(error_facts ->> 'words', last_error);
"""


class Migration(migrations.Migration):
    """Codes and their facts instead of sentences: each reader has a language of their own."""

    dependencies = [
        ('notifications', '0006_digests'),
    ]

    operations = [
        migrations.AddField(
            model_name='message',
            name='reason_facts',
            field=models.JSONField(blank=True, db_default={}, default=dict),
        ),
        migrations.AddField(
            model_name='message',
            name='error_facts',
            field=models.JSONField(blank=True, db_default={}, default=dict),
        ),
        migrations.AddField(
            model_name='message',
            name='remarks',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=300), db_default=[], default=list, size=None, verbose_name='what it brought'),
        ),
        migrations.RunSQL(FORWARDS, BACKWARDS),
        migrations.RemoveField(model_name='message', name='remark'),
    ]
