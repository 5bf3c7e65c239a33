"""Find by an index which pairings have an action that is overdue."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    # Nobody who writes waits while an index is made.
    atomic = False

    dependencies = [
        ('partnerships', '0010_ends_by_index'),
    ]

    operations = [
        AddIndexConcurrently(
            model_name='pairing',
            index=models.Index(condition=models.Q(('first_due_on__isnull', False)), fields=['first_due_on'], name='pairing_first_due'),
        ),
    ]
