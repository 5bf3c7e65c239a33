"""Find what was moved by an index."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    # Nobody who writes waits while an index is made.
    atomic = False

    dependencies = [
        ('partnerships', '0008_first_days'),
    ]

    operations = [
        AddIndexConcurrently(
            model_name='action',
            index=models.Index(condition=models.Q(('times_moved__gt', 0)), fields=['first_day'], name='action_moved'),
        ),
        AddIndexConcurrently(
            model_name='commitment',
            index=models.Index(condition=models.Q(('times_moved__gt', 0)), fields=['first_day'], name='commitment_moved'),
        ),
    ]
