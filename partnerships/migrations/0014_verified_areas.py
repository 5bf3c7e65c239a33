"""Keep on each agreed area whether somebody has verified that it is done."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('partnerships', '0013_kept_for_home'),
    ]

    operations = [
        migrations.AddField(
            model_name='commitment',
            name='is_verified',
            field=models.BooleanField(db_default=False, default=False, editable=False),
        ),
    ]
