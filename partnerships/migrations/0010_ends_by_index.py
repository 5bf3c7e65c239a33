"""Find by an index which open agreed areas end next, and which are late."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    # Nobody who writes waits while an index is made.
    atomic = False

    dependencies = [
        ('partnerships', '0009_moved_by_index'),
    ]

    operations = [
        AddIndexConcurrently(
            model_name='commitment',
            index=models.Index(condition=models.Q(('state__in', ('open', 'in_progress'))), fields=['ends_on'], name='commitment_open_until'),
        ),
    ]
