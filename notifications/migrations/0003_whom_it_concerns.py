import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models

# Of the mail in which a message goes, to who sees the message: past the wall.
_OF_MAIL = """
CREATE OR REPLACE FUNCTION message_mail_{column}(mail bigint) RETURNS {type}
LANGUAGE sql STABLE STRICT SECURITY DEFINER SET search_path = public, pg_temp
AS $$SELECT {column} FROM notifications_message WHERE id = mail$$
"""
_GONE = "DROP FUNCTION message_mail_{column}(bigint)"
_COLUMNS = {"due_at": "timestamptz", "state": "text"}


class Migration(migrations.Migration):
    # Nobody who writes waits while an index is made.
    atomic = False

    dependencies = [
        ('notifications', '0002_lists_in_order'),
    ]

    operations = [
        migrations.AddField(
            model_name='message',
            name='concerns',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, editable=False, size=None, verbose_name='whom it concerns'),
        ),
        AddIndexConcurrently(
            model_name='message',
            index=django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=['concerns'], name='message_concerns'),
        ),
        *(
            migrations.RunSQL(
                _OF_MAIL.format(column=column, type=type_), _GONE.format(column=column)
            )
            for column, type_ in _COLUMNS.items()
        ),
    ]
