"""Let what needs attention be found by an index."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('network', '0002_forget_history'),
        ('partnerships', '0003_lists_in_order'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name='pairing',
            index=models.Index(condition=models.Q(('needs_help', True)), fields=['id'], name='pairing_in_need'),
        ),
        migrations.AddIndex(
            model_name='progressupdate',
            index=models.Index(fields=['-submitted_at', '-id'], name='update_newest'),
        ),
        migrations.AddIndex(
            model_name='progressupdate',
            index=models.Index(condition=models.Q(('returned_at', None), ('verified_at', None)), fields=['pairing'], name='update_unchecked'),
        ),
    ]
